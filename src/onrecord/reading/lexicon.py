"""The lexicon: the words that the rules of attribution know, read once from the tables."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.types import Role

HERE = "onrecord.reading"

Form = Literal["base", "s", "past", "ing"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of one reporting verb: the constructions it reports in, and what it says of its content."""

    verb: str
    particle: tuple[str, ...]  # "for" of "called for"
    form: Form
    frames: frozenset[str]
    sense: str


@dataclass(frozen=True, slots=True)
class Title:
    """What a title tells of its bearer."""

    gender: str
    office: str  # the class of offices that the title names


@dataclass(frozen=True, slots=True)
class Body:
    """What a noun tells of the organisation it heads."""

    role: Role
    kind: str  # nouns of one kind may stand for each other


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet or agency: its fullest name, and whether it sells to others."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the rules know of words; keys are in lower case."""

    tags: Mapping[str, str]  # word → class, see function_words.tsv
    cues: Mapping[str, tuple[Cue, ...]]  # first word of the cue → the cues that may stand there
    nouns: frozenset[str]  # nouns that report: "claim", "statement"
    sourcing: Mapping[str, tuple[tuple[str, ...], ...]]  # "according" → the words after it, "to"
    titles: Mapping[str, Title]  # offices, ranks, callings
    bodies: Mapping[str, Body]  # nouns that head an organisation's name
    documents: Mapping[str, str]  # "memo" → "paper", "report" → "issued"
    anonymous: frozenset[str]  # nouns for those left unnamed
    witnesses: frozenset[str]  # of these it is reported what they "saw"
    speaking: frozenset[str]  # every noun of those above, and others for whoever speaks
    not_persons: frozenset[str]  # first words of names that look like a person's
    genders: Mapping[str, str]  # given names
    outlets: Mapping[str, Outlet]  # every printed name of an outlet or agency


@cache
def load_lexicon() -> Lexicon:
    """Load every table of the rules of attribution."""
    titles = {row["word"]: Title(row["gender"], row["class"]) for row in load_table(HERE, "titles.tsv")}
    bodies = {
        row["word"]: Body(cast("Role", row["role"]), row["class"]) for row in load_table(HERE, "organizations.tsv")
    }
    documents = {row["word"]: row["kind"] for row in load_table(HERE, "documents.tsv")}
    anonymous = _words("anonymous.tsv")
    return Lexicon(
        tags=_tags(),
        cues=_cues(load_table(HERE, "cues.tsv")),
        nouns=_words("cue_nouns.tsv"),
        sourcing=_sourcing(),
        titles=titles,
        bodies=bodies,
        documents=documents,
        anonymous=anonymous,
        speaking=_speaking(titles.keys() | bodies.keys() | documents.keys() | anonymous),
        witnesses=word_list("witnesses"),
        not_persons=_words("not_persons.tsv"),
        genders={name: row["gender"] for row in load_table(HERE, "genders.tsv") for name in row["names"].split()},
        outlets=_outlets(),
    )


@cache
def word_list(name: str) -> frozenset[str]:
    """Return one of the small closed lists of words.

    >>> "although" in word_list("turns")
    True
    """
    return next(frozenset(row["words"].split()) for row in load_table(HERE, "word_lists.tsv") if row["list"] == name)


def _speaking(nouns: Iterable[str]) -> frozenset[str]:
    """Return the nouns with their plurals, and others for people and for what speaks."""
    known = {*nouns, *word_list("who else speaks")} | (_words("people.tsv") - word_list("the dead"))
    return frozenset(known | {f"{noun}s" for noun in known} | {noun.removesuffix("y") + "ies" for noun in known})


def _sourcing() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in load_table(HERE, "source_phrases.tsv"):
        first, *following = row["phrase"].split()
        found[first] = (*found.get(first, ()), tuple(following))
    return found


def _outlets() -> dict[str, Outlet]:
    found = {}
    for row in load_table(HERE, "outlets.tsv"):
        names = row["names"].split("|")
        # An acronym is known as printed, so that "time" and "spa" stay common words.
        found.update({name: Outlet(names[0], cast("Role", row["role"])) for name in names})
    return found


def _tags() -> dict[str, str]:
    verbs = {row["word"]: "V" for row in load_table(HERE, "verbs.tsv")}
    plain = {row["word"]: "w" for row in load_table(HERE, "ed_words.tsv")}
    closed = {word: row["class"] for row in load_table(HERE, "function_words.tsv") for word in row["words"].split()}
    return {**verbs, **plain, **closed}


def _words(name: str) -> frozenset[str]:
    return frozenset(row["word"] for row in load_table(HERE, name))


def _cues(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = defaultdict(list)
    for row in rows:
        for form, words in inflected(row["verb"], row["irregular"]):
            first, *particle = words.split()
            found[first].append(Cue(row["verb"], tuple(particle), form, frozenset(row["frames"]), row["sense"]))
    # The longest first, so that "called for" is tried before "called".
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.particle))) for word, cues in found.items()}


def inflected(verb: str, irregular: str) -> Iterator[tuple[Form, str]]:
    """Yield the forms of a verb with the words of each.

    >>> sorted(set(inflected("point out", "")))
    [('base', 'point out'), ('ing', 'pointing out'), ('past', 'pointed out'), ('s', 'points out')]
    """
    told = irregular.split(";") if ";" in irregular else irregular.split()
    yield "base", verb
    if told:
        yield from ((_form_of(each), each.strip()) for each in told)
        return
    first, _, particle = verb.partition(" ")
    for form, word in _regular(first):
        yield form, f"{word} {particle}".strip()


def _form_of(word: str) -> Form:
    first = word.partition(" ")[0]
    if first.endswith("ing"):
        return "ing"
    return "s" if first.endswith("s") else "past"


def _regular(verb: str) -> tuple[tuple[Form, str], ...]:
    if verb.endswith("e"):
        return ("s", verb + "s"), ("past", verb + "d"), ("ing", verb[:-1] + "ing")
    if re.search(r"[^aeiou]y$", verb):
        return ("s", verb[:-1] + "ies"), ("past", verb[:-1] + "ied"), ("ing", verb + "ing")
    ending = "es" if verb.endswith(("s", "x", "ch", "sh")) else "s"
    return ("s", verb + ending), ("past", verb + "ed"), ("ing", verb + "ing")
