"""Print how well and how fast text is found again: planted and mined pairs, and the time for growing sets.

Needs the data folder of the project's shared material (`--data`); reads it, keeps nothing.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import resource
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.linking import link_readings
from onrecord.linking.text_reuse import Reuse, Text, find_reuse
from onrecord.linking.words import read_lines
from onrecord.partition import Groups
from onrecord.pipeline import read_document
from onrecord.settings import Settings
from onrecord.spans import Span
from onrecord.types import Article, Block, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.types import Series

Pair = frozenset[str]
BULLETIN = 400  # characters; shorter files hold a link and no text
DUPLICATE = 0.5  # of the shorter text's words: what counts as the same article in these benchmarks


@dataclass(frozen=True, slots=True)
class Sample:
    """One article of a benchmark's data."""

    name: str
    text: str
    publisher: str | None = None
    day: date | None = None


def main() -> None:
    """Print all figures of the linking room."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="holds minhash_dup and allsides")
    parser.add_argument("--sizes", type=int, nargs="*", default=[500, 1000, 2000], help="articles of allsides to time")
    told = parser.parse_args()
    for size in (100, 1000):
        planted(told.data / "minhash_dup" / "data", size)
    rebuilt(told.data / "t4p")
    articles = read_allsides(told.data / "allsides")
    mined(told.data / "allsides" / "near_dup_pairs.tsv", articles)
    for size in told.sizes:
        timed(articles[:size])


def planted(folder: Path, size: int) -> None:
    """Print how many planted pairs are found among `size` articles, and what else is."""
    rows = (folder / f"articles_{size}.train").read_text(encoding="utf-8").splitlines()
    samples = [Sample(name, text) for name, _, text in (row.partition(" ") for row in rows)]
    truth = {Pair(row.split()) for row in (folder / f"articles_{size}.truth").read_text(encoding="utf-8").splitlines()}
    found = {pair for pair, share in shares(samples).items() if share >= DUPLICATE}
    print(f"minhash_dup {size}: {len(truth & found)} of {len(truth)} planted pairs, {len(found - truth)} others")


def rebuilt(folder: Path) -> None:
    """Print on how many days a ministry's bulletins, read and linked, give the totals that people entered by hand."""
    rows = json.loads((folder / "casualties_daily.json").read_text(encoding="utf-8"))
    by_hand = {row["report_date"]: row for row in rows}
    bulletins = [_bulletin(path) for path in sorted((folder / "source_data" / "gaza-daily").glob("*.md"))]
    told = {path.stem: text for path, text in bulletins if len(text) >= BULLETIN}
    pages = [read_document(Document(day, text, "text/plain"), Settings(rules_only=True)) for day, text in told.items()]
    series = link_readings([reading for page in pages for reading in page.readings], Settings()).series
    for measure in ("killed", "injured"):
        values = _daily(series, measure)
        hits = [day for day in told if values.get(day) == by_hand[day][f"{measure}_cum"]]
        print(f"t4p {measure} since the beginning: {len(hits)} of {len(told)} days that a bulletin covers agree")


def _bulletin(path: Path) -> tuple[Path, str]:
    """Return what stands below the hand-made head of a file; links alone are no bulletin."""
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    return path, re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL).replace("## Source material", "").strip()


def _daily(series: Iterable[Series], measure: str) -> dict[str, float | None]:
    """Return the values of the running total that began first, by day."""
    totals = [each for each in series if each.measure == measure and each.kind == "cumulative"]
    dated = [each for each in totals if each.observations[0].time_start]
    first = min(dated, key=lambda each: each.observations[0].time_start or "")
    return {each.time_end[:10]: each.low for each in first.observations if each.time_end}


def mined(path: Path, articles: Sequence[Sample]) -> None:
    """Print how many of the mined pairs of allsides are found, by how much of one is in the other."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    held = {article.name for article in articles}
    rows = [row for row in rows if {row["id_a"], row["id_b"]} <= held]  # the other articles are not in this subset
    named = {row[side] for row in rows for side in ("id_a", "id_b")}
    found = shares([article for article in articles if article.name in named])
    # What very many articles print is compared with the first of them only: the others are found through it.
    groups = Groups[str](named)
    for pair in found:
        groups.join(*pair)
    for floor, ceiling in ((0.9, 1.01), (0.7, 0.9), (0.5, 0.7), (0.3, 0.5)):
        told = [row for row in rows if floor <= float(row["containment"]) < ceiling]
        hits = sum(groups.of(row["id_a"]) == groups.of(row["id_b"]) for row in told)
        print(f"allsides mined pairs, {floor:.1f} to {min(ceiling, 1):.1f} contained: {hits} of {len(told)} found")


def timed(articles: Sequence[Sample]) -> None:
    """Print how long text reuse takes among `articles`, and what it finds."""
    began = time.perf_counter()
    texts = [as_text(article) for article in articles]
    cut = time.perf_counter()
    reuse = find_reuse(texts)
    found = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"allsides {len(articles)} articles: {cut - began:.1f} s to cut into words, {found - cut:.1f} s to find"
        f" {len(reuse.passages)} passages in {len(reuse.contained)} pairs; peak {peak} MiB"
    )


def shares(samples: Sequence[Sample]) -> dict[Pair, float]:
    """Say for every pair of samples that shares text how much of the shorter the other holds."""
    reuse: Reuse = find_reuse([as_text(sample) for sample in samples])
    return {Pair((samples[left].name, samples[right].name)): share for (left, right), share in reuse.contained.items()}


def as_text(sample: Sample) -> Text:
    """Cut a sample into lines, each of its paragraphs being body."""
    return Text(tuple(read_lines(sample.text, as_article(sample))), sample.publisher, sample.day)


def as_article(sample: Sample) -> Article:
    """Make an article of the whole text of a sample."""
    blocks, start = [], 0
    for paragraph in sample.text.splitlines(keepends=True):
        blocks.append(Block("body", Span(start, start + len(paragraph))))
        start += len(paragraph)
    return Article(
        sample.name, sample.name, 0, start, None, sample.publisher, (), None, None, None, None, None, tuple(blocks)
    )


def read_allsides(folder: Path) -> list[Sample]:
    """Read the articles of allsides, earliest first."""
    with gzip.open(folder / "articles_conflict.jsonl.gz", "rt", encoding="utf-8") as file:
        return sorted(_samples(map(json.loads, file)), key=lambda sample: (sample.day or date.max, sample.name))


def _samples(rows: Iterable[dict[str, str]]) -> Iterable[Sample]:
    for row in rows:
        day = date.fromisoformat(row["date"]) if len(row["date"] or "") == 10 else None
        yield Sample(row["ID"], row["content_original"], row["source"], day)


if __name__ == "__main__":
    main()
