"""The main path, on one screen: captures in, a ledger brought up to date.

    capture  →  articles  →  reading  →  linking  →  ledger

Every stage is one call. Reading needs no other page, so pages are read side by side, a process for
each core; linking lays pages side by side and runs once at the end, on those windows of the ledger that changed.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from onrecord.articles import extract_articles
from onrecord.capture import open_stream, payload_id, printable, read_payload
from onrecord.errors import CaptureError
from onrecord.linking import link_window, plan_windows, with_tables
from onrecord.reading import Reader, load_reader, read_article
from onrecord.skips import explained
from onrecord.types import Article, Document, Reading, Skip, Stage, Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from onrecord.ledger import Ledger
    from onrecord.settings import Settings

# What can be read: a file, the payload of standard input, or what was found to be no page.
Capture = Path | bytes | Skip
STDIN = "-"

# Starting a worker costs about as much as reading this many pages.
FEW = 12


@dataclass(frozen=True, slots=True)
class Page:
    """One capture, read: its document with its readings, or why there is none."""

    document: Document | None = None
    readings: tuple[Reading, ...] = ()
    skips: tuple[Skip, ...] = ()
    error: CaptureError | None = None
    known: bool = False  # held before, so not read again

    @property
    def failed(self) -> bool:
        """Whether the capture could not be used as a whole."""
        return self.document is None and not self.known

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be used, why, and what to do next: a line for each."""
        where = self.document.path if self.document else None
        told = tuple(explained(skip, where) for skip in self.skips)
        return told if self.error is None else (*told, str(self.error))


@dataclass(slots=True)
class Tally:
    """What a run came to."""

    added: int = 0
    known: int = 0
    articles: int = 0
    claims: int = 0
    links: int = 0
    problems: list[str] = field(default_factory=list)

    failed: bool = False  # some capture could not be used as a whole

    def told(self) -> str:
        """Say on one line what the run came to.

        >>> Tally(added=2, articles=3, claims=40, links=5).told()
        '2 documents added (3 articles, 40 claims); 0 held before; 0 skipped; 5 links'
        """
        return (
            f"{self.added:,} documents added ({self.articles:,} articles, {self.claims:,} claims); "
            f"{self.known:,} held before; {len(self.problems):,} skipped; {self.links:,} links"
        )


class Watcher(Protocol):
    """Whoever wants to see a long run move on, such as a progress bar."""

    def pages(self, pages: Iterable[Page], total: int) -> Iterable[Page]:
        """Pass on each page of `total` as it is done."""

    def linking(self, windows: Sequence[Window]) -> Iterable[Window]:
        """Pass on each window that is to be linked."""


def build(captures: Sequence[Capture], ledger: Ledger, settings: Settings, watcher: Watcher) -> Tally:
    """Bring the ledger up to date with every capture that it does not hold yet."""
    tally = Tally()
    for page in watcher.pages(read_captures(captures, settings, ledger.known()), len(captures)):
        keep(page, ledger, tally)
    tally.links = link(ledger, settings, watcher)
    return tally


def link(ledger: Ledger, settings: Settings, watcher: Watcher) -> int:
    """Link anew each window of the ledger that has changed, and return how many links were made in all."""
    made = 0
    # Another process may add pages meanwhile: what it has not linked itself is linked here.
    while changed := ledger.stale(windows := plan(ledger, settings)):
        ledger.drop_others(windows)
        for window in watcher.linking(changed):
            with _kept_at_hand():
                made += _link_window(window, ledger, settings)
    return made


def _link_window(window: Window, ledger: Ledger, settings: Settings) -> int:
    readings = tuple(ledger.readings((*window.articles, *window.before)))
    links = link_window(window, readings, settings)
    ledger.relink(window, links)
    return len(links.links)


@contextmanager
def _kept_at_hand() -> Iterator[None]:
    """Let the collector of garbage rest: a window's values are all needed to its end, and looking at them is dear."""
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


def plan(ledger: Ledger, settings: Settings) -> tuple[Window, ...]:
    """Cut the ledger into windows, as its articles and the user's tables are now."""
    windows = plan_windows(ledger.dates())
    if settings.places is None and settings.aliases is None:
        return windows
    return tuple(with_tables(window, ledger.names((*window.articles, *window.before)), settings) for window in windows)


def keep(page: Page, ledger: Ledger, tally: Tally) -> None:
    """Keep one page in the ledger, in one transaction, and count it."""
    if page.known:
        tally.known += 1
    elif page.document is None:
        ledger.add_skips(page.skips)
    elif ledger.add(page.document, page.readings, page.skips):
        tally.added += 1
        tally.articles += len(page.readings)
        tally.claims += sum(len(reading.claims) for reading in page.readings)
    else:
        tally.known += 1  # the same bytes under another path of this run
    tally.problems += page.problems
    tally.failed |= page.failed


def read_captures(
    captures: Sequence[Capture], settings: Settings, known: frozenset[str] = frozenset()
) -> Iterator[Page]:
    """Read captures side by side and yield their pages in the order given."""
    read = partial(read_capture, settings=settings, known=known)
    jobs = min(settings.jobs or os.cpu_count() or 1, 1 + len(captures) // FEW)
    yield from map(read, captures) if jobs == 1 else _side_by_side(read, captures, jobs)


def read_capture(capture: Capture, settings: Settings, known: frozenset[str] = frozenset()) -> Page:
    """Read one capture. A worker calls this, and so does a test."""
    try:
        return _read_capture(capture, settings, known)
    except CaptureError as error:
        return Page(error=error)
    except Exception as error:  # noqa: BLE001 - one bad page never stops a run; the reason is kept and counted
        return Page(skips=(_failed(_name(capture), "articles", error),))


def _read_capture(capture: Capture, settings: Settings, known: frozenset[str]) -> Page:
    payload = read_payload(capture, settings) if isinstance(capture, Path) else capture
    if isinstance(payload, Skip):
        return Page(skips=(payload,))
    if payload_id(payload) in known:
        return Page(known=True)
    document = open_stream(payload, _name(capture), settings)
    return Page(skips=(document,)) if isinstance(document, Skip) else read_document(document, settings)


def _name(capture: Capture) -> str:
    return (
        printable(capture) if isinstance(capture, Path) else STDIN if isinstance(capture, bytes) else capture.document
    )


def _failed(document: str, stage: Stage, error: Exception) -> Skip:
    told = " ".join(str(error).split())
    return Skip(document, stage, reason=f"failed: {type(error).__name__}: {told}")


def read_document(document: Document, settings: Settings) -> Page:
    """Read every article of a document; what cannot be read is a Skip beside the others."""
    articles = extract_articles(document, settings)
    readings = [each if isinstance(each, Skip) else _read(document, each, _reader(settings)) for each in articles]
    return Page(
        document=document,
        readings=tuple(each for each in readings if isinstance(each, Reading)),
        skips=tuple(each for each in readings if isinstance(each, Skip)),
    )


def _read(document: Document, article: Article, reader: Reader) -> Reading | Skip:
    try:
        return read_article(document, article, reader)
    except Exception as error:  # noqa: BLE001 - one bad article never loses the others of its page
        return _failed(document.id, "reading", error)


@cache
def _reader(settings: Settings) -> Reader:
    return load_reader(settings)


def _side_by_side(read: Callable[[Capture], Page], captures: Sequence[Capture], jobs: int) -> Iterator[Page]:
    """Map `read` over processes, a bounded number ahead, so that memory does not grow with the archive."""
    waiting = deque(captures)
    while waiting:
        try:
            for page in _through_pool(read, tuple(waiting), jobs):
                waiting.popleft()
                yield page
        except BrokenProcessPool:
            # A page so hostile that it killed its worker: read it alone, so that only it is lost.
            yield _alone(read, waiting.popleft())


def _through_pool(read: Callable[[Capture], Page], captures: tuple[Capture, ...], jobs: int) -> Iterator[Page]:
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_work) as pool:
        ahead = deque(pool.submit(read, each) for each in captures[: 4 * jobs])
        try:
            for following in (*captures[4 * jobs :], *[None] * len(ahead)):
                page = ahead.popleft().result()
                if following is not None:
                    ahead.append(pool.submit(read, following))
                yield page
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _work() -> None:
    """Begin a worker's life: Ctrl-C is its parent's to handle, and without a parent it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _alone(read: Callable[[Capture], Page], capture: Capture) -> Page:
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_work) as pool:
            return pool.submit(read, capture).result()
    except BrokenProcessPool:
        return Page(skips=(Skip(_name(capture), stage="capture", reason="worker-died"),))
