"""Joining what the trained reader tags with what the rules read.

The reader decides what is said by whom. Where a rule reads the same, its spans stand: they are exact at quotation marks
and commas. What the reader left and may yet be a cue, the rules add.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from onrecord.spans import Span
from onrecord.types import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.reading.tagger import Attributed, Tagging, Word

LIKELY: Final = 0.1
"""From which likelihood on a word that the reader left alone may yet be the cue that a rule reads."""
ALIKE: Final = 0.5
"""Which share of two contents' letters must be in both for them to be the same."""


def joined(rules: Sequence[Attribution], tagging: Tagging, text: str) -> tuple[Attribution, ...]:
    """Return what the reader tagged, in the spans of the `rules` where they agree, and what it left to them."""
    tagged = [_attribution(each) for each in tagging.attributions if each.sources and each.contents]
    by_cue = sorted(rules, key=lambda each: each.cue)
    starts = [word.start for word in tagging.words]
    chosen = [_best(each, _meeting(each, by_cue), text) for each in tagged]
    cues = sorted(tagged, key=lambda each: each.cue)
    left = [
        rule for rule in rules if not _meeting(rule, cues) and _likelihood(rule.cue, tagging.words, starts) >= LIKELY
    ]
    return tuple(sorted({*chosen, *left}, key=lambda each: (each.cue, each.content)))


def _attribution(tagged: Attributed) -> Attribution:
    contents = tuple(Span(*content) for content in tagged.contents)
    return Attribution(Span(*tagged.sources[0]), Span(*tagged.cue), contents, tagged.score)


def _meeting(each: Attribution, by_cue: Sequence[Attribution]) -> list[Attribution]:
    """Return those whose cue shares letters with that of `each`; `by_cue` is in the order of cues."""
    near = bisect_left(by_cue, each.cue, key=lambda other: other.cue)
    return [other for other in by_cue[max(0, near - 2) : near + 2] if other.cue.overlaps(each.cue)]


def _best(tagged: Attribution, rules: Sequence[Attribution], text: str) -> Attribution:
    """Return the rule that agrees with what was tagged, with the source of the reader where that tells more."""
    for rule in rules:
        if _agree(rule, tagged, text):
            return replace(rule, source=_source(rule, tagged), score=tagged.score)
    return tagged


def _agree(rule: Attribution, tagged: Attribution, text: str) -> bool:
    """Answer whether both read one source and, in the main, one content."""
    shared = sum(a.shared(b) for a in rule.content for b in tagged.content)
    joint = sum(map(len, rule.content)) + sum(map(len, tagged.content)) - shared
    return _same_source(rule, tagged, text) and shared >= ALIKE * joint


def _same_source(rule: Attribution, tagged: Attribution, text: str) -> bool:
    """Answer whether both name one; of "A quoted B as saying" only the rule is sure that it is B."""
    if rule.source is None or tagged.source is None or rule.source.overlaps(tagged.source):
        return True
    return rule.cue.words(text).endswith("as saying")


def _source(rule: Attribution, tagged: Attribution) -> Span | None:
    """Return the rule's source, but for one whose beginning only the reader sees: "[sources close to] the talks"."""
    if rule.source is None or tagged.source is None:
        return rule.source or tagged.source
    longer = tagged.source.end == rule.source.end and tagged.source.start < rule.source.start
    return tagged.source if longer else rule.source


def _likelihood(cue: Span, words: Sequence[Word], starts: Sequence[int]) -> float:
    return max((word.cue for word in _within(cue, words, starts)), default=0.0)


def _within(span: Span, words: Sequence[Word], starts: Sequence[int]) -> Iterator[Word]:
    for at in range(bisect_left(starts, span.start), len(words)):
        if words[at].start >= span.end:
            return
        yield words[at]
