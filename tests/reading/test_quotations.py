"""Quotations: every kind of mark, nested, split, over paragraphs, and with a mark lost."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.quotations import Quotation, outermost, read_quotations
from onrecord.reading.sentences import Sentence
from onrecord.spans import Span

CASES = "quotations.jsonl"
HOSTILE = ('"' * 100_000, "“" * 100_000, "‘a " * 80_000, "s’ a" * 80_000, "“a" * 50_000 + "”" * 50_000)


def read(text: str) -> tuple[Quotation, ...]:
    """Read the quotations of a text in which every line is a paragraph."""
    lines = enumerate(re.finditer(r"[^\n]+", text))
    return read_quotations(text, [Sentence(Span(*line.span()), number) for number, line in lines])


def test_quotation(case: dict[str, Any]) -> None:
    """Each case's text holds the expected quotations, their kind and how deep they lie."""
    found = [[each.inner.words(case["text"]), each.kind, each.depth] for each in read(case["text"])]
    assert found == case["expected"]


@given(st.text(alphabet="ab s.,\"“”‘’'«»„\n"))
def test_quotations_lie_inside_each_other_or_apart(text: str) -> None:
    """No two quotations cross, and the outermost do not touch."""
    found = read(text)
    assert all(each.span.contains(each.inner) and each.span.end <= len(text) for each in found)
    for left in found:
        for right in found:
            apart = not left.span.overlaps(right.span)
            assert apart or left.span.contains(right.span) or right.span.contains(left.span)
    outer = outermost(found)
    assert all(left.span.end <= right.span.start for left, right in pairwise(outer))


def test_hostile_text_takes_linear_time() -> None:
    """Marks without end cost no more than their number."""
    start = time.perf_counter()
    for text in HOSTILE:
        read(text)
    assert time.perf_counter() - start < 20
