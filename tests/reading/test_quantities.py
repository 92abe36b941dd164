"""Quantities: every way of writing a number is read with its comparator and its unit."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.quantities import read_quantities
from onrecord.reading.tokens import read_tokens
from onrecord.spans import Span

CASES = "quantities.jsonl"


def test_quantity(case: dict[str, Any]) -> None:
    """Each case's words yield its quantities: as printed, low, high, comparator, unit."""
    text = case["text"]
    tokens = read_tokens(text, Span(0, len(text)))
    found = read_quantities(tokens, frozenset())
    told = [[each.span(tokens).words(text), each.low, each.high, each.comparator, each.unit] for each in found]
    assert told == case["expected"]


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_digits_come_back(number: int) -> None:
    """A number written with separators is read as that number."""
    text = f"{number:,} boats"
    tokens = read_tokens(text, Span(0, len(text)))
    assert [each.low for each in read_quantities(tokens, frozenset())] == [number]


@given(st.text(alphabet="0123456789 ,.-$%aboutmillionhundred to\n", max_size=80))
def test_never_raises_and_keeps_order(text: str) -> None:
    """Whatever the text, quantities lie within it, in order and apart."""
    tokens = read_tokens(text, Span(0, len(text)))
    ends = [0]
    for each in read_quantities(tokens, frozenset()):
        assert ends[-1] <= each.first <= each.core < each.last <= len(tokens)
        assert each.high is None or each.low <= each.high
        ends.append(each.last)


def test_a_run_of_digits_is_no_quantity() -> None:
    """A megabyte of digits is passed over, quickly."""
    text = "7" * 1_000_000
    assert read_quantities(read_tokens(text, Span(0, len(text))), frozenset()) == []
