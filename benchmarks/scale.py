"""Print processor time and memory of reading and linking for growing sets of articles, and what a few more cost.

With `--whole` all articles of each set are linked as one window too, to count the links that windows leave out.

Needs the data folder of the project's shared material (`--data`, for allsides). Takes many minutes; the ledgers that
it makes stay in `--keep` if one is given, and are then not read again. Reading is by rules alone, in one process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import shutil
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from onrecord.ledger import Ledger
from onrecord.linking import link_readings
from onrecord.pipeline import link
from onrecord.reading import load_reader, read_article
from onrecord.settings import Settings
from onrecord.spans import Span
from onrecord.types import Article, Block, Document, identifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from onrecord.pipeline import Page
    from onrecord.types import Link, Window

T = TypeVar("T")
Row = dict[str, str]
RULES = Settings(rules_only=True, jobs=1)
SPREAD = 100  # articles of many years that come last of all
MORE = (1, 10, 100)  # the newest articles of all are held back, and come last, so many at a time


class Counting:
    """Counts the windows that are linked."""

    def __init__(self) -> None:
        """Begin with none."""
        self.windows = 0

    def pages(self, pages: Iterable[Page], total: int) -> Iterable[Page]:  # noqa: ARG002 - the protocol's signature
        """Pass the pages on."""
        return pages

    def linking(self, windows: Sequence[Window]) -> Sequence[Window]:
        """Count the windows and pass them on."""
        self.windows += len(windows)
        return windows


@dataclass(frozen=True, slots=True)
class Cost:
    """What one piece of work took: seconds of one core, MiB at most, windows linked and links made."""

    seconds: float
    peak: int
    windows: int = 0
    links: int = 0


def main() -> None:
    """Read, link and add to a ledger of each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="holds allsides")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 3000, 8303], help="articles of the ledgers")
    parser.add_argument("--whole", action="store_true", help="count the links that windows leave out")
    parser.add_argument("--keep", type=Path, help="a folder for the ledgers")
    told = parser.parse_args()
    rows = load_rows(told.data / "allsides" / "articles_conflict.jsonl.gz")
    newest = sorted(rows, key=_day)[-sum(MORE) :]
    held = [row for row in rows if row not in newest]
    with tempfile.TemporaryDirectory() as folder:
        for size in told.sizes:
            linked = measure(held[:size], told.keep or Path(folder))
            if told.whole:
                count_left_out(linked)
            add_more(linked, newest, sorted(held[size:], key=_day))


def measure(rows: Sequence[Row], folder: Path) -> Path:
    """Print what reading and linking so many articles takes, and return the ledger."""
    folder.mkdir(parents=True, exist_ok=True)
    read = folder / f"read-{len(rows)}.db"
    if not read.exists():
        cost = apart(add, read, rows)
        print(f"{len(rows)} articles: read in {cost.seconds:.0f} s; peak {cost.peak} MiB", flush=True)
    linked = folder / f"linked-{len(rows)}.db"
    for leftover in folder.glob(f"{linked.name}*"):
        leftover.unlink()
    shutil.copy(read, linked)
    cost = apart(relink, linked)
    print(
        f"{len(rows)} articles: {cost.links} links in {cost.windows} windows in {cost.seconds:.0f} s;"
        f" peak {cost.peak} MiB; ledger {linked.stat().st_size >> 20} MiB",
        flush=True,
    )
    return linked


def add_more(linked: Path, newest: Sequence[Row], others: Sequence[Row]) -> None:
    """Print what it takes to add the newest articles to a ledger, and then some of others spread over the years."""
    for more in MORE:
        print(f"{more} more: {_added(linked, newest[:more])}", flush=True)
        newest = newest[more:]
    if len(others) >= SPREAD:
        spread = others[:: len(others) // SPREAD][:SPREAD]
        print(f"{SPREAD} more, spread over the years: {_added(linked, spread)}", flush=True)


def _added(linked: Path, rows: Sequence[Row]) -> str:
    reading, linking = apart(add, linked, rows), apart(relink, linked)
    return f"read in {reading.seconds:.1f} s, linked in {linking.seconds:.1f} s ({linking.windows} windows)"


def count_left_out(linked: Path) -> None:
    """Print how many links between the articles of a ledger are made only when all are linked as one window."""
    cost, told = apart(link_whole, linked)
    with closing(Ledger.open(linked)) as ledger:
        found = {_pair(each) for each in ledger.links()}
    lost = Counter(relation for relation, *_ in told - found)
    kinds = ", ".join(f"{count} {relation}" for relation, count in sorted(lost.items())) or "none"
    print(
        f"as one window: {len(told)} links in {cost.seconds:.0f} s; peak {cost.peak} MiB;"
        f" windows leave out {lost.total()} of them ({kinds})",
        flush=True,
    )


def link_whole(path: Path) -> tuple[Cost, set[tuple[str, str, str]]]:
    """Link all articles of a ledger as one window, without keeping what is found."""
    began = time.process_time()
    with closing(Ledger.open(path)) as ledger:
        links = link_readings(tuple(ledger.readings()), RULES).links
    return Cost(time.process_time() - began, _peak(), 1, len(links)), {_pair(each) for each in links}


def _pair(link: Link) -> tuple[str, str, str]:
    """Return what makes a link the same in two ways of linking; a copy is one whatever copy it is tied to."""
    return link.relation, "" if link.relation == "copies" else link.left, link.right


def apart(work: Callable[..., T], *given: object) -> T:
    """Do some work in a process of its own, whose memory is then its own too."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def add(path: Path, rows: Sequence[Row]) -> Cost:
    """Read articles into a ledger."""
    reader = load_reader(RULES)
    began = time.process_time()
    with closing(Ledger.open(path)) as ledger:
        for row in rows:
            document, article = as_article(row)
            reading = read_article(document, article, reader)
            ledger.add(document, (reading,), ())
    return Cost(time.process_time() - began, _peak())


def relink(path: Path) -> Cost:
    """Link what in a ledger is to be linked."""
    watch = Counting()
    began = time.process_time()
    with closing(Ledger.open(path)) as ledger:
        made = link(ledger, RULES, watch)
    return Cost(time.process_time() - began, _peak(), watch.windows, made)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _day(row: Row) -> tuple[str, str]:
    return row["date"] or "", row["ID"]


def load_rows(path: Path) -> list[Row]:
    """Load the articles of allsides in the order of their ids, which says nothing of their days."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return sorted(map(json.loads, file), key=lambda row: row["ID"])


def as_article(row: Row) -> tuple[Document, Article]:
    """Make a document of one article: its title, and each line after it a paragraph."""
    text = f"{row['title'] or ''}\n{row['content_original']}"
    document = Document(f"sha256:{row['ID']}", text, "text/plain")
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        blocks.append(Block("body" if start else "headline", Span(start, start + len(line.rstrip("\n")))))
        start += len(line)
    day = row["date"] if len(row["date"] or "") == 10 else None
    ident = identifier("article", document.id, 0)
    article = Article(
        ident,
        document.id,
        0,
        len(text),
        row["title"],
        row["source"],
        (),
        None,
        None,
        day,
        None,
        row["url"],
        tuple(blocks),
    )
    return document, article


if __name__ == "__main__":
    main()
