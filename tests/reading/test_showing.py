"""Showing: which words of the page gave each field of a figure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.reading.figures import FoundFigure
    from onrecord.types import Claim, Figure

    FiguresOf = Callable[..., tuple[FoundFigure, ...]]
    ClaimsOf = Callable[..., tuple[Claim, ...]]

CASES = "shown.jsonl"
WORDS = [
    "at least",
    "between",
    "12",
    "two",
    "dozens",
    "of",
    "people",
    "killed",
    "were",
    "wounded",
    "soldiers",
    "$3m",
    "5%",
    "a third",
    "no casualties",
    "voted",
    "against",
    "in Aleppo",
    "Idlib, and",
    "on Monday",
    "since 2011",
    "so far",
    "days after the attack",
    "now",
    "will",
    "denied",
    "he said",
    "that",
    "including",
    ".",
    ";",
]


def words_of(figure: Figure, text: str) -> dict[str, list[str]]:
    """Return the words that gave each field."""
    told: dict[str, list[str]] = defaultdict(list)
    for each in figure.shown:
        told[each.field].append(each.span.words(text))
    return dict(told)


def test_shown(case: dict[str, Any], figures_of: FiguresOf) -> None:
    """Each figure names the words that gave its fields, and no field that no word gave."""
    assert [words_of(each.figure, case["text"]) for each in figures_of(case["text"])] == case["expected"]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_words_lie_in_the_text(figures_of: FiguresOf, text: str) -> None:
    """Whatever the text, the value has its words, within the evidence, and all words lie in the text."""
    for each in figures_of(text):
        fields = words_of(each.figure, text)
        assert "value" in fields
        assert all(each.span.contains(told.span) for told in each.figure.shown if told.field == "value")
        assert all(words.strip() for said in fields.values() for words in said)
        assert all(0 <= told.span.start < told.span.end <= len(text) for told in each.figure.shown)
        assert ("time" in fields) == (each.figure.time is not None)
        assert "places" in fields or not each.figure.places
        assert "subject" in fields or each.figure.subject is None
        assert ("stance" in fields) == (each.stance != "asserted")


def test_stance_by_the_cue_of_the_one_who_speaks(claims_of: ClaimsOf) -> None:
    """Where the speaker denies a figure, the words for its stance are those of the denial."""
    text = "The ministry denied that nine people were killed."
    (figure,) = (each.figure for each in claims_of(text) if each.figure is not None)
    assert words_of(figure, text)["stance"] == ["denied"]
