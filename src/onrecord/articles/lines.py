"""Lines: a document's text cut into the lines that a reader sees, wrapped ones joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BREAKS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
LINE = re.compile(f"[^{BREAKS}]+")
SPACE = " \t\xa0\u200b\u200e\u200f\ufeff\u3000\x00"
BREAK = re.compile(f"\r\n|[{BREAKS}]")
# "Comments" is often the last word of a page, and what follows then sticks to it where pages were put into one file.
GLUED = re.compile(r"Comments?(?=[A-Z“\"‘])")

# Hard-wrapped text is at most this wide; that much of it must be visibly continued from line to line.
WIDEST, NARROWEST = 110, 30
CONTINUED = 0.25
SHOWN = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one paragraph of hard-wrapped text: where it stands and after how many blank lines."""

    span: Span
    words: str  # as printed, on one line; long lines are cut for the rules that only look at short ones
    gap: int

    @property
    def letters(self) -> str:
        """The words without regard to case, spacing and punctuation, to tell repetitions by."""
        return " ".join(re.findall(r"\w+", self.words.casefold()))

    def __len__(self) -> int:
        """Return how many characters it covers."""
        return len(self.span)


def read_lines(text: str, is_apart: Callable[[str], bool]) -> tuple[Line, ...]:
    r"""Cut `text` into lines and join those that were wrapped; what `is_apart` is never joined.

    >>> [line.words for line in read_lines("Rain\n\n  in Tarsis ", lambda words: False)]
    ['Rain', 'in Tarsis']
    """
    lines = tuple(_lines(text))
    width = _wrapped_at(text, lines)
    return lines if width is None else tuple(_joined(text, lines, width, is_apart))


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    before = 0
    for match in LINE.finditer(text):
        for start, end in _pieces(match):
            words = text[start:end]
            left = len(words) - len(words.lstrip(SPACE))
            if left == len(words):
                continue
            span = Span(start + left, start + len(words.rstrip(SPACE)))
            gap = sum(1 for _ in BREAK.finditer(text, before, span.start)) - 1 if lines else 0
            lines.append(Line(span, " ".join(span.words(text)[:SHOWN].split()), max(0, gap)))
            before = span.end
    return lines


def _pieces(match: re.Match[str]) -> list[tuple[int, int]]:
    glued = GLUED.match(match[0][:20])
    if glued is None:
        return [match.span()]
    middle = match.start() + glued.end()
    return [(match.start(), middle), (middle, match.end())]


def _wrapped_at(text: str, lines: Sequence[Line]) -> int | None:
    """Return the width at which a text was wrapped by hand, or None where it was not."""
    if sum(len(line) for line in lines if len(line) > WIDEST) * 5 > sum(map(len, lines)):
        return None
    pairs = [(left, right) for left, right in pairwise(lines) if right.gap == 0]
    continued = [len(left) for left, right in pairs if _continues(text, left, right)]
    if len(continued) < max(2, CONTINUED * len(pairs)):
        return None
    counted = Counter(continued)
    return max(width for width in counted)


def _continues(text: str, left: Line, right: Line) -> bool:
    return (
        text[right.span.start].islower() and text[left.span.end - 1] not in ".!?" and NARROWEST <= len(left) <= WIDEST
    )


def _joined(text: str, lines: Sequence[Line], width: int, is_apart: Callable[[str], bool]) -> list[Line]:
    """Join each line to the one before where that one had no room for its first word."""
    joined: list[Line] = []
    last = 0  # length of the last printed line of the paragraph in hand
    for line in lines:
        first = len(line.words.split(" ", 1)[0])
        full = width >= last > width - first - 2
        if joined and line.gap == 0 and full and not is_apart(line.words) and not is_apart(joined[-1].words):
            span = Span(joined[-1].span.start, line.span.end)
            joined[-1] = Line(
                span, " ".join(text[span.start : min(span.end, span.start + SHOWN)].split()), joined[-1].gap
            )
        else:
            joined.append(line)
        last = len(line)
    return joined
