"""Claims against claims: every relation, and everything that only looks like one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.linking import link_readings
from onrecord.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Reading

CASES = "links.jsonl"


def test_two_articles(case: dict[str, Any], make_reading: Callable[[dict[str, Any]], Reading]) -> None:
    """The claims of two articles are linked as the case says, the earlier one on the left, or not at all."""
    readings = [make_reading(each) for each in case["articles"]]
    links = link_readings(readings, Settings()).links
    assert [link.relation for link in links] == case["expected"]
    dates = [reading.article.date_published or "9999" for reading in readings]
    for link in links:
        assert link.detail
        assert dates[0] == dates[1] or link.left in {claim.id for claim in readings[0].claims}


def test_order_makes_no_difference(make_reading: Callable[[dict[str, Any]], Reading]) -> None:
    """All cases at once, in any order, give the same links."""
    lines = (Path(__file__).parents[1] / "cases" / CASES).read_text(encoding="utf-8").splitlines()
    readings = {
        reading.article.id: reading
        for line in lines
        for each in json.loads(line)["articles"]
        for reading in [make_reading(each)]
    }
    straight = list(readings.values())
    links = link_readings(straight, Settings())
    for other in (straight[::-1], straight[1::2] + straight[::2], sorted(straight, key=lambda each: each.article.id)):
        assert link_readings(other, Settings()) == links
