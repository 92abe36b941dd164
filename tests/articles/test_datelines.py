"""Datelines: where a text was filed, and by which agency."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles.datelines import read_dateline

CASES = "articles_datelines.jsonl"


def test_dateline(case: dict[str, Any]) -> None:
    """Each case's paragraph has its place, as one writes it, and its agency; or none."""
    found = read_dateline(case["text"])
    assert (None if found is None else [found.place, found.agency]) == case["expected"]


@given(st.text(max_size=200))
def test_any_paragraph(words: str) -> None:
    """No paragraph makes it raise."""
    read_dateline(words)
