"""Marks and kinds: totals, events and states apart; where an origin took its number back, and where it leapt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onrecord.linking import link_readings
from onrecord.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Reading, Series

    Case = dict[str, Any]
    MakeReading = Callable[[Case], Reading]

MINISTRY = ["Sudan Health Ministry", "organization"]
UNION = ["Doctors' Union", "organization"]
SINCE = "2031-01-10"


def report(day: int, low: int, who: list[str], **figure: Any) -> Case:  # noqa: ANN401 - fields of a case
    """Return a page on which a source counts the dead."""
    date = f"2031-03-{day:02}"
    words = f"{low} people"
    return {
        "publisher": "Nile Post",
        "date": date,
        "headline": f"Count of {date}",
        "text": f"In Khartoum {words} were counted, {who[0]} said on day {day}.",
        "claims": [
            {
                "words": words,
                "chain": [who],
                "figure": {"low": low, "measure": "killed", "subject": "people", "places": ["Khartoum"], **figure},
            }
        ],
    }


def total(day: int, low: int, who: list[str] = MINISTRY, **figure: Any) -> Case:  # noqa: ANN401 - fields of a case
    return report(day, low, who, start=SINCE, end=f"2031-03-{day:02}", **figure)


def only_series(pages: list[Case], make_reading: MakeReading) -> Series:
    (series,) = link_readings([make_reading(page) for page in pages], Settings()).series
    return series


@pytest.mark.parametrize(
    ("told", "marks"),
    [
        pytest.param([(1, 1000), (2, 1040), (3, 1090)], [None, None, None], id="a steady count"),
        pytest.param([(1, 1012), (2, 961), (3, 1017)], [None, "lowered", None], id="taken back"),
        pytest.param([(1, 20), (2, 55)], [None, "jump"], id="more than doubled"),
        pytest.param([(1, 3), (2, 9)], [None, None], id="a handful may double"),
        pytest.param(
            [(1, 1000), (2, 1010), (3, 1022), (4, 1030), (5, 1500), (6, 1511)],
            [None, None, None, None, "jump", None],
            id="far beyond its usual pace",
        ),
        pytest.param(
            [(1, 1000), (2, 1010), (3, 1022), (4, 1030), (24, 1230)],
            [None, None, None, None, None],
            id="a long silence is no leap",
        ),
        pytest.param([(1, 1000), (1, 1000), (2, 1040)], [None, None, None], id="told twice"),
    ],
)
def test_running_totals(told: list[tuple[int, int]], marks: list[str | None], make_reading: MakeReading) -> None:
    """Each origin's total is compared with its own last."""
    series = only_series([total(day, low) for day, low in told], make_reading)
    assert series.kind == "cumulative"
    assert [each.mark for each in series.observations] == marks


def test_a_rounded_total_is_not_lowered(make_reading: MakeReading) -> None:
    """More than 1,000 after 1,040 is the same count, rounded."""
    series = only_series([total(1, 1040), total(2, 1000, comparator="more_than")], make_reading)
    assert [each.mark for each in series.observations] == [None, None]


def test_another_origin_that_says_less_lowers_nothing(make_reading: MakeReading) -> None:
    """It only makes the band wider."""
    series = only_series([total(1, 1040), total(2, 700, UNION), total(3, 1060)], make_reading)
    assert [each.mark for each in series.observations] == [None, None, None]


def test_counts_of_two_events_are_no_steps(make_reading: MakeReading) -> None:
    """A small event after a large one takes nothing back."""
    days = {"start": "2031-03-01", "end": "2031-03-01"}, {"start": "2031-03-20", "end": "2031-03-20"}
    series = only_series([report(1, 90, MINISTRY, **days[0]), report(20, 12, MINISTRY, **days[1])], make_reading)
    assert series.kind == "event"
    assert [each.mark for each in series.observations] == [None, None]


def test_states_rise_and_fall(make_reading: MakeReading) -> None:
    """Troops who left are no correction."""
    told = {"measure": "troops_present", "subject": "US troops"}
    pages = [
        report(day, low, MINISTRY, start=f"2031-03-{day:02}", end=f"2031-03-{day:02}", **told)
        for day, low in ((1, 900), (9, 400))
    ]
    series = only_series(pages, make_reading)
    assert series.kind == "snapshot"
    assert [each.mark for each in series.observations] == [None, None]
