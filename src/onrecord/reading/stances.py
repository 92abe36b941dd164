"""Stances: whether a figure is asserted, denied, planned or only possible, from the words before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from onrecord.reading.tokens import phrase_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.reading.tokens import Token
    from onrecord.types import Stance

REACH = 12  # words over which "will" or "could" still says something of a number
ENDS = frozenset({";", "but", "however", "although", "while", ".", "that"})


def read_stance(tokens: Sequence[Token], at: int) -> Stance:
    """Return the stance in which the number at token `at` is told.

    >>> from onrecord.reading.tokens import read_tokens
    >>> from onrecord.spans import Span
    >>> read_stance(read_tokens("The state plans to send 900 men", Span(0, 31)), 5)
    'planned'
    """
    found: Stance = "asserted"
    for each in range(at):
        told = phrase_at(tokens, each, "stances.tsv")
        if told and (told[1]["stance"] == "denied" or at - each <= REACH):
            found = cast("Stance", told[1]["stance"])
        elif tokens[each].low in ENDS and found != "denied":
            found = "asserted"
    return found
