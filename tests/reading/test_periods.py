"""Periods: when a figure holds, by its sentence, its verb, the sentences around, and the page's frame."""

from __future__ import annotations

from typing import Any

from onrecord.gazetteer import load_gazetteer
from onrecord.reading.figures import read_figures
from onrecord.reading.sentences import read_sentences
from onrecord.spans import Span
from onrecord.types import Article, Block, BlockKind

CASES = "periods.jsonl"
PARTS: tuple[BlockKind, ...] = ("headline", "credit", "body")


def test_period(case: dict[str, Any]) -> None:
    """Each figure of a page has its period, or none where the page does not say, and the words that gave it."""
    text = ""
    blocks: list[Block] = []
    for kind in PARTS:
        if line := case["text"] if kind == "body" else case.get(kind):
            blocks.append(Block(kind, Span(len(text), len(text) + len(line))))
            text += line + "\n"
    headline = case.get("headline")
    article = Article(
        "a", "d", 0, len(text), headline, None, (), None, None, case["published"], "en", None, tuple(blocks)
    )
    found = read_figures(text, article, read_sentences(text, article), load_gazetteer(None))
    told = [(each.figure.low, each.figure.time) for each in found]
    periods = [[low, *((time.start, time.end) if time else (None, None))] for low, time in told]
    assert periods == case["expected"]
    words = [[each.span.words(text) for each in found.figure.shown if each.field == "time"] for found in found]
    assert words == [[time.text] if time else [] for _, time in told]
