"""Attributions in GUM's discourse trees: a unit such as "the minister said" that hangs on what is said.

The units and relations stand in the words' last column (rstweb's `Discourse=`): a relation from one unit to another,
and its signals by the numbers of their words, among them the source (`sem-atsrc`) and the reporting word (`lex-indwd`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from training.passages import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from training.passages import Passage, WordSpan

RELATION: Final = re.compile(r"(?P<name>[a-z_-]+):(?P<unit>\d+)->(?P<head>\d+):\d+:(?P<signals>\S*)")
SOURCE: Final = re.compile(r"sem-atsrc-([\d,-]+\d)")
CUE: Final = re.compile(r"lex-ind(?:wd|ph)-([\d,-]+\d)")
EDGES: Final = frozenset({",", ".", ";", ":", "-", "—", "–", "and", "but"})
"""Words that belong to no role at its edge."""
ONESELF: Final = frozenset({"i", "we", "you"})
"""Sources whose "I think" and "you see" is a way of talking, which the other corpora do not mark."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An elementary unit of discourse: its words, what it says of which other unit, by which words."""

    start: int
    end: int
    relation: str
    head: int
    signals: str


def read_units(notes: Sequence[str]) -> dict[int, Unit]:
    """Read the units of a document from its words' last columns.

    >>> read_units(["Discourse=attribution-positive:1->2:0:sem-atsrc-1", "_", "Discourse=ROOT:2:0"])[1]
    Unit(start=0, end=2, relation='attribution-positive', head=2, signals='sem-atsrc-1')
    """
    begun = [(at, note.partition("Discourse=")[2]) for at, note in enumerate(notes) if "Discourse=" in note]
    ends = [at for at, _ in begun[1:]] + [len(notes)]
    units = {}
    for number, ((start, told), end) in enumerate(zip(begun, ends, strict=True), 1):
        match = RELATION.match(told.partition("|")[0].partition(";")[0])
        name, head, signals = (match["name"], match["head"], match["signals"]) if match else ("", "0", "")
        units[number] = Unit(start, end, name, int(head), signals)
    return units


def attributions(passage: Passage, notes: Sequence[str]) -> tuple[Said, ...]:
    """Return the attributions of a document that have a source, a cue and a content."""
    units = read_units(notes)
    told = (_said(passage, units, number) for number, unit in units.items() if unit.relation.startswith("attribution"))
    return tuple(each for each in told if each is not None)


def _said(passage: Passage, units: dict[int, Unit], number: int) -> Said | None:
    unit = units[number]
    own = range(unit.start, unit.end)
    source = _run(passage, (at for at in _numbered(SOURCE, unit.signals) if at in own))
    named = [at for at in _numbered(CUE, unit.signals) if at in own]
    rest = [at for at in own if source is None or not source[0] <= at < source[1]]
    cue = _run(passage, named or rest[:3])
    content = _content(passage, units, number)
    if not (source and cue and content and _apart(source, cue)) or passage.words[source[0]].lower() in ONESELF:
        return None
    return Said((source,), (cue,), content)


def _numbered(signal: re.Pattern[str], signals: str) -> Iterator[int]:
    """Yield the words that a signal names, counted from 0."""
    for match in signal.finditer(signals):
        for part in match[1].split(","):
            first, _, last = part.partition("-")
            yield from range(int(first) - 1, int(last or first))


def _content(passage: Passage, units: dict[int, Unit], number: int) -> tuple[WordSpan, ...]:
    """Return what is said: the unit that the attribution hangs on, with all that hangs on it in its sentence."""
    head = units[number].head
    if head not in units:
        return ()
    sentence = passage.sentences[units[head].start]
    inside = [each for each in _below(units, head, number) if passage.sentences[units[each].start] == sentence]
    words = sorted(at for each in inside for at in range(units[each].start, units[each].end))
    return tuple(span for group in _groups(words) if (span := _run(passage, group)))


def _below(units: dict[int, Unit], top: int, without: int) -> list[int]:
    """Return a unit and those that hang on it, but for one branch."""
    found = [top]
    for each in found:
        found += [number for number, unit in units.items() if unit.head == each and number not in {without, *found}]
    return found


def _groups(words: Iterable[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for at in words:
        if groups and at == groups[-1][-1] + 1:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


def _run(passage: Passage, words: Iterable[int]) -> WordSpan | None:
    """Return the stretch from the first to the last word, without punctuation and joining words at its edges."""
    told = sorted(words)
    while told and passage.words[told[0]].lower() in EDGES:
        told.pop(0)
    while told and passage.words[told[-1]].lower() in EDGES:
        told.pop()
    return (told[0], told[-1] + 1) if told else None


def _apart(one: WordSpan, other: WordSpan) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]
