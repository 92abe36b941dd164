"""Headings: what a line above a list says of the time holds for the items, and for no more than these."""

from __future__ import annotations

import pytest

from onrecord.reading import load_reader, read_article
from onrecord.settings import Settings
from onrecord.spans import Span
from onrecord.types import Article, Block, BlockKind, Document, Period

DAY = "2031-03-04"
TOTALS = "Cumulative count since the beginning of the flood on January 10, 2031:"
TODAY = "Those brought to the hospitals of Kassala in the past 24 hours:"


def periods(*paragraphs: str) -> list[tuple[float | None, str | None, str | None]]:
    """Return value and period of each figure of an article; a paragraph that begins with # is a subheading."""
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for words in paragraphs:
        kind: BlockKind = "subheading" if words.startswith("#") else "body"
        blocks.append(Block(kind, Span(start, start + len(words))))
        start += len(words) + 2
    article = Article(
        "article:1", "sha256:1", 0, len(text), None, "Relief Board", (), None, None, DAY, "en", None, tuple(blocks)
    )
    reading = read_article(Document("sha256:1", text, "text/plain"), article, load_reader(Settings(rules_only=True)))
    figures = [claim.figure for claim in reading.claims if claim.figure]
    whens = [each.time or Period(None, None) for each in figures]
    return [(each.low, when.start, when.end) for each, when in zip(figures, whens, strict=True)]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            [TOTALS, "• Number of dead: 992", "• Number of injured: 3,144"],
            [(992, "2031-01-10", DAY), (3144, "2031-01-10", DAY)],
            id="a running total",
        ),
        pytest.param(["# " + TOTALS, "• Number of dead: 992"], [(992, "2031-01-10", DAY)], id="a subheading"),
        pytest.param(
            ["Since the truce (January 20):", "- Number of dead: 92"],
            [(92, "2031-01-20", DAY)],
            id="since, in brackets",
        ),
        pytest.param(
            [TODAY, "• Number of dead: 7", TOTALS, "• Number of dead: 992"],
            [(7, "2031-03-03", DAY), (992, "2031-01-10", DAY)],
            id="each list has its own",
        ),
        pytest.param(
            [TOTALS, "Cumulative number of dead: 992"], [(992, "2031-01-10", DAY)], id="an item without a bullet"
        ),
        pytest.param(
            [TOTALS, "• Number of dead on 3 March: 7"], [(7, "2031-03-03", "2031-03-03")], id="an item's own day counts"
        ),
    ],
)
def test_items(paragraphs: list[str], expected: list[tuple[float, str, str]]) -> None:
    """The items of a list have the period of the line above it."""
    assert periods(*paragraphs) == expected


def test_a_paragraph_ends_the_list() -> None:
    """What follows it is under no heading."""
    found = periods(TOTALS, "• Number of dead: 992", "The board met in the evening.", "• Number of tents: 40")
    assert [start for _, start, _ in found] == ["2031-01-10", None]


def test_a_sentence_is_no_item() -> None:
    """A paragraph below a colon tells its own time."""
    found = periods(TOTALS, "On Monday 12 people died in Kassala.")
    assert found == [(12, "2031-03-03", "2031-03-03")]
