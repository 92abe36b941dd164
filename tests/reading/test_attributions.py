"""Attributions: who is said to hold what, construction by construction."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Attribution

    AttributionsOf = Callable[[str], tuple[Attribution, ...]]

CASES = "attributions.jsonl"
WORDS = [
    "the",
    "Orvel",
    "ministry",
    "said",
    ",",
    "that",
    "and",
    "he",
    "“",
    "”",
    ".",
    "told",
    "who",
    "according",
    "to",
    "as",
    "saying",
    "quoted",
    "by",
    "Monday",
    "12",
    "died",
    "adding",
]
HOSTILE = (
    "said that " * 20_000,
    "Orm said, " * 20_000,
    "who said " * 20_000,
    "quoted as saying " * 10_000,
    "a" * 500_000,
)


def test_attribution(case: dict[str, Any], attributions_of: AttributionsOf) -> None:
    """Each case's text yields its attributions and no other: source, cue, content."""
    text = case["text"]
    found = [
        [each.source and each.source.words(text), each.cue.words(text), [part.words(text) for part in each.content]]
        for each in attributions_of(text)
    ]
    assert found == case["expected"]


@settings(deadline=None)
@given(text=st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_words(text: str, attributions_of: AttributionsOf) -> None:
    """Whatever the words: every span lies in the text, and every content has words."""
    for each in attributions_of(text):
        spans = [each.cue, *each.content, *([each.source] if each.source else [])]
        assert all(span and span.end <= len(text) for span in spans)
        assert each.content


def test_the_same_text_gives_the_same_attributions(attributions_of: AttributionsOf) -> None:
    """Nothing is remembered from one article to the next."""
    text = "Officials said the road was cut. They added that ten trucks burned."
    assert attributions_of(text) == attributions_of(text)


def test_hostile_text_takes_linear_time(attributions_of: AttributionsOf) -> None:
    """A sentence of a hundred thousand cues, or one endless word, stops nothing."""
    start = time.perf_counter()
    for text in HOSTILE:
        attributions_of(text)
    assert time.perf_counter() - start < 40
