"""Subjects: who or what a figure counts, so that children are compared with children and are part of the people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from onrecord.linking.words import content_words, folded, folded_words
from onrecord.tables import load_table

if TYPE_CHECKING:
    from onrecord.gazetteer import Gazetteer
    from onrecord.types import Figure

Kinship = Literal["same", "part", "whole", "other"]

_AFTER_HEAD = re.compile(
    r"\b(?:of|in|from|at|for|on|who|which|that|with|to|by|among|known|killed|including)\b", re.IGNORECASE
)
_US = re.compile(r"\bUS\b")  # the country, not "us"
ONE_OF_MANY = frozenset({"civilians"})  # kinds that pages often use for all who were counted
_PEOPLE = frozenset({"people", "persons", "person"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What is counted: its kind or head noun, of which country, and what else is said of it."""

    kind: str
    of: str | None = None  # country code of "Palestinians", "US soldiers"
    more: frozenset[str] = frozenset()
    noun: str = ""  # the head noun itself: residents and people are one kind, but two nouns


@cache
def _kinds() -> tuple[dict[str, str], dict[str, str]]:
    rows = load_table("onrecord.linking", "subjects.tsv")
    return {row["word"]: row["kind"] for row in rows}, {row["kind"]: row["within"] for row in rows if row["within"]}


@cache
def only_some() -> frozenset[str]:
    """Load the kinds that are only ever some of a crowd: children, women."""
    return frozenset(row["kind"] for row in load_table("onrecord.linking", "subjects.tsv") if row["some"])


def read_subject(figure: Figure, gazetteer: Gazetteer, printed: str | None = None) -> Subject:
    """Read who or what a figure counts from its subject and unit; `printed` are the figure's own words.

    >>> from onrecord.gazetteer import load_gazetteer
    >>> from onrecord.types import Figure
    >>> read_subject(Figure(9, 9, "exactly", "people", "killed", "Palestinian children"), load_gazetteer(None))
    Subject(kind='children', of='PS', more=frozenset(), noun='children')
    """
    kinds, _ = _kinds()
    # The head stands before what is said after it: "people known to have died", "repairs of the turbine".
    head, *rest = _AFTER_HEAD.split(_US.sub("U.S.", figure.subject or ""), maxsplit=1)
    words = [word for word in content_words(head) if word]
    countries = {word: code for word in words if (code := _country(word, gazetteer))}
    whose = min(countries.values(), default=None)
    people = [word for word in words if word in kinds]
    if people or figure.unit in _PEOPLE:
        if not people and words and words[-1] not in countries and not _is_printed(words, printed):
            return Subject("people", noun="people")  # words from elsewhere that name no one: who is counted is not said
        kind = kinds[people[-1]] if people else "people"
        more = frozenset(words) - set(people) - set(countries)
        return Subject(kind, whose, more, _singular(people[-1]) if people else "people")
    noun = words[-1] if words else folded(figure.unit or "")
    more = frozenset([*words[:-1], *(word for part in rest for word in content_words(part))])
    return Subject(_singular(noun), whose, more - set(countries), _singular(noun))


def _is_printed(words: list[str], printed: str | None) -> bool:
    return printed is None or bool(set(words) & set(folded_words(printed)))


def kinship(left: Subject, right: Subject) -> Kinship:
    """Say how one subject lies to another; what cannot be told together is other.

    >>> kinship(Subject("children"), Subject("people", of="PS"))
    'part'
    >>> kinship(Subject("troops", of="US"), Subject("troops", of="IL"))
    'other'
    """
    if left.of and right.of and left.of != right.of:
        return "other"
    if left.kind == right.kind:
        return _narrower(left.more, right.more)
    if right.kind in _wider(left.kind):
        return "part"
    return "whole" if left.kind in _wider(right.kind) else "other"


def _narrower(left: frozenset[str], right: frozenset[str]) -> Kinship:
    """Say how two of a kind lie by what else is said of them: "government fighters" are some of the fighters."""
    if left == right or left & right:
        return "same"
    if left and right:
        return "other"
    return "part" if left else "whole"


def root(subject: Subject) -> str:
    """Return the widest kind a subject belongs to, under which comparable ones are found."""
    return [subject.kind, *_wider(subject.kind)][-1]


def _wider(kind: str) -> list[str]:
    _, within = _kinds()
    told = []
    while kind in within:
        kind = within[kind]
        told.append(kind)
    return told


def _country(word: str, gazetteer: Gazetteer) -> str | None:
    for form in (word, word.removesuffix("s")):
        known = gazetteer.named(form)
        if known and known[0].kind in {"demonym", "country"}:
            return known[0].country_code
    return None


def _singular(noun: str) -> str:
    """Return a noun's singular by its ending.

    >>> _singular("vehicles"), _singular("cities"), _singular("buses")
    ('vehicle', 'city', 'bus')
    """
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "buses")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
