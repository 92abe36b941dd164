"""Headings: the line above a list, ending in a colon, whose time holds for every item below it.

Since the ceasefire of 11 October:
• Total number of dead: 992
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reading.times import read_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.reading.sentences import Sentence
    from onrecord.reading.times import Anchor, TimeExpression
    from onrecord.spans import Span
    from onrecord.types import Article

LONGEST = 240  # characters of a heading; longer, it is a paragraph
_OPENS = re.compile(r":\W*$")
# "• Dead: 7", "- 7 dead", "Cumulative number of dead: 73,003": a bullet, or few words with their number behind a colon.
_ITEM = re.compile(r"\W*[•◦▪●‣*+–—-]\W*\S|[^.:;!?]{2,80}:\W{0,4}\d")
_BULLET_ALONE = re.compile(r"\W*$")
_SINCE = re.compile(r"\W*since\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """The words of a heading and the times that it names."""

    words: str
    start: int  # of its words in the document
    times: list[TimeExpression]

    @property
    def is_beginning(self) -> bool:
        """Whether it names that from which on the items below count."""
        return _SINCE.match(self.words) is not None


def read_headings(text: str, article: Article, sentences: Sequence[Sentence], anchor: Anchor) -> dict[int, Heading]:
    """Return for the sentences of list items, by their number, the heading above; those without a time are left out."""
    found: dict[int, Heading] = {}
    heading: Heading | None = None
    for block in article.blocks:
        if block.kind not in {"body", "subheading"}:
            continue
        words = block.span.words(text)
        if len(words) <= LONGEST and _OPENS.search(words):
            times = [time for time in read_times(text, block.span, anchor) if time.type in {"date", "period", "offset"}]
            heading = Heading(words, block.span.start, times) if times else None
        elif heading is not None and _ITEM.match(words):
            found |= dict.fromkeys(_inside(sentences, block.span), heading)
        elif not _BULLET_ALONE.match(words):
            heading = None
    return found


def _inside(sentences: Sequence[Sentence], block: Span) -> range:
    first = bisect_left(sentences, block.start, key=lambda each: each.span.start)
    return range(first, bisect_left(sentences, block.end, key=lambda each: each.span.start))
