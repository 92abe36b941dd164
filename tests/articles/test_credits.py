"""Credit lines and datelines."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles.credits import read_credit

CASES = "articles_credits.jsonl"


def test_credit(case: dict[str, Any]) -> None:
    """Each case's line says who and when, or is no credit line."""
    credit = read_credit(case["text"])
    told = credit and {"publisher": credit.publisher, "author": list(credit.author), "date": credit.date}
    assert told == case["expected"]


@given(st.text(max_size=200))
def test_any_line(words: str) -> None:
    """No line makes it raise."""
    read_credit(words)
