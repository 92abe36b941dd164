"""Sentences: where one ends, and that no words are lost."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.sentences import cut_sentences, read_sentences
from onrecord.spans import Span
from onrecord.types import Article, Block

CASES = "sentences.jsonl"
HOSTILE = ("." * 200_000, ("." + " " * 500) * 400, '."' * 100_000, "a." * 100_000, "\n \t" * 60_000, "A" * 500_000)


def cut(text: str) -> list[str]:
    """Return the words of the sentences of a text that is one paragraph."""
    return [span.words(text) for span in cut_sentences(text, Span(0, len(text)))]


def test_sentence_ends(case: dict[str, Any]) -> None:
    """Each case's text falls into the expected sentences."""
    assert cut(case["text"]) == case["expected"]


@given(st.text(alphabet='aB1 .!?…"“”’)]\n'))
def test_no_words_are_lost(text: str) -> None:
    """The sentences stand in order, do not overlap and leave out white space only."""
    spans = list(cut_sentences(text, Span(0, len(text))))
    assert spans == sorted(spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


def test_no_sentence_crosses_a_paragraph() -> None:
    """Each sentence knows its paragraph."""
    text = "Menu\nRain fell. It stopped\nThen came snow."
    blocks = (Block("body", Span(5, 26)), Block("body", Span(27, 42)))
    article = Article("a", "d", 0, len(text), None, None, (), None, None, None, None, None, blocks)
    sentences = read_sentences(text, article)
    assert [(each.span.words(text), each.paragraph) for each in sentences] == [
        ("Rain fell.", 0),
        ("It stopped", 0),
        ("Then came snow.", 1),
    ]


def test_hostile_text_takes_linear_time() -> None:
    """Runs of marks, white space and endless words cost no more than their length."""
    start = time.perf_counter()
    for text in HOSTILE:
        cut(text)
    assert time.perf_counter() - start < 10
