"""The main path: what goes in comes out, once, in order, whatever the number of processes."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import pipeline
from onrecord.articles import extract_articles
from onrecord.ledger import Ledger
from onrecord.pipeline import Page, build, plan, read_captures
from onrecord.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pytest

    from onrecord.types import Article, Document, Skip, Window


class Watch:
    """Counts what it is shown."""

    def __init__(self) -> None:
        self.seen = 0
        self.linked = 0

    def pages(self, pages: Iterable[Page], total: int) -> Iterable[Page]:
        for page in pages:
            self.seen += 1
            yield page
        assert self.seen == total

    def linking(self, windows: Sequence[Window]) -> Sequence[Window]:
        self.linked += len(windows)
        return windows


def pages_in(folder: Path, number: int) -> list[Path]:
    """Write `number` invented pages that differ in their toll."""
    paths = []
    for each in range(number):
        path = folder / f"page{each:02}.txt"
        path.write_text(
            f"Ferry sinks off Tarsis\n\nThe Quay Times | March {1 + each % 28}, 2031\n"
            f"At least {12 + each} people were killed when a ferry sank off Tarsis, the coast guard said.\n",
            encoding="utf-8",
        )
        paths.append(path)
    return paths


def test_the_same_pages_twice_change_nothing(tmp_path: Path) -> None:
    """The second run reads nothing, links nothing and leaves the ledger as it was."""
    captures = pages_in(tmp_path, 5)
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        first = build(captures, ledger, Settings(), Watch())
        held = ledger.counts()
        watch = Watch()
        second = build(captures, ledger, Settings(), watch)
        assert (first.added, first.known) == (5, 0)
        assert (second.added, second.known, watch.linked) == (0, 5, 0)
        assert ledger.counts() == held


def test_one_process_and_many_read_the_same(tmp_path: Path) -> None:
    """Pages come in the order given, with the same claims, however many processes read them."""
    captures = pages_in(tmp_path, 30)
    alone = list(read_captures(captures, Settings(jobs=1)))
    together = list(read_captures(captures, Settings(jobs=2)))
    assert alone == together
    assert [page.document.path for page in alone if page.document] == [str(path) for path in captures]


def test_the_same_bytes_under_two_names_are_one_document(tmp_path: Path) -> None:
    """A second copy in the same run is counted as held, not added again."""
    (first,) = pages_in(tmp_path, 1)
    second = tmp_path / "copy.txt"
    second.write_bytes(first.read_bytes())
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        tally = build([first, second], ledger, Settings(), Watch())
        assert (tally.added, tally.known, ledger.counts().documents) == (1, 1, 1)


def test_a_run_that_was_cut_short_goes_on(tmp_path: Path) -> None:
    """Links missing after a kill between adding and linking are made by the next run."""
    captures = pages_in(tmp_path, 3)
    with closing(Ledger.open(tmp_path / "ledger.db")) as ledger:
        for page in read_captures(captures[:2], Settings()):
            assert page.document is not None
            ledger.add(page.document, page.readings, page.skips)
        assert ledger.stale(plan(ledger, Settings()))
        tally = build(captures, ledger, Settings(), Watch())
        assert (tally.added, tally.known) == (1, 2)
        assert not ledger.stale(plan(ledger, Settings()))


def test_a_page_that_we_fail_on_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours in one page is a counted skip with its reason, and the page after it is read."""

    def faulty(document: Document, settings: Settings) -> list[Article | Skip]:
        if "12 people" in document.text:
            message = "a fault of ours"
            raise ValueError(message)
        return extract_articles(document, settings)

    monkeypatch.setattr(pipeline, "extract_articles", faulty)
    first, second = read_captures(pages_in(tmp_path, 2), Settings(jobs=1))
    assert "a fault of ours" in first.problems[0]
    assert str(tmp_path) in first.problems[0]
    assert second.readings


def test_a_page_that_kills_its_worker_is_lost_alone(tmp_path: Path) -> None:
    """When a worker dies, its page is a skip and all the others are read."""
    captures = pages_in(tmp_path, 6)
    pages = list(pipeline._side_by_side(dies_on_the_third, captures, jobs=2))  # noqa: SLF001 - only a fault inside brings this about
    assert [bool(page.problems) for page in pages] == [False, False, True, False, False, False]


def dies_on_the_third(capture: pipeline.Capture) -> Page:
    if isinstance(capture, Path) and capture.name == "page02.txt":
        os._exit(9)
    return Page()
