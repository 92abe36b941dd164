"""Text reuse: which sentences of one article stand, lightly edited or not, in another, without comparing all pairs.

Runs of three content words that two sentences share make them a pair worth laying side by side; the longest
common subsequence of their words then says how much of one is in the other. A run that very many articles
hold pairs its holders with the first of them only, so that the work grows with the text and not with its square.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from rapidfuzz.distance import LCSseq

from onrecord.partition import Groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from onrecord.linking.words import Line
    from onrecord.spans import Span

RUN = 3  # content words that must follow each other in both sentences
CROWD = 12  # holders of one run that are all compared with each other; above it, with the first only
STOCK_ARTICLES = 4  # a paragraph in fewer articles is never called stock
STOCK_DAYS = 7  # news is copied within days; what is still printed a week later is background
_BITS = 24  # of a packed number that name a line
_LINE = (1 << _BITS) - 1
_BUCKETS = 16
_POSITIVE = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Text:
    """What text reuse needs of one article: its lines, and what tells news from stock paragraphs."""

    lines: tuple[Line, ...]
    publisher: str | None = None
    day: date | None = None

    @property
    def size(self) -> int:
        """The number of its content words."""
        return sum(len(line.words) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the article at `left` whose words stand in one at `right`, later in the order given."""

    left: int
    right: int
    left_span: Span
    right_span: Span
    shared: int  # content words in common, in the same order
    share: float  # of the shorter sentence
    unquoted: int  # shared words that are outside quotation marks on both sides
    printings: int = 2  # articles that print it
    stock: bool = False  # a background paragraph printed again and again, no copied news


@dataclass(frozen=True, slots=True)
class Reuse:
    """All passages that texts share, and how much of the shorter of two texts the other holds."""

    passages: tuple[Passage, ...]
    contained: dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class _Match:
    left: int  # line numbers over all texts
    right: int
    shared: int
    run: int
    unquoted: int
    share: float


def find_reuse(texts: Sequence[Text]) -> Reuse:
    """Find the passages that two or more of `texts` (earliest first) share."""
    lines = [line for text in texts for line in text.lines]
    owner = array("L", (place for place, text in enumerate(texts) for _ in text.lines))
    compared = (_compare(lines, left, right) for left, right in _candidates(lines, owner))
    matches = _kept([match for match in compared if match is not None], owner)
    return Reuse(tuple(_passages(matches, texts, lines, owner)), _contained(matches, texts, lines, owner))


def _candidates(lines: Sequence[Line], owner: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of lines of different texts that share two runs of words."""
    pairs = [array("Q") for _ in range(_BUCKETS)]
    for holders in _holders(lines):
        if owner[holders[0]] == owner[holders[-1]]:
            continue
        for left, right in _pairs(holders):
            if owner[left] != owner[right]:
                pairs[(left ^ right) % _BUCKETS].append(left << _BITS | right)
    for bucket in pairs:
        for packed, told in groupby(sorted(bucket)):
            if sum(1 for _ in told) > 1:
                yield packed >> _BITS, packed & _LINE


def _holders(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield for every run of words that more than one line holds its lines, in order."""
    runs, where = _runs(lines)
    for bucket in range(_BUCKETS):  # a part at a time, so that the runs that are sorted need little memory
        mine = runs % _BUCKETS == bucket
        packed = np.unique((runs[mine] >> _BITS << _BITS) | where[mine])
        starts = np.flatnonzero(np.diff(packed >> _BITS, prepend=-1))
        held = np.diff(starts, append=len(packed))
        for start, count in zip(starts[held > 1].tolist(), held[held > 1].tolist(), strict=True):
            yield (packed[start : start + count] & _LINE).tolist()


class _Codes(dict[str, int]):
    """A number for each word, found when it is first asked for."""

    def __missing__(self, word: str) -> int:
        code = self[word] = crc32(word.encode()) | 1
        return code


def _runs(lines: Sequence[Line]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return a number for each run of words, and the line in which it stands."""
    codes = _Codes()
    coded = array("q")
    for line in lines:
        coded.extend(map(codes.__getitem__, line.words))
    words = np.frombuffer(coded, dtype=np.int64)
    where = np.repeat(np.arange(len(lines)), [len(line.words) for line in lines])
    whole = where[: 1 - RUN] == where[RUN - 1 :]  # not from the end of one line into the next
    mixed = (words[:-2] * 0x9E3779B1 + words[1:-1]) * 0x85EBCA6B + words[2:]
    return mixed[whole] & _POSITIVE, where[: 1 - RUN][whole]


def _pairs(holders: Sequence[int]) -> Iterable[tuple[int, int]]:
    if len(holders) <= CROWD:
        return combinations(holders, 2)
    first = ((holders[0], each) for each in holders[1:])
    return (*first, *pairwise(holders[1:]))


def _compare(lines: Sequence[Line], left: int, right: int) -> _Match | None:
    """Lay two lines side by side; None when they share too little to be one text."""
    one, other = lines[left], lines[right]
    shorter = min(len(one.words), len(other.words))
    if shorter < 5:
        return None
    codes = [code for code in LCSseq.opcodes(one.words, other.words) if code.tag == "equal"]
    runs = [code.src_end - code.src_start for code in codes]
    shared = sum(runs)
    share = shared / shorter
    if shared < 5 or share < 0.5:
        return None
    unquoted = sum(
        not (one.quoted >> (code.src_start + step) & 1 or other.quoted >> (code.dest_start + step) & 1)
        for code, run in zip(codes, runs, strict=True)
        for step in range(run)
    )
    return _Match(left, right, shared, max(runs), unquoted, share)


def _kept(matches: Sequence[_Match], owner: Sequence[int]) -> list[_Match]:
    """Keep what is reuse in itself, or lies beside more reuse of the same two texts."""
    found: dict[tuple[int, int], list[_Match]] = {}
    for match in matches:
        found.setdefault((owner[match.left], owner[match.right]), []).append(match)
    kept = []
    for told in found.values():
        sure = [match for match in told if _is_sure(match)]
        # Once two articles share whole sentences, the lightly shared ones beside them are of the same copying.
        copied = sum(match.unquoted for match in sure) >= 24
        kept += told if copied else [match for match in sure if match.unquoted >= 5]
    return sorted(kept, key=lambda match: (match.left, match.right))


def _is_sure(match: _Match) -> bool:
    """Answer whether two lines must be one text: template sentences share words too, but fewer and in pieces."""
    return match.shared >= 8 and (match.share >= 0.75 or match.run >= 10)


def _passages(
    matches: Sequence[_Match], texts: Sequence[Text], lines: Sequence[Line], owner: Sequence[int]
) -> Iterator[Passage]:
    printed = Groups[int]()
    for match in matches:
        printed.join(match.left, match.right)
    holders = {name: sorted({owner[line] for line in members}) for name, members in printed.all()}
    for match in matches:
        told = holders[printed.of(match.left)]
        yield Passage(
            left=owner[match.left],
            right=owner[match.right],
            left_span=lines[match.left].span,
            right_span=lines[match.right].span,
            shared=match.shared,
            share=round(match.share, 3),
            unquoted=match.unquoted,
            printings=len(told),
            stock=_is_stock([texts[each] for each in told]),
        )


def _is_stock(texts: Sequence[Text]) -> bool:
    """Answer whether a sentence printed in `texts` is a background paragraph rather than copied news."""
    if len(texts) < STOCK_ARTICLES:
        return False
    days = [text.day for text in texts if text.day is not None]
    spread = (max(days) - min(days)).days if days else 0
    return spread > STOCK_DAYS or len({text.publisher for text in texts}) == 1


def _contained(
    matches: Sequence[_Match], texts: Sequence[Text], lines: Sequence[Line], owner: Sequence[int]
) -> dict[tuple[int, int], float]:
    """Say for every pair of texts how much of the shorter stands in the other."""
    best: dict[tuple[int, int], dict[int, int]] = {}
    sizes = [text.size for text in texts]
    for match in matches:
        pair = owner[match.left], owner[match.right]
        line = match.left if sizes[pair[0]] <= sizes[pair[1]] else match.right
        told = best.setdefault(pair, {})
        told[line] = max(told.get(line, 0), min(match.shared, len(lines[line].words)))
    return {
        (left, right): round(sum(told.values()) / max(1, min(sizes[left], sizes[right])), 3)
        for (left, right), told in best.items()
    }
