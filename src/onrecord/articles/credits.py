"""Credit lines: who wrote and published an article, and when, as the line under its headline says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.articles.dates import FoundDate, find_dates
from onrecord.articles.names import bare, cased, is_generic, is_name, is_outlet, is_person, is_role, read_names
from onrecord.articles.words import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.articles.dates import Order

LONGEST = 180
MOST_PIECES = 5
# More words than these after "by" that are no name are a sentence.
LONGEST_USER_NAME = 3

SEPARATOR = re.compile(r"\s*[|·•●\t;]\s*|\s+[–—/-]{1,2}\s+|\s*[–—]\s*$|^\s*[–—-]+\s*|\s{2,}|\s*//+\s*|\x1f")
COMMA = re.compile(r",\s+")
COUNTED = re.compile(r"(?<![\w.])\d[\d., ]{0,10}k?\s?(?:views?|comments?|shares?|likes?|reads?)\b", re.IGNORECASE)
SOMEWHERE = re.compile(r"(?:in|at|from) [A-Z].{1,40}")


@dataclass(frozen=True, slots=True)
class Credit:
    """What one line says about who and when."""

    publisher: str | None = None
    author: tuple[str, ...] = ()
    dates: tuple[FoundDate, ...] = field(default=())

    @property
    def date(self) -> str | None:
        """The date, as precise as printed."""
        return next((found.value for found in self.dates if found.value), None)

    @property
    def parts(self) -> frozenset[str]:
        """Which parts of a credit the line holds."""
        told = {"publisher": self.publisher, "author": self.author, "date": self.dates}
        return frozenset(part for part, value in told.items() if value)

    @property
    def is_full(self) -> bool:
        """Whether the line says enough to open an article by itself."""
        return len(self.parts) > 1


def read_credit(words: str, captured_at: str | None = None, order: Order | None = None) -> Credit | None:
    """Read a line as a credit line, or return None where it says anything else.

    >>> credit = read_credit("By Ramona Wirth | QUAY RADIO | November 28, 2031")
    >>> credit.author, credit.publisher, credit.date
    (('Ramona Wirth',), 'Quay Radio', '2031-11-28')
    >>> read_credit("The ship left Tarsis on November 28, 2031, with its crew")
    """
    if len(words) > LONGEST:
        return None
    dates = find_dates(words, captured_at, order)
    pieces = _pieces(words, dates)
    if len(pieces) > MOST_PIECES:
        return None
    updated = phrases("updated", r"\b{}\b[^|]{0,12}$")
    return _judged(pieces, tuple(found for found in dates if not updated.search(words[: found.span.start])) or dates)


def _pieces(words: str, dates: Iterable[FoundDate]) -> list[str]:
    """Cut a line at its dates and separators, and leave out what says nothing of who or when."""
    between, before = [], 0
    for found in dates:
        between.append(words[before : found.span.start])
        before = found.span.end
    between.append(words[before:])
    labels = phrases("label", r"\W*(?:{}\b[\s:：,]*)+")
    parts = (labels.sub("", COUNTED.sub("\x1f", part), count=1) if labels.match(part) else part for part in between)
    pieces = (bare(piece) for part in parts for piece in SEPARATOR.split(COUNTED.sub("\x1f", part)))
    return [piece for piece in pieces if piece and not labels.fullmatch(f"{piece} ") and not _is_aside(piece)]


def _is_aside(piece: str) -> bool:
    return phrases("aside").fullmatch(piece) is not None


def _judged(pieces: list[str], dates: tuple[FoundDate, ...]) -> Credit | None:
    """Read the pieces as authors and outlets; one that is neither makes the line no credit line."""
    authors: list[str] = []
    outlets: list[str] = []
    for piece in pieces:
        byline = phrases("byline", r"{}\b\s*[:：]?\s+(?P<names>\S.*)").fullmatch(piece)
        if byline is not None:
            names = read_names(byline["names"])
            if not names and len(byline["names"].split()) > LONGEST_USER_NAME:
                return None
            authors += names
        elif not _sorted_out(piece, authors, outlets, split=bool(dates or authors)):
            return None
    return _credited(authors, outlets, dates) if authors or dates else None


def _sorted_out(piece: str, authors: list[str], outlets: list[str], *, split: bool) -> bool:
    """Put the names of a piece among the authors or the outlets, and answer whether it holds nothing else."""
    source = phrases("source", r"{}\s*[:：]?\s+").match(piece)
    if source is not None and is_name(piece[source.end() :].split(", ", maxsplit=1)[0]):
        piece = piece[source.end() :]
    for name in COMMA.split(piece) if split else [piece]:
        if is_generic(name):
            authors.append(name)
        elif is_name(name):
            outlets.append(name)
        elif not is_role(name) and not SOMEWHERE.fullmatch(name):
            return False
    return True


def _credited(authors: list[str], outlets: list[str], dates: tuple[FoundDate, ...]) -> Credit:
    """Of several names beside a date, an outlet's is the publisher; a person's before it is the author."""
    if not dates:  # what stands beside a byline alone is a place
        return Credit(author=tuple(authors))
    publisher = next((name for name in outlets if is_outlet(name)), outlets[0] if outlets else None)
    people = [name for name in outlets if is_person(name)]
    if len(outlets) > 1 and people and not authors:
        authors = people[:1]
        publisher = next(
            (name for name in outlets if is_outlet(name)), outlets[1] if publisher in authors else publisher
        )
    return Credit(publisher and cased(publisher), tuple(map(cased, authors)), dates)
