"""Copies: every copy of a text is tied to its origin, not to all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onrecord.linking import link_readings
from onrecord.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.types import Reading

    Case = dict[str, Any]

FLOOD = "Boats carried 31 people from the drowned quarter of Aktul to the school on the northern ridge before midnight"
ROAD = "Engineers counted 12 bridges broken along the old road between the salt works and the harbour of Marrowby"


def printed(number: int, *sentences: str) -> Case:
    """Return an article of these sentences, the number telling its day and publisher."""
    claims = [{"words": each, "chain": [["river police", "organization"]]} for each in sentences]
    text = "\n".join(f"{each}, the river police said." for each in sentences)
    return {"publisher": f"Paper {number}", "date": f"2031-03-0{number}", "text": text, "claims": claims}


def tied(articles: Sequence[Case], make_reading: Callable[[Case], Reading]) -> list[tuple[str | None, str | None]]:
    """Return the publishers of both ends of all copies, in order."""
    readings = [make_reading(each) for each in articles]
    publisher = {claim.id: reading.article.publisher for reading in readings for claim in reading.claims}
    links = link_readings(readings[::-1], Settings()).links
    assert {link.relation for link in links} == {"copies"}, "no other link takes the place of one left out"
    return sorted((publisher[link.left], publisher[link.right]) for link in links)


@pytest.mark.parametrize("count", [2, 3, 8])
def test_copies_are_a_star(count: int, make_reading: Callable[[Case], Reading]) -> None:
    """Of so many papers with one text all but the first are tied to it."""
    found = tied([printed(number, FLOOD) for number in range(1, count + 1)], make_reading)
    assert found == [("Paper 1", f"Paper {number}") for number in range(2, count + 1)]


def test_two_texts_are_two_stars(make_reading: Callable[[Case], Reading]) -> None:
    """A paper that prints both is tied to the origin of each."""
    found = tied([printed(1, FLOOD), printed(2, ROAD), printed(3, FLOOD, ROAD), printed(4, ROAD)], make_reading)
    assert found == [("Paper 1", "Paper 3"), ("Paper 2", "Paper 3"), ("Paper 2", "Paper 4")]
