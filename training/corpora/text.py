"""Passages cut from raw text by the rules that the tagger uses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.reading.sentences import cut_sentences
from onrecord.reading.wording import find_words
from onrecord.spans import Span
from training.passages import Passage

if TYPE_CHECKING:
    from training.passages import WordSpan


def passage_of_text(name: str, text: str) -> Passage:
    """Cut raw text into a passage: its lines are its paragraphs."""
    passage = Passage(name, offsets=[])
    sentence = 0
    for number, (start, end) in enumerate(_lines(text)):
        for span in cut_sentences(text, Span(start, end)):
            found = find_words(text, span.start, span.end)
            passage.words += [text[a:b] for a, b in found]
            passage.sentences += [sentence] * len(found)
            passage.paragraphs += [number] * len(found)
            assert passage.offsets is not None  # noqa: S101 -- set three lines above
            passage.offsets += found
            sentence += 1
    return passage


def _lines(text: str) -> list[WordSpan]:
    return [match.span() for match in re.finditer(r"[^\n\r\u2028\u2029]+", text) if match.group().strip()]


def word_range(passage: Passage, start: int, end: int) -> WordSpan | None:
    """Return the words that share a letter with `[start, end)`."""
    inside = [index for index, (a, b) in enumerate(passage.offsets or ()) if a < end and b > start]
    return (inside[0], inside[-1] + 1) if inside else None
