"""Numbers that are no figures: in names, addresses and scores, and words that only point ("one of its drones").

What they look like stands in the tables of labels and nouns; here is how they are told from amounts in their sentence.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.reading.lexicon import word_list
from onrecord.reading.measures import befalls_one
from onrecord.reading.nouns import class_of, counts_people, is_noun, is_plural
from onrecord.reading.numerals import DASHES
from onrecord.reading.tokens import HYPHENS, low_at, touching
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.reading.nouns import Noun
    from onrecord.reading.own import Own
    from onrecord.reading.quantities import Quantity
    from onrecord.reading.tokens import Token

OF_A_VOTE, OF_A_MATCH = word_list("of a vote"), word_list("of a match")
NEAR_SCORE = 8  # words beside a score that tell what it is of
LARGEST_SCORE = 30
UNIT_LETTERS = frozenset({"m", "cm", "mm", "km"})  # before the 2 or 3 of an area or a volume
STREET = 4  # words of a street's name
DEADLINES = frozenset({"in", "within", "every", "after", "before", "per"})
POINTERS = frozenset(
    {"no", "the", "this", "that", "every", "each", "any", "which", "only", "-", "in", "from", "for", "at", "as"}
)


@cache
def _labels() -> Mapping[str, bool]:
    """Return the words after which a number is a name, and whether it is one before a plural too."""
    return {row["word"]: row["always"] == "yes" for row in load_table("onrecord.reading", "labels.tsv")}


def is_name(tokens: Sequence[Token], quantity: Quantity, noun: Noun) -> bool:
    """Answer whether the number is part of a name: "F-15", "Flight 804", "resolution 2254", "Rossiya 24"."""
    if quantity.core == 0 or quantity.unit:
        return False
    number, before = tokens[quantity.core], tokens[quantity.core - 1]
    if before.kind == "word" and touching(before, number) and before.text.isupper():
        return True  # "S23 Plus", whose "plus" is no bound
    return quantity.bare and _is_bare_name(tokens, quantity, noun)


def _is_bare_name(tokens: Sequence[Token], quantity: Quantity, noun: Noun) -> bool:
    """Answer the same for a number that stands without scale or bound."""
    number, before = tokens[quantity.core], tokens[quantity.core - 1]
    after = tokens[quantity.last] if quantity.last < len(tokens) else None
    glued = after is not None and after.kind == "word" and touching(tokens[quantity.last - 1], after)
    if touching(before, number) and before.text in "°′":
        return True  # "59°10′25″N"
    if touching(before, number) and (before.kind == "word" or before.text in "-‐‑–/#"):
        return _is_glued_name(tokens, quantity.core, glued=glued)
    if _labels().get(before.low) or (glued and after and after.text[0].isupper()):
        return True
    counts = noun.told and (is_plural(tokens[noun.head].low) or counts_people(tokens, noun))
    return _is_address(tokens, quantity.last) or (not counts and _follows_name(tokens, quantity.core))


def _is_glued_name(tokens: Sequence[Token], at: int, *, glued: bool) -> bool:
    """Answer whether a number that touches the word or sign before it is part of a name; `glued` to a word after it."""
    before, word = tokens[at - 1], tokens[at - 2] if at > 1 else None
    if before.kind == "word":  # MQ9, mk5, A/cm2; "captured16 villages" lacks but a space
        return glued or not before.text.islower() or before.low in UNIT_LETTERS or bool(_labels().get(before.low))
    if word is not None and word.kind == "number" and not OF_A_VOTE.isdisjoint(_words_near(tokens, at, at)):
        return False  # "voted 5-4"
    if word is None or not word.text.islower():
        return True  # "F-15"
    compound = before.text in HYPHENS and touching(word, before)
    return compound and word.low not in {"to", "and", "by"}  # "the last-32 draw", but "a 2-to-1 vote"


def _is_address(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether a street's name follows: "575 Wilbraham Road"."""
    last = at
    while last < len(tokens) and last - at < STREET and tokens[last].kind == "word" and tokens[last].text[0].isupper():
        last += 1
        if last - at > 1 and is_noun(tokens[last - 1].low, "street"):
            return True
    return False


def _follows_name(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1]
    if before.low in _labels() or (before.low == "of" and low_at(tokens, at - 2) == "group"):
        return True
    if before.low == "and" and at >= 3 and tokens[at - 2].kind == "number":
        return tokens[at - 3].low in _labels()
    return (
        tokens[at].kind == "number"
        and at >= 2
        and before.kind == "word"
        and before.text[0].isupper()
        and not class_of(before)
        and tokens[at].end - before.end <= 6
        and tokens[at - 2].text not in ".;:"
        and low_at(tokens, at - 2) not in {"in", "at", "near", "on"}
    )


def is_pointer(tokens: Sequence[Token], quantity: Quantity, noun: Noun, own: Own) -> bool:
    """Answer whether "one" only points: "one of its drones", "no one", "one said"; not in "killing one"."""
    if low_at(tokens, quantity.core) != "one" or quantity.last != quantity.core + 1:
        return False
    if low_at(tokens, quantity.core - 1) in POINTERS:
        return True
    of_many = low_at(tokens, quantity.last) == "of"
    if noun.told and not of_many:
        return False
    people = not of_many or counts_people(tokens, noun)
    return not (people and befalls_one(tokens, quantity.first, noun.last if noun.told else quantity.last, own))


def is_idle(tokens: Sequence[Token], quantity: Quantity, noun: Noun) -> bool:
    """Answer whether the number counts nothing of the world: "three times", "two-state", "within 30 days"."""
    compound = (
        low_at(tokens, quantity.last) in HYPHENS
        and quantity.last + 1 < len(tokens)
        and touching(tokens[quantity.last - 1], tokens[quantity.last])
    )
    if compound and tokens[quantity.core].kind == "word":
        return not is_noun(low_at(tokens, quantity.last + 1), "compound")
    if quantity.kind in {"times", "age", "name"} or low_at(tokens, quantity.first - 1) == "per":
        return True
    if quantity.unit is None and not noun.told and _is_score(tokens, quantity):
        return True
    if quantity.kind == "duration":
        deadline = low_at(tokens, quantity.first) == "within" or low_at(tokens, quantity.first - 1) in DEADLINES
        return deadline and not (
            low_at(tokens, quantity.last) == "of" and low_at(tokens, quantity.first - 1) == "after"
        )
    victims = is_noun(low_at(tokens, quantity.last), "victims")  # "the 30 wounded"
    if not noun.told and not victims and quantity.bare and low_at(tokens, quantity.core - 1) == "the":
        return True  # "among the 1,500 to be deployed" only points
    return noun.told and is_noun(tokens[noun.head].low, "not")


def _words_near(tokens: Sequence[Token], first: int, last: int) -> frozenset[str]:
    """Return the words beside a score, which tell whether it is one of a match or of a vote."""
    return frozenset(token.low for token in tokens[max(0, first - NEAR_SCORE) : last + NEAR_SCORE])


def _is_score(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Answer whether the number is a side of a match's score: "won 3-1"; where people vote it is none."""
    first, last = quantity.number
    ends = [tokens[first - 1 : first], tokens[last : last + 1]]
    beside = [tokens[first - 2 : first - 1], tokens[last + 1 : last + 2]]
    dashed = any(
        end and end[0].text in DASHES and other and other[0].kind == "number" and touching(*sorted((end[0], other[0])))
        for end, other in zip(ends, beside, strict=True)
    )
    if not dashed and not (quantity.comparator == "between" and last - first == len("2-0")):
        return False
    near = _words_near(tokens, first, last)
    low = max(quantity.low, quantity.high or 0) <= LARGEST_SCORE
    return low and near.isdisjoint(OF_A_VOTE) and (dashed or not near.isdisjoint(OF_A_MATCH))
