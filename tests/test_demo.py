"""The demo, end to end: from the invented pages to a ledger with the articles and links that were meant."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.claims import KEY, PAGES, name_words, score

from onrecord.demo import build_demo, demo_settings
from onrecord.ledger import Filters, Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases" / "demo"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    tally = build_demo(path)
    assert not tally.problems
    with closing(Ledger.open(path)) as opened:
        yield opened


def test_every_article_is_found_with_its_credits(ledger: Ledger) -> None:
    """No article is missed or made up, and each has its publisher, authors and day."""
    found = {
        (name_words(each.article.headline), name_words(each.article.publisher)): each.article
        for each in ledger.readings()
    }
    wanted = {(name_words(row["headline"]), name_words(row["publisher"])): row for row in rows("articles.jsonl")}
    assert set(found) == set(wanted)
    for key, row in wanted.items():
        assert (found[key].date_published or "")[:10] == (row["date_published"] or "")
        assert set(map(name_words, found[key].author)) == set(map(name_words, row["author"]))


def test_no_clutter_is_read(ledger: Ledger) -> None:
    """Menus, counters, cookie and copyright lines stand in no body."""
    bodies = " ".join(
        span.words(each.document.text) for each in ledger.readings() for span in each.article.body
    ).lower()
    for clutter in (
        "please wait",
        "folder_open",
        "access_time",
        "cookie",
        "all rights reserved",
        "newsletter",
        "tweet",
    ):
        assert clutter not in bodies


def test_the_key_is_read() -> None:
    """What rules read of the hand-made key does not fall below what they have reached."""
    tally = score(json.loads(KEY.read_text(encoding="utf-8")), PAGES, demo_settings())
    assert tally.figures_f1 >= 0.95
    assert tally.share("statements") >= 0.85


def test_the_toll_moves_by_origin(ledger: Ledger) -> None:
    """The ministry's count of the dead stands beside the union's, each over time."""
    places = (ledger.series(Filters(measure="killed", place=place)) for place in ("Sarle", "Ruvel"))
    told = [series for place in places for series in place]
    lows = {each.low for series in told for each in series.observations}
    assert {27, 44, 41, 88} <= lows
