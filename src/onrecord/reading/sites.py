"""Sites: names that the trained reader takes for those of places, with their bounds: "Camp Orlow", "Vessany County"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from onrecord.reading.naming import PLACES
from onrecord.reading.nouns import class_of
from onrecord.reading.placenames import bare, is_class, may_begin
from onrecord.reading.tokens import low_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.reading.naming import Seen
    from onrecord.reading.tagger import Entity
    from onrecord.reading.tokens import Token

PEOPLES: Final = ("n", "ese", "ish", "i", "ic")  # endings of the adjectives that are made of names of countries
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
KINDS: Final = ("person", "group", *PLACES)
STEM: Final = 4  # letters that the name of a country shares with the adjective, at least
LONGER: Final = 3  # letters by which the adjective is longer, at most


@dataclass(frozen=True, slots=True)
class Site:
    """A name that the trained reader takes for a place's: tokens `[first, last)`."""

    first: int
    last: int
    words: str
    facility: bool  # a building, a bridge, a base
    land: bool  # a people is named after it: "Tolmaria", where the article speaks of Tolmarian troops


@dataclass(frozen=True, slots=True)
class Sites:
    """The names of an article that are those of places, as the trained reader sees them."""

    names: Mapping[int, Entity] = field(default_factory=lambda: MappingProxyType({}))  # by where they begin
    lands: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()  # those that are no buildings', and the words of the headline


def read_sites(seen: Seen | None, beside: Sequence[str] = ()) -> Sites:
    """Return the names that the trained reader takes for places', but surnames, agencies and the adjectives of peoples.

    `beside` are words that stand apart from the text and tell of its places.
    """
    if seen is None:
        return Sites()
    told_of = [each for each in seen.entities if not _is_credited(seen.text, each)]
    words = {kind: {bare(seen.words(each)) for each in told_of if each.kind == kind} for kind in KINDS}
    surnames = {name.split()[-1] for name in words["person"]}
    told = words["place"] - surnames
    peoples = words["group"] | {name for name, land in _alike(told, told) if _is_people(name, land)}
    lands = {land for people, land in _alike(peoples, told - peoples) if _is_people(people, land)}
    known = (told | words["facility"]) - peoples
    names = {each.start: each for each in told_of if each.kind in PLACES and bare(seen.words(each)) in known}
    return Sites(
        names, frozenset(lands), frozenset((*told, *(word for words in beside for word in WORD.findall(words))))
    )


def _alike(names: Iterable[str], others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the names with those of the others that begin with the same letters."""
    beginning: dict[str, list[str]] = {}
    for other in others:
        beginning.setdefault(other[:STEM], []).append(other)
    return ((name, other) for name in names for other in beginning.get(name[:STEM], ()))


def _is_credited(text: str, name: Entity) -> bool:
    """Answer whether a name stands between the strokes in which some print their agency: "/Basin Wire/"."""
    return text.startswith("/", name.end) and text.startswith("/", max(0, name.start - 1))


def _is_people(name: str, land: str) -> bool:
    """Answer whether a name is that of the people of a land.

    >>> _is_people("Tolmarian", "Tolmaria"), _is_people("Lesmari", "Lesmar"), _is_people("Tolmaria", "Tolmar")
    (True, True, False)
    """
    stem = land.rstrip("aeiouy") if len(land) > STEM else land
    longer = len(name) - len(land)
    return len(stem) >= STEM and name != land and longer <= LONGER and name.startswith(stem) and name.endswith(PEOPLES)


def site_at(text: str, tokens: Sequence[Token], at: int, sites: Sites) -> Site | None:
    """Return the site whose name begins at a token, without the words "the" before and "province" after it."""
    entity = sites.names.get(tokens[at].start)
    if entity is None:
        return None
    last = next((each for each in range(at, len(tokens)) if tokens[each].end >= entity.end), len(tokens) - 1) + 1
    first = at + 1 if tokens[at].low == "the" else at
    facility = entity.kind == "facility"
    described = _described(tokens, first, last) if facility else last
    if described < last - 1 and text[tokens[first].start : tokens[described - 1].end] in sites.alone:
        last, facility = described, False  # "the Orlow hydraulic plant", where the article speaks of Orlow too
    while (
        not facility and last - first > 1 and tokens[last - 1].text.islower() and is_class(tokens[last - 1].low, "type")
    ):
        last -= 1
    if not any(may_begin(tokens, each) for each in range(first, last)) or _is_adjective(tokens, first, last):
        return None
    words = bare(" ".join(text[tokens[first].start : min(entity.end, tokens[last - 1].end)].split()))
    return Site(first, last, words, facility, words in sites.lands)


def _is_said(token: Token) -> bool:
    """Answer whether a word only says what a place is: "Sarle province"."""
    return token.text.islower() and is_class(token.low, "type")


def _described(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where the words begin that end a name and say what it is of: "hydraulic plant"."""
    while last - first > 1 and tokens[last - 1].text.islower():
        last -= 1
    return last


def _is_adjective(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Answer whether a single word stands as a people's adjective before a noun: "the Tolmarian side"."""
    following = tokens[last] if last < len(tokens) else None
    if following is None or last - first > 1 or not tokens[first].low.endswith(PEOPLES[0]):
        return False
    plain = following.kind == "word" and following.text.islower() and not class_of(following)
    of_what = is_class(following.low, "type") and low_at(tokens, last + 1) == "of"  # "the Tolmarian province of Kelm"
    return plain and (of_what or not is_class(following.low, "type", "locative"))


def has_type(tokens: Sequence[Token], first: int, last: int, *classes: str) -> bool:
    """Answer whether a stretch of a name begins or ends with a word of what a place is: "Camp", "County"."""
    return first < last and (is_class(tokens[first].low, *classes) or is_class(tokens[last - 1].low, *classes))
