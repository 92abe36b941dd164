"""Figures: what is counted, what is said of it, in which stance; and what is no figure."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.reading.figures import FoundFigure

    FiguresOf = Callable[..., tuple[FoundFigure, ...]]

CASES = "figures.jsonl"
WORDS = [
    "killed",
    "12",
    "people",
    "in",
    "Aleppo,",
    "including",
    "two",
    "children;",
    "a",
    "third",
    "of",
    "5%",
    "wounded",
    "on",
    "Monday",
    "since",
    "2011",
    "the",
    "$3m",
    "one",
]


def told_of(found: FoundFigure, text: str, expected: dict[str, Any]) -> dict[str, Any]:
    """Return of a figure what the case expects something of."""
    figure = found.figure
    every = {
        "words": found.span.words(text),
        "low": figure.low,
        "measure": figure.measure,
        "unit": figure.unit,
        "subject": figure.subject,
        "comparator": figure.comparator,
        "stance": found.stance,
    }
    return {key: every[key] for key in expected}


def test_figure(case: dict[str, Any], figures_of: FiguresOf) -> None:
    """Each case's text yields its figures and no other."""
    found = figures_of(case["text"])
    assert [each.span.words(case["text"]) for each in found] == [each["words"] for each in case["expected"]]
    for each, expected in zip(found, case["expected"], strict=True):
        assert told_of(each, case["text"], expected) == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_figures_lie_in_the_text(figures_of: FiguresOf, text: str) -> None:
    """Whatever the words, a figure's amount lies within its evidence and its evidence within the text."""
    for each in figures_of(text):
        assert each.span.contains(each.amount)
        assert each.span.end <= len(text)
        assert each.span.words(text).strip()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_never_raises(figures_of: FiguresOf, text: str) -> None:
    """No text makes the reading of figures fail, and reading twice gives the same."""
    assert figures_of(text) == figures_of(text)


def test_one_endless_line(figures_of: FiguresOf) -> None:
    """A page of one line with thousands of figures is read in seconds."""
    text = "rebels killed 12 people in Aleppo and wounded 30 others " * 1_000
    started = time.perf_counter()
    assert len(figures_of(text)) == 2_000
    assert time.perf_counter() - started < 20


def test_one_endless_word(figures_of: FiguresOf) -> None:
    """A word of a megabyte is passed over."""
    assert [each.figure.low for each in figures_of("a" * 1_000_000 + " killed 9 people")] == [9]
