"""Tenses: what the verb of a figure says of its time: that it goes on, is not closed, is still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.reading.lexicon import word_list
from onrecord.reading.nouns import class_of
from onrecord.reading.tokens import low_at, stretch_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.reading.measures import Counted
    from onrecord.reading.tokens import Token
    from onrecord.spans import Span

GOING_ON = 8  # tokens behind a figure within which its verb stands
PERFECT_AFTER, PERFECT_BEFORE = 4, 10  # the same for "has" and "have", and before it
STOPS = frozenset({",", ";", ":", ".", "that", "which", "who", "while", "but"})


def present_verb(tokens: Sequence[Token], each: Counted) -> Span | None:
    """Return the verb that says what goes on: "3,200 are sheltered", "are asking $500", "stand at 52 percent"."""
    for at in range(each.last, min(each.last + GOING_ON, len(tokens))):
        low, following = tokens[at].low, low_at(tokens, at + 1)
        if low in STOPS or class_of(tokens[at]) == "reporting":
            break
        if low in {"remain", "remains"} or (low in {"is", "are"} and _goes_on(following)):
            return stretch_of(tokens, at, at + 1 + (low in {"is", "are"}))
    before, verb = low_at(tokens, each.first - 1), low_at(tokens, each.first - 2)
    if (verb in {"stand", "stands"} and before == "at") or (verb in {"is", "are"} and _goes_on(before)):
        return stretch_of(tokens, each.first - 2, each.first)
    return None


def _goes_on(word: str) -> bool:
    return word in word_list("states that go on") or (
        word.endswith("ing") and word not in {"going", "being", "according"}
    )


def perfect_verb(tokens: Sequence[Token], each: Counted) -> Span | None:
    """Return the verb of a count that is not closed: "have been killed", "has risen to"."""
    ahead = range(each.last, min(each.last + PERFECT_AFTER, len(tokens)))
    behind = range(each.first - 1, max(-1, each.first - 1 - PERFECT_BEFORE), -1)
    for places in (ahead, behind):
        for at in places:
            if tokens[at].low in STOPS or class_of(tokens[at]) == "reporting":
                break
            if tokens[at].low in {"has", "have"}:
                verb = next((to for to in range(at + 1, len(tokens)) if not _is_adverb(tokens[to])), at)
                told = tokens[verb].low
                if told.endswith(("ed", "en", "wn")) or told in word_list("irregular participles"):
                    return stretch_of(tokens, at, verb + 1)
    return None


def _is_adverb(token: Token) -> bool:
    return class_of(token) == "adverb" or token.low in {"not", "yet", "so", "far", "since", "also"}


def is_compared(tokens: Sequence[Token], each: Counted) -> bool:
    """Answer whether a figure is what another is compared with: "up from 29", "compared with 430"."""
    before, further = low_at(tokens, each.first - 1), low_at(tokens, each.first - 2)
    return (before == "from" and further in {"up", "down", ","}) or (before in {"with", "to"} and further == "compared")


def is_to_come(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether the words before a figure say that it is still to come: "will build", "plans to build"."""
    return any(token.low in word_list("to come") for token in tokens[max(0, at - 5) : at])
