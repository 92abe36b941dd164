"""Amounts in words that fit a page: the value with its comparator, never more exact than it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from onrecord.types import Comparator, Number

WORDS: dict[Comparator, str] = {
    "exactly": "{}",
    "about": "about {}",
    "at_least": "at least {}",
    "more_than": "more than {}",
    "at_most": "at most {}",
    "less_than": "less than {}",
    "almost": "almost {}",
    "between": "{} to {}",
    "vague": "{} or more (vague)",
}


class Amount(Protocol):
    """A figure or an observation: whatever has a low, a high and a comparator."""

    @property
    def low(self) -> Number | None:
        """The lowest value, None for an open end."""

    @property
    def high(self) -> Number | None:
        """The highest value, None for an open end."""

    @property
    def comparator(self) -> Comparator:
        """How the two are to be understood."""


def amount_in_words(amount: Amount) -> str:
    """Say an amount as a page would.

    >>> from onrecord.types import Figure
    >>> amount_in_words(Figure(26700, None, "more_than", "people", "killed", "people"))
    'more than 26,700'
    >>> amount_in_words(Figure(40, 50, "between", "people", "injured", None))
    '40 to 50'
    """
    ends = [each for each in (amount.low, amount.high) if each is not None]
    if not ends:
        return "unknown"
    if len(set(ends)) == 2:
        return WORDS["between"].format(*map(number_in_words, ends))
    return WORDS[amount.comparator].replace("{} to {}", "{}").format(number_in_words(ends[0]))


def number_in_words(number: Number) -> str:
    """Write a number with its thousands apart and no more decimals than it has.

    >>> number_in_words(1500), number_in_words(33.3)
    ('1,500', '33.3')
    """
    return f"{number:,}" if isinstance(number, int) else f"{number:,.10g}"
