"""Series: which figures are one quantity over time, in what order, on how many independent words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.linking import link_readings
from onrecord.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Reading

    Case = dict[str, Any]

CASES = "series.jsonl"


def test_figures(case: Case, make_reading: Callable[[Case], Reading]) -> None:
    """The figures of a case (numbered over its articles) form its series, in the order of their time."""
    readings = [make_reading(each) for each in case["articles"]]
    number = {claim.id: place for place, claim in enumerate(c for reading in readings for c in reading.claims)}
    series = link_readings(readings, Settings()).series
    found = sorted([number[each.claim] for each in one.observations] for one in series)
    assert found == sorted(case["series"])
    if "origins" in case:
        assert [one.origin_count for one in series] == case["origins"]
