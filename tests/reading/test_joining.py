"""What is promised of joining: the reader leads, rules keep their spans where both agree, and fill in what it left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.reading.joining import joined
from onrecord.reading.tagger import Attributed, Tagging, Word
from onrecord.spans import Span
from onrecord.types import Attribution

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = "The source told: content that goes on to the end here. The other said: more."
RULE = Attribution(Span(0, 10), Span(11, 15), (Span(16, 40),))
LATER = Attribution(Span(50, 60), Span(61, 65), (Span(66, 90),))


def _tagged(*attributions: Attribution) -> list[Attributed]:
    return [
        Attributed(
            tuple((span.start, span.end) for span in (each.source,) if span),
            (each.cue.start, each.cue.end),
            tuple((span.start, span.end) for span in each.content),
            0.9,
        )
        for each in attributions
    ]


def _join(rules: Sequence[Attribution], tagged: Sequence[Attributed], likely: float = 0.0) -> tuple[Attribution, ...]:
    """Join, on a text in which every cue of the rules is one word, as likely as told."""
    words = tuple(Word(rule.cue.start, rule.cue.end, "VERB", -1, "root", likely) for rule in rules)
    return joined(rules, Tagging(words, tuple(tagged), ()), TEXT)


def test_where_both_agree_the_rule_keeps_its_spans() -> None:
    wider = Attribution(Span(0, 9), Span(9, 15), (Span(16, 45),))
    assert _join([RULE], _tagged(wider)) == (RULE,)


def test_where_they_differ_the_reader_decides() -> None:
    elsewhere = Attribution(Span(50, 60), Span(11, 15), (Span(16, 40),))
    shorter = Attribution(Span(0, 10), Span(11, 15), (Span(16, 22),))
    assert _join([RULE], _tagged(elsewhere)) == (elsewhere,)
    assert _join([RULE], _tagged(shorter)) == (shorter,)


def test_a_rule_without_a_source_takes_the_readers() -> None:
    unsourced = Attribution(None, RULE.cue, RULE.content)
    assert _join([unsourced], _tagged(RULE)) == (RULE,)


def test_what_the_reader_left_is_added_where_it_may_be_a_cue() -> None:
    assert _join([RULE], _tagged(LATER), likely=0.9) == (RULE, LATER)
    assert _join([RULE], _tagged(LATER), likely=0.01) == (LATER,)


def test_what_has_no_source_or_no_content_is_no_attribution() -> None:
    assert _join([], [Attributed((), (0, 4), ((5, 9),), 0.9), Attributed(((0, 3),), (4, 8), (), 0.9)]) == ()
