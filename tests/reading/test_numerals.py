"""Numerals: numbers in digits and words, halves and quarters, scales of every country."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.reading.numerals import read_value
from onrecord.reading.tokens import read_tokens
from onrecord.spans import Span

CASES = "numerals.jsonl"


def test_numeral(case: dict[str, Any]) -> None:
    """The number with which each case's words begin has its value, and takes in all of them where it says so."""
    text = case["text"]
    tokens = read_tokens(text, Span(0, len(text)))
    value = read_value(tokens, 0)
    assert (value.low if value else None) == (pytest.approx(case["value"]) if case["value"] is not None else None)
    assert (value is not None and value.last == len(tokens)) == case["whole"]
