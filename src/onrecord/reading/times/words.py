"""The words of time expressions: one pattern made of the tables, and what the words in its groups stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import TYPE_CHECKING

from onrecord.reading.tokens import number_words
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = "onrecord.reading"
PLACEHOLDER = re.compile(r"\{([a-z]\w*)(:?)(\w*)\}")
GROUP = re.compile(r"\(\?P<(\w+)>")
BLANK = re.compile(r"\[(?:\\.|[^\]])*\]| \??")  # sets of signs, too, so that blanks within them are told apart
HEADS = ("month", "weekday", "unit", "season", "part", "near", "holiday", "hijri", "often", "ref", "zone", "decade")
WORD = re.compile(r"[a-z]+(?![a-z-])")  # what a hyphen follows may be anything: "seventy-odd-year-old"
COUNTED = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?\s+([a-z]+)(?![a-z-])")
ANY_YEAR = re.compile(r"(?:1[4-9]|20)\d\d\b")
LONGEST = 50  # characters before the word that makes an expression one
COUNTING = frozenset({"unit", "tens", "hundred", "dozen"})

OPENING_QUOTES = ('"', "“", "'", "``")
HAD_BEEN = ("had been ", "have been ", "has been ")  # "had been due to end on Friday"
FAR = 90  # characters before a time in which its clause may say that it is to come
CLAUSE = re.compile(r"(?:[;:!?]|(?<=[a-z]{3})\.)(?=\s)|[“”\"]|``")
# "will be moved on Friday" has not moved yet, and neither "the proposed road" nor "the United Front" is told as past.
PAST = re.compile(
    r"\b(?:said|was|were|had|told|did|(?<!\bbe )(?<!\bthe )(?<!\ba )(?<!\ban )"
    r"(?!need|succe|exceed|proceed|feed|speed|indeed|united)[a-z]{3,}ed)\b"
)
OPENING = re.compile(r"\W*(?:(?:and|but) )?(?:(?:on|at|by|in) )?")  # before the time that opens a sentence
AHEAD_LATER = re.compile(
    r",? ((?:[\w'’.-]+ ){1,9}?)(?:will|(?:is|are) (?:to|due|set to|expected|scheduled)|plans? to)\b"
)

# Words in lower case with which an expression may begin; the rest of a text is passed over.
BEGINNING = (
    r"[\d'’]|(?:the|these|those|this|that|his|her|its|our|their|an?|early|mid|late|age[sd]?|ages|last|next|past|previous"
    r"|previously|prior|preceding|coming|upcoming|following|earlier|latest|current|currently|same|overnight|over|at"
    r"|during|on|for|in|within|since|by|until|after|of|took|takes?|taken|many|every|each|per|half|few|couple|several"
    r"|some|another|one|year|month|q[1-4]|fiscal|academic|school|financial|marketing|calendar|comparable|corresponding"
    r"|like|beginning|start|end|rest|turn|close|middle|hour|day|week|decade|quarter|recent|future|foreseeable|near"
    r"|spring|summer|autumn|fall|winter|twenty|nineteen|eighteen|noon|mid(?:day|night)|seconds|minutes|hours|days|weeks"
    r"|months|years|decades|centuries|numerous|countless|untold|three)\b"
    r"|[a-z]+-(?:[a-z]+-)?(?:year|month|week|day|and|half|ago|earlier|quarter|long|century|time)|mid-|q[1-4]"
)


@cache
def classes() -> Mapping[str, Mapping[str, str]]:
    """Return the words of each class with what they stand for."""
    found: dict[str, dict[str, str]] = {}
    for row in load_table(HERE, "time_words.tsv"):
        found.setdefault(row["class"], {})[row["word"]] = row["value"]
    numbers = {word: "" for word, (_, kind) in number_words().items() if kind in COUNTING or word == "thousand"}
    return found | {"number": numbers}


@cache
def _pieces() -> Mapping[str, str]:
    return {row["name"]: row["pattern"] for row in load_table(HERE, "time_pieces.tsv")}


def expanded(pattern: str) -> str:
    """Put the pieces and words in place of their names; any blank may be a longer one, or the end of a line.

    >>> expanded("{zone:}").startswith("(?:")
    True
    """

    def piece(told: re.Match[str]) -> str:
        name, named, group = told.groups()
        if name in classes():
            words = _alternatives(name)
            return f"(?P<{group or name}>{words})" if group or not named else f"(?:{words})"
        inner = expanded(_pieces()[name])
        if not named:
            return inner
        # The piece's own group takes the other name, or none.
        return GROUP.sub(f"(?P<{group}>" if group else "(?:", inner, count=1)

    return PLACEHOLDER.sub(piece, pattern)


def _alternatives(name: str) -> str:
    words = sorted(classes()[name], key=len, reverse=True)
    told = "|".join(re.escape(word).replace(r"\ ", " ").replace(r"\-", "-") for word in words)
    return rf"(?:{told})\b(?:(?<=\b[a-z]{{3}})(?<!may)\.|(?<=sept)\.)?" if name == "month" else told


@cache
def patterns() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Join the patterns to one; each group's name carries the number of its pattern."""
    pieces, names = [], {}
    for number, row in enumerate(load_table(HERE, "times.tsv")):
        names[f"p{number}"] = row["reader"]
        pattern = GROUP.sub(rf"(?P<\1_{number}>", expanded(row["pattern"]))
        pieces.append(f"(?P<p{number}>{BLANK.sub(_blank, pattern)})")
    return re.compile("|".join(pieces)), names


@cache
def _beginnings() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$€£])(?<!\d[.,])(?={BEGINNING}|(?:{'|'.join(sorted(_openers()))}))")


@cache
def _heads() -> re.Pattern[str]:
    """Return the pattern of the words of which an expression must have one; most sentences have none."""
    words = sorted({word for name in HEADS for word in classes()[name]}, key=len, reverse=True)
    told = "|".join(map(re.escape, words))
    return re.compile(rf"(?<![a-z])(?:{told})|\d(?![,.]?\d{{3}})|half|hrs|thousand|nineteen|overnight|period")


def beginnings(text: str) -> Iterator[int]:
    """Yield where a time expression may begin: where a word may open one, and only words of time lead on to its head.

    >>> list(beginnings("the fall of the town on the last monday"))
    [0, 4, 21, 24, 28, 33]
    """
    heads = _heads().finditer(text)
    head = next(heads, None)
    for match in _beginnings().finditer(text) if head else ():
        at = match.start()
        while head and head.start() < at:
            head = next(heads, None)
        if head is None:
            return
        if head.start() - at < LONGEST and _leads_on(text, at, head.start()):
            yield at


def _leads_on(text: str, at: int, head: int) -> bool:
    """Answer whether all words up to the head of an expression may be of it, and a number has one of them behind it."""
    if at < head:
        return all(map(_is_of_time, WORD.findall(text, at, head)))
    counted = COUNTED.match(text, at)
    return counted is None or _is_of_time(counted[1]) or ANY_YEAR.match(text, at) is not None


@cache
def _is_of_time(word: str) -> bool:
    """Answer whether a word stands in any of the patterns."""
    return word in _vocabulary() or word.removesuffix("s") in _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    rows = [expanded(row["pattern"]) for row in load_table(HERE, "times.tsv")]
    told = {word for row in rows for word in re.findall(r"[a-z]+", row)}
    shorter = {word for row in rows for word in re.findall(r"([a-z]+)[a-z]\?", row)}  # "age" of "aged?"
    return frozenset(told | shorter | {"a", "p", "am", "pm"})


def _blank(told: re.Match[str]) -> str:
    if told[0].startswith("["):
        return told[0].replace(" ", r"\s")
    return r"\s{0,2}" if told[0] == " ?" else r"\s{1,3}"


@cache
def _openers() -> frozenset[str]:
    """Return the words of the classes with which any pattern may begin."""
    opening = (
        "month",
        "weekday",
        "near",
        "ordinal",
        "extreme",
        "which",
        "number",
        "vague",
        "ref",
        "holiday",
        "hijri",
        "often",
        "part",
    )
    return frozenset(word.partition(" ")[0] for name in opening for word in classes()[name])


@dataclass(frozen=True)
class Words:
    """One match: the words of its groups, and those around it."""

    match: re.Match[str]
    group: str
    text: str  # of the sentence in lower case, as long as the sentence
    printed: str  # the sentence as printed

    def __getitem__(self, name: str) -> str:
        """Return the words of a group, nothing when the pattern has none or it stayed empty."""
        group = f"{name}_{self.group[1:]}"
        return (self.match[group] or "") if group in self.match.re.groupindex else ""

    def end(self, name: str) -> int:
        """Return where a group ends."""
        return self.match.end(f"{name}_{self.group[1:]}")

    def start(self, name: str) -> int:
        """Return where a group begins."""
        return self.match.start(f"{name}_{self.group[1:]}")

    def number(self, name: str) -> int | None:
        """Return the number that the table gives to the words of the class `name`."""
        told = classes()[name].get(self[name].rstrip("."), "")
        return int(told) if told.lstrip("-").isdecimal() else None

    def is_capital(self, name: str) -> bool:
        """Answer whether the page prints the words of a group with a capital."""
        return self.printed[self.start(name)].isupper()

    def is_titled(self, name: str) -> bool:
        """Answer whether the words are a title in quotation marks, as those of a programme: "This Week"."""
        return self.is_capital(name) and self.text.endswith(OPENING_QUOTES, 0, self.match.start())

    @property
    def before(self) -> str:
        """The word before."""
        told = self.text[max(0, self.match.start() - 24) : self.match.start()].split()
        return told[-1].strip("(“\"'") if told else ""

    @property
    def after(self) -> str:
        """The word after, as printed."""
        told = self.printed[self.match.end() : self.match.end() + 30].split()
        return told[0].rstrip(".,;:!?") if told and self.printed[self.match.end()].isspace() else ""

    @cached_property
    def is_ahead(self) -> bool:
        """Answer whether the clause before speaks of what is to come: "will open on Monday"."""
        clause = CLAUSE.split(self.text[max(0, self.match.start() - FAR) : self.match.start()])[-1]
        told = list(_ahead().finditer(clause))
        if not told:
            return self._opens_ahead
        return not (PAST.search(clause, told[-1].end()) or clause.endswith(HAD_BEEN, 0, told[0].start()))

    @property
    def _opens_ahead(self) -> bool:
        """Answer whether it opens a sentence whose first verb speaks of what is to come: "On Monday the court will"."""
        if OPENING.fullmatch(self.text, 0, self.match.start()) is None:
            return False
        told = AHEAD_LATER.match(self.text, self.match.end())
        return told is not None and not any(_is_verb(word) for word in told[1].split())


@cache
def _is_verb(word: str) -> bool:
    """Answer whether a word is a verb that stands before the one that speaks of what is to come."""
    return PAST.fullmatch(word) is not None or word in _verbs()


@cache
def _verbs() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table(HERE, "verbs.tsv"))


@cache
def _ahead() -> re.Pattern[str]:
    """Return the pattern of the words by which a clause speaks of what is to come."""
    return re.compile(
        rf"(?<!\w)(?:{_alternatives('ahead')})\b|(?<=\S )(?:{_alternatives('ahead_until')})(?: \S+){{0,3}}\s$"
    )


def count_of(words: str) -> Fraction | None:
    """Read a number as time expressions print it; None where the words leave it open.

    >>> [str(count_of(each)) for each in ("24", "twenty four", "2 1/2", "a couple of", "two hundred", "half a")]
    ['24', '24', '5/2', '2', '200', '1/2']
    """
    told = " ".join(words.split()).replace(",", "")
    if not told or told in classes()["vague"]:
        return None
    if told in classes()["article"]:
        return Fraction(classes()["article"][told])
    half = Fraction(0)
    for ending in (" and a half", "-and-a-half", " 1/2", "½"):
        if told.endswith(ending):
            told, half = told.removesuffix(ending), Fraction(1, 2)
    if told[:1].isdecimal():
        return Fraction(told) + half
    return _spelled(re.split(r"[- ]", told)) + half if told not in classes()["vague"] else None


def _spelled(words: list[str]) -> Fraction:
    total, group = 0, 0
    for word in words:
        value, kind = number_words().get(word, (0, ""))
        if kind in {"unit", "tens"}:
            group += int(value)
        elif kind in {"hundred", "dozen"}:
            group = max(1, group) * int(value)
        elif kind == "scale":
            total, group = total + max(1, group) * int(value), 0
    return Fraction(max(1, total + group))


def year_of(words: str, near: int | None) -> int | None:
    """Read a year in digits, two digits or words.

    >>> year_of("'96", 1998), year_of("nineteen ninety-six", None), year_of("two thousand and six", None)
    (1996, 1996, 2006)
    """
    told = words.strip("' ")
    if told.isdecimal():
        return int(told) if len(told) > 2 else _century(int(told), near)
    parts = re.split(r"[- ]+", told)
    if parts[0] == "two":
        return 2000 + (int(_spelled(parts[2:])) if len(parts) > 2 else 0)
    if len(parts) < 2 or parts[0] not in {"eighteen", "nineteen", "twenty"}:
        return None
    rest = 0 if parts[1] == "hundred" else int(_spelled([each for each in parts[1:] if each != "oh"]))
    return 100 * int(_spelled(parts[:1])) + rest


def _century(year: int, near: int | None) -> int:
    """Put a year of two digits into the century that brings it nearest, ten years ahead at most."""
    now = near or 2000
    told = now - now % 100 + year
    return told - 100 if told > now + 10 else told


def ordinal_of(words: str) -> int | None:
    """Return the number of an ordinal: "first", "21st"; the last is -1."""
    told = words.strip()
    if told[:1].isdecimal():
        return int(re.sub(r"\D", "", told))
    number = classes()["ordinal"].get(told) or classes()["extreme"].get(told)
    return int(number) if number else None


def month_names() -> Mapping[str, int]:
    """Return the months as they are printed, long and short."""
    return {name.capitalize(): int(number) for name, number in classes()["month"].items()}
