"""Sentences and their words, over the body of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.types import Article

WORD = re.compile(r"\w+(?:[-.’']\w+)*", re.UNICODE)
END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s+[\"“‘«(\[]*[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body: its span, the spans of its words, the number of its paragraph."""

    span: Span
    words: tuple[Span, ...]
    paragraph: int


def read_sentences(text: str, article: Article) -> tuple[Sentence, ...]:
    """Cut the body of `article` into sentences; no sentence crosses a paragraph."""
    return tuple(
        Sentence(span, _words(text, span), number)
        for number, paragraph in enumerate(article.body)
        for span in _cut(text, paragraph)
    )


def _cut(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for match in END.finditer(text, paragraph.start, paragraph.end):
        yield Span(start, match.end())
        start = match.end() + len(text[match.end() : paragraph.end]) - len(text[match.end() : paragraph.end].lstrip())
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _words(text: str, span: Span) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in WORD.finditer(text, span.start, span.end))
