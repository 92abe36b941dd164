"""Descents: who has whose words, as the pages of one story show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onrecord.linking import link_readings
from onrecord.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Descent, Reading

    Case = dict[str, Any]
    MakeReading = Callable[[Case], Reading]

REPORT = (
    "The freighter Marigold ran aground on the Tolmar reef before dawn with eleven sailors and forty tons of cement.\n"
    "Harbour master Ansa Bell said the pilot had ignored two radio warnings and a flare from the lighthouse.\n"
    "Tugs from three ports pulled at the wreck until noon, when the tide turned and the hawsers parted one by one."
)
EDITED = REPORT.replace("before dawn", "early on Tuesday").replace("until noon", "through the morning")
ONE_LINE = REPORT.splitlines()[1]
OWN = (
    "Fishermen of Tolmar have long asked for a second light on the reef, where five ships were lost in ten years.\n"
    "The council promised one in spring, found no money for it in summer and forgot the matter in autumn."
)
DAY, NEXT = "2031-03-04", "2031-03-05"


def descents(articles: list[Case], make_reading: MakeReading) -> dict[int, Descent]:
    """Return the descents by the number of their article."""
    readings = [make_reading(each) for each in articles]
    number = {reading.article.id: place for place, reading in enumerate(readings)}
    return {number[each.article]: each for each in link_readings(readings, Settings()).descents}


@pytest.mark.parametrize(
    ("articles", "sources"),
    [
        pytest.param([("A", DAY, REPORT), ("B", NEXT, REPORT)], {1: (0, True)}, id="the next day, word for word"),
        pytest.param([("A", DAY, REPORT), ("B", NEXT, EDITED)], {1: (0, True)}, id="the next day, edited"),
        pytest.param([("A", NEXT, REPORT), ("B", DAY, REPORT)], {0: (1, True)}, id="the later page read first"),
        pytest.param([("A", DAY, REPORT), ("B", NEXT, OWN)], {}, id="words of its own"),
        pytest.param([("A", DAY, REPORT), ("B", NEXT, f"{OWN}\n{ONE_LINE}")], {}, id="a sentence is no descent"),
        pytest.param(
            [("A", f"{DAY}T09:00", REPORT), ("B", f"{DAY}T14:30", REPORT)], {1: (0, True)}, id="later that day"
        ),
        pytest.param(
            [("A", f"{DAY}T09:00-05:00", REPORT), ("B", f"{DAY}T10:00+02:00", REPORT)],
            {0: (1, True)},
            id="earlier by another zone's clock",
        ),
        pytest.param(
            [("A", DAY, EDITED), ("B", NEXT, REPORT), ("C", "2031-03-06", REPORT + "\n" + OWN)],
            {1: (0, True), 2: (1, True)},
            id="passed on twice",
        ),
    ],
)
def test_sources(
    articles: list[tuple[str, str, str]], sources: dict[int, tuple[int, bool]], make_reading: MakeReading
) -> None:
    """Each article that reuses another's words descends from the earlier one that it shares most with."""
    told = [{"publisher": name, "date": date, "text": text} for name, date, text in articles]
    ids = [make_reading(each).article.id for each in told]
    found = descents(told, make_reading)
    assert {place: (ids.index(each.source or ""), each.is_ordered) for place, each in found.items()} == sources


def test_two_pages_of_one_day_share_words_in_no_known_order(make_reading: MakeReading) -> None:
    """One is put under the other, and it is said that the order is not known."""
    found = descents([{"publisher": each, "date": DAY, "text": REPORT} for each in "AB"], make_reading)
    assert [each.is_ordered for each in found.values()] == [False]


def test_the_agency_was_first(make_reading: MakeReading) -> None:
    """Of two pages of one day the agency's own is the source of that which credits it."""
    paper = {"publisher": "Nile Post", "date": DAY, "text": REPORT, "author": ["Reuters"]}
    agency = {"publisher": "Reuters", "date": DAY, "text": REPORT}
    (descent,) = descents([paper, agency], make_reading).values()
    assert (descent.agency, descent.is_ordered) == ("Reuters", True)
    assert descent.source == make_reading(agency).article.id


def test_an_agency_whose_page_is_not_held(make_reading: MakeReading) -> None:
    """The credit alone says whose words they are."""
    found = descents([{"publisher": "Nile Post", "date": DAY, "text": REPORT, "author": ["AFP"]}], make_reading)
    assert [(each.source, each.agency) for each in found.values()] == [(None, "Agence France-Presse")]


def test_background_paragraphs_are_no_descent(make_reading: MakeReading) -> None:
    """What one paper prints under every report for weeks is nobody's copied news."""
    days = ("2031-03-04", "2031-03-14", "2031-03-24", "2031-04-04", "2031-04-14")
    fresh = (
        "A sluice jammed at Kassala.",
        "The mill at Omdurman burned.",
        "Two trams collided in Tunis.",
        "Hail broke the vines of Izmir.",
        "A bridge at Basra was closed.",
    )
    told = [{"publisher": "A", "date": day, "text": f"{line}\n{REPORT}"} for day, line in zip(days, fresh, strict=True)]
    assert descents(told, make_reading) == {}
