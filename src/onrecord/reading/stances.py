"""Stances: whether a figure is asserted, denied, planned or only possible, from the words before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from onrecord.reading.tokens import low_at, phrase_at, stretch_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.reading.tokens import Token
    from onrecord.spans import Span
    from onrecord.types import Stance

REACH = 12  # words over which "will" or "could" still says something of a number
ENDS = frozenset({";", "but", "however", "although", "while", ".", "that", "which", "who"})


class Told(NamedTuple):
    """A stance and the words that gave it; none for what is simply asserted."""

    stance: Stance
    words: Span | None = None


ASSERTED = Told("asserted")


def read_stance(tokens: Sequence[Token], first: int, last: int) -> Told:
    """Return the stance in which the figure of tokens `[first, last)` is told.

    >>> from onrecord.reading.tokens import read_tokens
    >>> from onrecord.spans import Span
    >>> read_stance(read_tokens("The state plans to send 900 men", Span(0, 31)), 5, 7)
    Told(stance='planned', words=Span(start=10, end=18))
    >>> read_stance(read_tokens("Nine hundred men will be sent", Span(0, 29)), 0, 3).stance
    'planned'
    """
    found = ASSERTED
    passed = 0  # words of a phrase are no words of their own: "investigating reports that"
    for each in range(first):
        length, told = _stance_at(tokens, each)
        if told and (told.stance == "denied" or first - each <= REACH):
            if each >= passed or told.stance != found.stance:  # "is set to" holds "set to"
                found = told
            passed = each + length
        elif each >= passed and tokens[each].low in ENDS and found.stance != "denied":
            found = ASSERTED
    if low_at(tokens, last) == "of":  # "eight hundred of them are to be sent"
        last += 2
    after = _stance_at(tokens, last)[1] if last < len(tokens) else None
    return after if after and found == ASSERTED else found


def _stance_at(tokens: Sequence[Token], at: int) -> tuple[int, Told | None]:
    """Return the length of the phrase at a token and the stance it gives."""
    phrase = None if tokens[at].text == "May" else phrase_at(tokens, at, "stances.tsv")
    if phrase is None:
        return 0, None
    length, row = phrase
    return length, Told(cast("Stance", row["stance"]), stretch_of(tokens, at, at + length))
