"""Pages: every article made ready for comparison once: its lines, its day, and the words that tell its happening."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from math import log, sqrt
from typing import TYPE_CHECKING

from onrecord.linking.when import Days, minute_of, published
from onrecord.linking.words import Line, content_words, folded, read_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.spans import Span
    from onrecord.types import Reading

LEAD = 6  # lines that say what an article is about; what follows is background
ELSEWHERE = 200  # articles about other things, thought beside the set: a set about one thing must not blur what it is
TERMS = 40  # of an article's words that are kept, the most telling ones

_NAME = re.compile(r"(?<=[\w,;] )[A-Z][\w’'-]+")  # a capital within a sentence


@dataclass(frozen=True, slots=True)
class Page:
    """One article made ready for comparison."""

    reading: Reading
    lines: tuple[Line, ...]
    told: Days | None  # when it was published
    terms: dict[str, float]  # its telling words, a vector of length 1

    @property
    def day(self) -> date:
        """The day to order articles by; the undated come last."""
        return self.told.first if self.told else date.max

    @property
    def minute(self) -> int | None:
        """The minute of its day (UTC where the page gives a zone) at which it was published, if the page says it."""
        return minute_of(self.reading.article.date_published)

    def is_before(self, other: Page) -> bool:
        """Answer whether this article is known to have been published before the other."""
        if self.told is None or other.told is None:
            return False
        if self.told == other.told and self.minute is not None and other.minute is not None:
            return self.minute < other.minute
        return self.told.last < other.told.first

    def line_of(self, span: Span) -> Line | None:
        """Return the line in which a span begins."""
        place = bisect_right(self.lines, span.start, key=lambda line: line.span.start) - 1
        return self.lines[place] if place >= 0 and self.lines[place].span.end > span.start else None

    def sentence(self, span: Span) -> str:
        """Return the words of the line in which a span begins."""
        line = self.line_of(span)
        return (line.span if line else span).words(self.reading.document.text)


def prepare_pages(readings: Sequence[Reading]) -> list[Page]:
    """Make articles ready for comparison, earliest first: the order of `readings` does not matter."""
    cut = [(reading, tuple(read_lines(reading.document.text, reading.article))) for reading in readings]
    counts = [_counted(reading, lines) for reading, lines in cut]
    spread = Counter(word for count in counts for word in count)
    pages = [
        Page(reading, lines, published(reading), _vector(count, spread, len(cut)))
        for (reading, lines), count in zip(cut, counts, strict=True)
    ]
    return sorted(pages, key=_order)


def _order(page: Page) -> tuple[date, bool, int, str]:
    # Of one day, those that tell their minute come first, so that the earlier of two of them stands on the left.
    return page.day, page.minute is None, page.minute or 0, page.reading.article.id


def affinity(left: Page, right: Page) -> float:
    """Say from 0 to 1 how far two articles are about one happening, by the telling words they share."""
    return sum(weight * right.terms.get(word, 0.0) for word, weight in left.terms.items())


def _counted(reading: Reading, lines: Sequence[Line]) -> Counter[str]:
    """Count the words of the headline and lead, names and headline words twice."""
    headline = reading.article.headline or ""
    counts = Counter(content_words(headline))
    text = reading.document.text
    for line in lines[:LEAD]:
        counts.update(line.words)
        counts.update(folded(name.group()) for name in _NAME.finditer(text, line.span.start, line.span.end))
    counts.update(content_words(headline))
    return counts


def _vector(counts: Counter[str], spread: Counter[str], size: int) -> dict[str, float]:
    weights = {word: (1 + log(count)) * log((size + ELSEWHERE) / (spread[word] + 1)) for word, count in counts.items()}
    kept = sorted(weights.items(), key=lambda each: (-each[1], each[0]))[:TERMS]
    length = sqrt(sum(weight * weight for _, weight in kept)) or 1.0
    return {word: weight / length for word, weight in kept}
