"""Time expressions as TimeML has them: the words, the type, the value and the mod of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.reading.sentences import read_sentences
from onrecord.reading.times import Anchor, read_all_timexes, read_timexes
from onrecord.reading.times import words as words_of_time
from onrecord.spans import Span
from onrecord.types import Article, Block

CASES = "timexes.jsonl"
CASES_FOLDER = Path(__file__).parents[1] / "cases"


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


@pytest.mark.parametrize("cases", ["timexes.jsonl", "times.jsonl", "figures.jsonl", "quantities.jsonl"])
def test_what_is_passed_over_begins_no_expression(cases: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying every place where an expression may open finds no more than those that lead on to a word of time."""
    texts = [json.loads(line)["text"] for line in (CASES_FOLDER / cases).read_text(encoding="utf-8").splitlines()]
    found = [read_timexes(text, Span(0, len(text)), Anchor("2023-12-28")) for text in texts]
    monkeypatch.setattr(words_of_time, "_leads_on", lambda *_: True)
    assert [read_timexes(text, Span(0, len(text)), Anchor("2023-12-28")) for text in texts] == found
