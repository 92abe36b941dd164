"""Stories: which articles are about one happening, and on how many independent words they rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onrecord.linking import link_readings
from onrecord.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Reading, Story

    Case = dict[str, Any]

FERRY = (
    "The ferry Lenka sank off Tarsis in a storm on Monday night with eighty passengers aboard.\n"
    "Harbour master Ilse Brandt said that the ferry had sailed against her advice.\n"
    "Fishermen from Tarsis pulled fifty people out of the water."
)
FERRY_RETOLD = (
    "Divers in Tarsis searched the wreck of the ferry Lenka on Tuesday.\n"
    "Ilse Brandt, the harbour master, had told the captain not to sail into the storm.\n"
    "Fifty passengers were saved by fishermen."
)
BUDGET = "The finance committee approved the new tram line.\nTickets will become dearer by a tenth in spring."


def story_of(articles: list[Case], make: Callable[[Case], Reading]) -> list[tuple[int, ...]]:
    """Return the stories as groups of positions of the articles given."""
    readings = [make(each) for each in articles]
    place_of = {reading.article.id: place for place, reading in enumerate(readings)}
    stories = link_readings(readings, Settings()).stories
    return sorted(tuple(sorted(place_of[article] for article in story.articles)) for story in stories)


def article(text: str, date: str | None, headline: str, publisher: str = "Nile Post") -> Case:
    """Return an article without claims."""
    return {"text": text, "date": date, "headline": headline, "publisher": publisher}


def test_two_reports_of_one_happening(make_reading: Callable[[Case], Reading]) -> None:
    """Reports in own words join one story, another matter of the same day does not."""
    articles = [
        article(FERRY, "2031-03-04", "Ferry Lenka sinks off Tarsis"),
        article(FERRY_RETOLD, "2031-03-05", "Divers search wreck of Lenka off Tarsis", "Delta News"),
        article(BUDGET, "2031-03-05", "Committee backs tram line"),
    ]
    assert story_of(articles, make_reading) == [(0, 1), (2,)]


def test_a_story_ends(make_reading: Callable[[Case], Reading]) -> None:
    """What is alike but weeks apart is another happening, or an anniversary."""
    articles = [
        article(FERRY, "2031-03-04", "Ferry Lenka sinks off Tarsis"),
        article(FERRY_RETOLD, "2031-06-05", "Divers search wreck of Lenka off Tarsis", "Delta News"),
    ]
    assert story_of(articles, make_reading) == [(0,), (1,)]


OTHER_FERRY = (
    "The ferry Orla ran aground off Velling in a storm with two hundred pilgrims aboard.\n"
    "Captain Rune Oland said that the harbour master of Velling had given her a wrong depth.\n"
    "Tugs waited for the spring tide, and the pilgrims were taken off by fishermen."
)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([(FERRY, "2031-03-04"), (FERRY_RETOLD, "2031-03-10"), (BUDGET, "2031-03-10")], [[(0,), (1,)], [(2,)]]),
        ([(FERRY, "2031-03-04"), (FERRY_RETOLD, "2031-03-12")], [[(0,)], [(1,)]]),
        ([(FERRY, None), (FERRY_RETOLD, None), (OTHER_FERRY, None), (BUDGET, None)], [[(0, 1), (2,)], [(3,)]]),
        ([(FERRY, "2031-03-04"), (OTHER_FERRY, None)], [[(0,), (1,)]]),
        ([(FERRY, "2031-03-04"), (OTHER_FERRY, "2031-03-05")], [[(0,)], [(1,)]]),
    ],
    ids=["days of silence", "a week of silence", "undated", "one undated", "alike on two days"],
)
def test_a_story_holds_happenings(
    told: list[tuple[str, str | None]], expected: list[list[tuple[int, ...]]], make_reading: Callable[[Case], Reading]
) -> None:
    """Happenings that are alike are one story, unless their days say that they have nothing to do with each other."""
    readings = [make_reading(article(text, date, "")) for text, date in told]
    place_of = {reading.article.id: place for place, reading in enumerate(readings)}
    stories = link_readings(readings, Settings()).stories
    found = [
        sorted(tuple(sorted(place_of[article] for article in happening)) for happening in story.happenings)
        for story in stories
    ]
    assert sorted(found) == expected


def test_a_story_says_when_it_was_seen(make_reading: Callable[[Case], Reading]) -> None:
    """The headline is that of an article, and the days are the first and the last."""
    articles = [
        article(FERRY, "2031-03-04", "Ferry Lenka sinks off Tarsis"),
        article(FERRY, "2031-03-06", "Ferry Lenka sinks off Tarsis", "Delta News"),
    ]
    (story,) = link_readings([make_reading(each) for each in articles], Settings()).stories
    assert (story.headline, story.first_seen, story.last_seen) == (
        "Ferry Lenka sinks off Tarsis",
        "2031-03-04",
        "2031-03-06",
    )


def test_seventeen_articles_one_origin(make_reading: Callable[[Case], Reading]) -> None:
    """However many papers cite one ministry, or copy one text, their story has one origin."""
    words = "Eleven sailors"
    claim = {
        "words": words,
        "chain": [["Sudan Health Ministry", "organization"]],
        "figure": {"low": 11, "measure": "killed", "places": ["Sudan"], "start": "2031-03-03", "end": "2031-03-03"},
    }
    articles = [
        {
            **article(
                f"{words} died, the ministry said.\n{FERRY}", "2031-03-04", "Ferry Lenka sinks", f"Paper {number}"
            ),
            "claims": [claim],
        }
        for number in range(17)
    ]
    (story,) = link_readings([make_reading(each) for each in articles], Settings()).stories
    assert len(story.articles) == 17
    assert story.origin_count == 1


def test_no_article(make_reading: Callable[[Case], Reading]) -> None:
    """Nothing gives nothing, and an article without text or claims is a story of its own."""
    assert link_readings([], Settings()).stories == ()
    stories: tuple[Story, ...] = link_readings([make_reading(article("", None, ""))], Settings()).stories
    assert [len(story.articles) for story in stories] == [1]
