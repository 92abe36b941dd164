"""Joining what the rules read with what the trained reader tags: the rules keep theirs, the reader fills in."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Protocol

from onrecord.spans import Span
from onrecord.types import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.reading.lexicon import Lexicon

WORD = re.compile(r"[^\W\d_]+")
LEAST = 0.5  # of a content, from which on it counts as already read
NEAR = 12  # attributions before and after a cue among which its like is looked for


class Tagged(Protocol):
    """A cue as the trained reader tags it, with what it links to it."""

    @property
    def sources(self) -> tuple[tuple[int, int], ...]:
        """Who says it, in letters of the text."""
        ...

    @property
    def cue(self) -> tuple[int, int]:
        """By which words."""
        ...

    @property
    def contents(self) -> tuple[tuple[int, int], ...]:
        """What is said."""
        ...


def joined(rules: Sequence[Attribution], tagged: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions of the `rules`, and those `tagged` that the rules did not read, by their cues.

    >>> rule = Attribution(Span(0, 2), Span(3, 7), (Span(8, 20),))
    >>> other = Attribution(Span(22, 24), Span(25, 30), (Span(31, 40),))
    >>> joined([rule], [Attribution(None, Span(3, 5), (Span(6, 20),)), other]) == (rule, other)
    True
    """
    ordered = sorted(rules, key=lambda each: each.cue)
    starts = [each.cue.start for each in ordered]
    added = [each for each in tagged if not _is_read(each, _near(each, ordered, starts))]
    return tuple(sorted([*rules, *added], key=lambda each: (each.cue, each.content)))


def reporting(text: str, tagged: Iterable[Tagged], lexicon: Lexicon) -> Iterator[Attribution]:
    """Yield those `tagged` that report: a cue of belief, wish or plan makes no statement."""
    for each in tagged:
        cue = Span(*each.cue)
        if each.contents and each.sources and _reports(cue.words(text), lexicon):
            yield Attribution(Span(*each.sources[0]), cue, tuple(Span(*content) for content in each.contents))


def _reports(cue: str, lexicon: Lexicon) -> bool:
    """Answer whether a cue holds a word that reports; what the rules leave of "rejected" is a deed, as of a motion."""
    words = WORD.findall(cue.lower())
    return any(
        word in lexicon.nouns
        or word in lexicon.sourcing
        or any(known.sense != "denies" for known in lexicon.cues.get(word, ()))
        for word in words
    )


def _near(each: Attribution, ordered: Sequence[Attribution], starts: Sequence[int]) -> Sequence[Attribution]:
    at = bisect_left(starts, each.cue.start)
    return ordered[max(0, at - NEAR) : at + NEAR]


def _is_read(each: Attribution, near: Sequence[Attribution]) -> bool:
    """Answer whether the rules read this cue, or most of this content from the same source."""
    return any(
        rule.cue.overlaps(each.cue) or (_same_source(each, rule) and _covered(each, rule) >= LEAST) for rule in near
    )


def _same_source(one: Attribution, other: Attribution) -> bool:
    return one.source is not None and other.source is not None and one.source.overlaps(other.source)


def _covered(inner: Attribution, outer: Attribution) -> float:
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in inner.content for b in outer.content if a.overlaps(b)
    )
    return shared / max(1, sum(map(len, inner.content)))
