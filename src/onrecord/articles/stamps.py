"""Stamps: what a capture has run together with an article's first words: the day, the agency, the headline again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.articles.dates import find_dates
from onrecord.spans import Span
from onrecord.types import Block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.types import BlockKind

AHEAD = 160  # characters in which a stamp is looked for
LEAST = 40  # characters of text that must be left of the paragraph
ROUNDS = 6  # stamps that may stand in a row
WORDS = 40  # of a headline

LABEL = re.compile(
    r"(?:date of publication|published(?: on)?|posted(?: on)?|(?:last )?updated(?: (?:at|on))?)\s*:?\s*", re.IGNORECASE
)
AGENCY = re.compile(r"[A-Z]{2,6}\s+")
COUNTER = re.compile(r"\((?:last )?updated[^()]{0,40}\)|get short url(?:\s+\d{1,6}){0,4}\b", re.IGNORECASE)
WORD, NEXT_WORD = re.compile(r"(\w+)"), re.compile(r"\W{1,4}(\w+)")
BETWEEN = re.compile(r"[\s.:|–—-]*")
FOLLOWING = re.compile(r"[\"“‘'(\[]?[A-Z0-9]")
# A bare "13 April 2031" may begin a sentence; with a weekday, a clock or in figures alone it is a stamp.
STAMPED = re.compile(r"(?:[A-Za-z]{3,9},?\s+){1,2}\d|.*\d:\d\d|[\d./-]+$", re.DOTALL)


def split_stamps(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    r"""Cut stamps off the first paragraph of an article.

    >>> text = "Rain in Tarsis\nMonday 3 March 2031 Rain in Tarsis. It rained all day, the harbour office said."
    >>> split_stamps(text, (Block("headline", Span(0, 14)), Block("body", Span(15, len(text)))))[-1].span.words(text)
    'It rained all day, the harbour office said.'
    """
    place = next((number for number, block in enumerate(blocks) if block.kind == "body"), None)
    if place is None:
        return blocks
    headline = next((block.span.words(text) for block in blocks if block.kind == "headline"), "")
    body = blocks[place].span
    stamps = _stamps(text, body, WORD.findall(headline)[:WORDS])
    start = _after(text, stamps[-1].span.end, body.end) if stamps else body.start
    if body.end - start < LEAST or FOLLOWING.match(text, start) is None:
        return blocks
    return (*blocks[:place], *stamps, Block("body", Span(start, body.end)), *blocks[place + 1 :])


def _stamps(text: str, body: Span, headline: Sequence[str]) -> tuple[Block, ...]:
    """Read stamps from the start of `body` on; a bare date counts only beside the headline, told by its words."""
    stamps: list[Block] = []
    sure, start = 0, body.start
    for _ in range(ROUNDS):
        found = _stamp(text, Span(start, body.end), headline)
        if found is None:
            break
        block, is_sure = found
        stamps.append(block)
        headlined = block.kind == "clutter" or any(stamp.kind == "clutter" for stamp in stamps)
        sure = len(stamps) if is_sure or headlined else sure
        start = _after(text, block.span.end, body.end)
    return tuple(stamps[:sure])


def _repeated(text: str, rest: Span, headline: Sequence[str]) -> int | None:
    """Return where the headline ends that `rest` begins with, whatever stands between its words."""
    at = rest.start
    for number, word in enumerate(headline):
        found = (NEXT_WORD if number else WORD).match(text, at, rest.end)
        if found is None or found[1].lower() != word.lower():
            return None
        at = found.end()
    return at if len(headline) > 2 else None


def _stamp(text: str, rest: Span, headline: Sequence[str]) -> tuple[Block, bool] | None:
    """Return the stamp that `rest` begins with, and whether it can be nothing else."""
    repeated = _repeated(text, rest, headline)
    counter = COUNTER.match(text, rest.start, rest.end)
    clutter = repeated or (counter and counter.end())
    if clutter:
        return _block("clutter", (rest.start, clutter)), True
    label = LABEL.match(text, rest.start, rest.end)
    mark = label or AGENCY.match(text, rest.start, rest.end)
    begins = mark.end() if mark else rest.start
    date = next(iter(find_dates(text[begins : min(rest.end, begins + AHEAD)])), None)
    if date is None or date.span.start > 0 or len(date.value or "2031-03-09") < len("2031"):
        return None
    words = text[begins : begins + date.span.end]
    return _block("credit", (rest.start, begins + date.span.end)), mark is not None or bool(STAMPED.match(words))


def _block(kind: BlockKind, ends: tuple[int, int]) -> Block:
    return Block(kind, Span(*ends))


def _after(text: str, start: int, end: int) -> int:
    match = BETWEEN.match(text, start, end)
    return match.end() if match else start
