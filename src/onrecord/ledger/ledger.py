"""The only door to the database: every other room calls these methods and sees only values of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from onrecord.types import Claim, ClaimKind, Document, Entity, Link, Links, Measure, Reading, Relation, Series, Skip, Stance, Story


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds."""

    documents: int
    articles: int
    statements: int
    figures: int
    origins: int
    publishers: int
    links: int
    series: int
    stories: int
    skips: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as a list shows it."""

    id: str
    document: str
    headline: str | None
    publisher: str | None
    author: tuple[str, ...]
    date_published: str | None
    statements: int
    figures: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a list shows it: with its words, its sentence's surroundings and its article."""

    claim: Claim
    words: str  # the evidence as printed
    before: str  # up to 120 characters of the document before and after the evidence
    after: str
    article: ArticleRow
    origin_count: int  # independent origins of the claims linked to this one as repeats, corroborates or copies; 1 when alone
    marked: str | None = None  # of a search: the evidence with the matched words between \x02 and \x03


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim with all that a page about it needs."""

    row: ClaimRow
    reading: Reading
    links: tuple[tuple[Link, ClaimRow], ...]  # each link with the claim on the other side
    series: tuple[Series, ...]  # that hold this claim


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search or list is narrowed to; None leaves a field open. Text matches ignore case."""

    kind: ClaimKind | None = None
    measure: Measure | None = None
    stance: Stance | None = None
    origin: str | None = None  # any of the entity's names
    publisher: str | None = None
    place: str | None = None
    since: str | None = None  # ISO date of publication, inclusive
    until: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results and how many there are in all."""

    rows: tuple[ClaimRow, ...]
    total: int


class Ledger:
    """An open ledger. Use as a context manager.

    Every method raises `LedgerError` (one line: what, where, what to do next) when the file is no ledger,
    is of a newer version, is locked for longer than the time-out, or the disk is full.
    """

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> Self:
        """Open the ledger at `path`, bringing an older schema up to date; with `create`, make it when missing."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the file."""
        raise NotImplementedError

    # writing: one transaction each, so a kill loses at most the document in hand
    def known(self) -> frozenset[str]:
        """Return the ids of all documents held or skipped whole, so that the same bytes are not read twice."""
        raise NotImplementedError

    def add(self, document: Document, readings: Sequence[Reading], skips: Sequence[Skip]) -> bool:
        """Keep one document with all that was read in it, or nothing at all; False when it was there already."""
        raise NotImplementedError

    def add_skips(self, skips: Sequence[Skip]) -> None:
        """Keep what could not be used and why, where there is no document to hang it on."""
        raise NotImplementedError

    def is_linked(self) -> bool:
        """Answer whether the links speak of all claims held (false after a kill between adding and linking)."""
        raise NotImplementedError

    def relink(self, links: Links) -> None:
        """Put `links` in the place of all links, series, stories and entities of before."""
        raise NotImplementedError

    # reading
    def counts(self) -> Counts:
        """Count what is held."""
        raise NotImplementedError

    def document(self, ident: str) -> Document:
        """Return a document; NotFoundError when there is none. All ids may be given by a prefix that only one has."""
        raise NotImplementedError

    def readings(self) -> Iterator[Reading]:
        """Yield every article with its claims, by document id and position."""
        raise NotImplementedError

    def reading(self, ident: str) -> Reading:
        """Return one article with its document and claims."""
        raise NotImplementedError

    def claim(self, ident: str) -> ClaimView:
        """Return one claim with its article, its links and its series."""
        raise NotImplementedError

    def articles(self, filters: Filters, *, limit: int = 50, offset: int = 0) -> tuple[tuple[ArticleRow, ...], int]:
        """Return articles by date, newest first, and how many there are in all."""
        raise NotImplementedError

    def search(self, query: str, filters: Filters, *, limit: int = 20, offset: int = 0) -> Found:
        """Find claims by words (of evidence, sentence, source and headline), best first; without words, newest first.

        Hostile input is only words: no query raises or reaches SQL as syntax. "quoted words" must stand together.
        """
        raise NotImplementedError

    def series(self, filters: Filters, *, least: int = 1) -> tuple[Series, ...]:
        """Return series with at least `least` observations, longest first."""
        raise NotImplementedError

    def one_series(self, ident: str) -> Series:
        """Return one series."""
        raise NotImplementedError

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities across articles, by name."""
        raise NotImplementedError

    def origins(self, *, limit: int = 20) -> tuple[tuple[str, int], ...]:
        """Return the origins on whose word most claims rest, with their number of claims."""
        raise NotImplementedError

    def publishers(self, *, limit: int = 20) -> tuple[tuple[str, int], ...]:
        """Return the publishers with most articles, with their number of articles."""
        raise NotImplementedError

    def links(self, relation: Relation | None = None) -> Iterator[Link]:
        """Yield the links, by relation and score."""
        raise NotImplementedError

    def stories(self) -> tuple[Story, ...]:
        """Return the stories, newest first."""
        raise NotImplementedError

    def skips(self) -> tuple[Skip, ...]:
        """Return what could not be used, and why."""
        raise NotImplementedError
