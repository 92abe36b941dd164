"""Stories: where they happen, and on what their claims differ, whichever windows they run through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.errors import NotFoundError
from onrecord.spans import Span
from onrecord.types import Link, Links, Story

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.ledger import Ledger
    from onrecord.types import Document, Reading, Relation, Window

    Page = tuple[Document, tuple[Reading, ...]]

VESSANY: list[tuple[object, ...]] = [("Vessany", "IV", 1, 1.0, 2.0, "near")]
LESMAR: list[tuple[object, ...]] = [("Lesmar", "IV", 2, 1.5, 2.5, "near")]


def link(relation: Relation, left: str, right: str) -> Link:
    """Link two claims."""
    return Link(relation, left, right, 0.9, "", Span(0, 1), Span(0, 1))


@pytest.fixture
def claims(ledger: Ledger, page: Callable[..., Page]) -> list[str]:
    """Keep five pages with a toll each, and give the ids of their claims."""
    tolls: list[tuple[int, list[tuple[object, ...]]]] = [
        (27, VESSANY),
        (44, VESSANY),
        (44, VESSANY),
        (29, LESMAR),
        (27, []),
    ]
    pages = [
        page(
            {"words": f"{low} died", "measure": "killed", "low": low, "places": places},
            publisher=f"Paper {number}",
            date=f"2024-01-1{number}",
        )
        for number, (low, places) in enumerate(tolls)
    ]
    for document, readings in pages:
        ledger.add(document, readings, ())
    return [readings[0].claims[0].id for _, readings in pages]


def articles(ledger: Ledger, claims: list[str]) -> tuple[str, ...]:
    """Give the articles of claims."""
    return tuple(ledger.claim(claim).row.article.id for claim in claims)


def test_a_story_tells_its_sides(ledger: Ledger, claims: list[str], whole: Callable[[Ledger], Window]) -> None:
    """What is said by several stands on one side; updates, and claims of other stories, are no difference."""
    first, union, again, later, other = claims
    told = articles(ledger, claims[:4])
    story = Story("story:flood", "Flood", told, None, None, 2, ((told[0], told[2]), (told[1], told[3])))
    links = (
        link("contradicts", first, union),
        link("repeats", union, again),
        link("updates", first, later),
        link("contradicts", union, other),
    )
    ledger.relink(whole(ledger), Links(links=links, stories=(story,)))
    view = ledger.story("story:flood")
    assert view.story == story
    assert [each.sides for each in view.differences] == [((first,), (union, again))]
    assert [place.name for place in view.places] == ["Vessany", "Lesmar"]
    assert ledger.story_views() == (view,)
    assert [row.claim.id for row in ledger.claim_rows([again, first])] == [again, first]


def test_a_copy_with_another_number_differs(
    ledger: Ledger, claims: list[str], whole: Callable[[Ledger], Window]
) -> None:
    """Its words are the other's, its number is not; a copy with the same number is the same side."""
    first, union, again, *_ = claims
    story = Story("story:flood", "Flood", articles(ledger, claims[:3]), None, None, 1)
    links = (link("copies", first, union), link("copies", union, again))
    ledger.relink(whole(ledger), Links(links=links, stories=(story,)))
    assert [each.sides for each in ledger.story("flood").differences] == [((first,), (union, again))]


def test_a_copy_that_says_dozens_does_not_differ(
    ledger: Ledger, page: Callable[..., Page], whole: Callable[[Ledger], Window]
) -> None:
    """A vague figure gives no number that could be another, and "at least 44" in the words of 44 is the same."""
    told = [
        page({"words": words, "measure": "killed", "low": low, "comparator": comparator}, publisher=words)
        for words, low, comparator in (
            ("44 died", 44, "exactly"),
            ("Dozens died", 12, "vague"),
            ("At least 44 died", 44, "at_least"),
        )
    ]
    for document, readings in told:
        ledger.add(document, readings, ())
    exactly, dozens, at_least = (readings[0].claims[0].id for _, readings in told)
    story = Story("story:flood", "Flood", articles(ledger, [exactly, dozens, at_least]), None, None, 1)
    links = (link("copies", exactly, dozens), link("copies", exactly, at_least))
    ledger.relink(whole(ledger), Links(links=links, stories=(story,)))
    assert ledger.story("flood").differences == ()


def test_a_story_that_is_not_held(ledger: Ledger) -> None:
    """Is no story."""
    with pytest.raises(NotFoundError, match="the ledger holds no such story"):
        ledger.story("story:none")
