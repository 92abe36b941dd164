"""Dates as pages print them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles.dates import find_dates, find_order

CASES = "articles_dates.jsonl"


def test_date(case: dict[str, Any]) -> None:
    """Each case's words give its date, no more precise than they are."""
    found = [each.value for each in find_dates(case["text"], case.get("captured_at")) if each.value]
    assert found == ([case["expected"]] if case["expected"] else [])


@pytest.mark.parametrize(
    ("text", "order"),
    [("3/25/2031", "month"), ("25/3/2031", "day"), ("3/4/2031", None), ("3/25/2031 25/3/2031", None), ("1/2/3", None)],
)
def test_order(text: str, order: str | None) -> None:
    """The dates of a page decide together which number is the day, unless they disagree."""
    assert find_order(text) == order


@given(st.text(alphabet="0123456789 /.-:JanuryMch,TZ+", max_size=60))
def test_any_words(words: str) -> None:
    """Whatever looks like a date raises nothing and lies inside the words."""
    for found in find_dates(words, "2031-06-20"):
        assert 0 <= found.span.start < found.span.end <= len(words)
