"""The items of the corpus as frozen values, and how they are read from its files.

A file holds items; an item holds facts, a body with marks, and rows that tell of the marks (README.md of this
folder). What cannot be read becomes a `Problem` with its line, and the rest is still read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from onrecord.reading.labels import ENTITIES
from onrecord.spans import Span
from onrecord.types import MEASURES, STANCES, Comparator, Speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

HOME: Final = Path(__file__).parent
PARTS: Final = ("train", "dev")
VARIETIES: Final = ("American", "British", "translated")
VOICES: Final = (
    "agency", "broadcaster", "business", "digest", "local", "magazine", "military", "newspaper", "NGO", "official",
    "party outlet", "state media", "trade press",
)  # fmt: skip
FACTS: Final = ("variety", "voice", "publisher", "published", "headline")
FREE_FACTS: Final = ("dateline",)
ROLES: Final = {"s": "source", "c": "cue", "k": "content"}
LEGAL: Final[dict[str, tuple[str, ...]]] = {
    "stance": STANCES,
    "speech": get_args(Speech),
    "comparator": get_args(Comparator),
    "measure": MEASURES,
}
TOLD_KEYS: Final = ("stance", "speech", "chain")
COUNTED_KEYS: Final = ("low", "high", "comparator", "unit", "measure", "subject", "places", "time", "stance", "in")

TAG: Final = re.compile(rf"[sckf]\d{{1,2}}|{'|'.join(ENTITIES)}")
MARK: Final = re.compile(r"\[(\S*) |\[|\]")
DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the format or the conventions do not allow."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        """Return it as editors and compilers print it."""
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the body with its tag: `s1`, `f2`, `person`."""

    tag: str
    span: Span
    line: int

    @property
    def is_name(self) -> bool:
        """Whether it marks a name, not a role or a figure."""
        return self.tag in ENTITIES


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution: its spans by role, and what its row says."""

    number: int
    line: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    stance: str
    speech: str
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure: its words, and what its row says."""

    number: int
    line: int
    span: Span
    low: float
    high: float | None
    comparator: str
    unit: str
    measure: str
    subject: str | None
    places: tuple[str, ...]
    time: tuple[str | None, str | None]
    stance: str
    within: int | None  # the number of the attribution it stands in


@dataclass(frozen=True, slots=True)
class Item:
    """One short article of the corpus; spans are offsets into `body`, whose lines are its paragraphs."""

    id: str
    path: Path
    line: int
    variety: str
    voice: str
    publisher: str
    published: str
    headline: str
    dateline: str | None
    body: str
    marks: tuple[Mark, ...]
    told: tuple[Told, ...]
    counted: tuple[Counted, ...]

    @property
    def theme(self) -> str:
        """The theme, which is the name of its file."""
        return self.path.stem

    @property
    def part(self) -> str:
        """The part of the corpus, which is the name of its folder."""
        return self.path.parent.name

    def problem(self, line: int, message: str) -> Problem:
        """Return a problem of this item."""
        return Problem(self.path, line, message)


@dataclass(slots=True)
class _Draft:
    """An item in the course of being read: its numbered lines by section, and the problems met."""

    path: Path
    id: str
    line: int
    sections: list[list[tuple[int, str]]] = field(default_factory=lambda: [[]])
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, f"{self.id}: {message}"))


def read_part(part: str, home: Path = HOME) -> tuple[list[Item], list[Problem]]:
    """Read every file of `part`: its items, and what could not be read."""
    items: list[Item] = []
    problems: list[Problem] = []
    for path in sorted((home / part).glob("*.txt")):
        found, refused = read_items(path, path.read_text(encoding="utf-8"))
        items += found
        problems += refused
    return items, problems


def read_items(path: Path, text: str) -> tuple[list[Item], list[Problem]]:
    """Read the items of one file; an item with a problem of form is left out and the problem told."""
    items: list[Item] = []
    problems: list[Problem] = []
    for draft in _drafts(path, text, problems):
        item = _item(draft)
        problems += draft.problems
        if item is not None and not draft.problems:
            items.append(item)
    return items, problems


def _drafts(path: Path, text: str, problems: list[Problem]) -> Iterator[_Draft]:
    draft: _Draft | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("=== "):
            if draft:
                yield draft
            draft = _Draft(path, line[4:].strip(), number)
        elif draft is None:
            if line.strip():
                problems.append(Problem(path, number, "words before the first item"))
        elif line.strip() == "---":
            draft.sections.append([])
        elif line.strip():
            draft.sections[-1].append((number, line.rstrip()))
    if draft:
        yield draft


def _item(draft: _Draft) -> Item | None:
    if len(draft.sections) != 3:
        draft.refuse(draft.line, "an item has three sections, divided by two lines of ---")
        return None
    facts = _facts(draft)
    body, marks = _body(draft)
    told, counted = _rows(draft, marks)
    if draft.problems:
        return None
    return Item(
        id=draft.id,
        path=draft.path,
        line=draft.line,
        **{name: facts[name] for name in FACTS},
        dateline=facts.get("dateline"),
        body=body,
        marks=marks,
        told=told,
        counted=counted,
    )


def _facts(draft: _Draft) -> dict[str, str]:
    facts: dict[str, str] = {}
    for line, words in draft.sections[0]:
        name, colon, value = words.partition(":")
        if not colon or name not in (*FACTS, *FREE_FACTS) or name in facts:
            draft.refuse(line, f"no fact of an item, or told twice: {words}")
        elif not value.strip():
            draft.refuse(line, f"{name} is empty")
        facts[name] = value.strip()
    for name in FACTS:
        if name not in facts:
            draft.refuse(draft.line, f"{name} is missing")
    return facts


def _body(draft: _Draft) -> tuple[str, tuple[Mark, ...]]:
    """Take the marks out of the body's lines."""
    body = ""
    marks: list[Mark] = []
    for line, words in draft.sections[1]:
        plain, found = _unmarked(draft, line, words, len(body))
        body += plain + "\n"
        marks += found
    if not body:
        draft.refuse(draft.line, "the body is empty")
    return body.rstrip("\n"), tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)))


def _unmarked(draft: _Draft, line: int, words: str, start: int) -> tuple[str, list[Mark]]:
    """Return a line without its marks, and the marks with spans that begin at `start`."""
    plain, at = "", 0
    opened: list[tuple[str, int]] = []
    marks: list[Mark] = []
    for sign in MARK.finditer(words):
        plain += words[at : sign.start()]
        at = sign.end()
        if sign.group() != "]":
            tag = sign.group(1) or ""
            if not TAG.fullmatch(tag):
                draft.refuse(line, f"no such tag: {words[sign.start() : sign.end() + 12]!r}")
            opened.append((tag, start + len(plain)))
        elif opened:
            tag, begin = opened.pop()
            marks.append(Mark(tag, Span(begin, start + len(plain)), line))
        else:
            draft.refuse(line, f"a bracket closes nothing: …{plain[-30:]!r}")
    plain += words[at:]
    for tag, begin in opened:
        draft.refuse(line, f"[{tag} is not closed: {plain[begin - start :][:40]!r}")
    return plain, marks


def _rows(draft: _Draft, marks: Sequence[Mark]) -> tuple[tuple[Told, ...], tuple[Counted, ...]]:
    told: list[Told] = []
    counted: list[Counted] = []
    for line, words in draft.sections[2]:
        match = re.match(r"(f?)(\d{1,2}):\s", words + " ")
        if match is None:
            draft.refuse(line, f"no row of an attribution or a figure: {words[:40]}")
        elif match.group(1):
            row = _values(draft, line, words[match.end() :], COUNTED_KEYS)
            counted += _counted(draft, line, int(match.group(2)), row, marks)
        else:
            row = _values(draft, line, words[match.end() :], TOLD_KEYS)
            told += _told(draft, line, int(match.group(2)), row, marks)
    _refuse_unmatched(draft, marks, [each.number for each in told], [each.number for each in counted])
    return tuple(told), tuple(counted)


def _values(draft: _Draft, line: int, words: str, keys: Iterable[str]) -> dict[str, str]:
    """Read `key=value` pairs; a value may hold blanks."""
    signs = list(re.finditer(rf"(?:^| )({'|'.join(keys)})=", words))
    ends = [*(sign.start() for sign in signs[1:]), len(words)]
    row: dict[str, str] = {}
    for sign, end in zip(signs, ends, strict=True):
        if sign.group(1) in row:
            draft.refuse(line, f"{sign.group(1)} is told twice")
        row[sign.group(1)] = words[sign.end() : end].strip()
    for key in keys:
        if key not in row:
            draft.refuse(line, f"{key}= is missing")
        elif key in LEGAL and row[key] not in LEGAL[key]:
            draft.refuse(line, f"no such {key}: {row[key]!r}")
    return row


def _told(draft: _Draft, line: int, number: int, row: dict[str, str], marks: Iterable[Mark]) -> Iterator[Told]:
    if len(row) < len(TOLD_KEYS):
        return
    spans = {role: tuple(mark.span for mark in marks if mark.tag == f"{tag}{number}") for tag, role in ROLES.items()}
    if not spans["cue"] or not spans["content"]:
        draft.refuse(line, f"attribution {number} has no {'content' if spans['cue'] else 'cue'} in the body")
    chain = tuple(step.strip() for step in row["chain"].split(">"))
    if not all(chain):
        draft.refuse(line, "a step of the chain is empty")
    yield Told(number, line, **spans, stance=row["stance"], speech=row["speech"], chain=chain)


def _counted(draft: _Draft, line: int, number: int, row: dict[str, str], marks: Iterable[Mark]) -> Iterator[Counted]:
    if len(row) < len(COUNTED_KEYS):
        return
    spans = [mark.span for mark in marks if mark.tag == f"f{number}"]
    time = re.fullmatch(rf"({DATE.pattern})?\.\.({DATE.pattern})?", row["time"])
    numbers = _numbers(row["low"]), _numbers(row["high"]) if row["high"] else None
    if len(spans) != 1:
        draft.refuse(line, f"figure {number} has {len(spans)} spans in the body, not one")
    elif time is None:
        draft.refuse(line, f"time is START..END in ISO dates, not {row['time']!r}")
    elif numbers[0] is None or (row["high"] and numbers[1] is None) or not row["in"].isdigit():
        draft.refuse(line, "low and high are plain numbers, in= is the number of an attribution or 0")
    else:
        yield Counted(
            number,
            line,
            spans[0],
            numbers[0],
            numbers[1],
            comparator=row["comparator"],
            unit=row["unit"],
            measure=row["measure"],
            subject=row["subject"] or None,
            places=tuple(place.strip() for place in row["places"].split(";") if place.strip()),
            time=(time.group(1), time.group(2)),
            stance=row["stance"],
            within=int(row["in"]) or None,
        )


def _numbers(printed: str) -> float | None:
    return float(printed) if re.fullmatch(r"-?\d+(?:\.\d+)?", printed) else None


def _refuse_unmatched(draft: _Draft, marks: Iterable[Mark], told: Sequence[int], counted: Sequence[int]) -> None:
    """Refuse marks without a row, and numbers that two rows bear."""
    if draft.problems:
        return  # what is missing may be a row that could not be read
    rows = {f"{tag}{number}" for tag in ROLES for number in told} | {f"f{number}" for number in counted}
    for mark in marks:
        if not mark.is_name and mark.tag not in rows:
            draft.refuse(mark.line, f"{mark.tag} has no row below the body")
    for numbers in (told, counted):
        for number in sorted({each for each in numbers if numbers.count(each) > 1}):
            draft.refuse(draft.line, f"two rows of number {number}")
