"""The only door to the database: every other room calls these methods and sees only values of ours."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from onrecord.errors import LedgerError
from onrecord.ledger import file, load, write
from onrecord.ledger import query as ask
from onrecord.ledger import relink as again
from onrecord.ledger.failures import translated
from onrecord.ledger.views import ArticleRow, ClaimRow, ClaimView, Counts, Filters, Found, StoryView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from sqlite3 import Connection
    from types import TracebackType

    from onrecord.types import (
        Dated,
        Descent,
        Document,
        Entity,
        Link,
        Links,
        Reading,
        Relation,
        Series,
        Skip,
        Story,
        Window,
    )

__all__ = ["ArticleRow", "ClaimRow", "ClaimView", "Counts", "Filters", "Found", "Ledger", "StoryView"]

PATIENCE = 30.0  # seconds to wait for another process that writes


class Ledger:
    """An open ledger. Use as a context manager; threads may share it.

    Every method raises `LedgerError` (one line: what, where, what to do next) when the file is no ledger,
    is of a newer version, is locked for longer than the time-out, or the disk is full.
    """

    def __init__(self, path: Path, patience: float) -> None:
        """Hold the ledger at `path`, which must be up to date: call `Ledger.open`."""
        self.path = path
        self._patience = patience
        self._idle: deque[Connection] = deque()
        self._closed = False

    @classmethod
    def open(cls, path: Path, *, create: bool = True, patience: float = PATIENCE) -> Self:
        """Open the ledger at `path`, bringing an older schema up to date; with `create`, make it when missing."""
        whole = path.absolute()  # the program may change its folder
        file.prepare(whole, patience, create=create)
        return cls(whole, patience)

    def close(self) -> None:
        """Close the file."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    def __enter__(self) -> Self:
        """Return the ledger itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    # writing: one transaction each, so a kill loses at most the document in hand
    def known(self) -> frozenset[str]:
        """Return the ids of all documents held or skipped whole, so that the same bytes are not read twice."""
        with self._snapshot() as database:
            return ask.known(database)

    def add(self, document: Document, readings: Sequence[Reading], skips: Sequence[Skip]) -> bool:
        """Keep one document with all that was read in it, or nothing at all; False when it was there already."""
        with self._transaction() as database:
            return write.add(database, document, readings, skips)

    def add_skips(self, skips: Sequence[Skip]) -> None:
        """Keep what could not be used and why, where there is no document to hang it on."""
        with self._transaction() as database:
            write.add_skips(database, skips)

    def stale(self, windows: Sequence[Window]) -> tuple[Window, ...]:
        """Return those of all windows that are still to be linked, or to be linked anew."""
        with self._snapshot() as database:
            return again.stale(database, windows)

    def drop_others(self, windows: Sequence[Window]) -> None:
        """Take out what was linked in windows other than these, which are all that there are now."""
        with self._transaction() as database:
            again.drop_others(database, windows)

    def relink(self, window: Window, links: Links) -> None:
        """Put `links` in the place of all links, series, stories and entities found in the window before."""
        with self._transaction() as database:
            try:
                again.relink(database, window, links)
            except KeyError as error:
                raise LedgerError(
                    self.path,
                    problem=f"the links speak of {error}, which it does not hold",
                    remedy="read it again and link anew",
                ) from error

    # reading
    def counts(self) -> Counts:
        """Count what is held."""
        with self._snapshot() as database:
            return ask.counts(database)

    def document(self, ident: str) -> Document:
        """Return a document; NotFoundError when there is none. All ids may be given by a prefix that only one has."""
        with self._snapshot() as database:
            return ask.document(database, ident)

    def dates(self) -> tuple[Dated, ...]:
        """Return every article with its day."""
        with self._snapshot() as database:
            return ask.dates(database)

    def names(self, articles: Sequence[str]) -> frozenset[str]:
        """Return the names that the claims of some articles give to those on whose word they rest."""
        with self._snapshot() as database:
            return ask.names(database, articles)

    def readings(self, articles: Sequence[str] | None = None) -> Iterator[Reading]:
        """Yield articles with their claims, by document id and position: those with the ids given, or all."""
        with self._snapshot() as database:
            yield from ask.readings(database, articles)

    def reading(self, ident: str) -> Reading:
        """Return one article with its document and claims."""
        with self._snapshot() as database:
            return ask.reading(database, ident)

    def claim(self, ident: str) -> ClaimView:
        """Return one claim with its article, its links and its series."""
        with self._snapshot() as database:
            return ask.claim(database, ident)

    def claim_rows(self, idents: Sequence[str]) -> tuple[ClaimRow, ...]:
        """Return claims as lists show them, in the order of their ids."""
        with self._snapshot() as database:
            return ask.claim_rows(database, idents)

    def articles(self, filters: Filters, *, limit: int = 50, offset: int = 0) -> tuple[tuple[ArticleRow, ...], int]:
        """Return articles by date, newest first, and how many there are in all."""
        with self._snapshot() as database:
            return ask.articles(database, filters, limit, offset)

    def search(self, query: str, filters: Filters, *, limit: int = 20, offset: int = 0) -> Found:
        """Find claims by words (of evidence, sentence, source and headline), best first; without words, newest first.

        Hostile input is only words: no query raises or reaches SQL as syntax. "quoted words" must stand together.
        """
        with self._snapshot() as database:
            return ask.search(database, query, filters, limit, offset)

    def series(self, filters: Filters, *, least: int = 1) -> tuple[Series, ...]:
        """Return series with at least `least` observations, longest first."""
        with self._snapshot() as database:
            return ask.series(database, filters, least)

    def one_series(self, ident: str) -> Series:
        """Return one series."""
        with self._snapshot() as database:
            return ask.one_series(database, ident)

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities across articles, by name."""
        with self._snapshot() as database:
            return load.entities(database)

    def claims_by_entity(self) -> dict[str, int]:
        """Return in the chains of how many claims each entity stands, by its id."""
        with self._snapshot() as database:
            return ask.claims_by_entity(database)

    def origins(self, *, limit: int = 20) -> tuple[tuple[str, int], ...]:
        """Return the origins on whose word most claims rest, with their number of claims."""
        with self._snapshot() as database:
            return ask.origins(database, limit)

    def publishers(self, *, limit: int = 20) -> tuple[tuple[str, int], ...]:
        """Return the publishers with most articles, with their number of articles."""
        with self._snapshot() as database:
            return ask.publishers(database, limit)

    def links(self, relation: Relation | None = None) -> Iterator[Link]:
        """Yield the links, by relation and score."""
        with self._snapshot() as database:
            yield from ask.links(database, relation)

    def stories(self) -> tuple[Story, ...]:
        """Return the stories, newest first."""
        with self._snapshot() as database:
            return load.stories(database)

    def story(self, ident: str) -> StoryView:
        """Return one story with its places and the claims on which its outlets differ."""
        with self._snapshot() as database:
            return ask.story(database, ident)

    def story_views(self) -> tuple[StoryView, ...]:
        """Return all stories, newest first, each with its places and differences."""
        with self._snapshot() as database:
            return load.story_views(database, load.stories(database))

    def descents(self) -> tuple[Descent, ...]:
        """Return from which other each article has its words, and which agency it credits; first tellers have none."""
        with self._snapshot() as database:
            return load.descents(database)

    def skips(self) -> tuple[Skip, ...]:
        """Return what could not be used, and why."""
        with self._snapshot() as database:
            return ask.skips(database)

    @contextmanager
    def _snapshot(self, begin: str = "BEGIN") -> Iterator[Connection]:
        """Lend a connection on which all statements see the same state, whoever writes meanwhile."""
        with translated(self.path):
            database = self._connection()
            try:
                database.execute(begin)
                yield database
            finally:
                database.rollback()
                self._give_back(database)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """Lend a connection whose changes are kept all together at the end, or not at all."""
        with self._snapshot("BEGIN IMMEDIATE") as database:
            yield database
            database.execute("COMMIT")

    def _connection(self) -> Connection:
        if self._closed:
            raise LedgerError(self.path, problem="the ledger is closed", remedy="open it again")
        try:
            return self._idle.pop()
        except IndexError:
            return file.connect(self.path, self._patience)

    def _give_back(self, database: Connection) -> None:
        if self._closed:
            database.close()
        else:
            self._idle.append(database)
