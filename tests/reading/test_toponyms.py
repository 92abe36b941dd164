"""Toponyms: which words are names of places, and which of the namesakes an article means."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.gazetteer import load_gazetteer
from onrecord.reading.namesakes import NOWHERE, Home
from onrecord.reading.naming import Seen
from onrecord.reading.tagger import Entity
from onrecord.reading.tokens import read_tokens
from onrecord.reading.toponyms import Toponym, home_of, read_toponyms, resolve
from onrecord.spans import Span

CASES = "toponyms.jsonl"
GAZETTEER = load_gazetteer(None)


def toponyms_of(
    text: str, home: Home = NOWHERE, beside: tuple[str, ...] = (), seen: Seen | None = None
) -> list[Toponym]:
    """Read the toponyms of a text of one line."""
    lines = [read_tokens(text, Span(0, len(text)))]
    return read_toponyms(text, lines, GAZETTEER, home, beside=beside, seen=seen)


def country_and_state(toponym: Toponym) -> str:
    """Return the country's code, and the state's where it is a country of states."""
    place = toponym.place
    states = place.country_code in {"US", "CA"} and place.admin
    return f"{place.country_code} {place.admin}" if states else str(place.country_code)


def test_toponyms(case: dict[str, Any]) -> None:
    """Each case's names are found and lie where it says."""
    found = toponyms_of(case["text"])
    told = [[each.span.words(case["text"]), country_and_state(each)] for each in found]
    assert told == case["expected"]


def test_a_province_is_no_town() -> None:
    """The word beside a name says which kind of place is meant."""
    (province,) = toponyms_of("Fighting went on in Homs province.")
    (town,) = toponyms_of("Fighting went on in the city of Homs.")
    assert (province.place.kind, town.place.kind) == ("admin1", "city")


@pytest.mark.parametrize(
    ("publisher", "url", "expected"),
    [
        ("The Athens Banner", "https://www.banner.com/1", "US"),  # its own town is rather small
        ("Kathimera", "https://news.example.gr/1", "GR"),
        ("Hellenic Herald of Greece", None, "GR"),
        (None, None, "GR"),
    ],
)
def test_the_publishers_home(publisher: str | None, url: str | None, expected: str) -> None:
    """The words of a publisher's name and the country of its address say which namesake it means."""
    (athens,) = toponyms_of("The market in Athens opens late.", home=home_of(publisher, url, GAZETTEER))
    assert athens.place.country_code == expected


def test_what_stands_beside_the_text() -> None:
    """A dateline says where the places of the text lie."""
    text = "The market in Alexandria opens late."
    (alone,) = toponyms_of(text)
    (dated,) = toponyms_of(text, beside=("BATON ROUGE, La.",))
    assert (alone.place.country_code, dated.place.country_code) == ("EG", "US")


def test_what_the_trained_reader_sees() -> None:
    """A name that the trained reader takes for a person's is no place, and one that it takes for a place is one."""
    text = "Paris spoke first."
    person = Seen(text, (Entity(0, 5, "person"),))
    assert toponyms_of(text, seen=person) == []
    assert len(toponyms_of(text, seen=Seen(text, (Entity(0, 5, "place"),)))) == 1


def test_given_toponyms() -> None:
    """Where the toponyms are known, only what they mean is asked for; an unknown name means nothing."""
    text = "From Xyzzyburgh to Lima, Ohio."
    spans = [Span(5, 15), Span(19, 23), Span(25, 29)]
    unknown, lima, ohio = resolve(text, spans, GAZETTEER)
    assert unknown is None
    assert lima is not None
    assert ohio is not None
    assert (lima.admin, ohio.kind) == ("OH", "admin1")


def test_a_long_list_takes_no_time() -> None:
    """A page of a thousand names is read in a moment."""
    text = (
        ", ".join(["Springfield", "Lebanon", "Dublin", "Franklin", "Clinton", "Salem", "Madison", "Troy"] * 125) + "."
    )
    assert len(toponyms_of(text)) > 500
