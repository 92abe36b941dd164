"""Spans: half-open stretches of a document's text, the one way in which onrecord points at words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` in Unicode code points of a document's text.

    >>> Span(3, 9).words("In Tarsis, rain")
    'Tarsis'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that no text could have."""
        if not 0 <= self.start <= self.end:
            message = f"no such span: [{self.start}, {self.end})"
            raise ValueError(message)

    def __len__(self) -> int:
        """Return how many code points it covers."""
        return self.end - self.start

    def words(self, text: str) -> str:
        """Cut the span's words out of the document's `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Answer whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shared(self, other: Span) -> int:
        """Return how many code points the two share.

        >>> Span(0, 5).shared(Span(3, 9)), Span(0, 5).shared(Span(7, 9))
        (2, 0)
        """
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def contains(self, other: Span) -> bool:
        """Answer whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


def hull(spans: Iterable[Span]) -> Span:
    """Return the shortest span that contains all of `spans` (at least one).

    >>> hull([Span(4, 6), Span(1, 2)])
    Span(start=1, end=6)
    """
    told = tuple(spans)
    return Span(min(each.start for each in told), max(each.end for each in told))


def trimmed(text: str, span: Span) -> Span:
    """Return `span` without the white space at its ends.

    >>> trimmed("  a b  ", Span(0, 7))
    Span(start=2, end=5)
    """
    words = span.words(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def without(span: Span, gaps: Sequence[Span]) -> tuple[Span, ...]:
    """Return what is left of `span` once the `gaps` (in order, apart) are cut out.

    >>> without(Span(0, 10), [Span(2, 4), Span(9, 12)])
    (Span(start=0, end=2), Span(start=4, end=9))
    """
    left, start = [], span.start
    for gap in gaps:
        if gap.start > start:
            left.append(Span(start, min(gap.start, span.end)))
        start = max(start, gap.end)
        if start >= span.end:
            break
    if start < span.end:
        left.append(Span(start, span.end))
    return tuple(left)
