"""Agencies: whose text an article says it prints, in its byline, its dateline or its last words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.linking.names import squeezed
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.types import Article, Reading

OPENING, ENDING = 260, 90  # characters of an article in which a dateline stands, and a closing credit

# "KASSALA, Sudan (MWS) – Rain …": whoever stands here is the agency, known or not.
_DATELINE = re.compile(r"(?:^|\n)[^\n()]{2,60}\((?P<name>[A-Z][\w.& -]{1,30})\)\s*(?:[-–—]|$)", re.MULTILINE)
_LAST_WORDS = re.compile(r"(?:[-–—(/]\s*|Source:\s*|\bby\s+)(?P<name>[A-Z][\w.&/ -]{1,40}?)\s*[).\]]*\s*$")
_AND = re.compile(r"\s*(?:/|,|\band\b|&)\s*")


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose text an article is."""

    others: frozenset[str]  # the agencies that it credits
    own: str | None  # its publisher, where that is an agency itself

    @property
    def agencies(self) -> frozenset[str]:
        """All agencies whose text it is."""
        return self.others if self.own is None else self.others | {self.own}


def find_agencies(readings: Sequence[Reading], aliases: Mapping[str, str]) -> dict[str, Credit]:
    """Return for each article's id the agencies whose text it is, by the names that `aliases` makes of theirs.

    An outlet that others credit is an agency in its own pages too.
    """
    initials = _by_initials(readings)
    known = frozenset(initials) | {squeezed(reading.article.publisher or "") for reading in readings} - {""}
    told = {
        reading.article.id: frozenset(_name(each, aliases, initials) for each in _credited(reading, aliases, known))
        for reading in readings
    }
    all_agencies = frozenset(name for names in told.values() for name in names)
    owned = {reading.article.id: _own(reading.article, aliases, all_agencies) for reading in readings}
    return {article: Credit(names - {owned[article]}, owned[article]) for article, names in told.items()}


@cache
def _agencies() -> frozenset[str]:
    return frozenset(squeezed(row["name"]) for row in load_table("onrecord.linking", "agencies.tsv"))


@cache
def _no_one() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("onrecord.linking", "no_agency.tsv"))


def _credited(reading: Reading, aliases: Mapping[str, str], publishers: frozenset[str]) -> Iterable[str]:
    """Yield the names that an article credits with its text; a byline may name any publisher of the set."""
    article, text = reading.article, reading.document.text
    own = squeezed(article.publisher or "")
    for each in (part for author in article.author for part in _AND.split(author)):
        if _is_known(each, aliases) or (squeezed(each) in publishers and squeezed(each) != own):
            yield each
    opening = text[article.start : min(article.end, article.start + OPENING)]
    if told := _DATELINE.search(opening):
        yield told.group("name")
    ending = text[max(article.start, article.end - ENDING) : article.end]
    if told := _LAST_WORDS.search(ending):
        yield from (each for each in _AND.split(told.group("name")) if _is_known(each, aliases))


def is_no_agency(name: str) -> bool:
    """Answer whether a credit names no one in particular: "Agencies", "Staff".

    >>> is_no_agency("News Agencies"), is_no_agency("AFP")
    (True, False)
    """
    return squeezed(name) in _no_one()


def _is_known(name: str, aliases: Mapping[str, str]) -> bool:
    letters = squeezed(name)
    return squeezed(aliases.get(letters, name)) in _agencies()


def _name(name: str, aliases: Mapping[str, str], initials: Mapping[str, str]) -> str:
    letters = squeezed(name)
    return aliases.get(letters) or initials.get(letters) or name.strip()


def _by_initials(readings: Iterable[Reading]) -> dict[str, str]:
    """Return the publishers of three words or more by their initials, where these are of one only."""
    told: dict[str, set[str]] = {}
    for reading in readings:
        words = re.findall(r"[A-Z][\w’'-]+", reading.article.publisher or "")
        if len(words) > 2:
            told.setdefault("".join(word[0] for word in words).casefold(), set()).add(reading.article.publisher or "")
    return {letters: min(names) for letters, names in told.items() if len(names) == 1}


def _own(article: Article, aliases: Mapping[str, str], agencies: frozenset[str]) -> str | None:
    name = article.publisher or ""
    canonical = aliases.get(squeezed(name), name)
    return canonical if _is_known(name, aliases) or canonical in agencies else None
