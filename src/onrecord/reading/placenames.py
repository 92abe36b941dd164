"""Names of places as they are printed: runs of capitalised words, and the words that make them no place's."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.reading.times import month_names
from onrecord.reading.tokens import HYPHENS, low_at
from onrecord.spans import Span
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.gazetteer import Gazetteer, NamedPlace
    from onrecord.reading.tokens import Token

CAPITALS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
LONGEST = 5  # tokens of a name
PARTICLES = frozenset({"al", "el", "ad", "as", "ash", "az", "ar", "an", "at", "tal", "ein", "deir", "abu", "um", "umm"})
PARTICLES |= {"ez", "es", "er", "en", "et", "ed", "eh"}
DAYS_AND_MONTHS = frozenset((*month_names(), *calendar.day_name))
NO_CLASS: frozenset[str] = frozenset()
# Words with which the names of villages begin; a new one begins where a list has lost its commas.
BEGINNERS = PARTICLES | {
    "bab",
    "ras",
    "jisr",
    "khan",
    "kafr",
    "kafar",
    "tel",
    "tell",
    "beit",
    "bayt",
    "bir",
    "jabal",
    "wadi",
    "sheikh",
    "san",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of capitalised words, tokens `[first, last)`, that may name a place."""

    tokens: Sequence[Token]
    first: int
    last: int
    words: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.tokens[self.first].start, self.tokens[self.last - 1].end)

    @property
    def before(self) -> str:
        """The word before."""
        return low_at(self.tokens, self.first - 1)

    @property
    def after(self) -> str:
        """The word after."""
        return low_at(self.tokens, self.last)

    @property
    def next(self) -> Token | None:
        """The word that follows after a single space."""
        return self.tokens[self.last] if self.last < len(self.tokens) and adjoins(self.tokens, self.last) else None

    @property
    def typed(self) -> bool:
        """Answer whether a word such as "town" stands by it."""
        of_type = self.before == "of" and is_class(low_at(self.tokens, self.first - 2), "type")
        return of_type or is_class(self.after, "type") or is_class(self.before, "type")


@cache
def full_words() -> Mapping[str, str]:
    """Return the words that names are printed with in short, and what they stand for: "St. Petersburg"."""
    return {row["word"]: row["full"] for row in load_table("onrecord.reading", "place_words.tsv")}


def in_full(words: str) -> str:
    """Return a name with its first word in full.

    >>> in_full("St. Petersburg"), in_full("St")
    ('saint Petersburg', 'St')
    """
    first, _, rest = words.partition(" ")
    full = full_words().get(first.rstrip(".").lower())
    return f"{full} {rest}" if full and rest else words


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    classes: dict[str, frozenset[str]] = {}
    for row in load_table("onrecord.reading", "places.tsv"):
        classes[row["word"]] = classes.get(row["word"], NO_CLASS) | frozenset(row["class"].split())
    return classes


def is_class(word: str, *classes: str) -> bool:
    """Answer whether the table of places has `word` in one of `classes`."""
    return not _classes().get(word, NO_CLASS).isdisjoint(classes)


def bare(name: str) -> str:
    """Return a name without its possessive ending.

    >>> bare("Syria’s")
    'Syria'
    """
    return name[:-2] if name.endswith(("'s", "’s")) else name.rstrip("'’")


def cased(name: str) -> str:
    """Return a name that is printed in capitals, as datelines are, as one writes it.

    >>> cased("PORT ADRAN"), cased("COX’S BAZAR"), cased("Camp 9"), cased("BBC")
    ('Port Adran', 'Cox’s Bazar', 'Camp 9', 'BBC')
    """
    return CAPITALS.sub(lambda match: match[0].capitalize(), name) if name.isupper() and len(name) > 3 else name


def readings_of(words: str, gazetteer: Gazetteer) -> tuple[NamedPlace, ...]:
    """Look a name up, also as "Syrias" on a page that lost its apostrophes."""
    found = gazetteer.named(words)
    return found or (gazetteer.named(words[:-1]) if words.endswith("s") and len(words) > 4 else ())


def has_particle(token: Token) -> bool:
    """Answer whether a word begins with a particle: "al-Bab"."""
    return "-" in token.text and token.low.partition("-")[0] in PARTICLES


def may_begin(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether a name may begin or go on here: "Manbij", "al-Bab", "al Midan"."""
    token = tokens[at]
    if token.kind != "word":
        return False
    if token.text[0].isupper() or has_particle(token):
        return True
    return token.low in {"al", "el"} and at + 1 < len(tokens) and tokens[at + 1].text[0].isupper()


def is_run(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Answer whether the tokens are one run of capitalised words, with nothing but spaces or hyphens between."""
    for at in range(first, last):
        token = tokens[at]
        short = token.text == "." and low_at(tokens, at - 1) in full_words()  # "St. Petersburg"
        joined = first < at < last - 1 and (token.text in HYPHENS or token.low in {"of", "and"} or short)
        if not (may_begin(tokens, at) or joined) or (at > first and token.start - tokens[at - 1].end > 1):
            return False
    return True


def leads_to(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether a word leads to a place: "in", "struck"; not the "to" of "according to"."""
    word = low_at(tokens, at)
    return is_class(word, "locative") and not (word == "to" and is_class(low_at(tokens, at - 1), "telling"))


def adjoins(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether a word stands a single space after the token before it."""
    return tokens[at].kind == "word" and tokens[at].start - tokens[at - 1].end == 1


def is_month(word: str) -> bool:
    """Answer whether a capitalised word names a month or a day of the week.

    >>> is_month("Tuesday’s"), is_month("Manbij")
    (True, False)
    """
    return bare(word).rstrip("s.") in DAYS_AND_MONTHS
