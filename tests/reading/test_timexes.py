"""Time expressions as TimeML has them: the words, the type, the value and the mod of each."""

from __future__ import annotations

from typing import Any

from onrecord.reading.sentences import read_sentences
from onrecord.reading.times import Anchor, read_all_timexes, read_timexes
from onrecord.spans import Span
from onrecord.types import Article, Block

CASES = "timexes.jsonl"


def test_timex(case: dict[str, Any]) -> None:
    """Each case's text yields its time expressions; what comes later counts from what was named before."""
    text = case["text"]
    body = (Block("body", Span(0, len(text))),)
    article = Article("a", "d", 0, len(text), None, None, (), None, None, case["published"], "en", None, body)
    spans = [sentence.span for sentence in read_sentences(text, article)]
    found = [each for told in read_all_timexes(text, spans, Anchor(case["published"])) for each in told if each.type]
    assert [[each.span.words(text), each.type, each.value, each.mod] for each in found] == case["expected"]


def test_a_long_line_takes_no_longer_than_its_size() -> None:
    """Words with which many expressions might begin, and none does, are passed over at once."""
    text = "in the first of a few more than " * 3000 + "twenty " * 3000
    assert [each for each in read_timexes(text, Span(0, len(text)), Anchor("2023-12-28")) if each.type] == []
