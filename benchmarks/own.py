"""Print how much of our own corpus is read: its items as pages, its annotations as the answer key.

    python -m benchmarks.own                     # the dev part
    python -m benchmarks.own --rules-only        # without the trained reader
    python -m benchmarks.own --misses            # and each miss in a line
    python -m benchmarks.own --write FOLDER      # keep the pages and key.json

Every item becomes a text dump of its own: headline, publisher and date, paragraphs. The scoring is that
of benchmarks.claims.
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from corpora.items import PARTS, read_part

from benchmarks.claims import Row, score, show
from onrecord.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpora.items import Counted, Item, Told

    from onrecord.spans import Span


def main() -> None:
    """Make pages and key, score them, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, default="dev", help="the part of the corpus")
    parser.add_argument("--rules-only", action="store_true", help="leave the trained reader out")
    parser.add_argument("--misses", action="store_true", help="list what was missed or differs")
    parser.add_argument("--write", type=Path, help="keep the pages and key.json in this folder")
    told = parser.parse_args()
    items, _ = read_part(told.part)
    with TemporaryDirectory() as scratch:
        folder = told.write or Path(scratch)
        key = write_pages(items, folder)
        show(score(key, folder, Settings(rules_only=told.rules_only)), misses=told.misses)


def write_pages(items: Sequence[Item], folder: Path) -> Row:
    """Write each item as a page, and the key beside them; return the key."""
    folder.mkdir(parents=True, exist_ok=True)
    key: Row = {"articles": [], "figures": [], "statements": []}
    for item in items:
        head = page_head(item)
        (folder / f"{item.id}.txt").write_text(head + item.body.replace("\n", "\n\n") + "\n", encoding="utf-8")
        for name, rows in key_rows(item, len(head)).items():
            key[name] += rows
    (folder / "key.json").write_text(json.dumps(key, ensure_ascii=False, indent=1), encoding="utf-8")
    return key


def page_head(item: Item) -> str:
    """Return what a page prints before the body."""
    day = date.fromisoformat(item.published)
    month_first = item.variety == "American"
    printed = f"{day:%B} {day.day}, {day.year}" if month_first else f"{day.day} {day:%B} {day.year}"
    place = f"{item.dateline.upper()} – " if item.dateline else ""
    return f"{item.headline}\n\n{item.publisher} – {printed}\n\n{place}"


def key_rows(item: Item, offset: int) -> dict[str, list[Row]]:
    """Return the rows of the key that tell of one item, whose body begins at `offset` of its page."""
    place = {index: offset + index + item.body.count("\n", 0, index) for index in range(len(item.body) + 1)}
    article = {
        "id": item.id,
        "document": f"{item.id}.txt",
        "start": 0,
        "end": place[len(item.body)],
        "headline": item.headline,
        "publisher": item.publisher,
        "author": None,
        "date_published": item.published,
        "section": None,
    }
    return {
        "articles": [article],
        "figures": [_figure_row(item, counted, place) for counted in item.counted],
        "statements": [_statement_row(item, told, place) for told in item.told],
    }


def _figure_row(item: Item, counted: Counted, place: dict[int, int]) -> Row:
    origins = {told.number: told.chain[-1] for told in item.told}
    return {
        "article": item.id,
        "text": counted.span.words(item.body),
        "start": place[counted.span.start],
        "end": place[counted.span.end],
        "low": counted.low,
        "high": counted.high,
        "comparator": counted.comparator,
        "measure": counted.measure,
        "unit": counted.unit,
        "subject": counted.subject,
        "places": list(counted.places),
        "time_start": counted.time[0],
        "time_end": counted.time[1],
        "origin": origins[counted.within] if counted.within else item.publisher,
        "stance": counted.stance,
    }


def _statement_row(item: Item, told: Told, place: dict[int, int]) -> Row:
    """Return a statement's row; of a split role the key has the longest piece."""
    row: Row = {"article": item.id}
    for role in ("source", "cue", "content"):
        spans: tuple[Span, ...] = getattr(told, role)
        longest = max(spans, key=len, default=None)
        row[role] = longest.words(item.body) if longest else None
        row[f"{role}_start"] = place[longest.start] if longest else None
        row[f"{role}_end"] = place[longest.end] if longest else None
    return row | {
        "speaker": told.chain[-1],
        "speech": told.speech,
        "stance": told.stance,
        "chain": list(told.chain),
    }


if __name__ == "__main__":
    main()
