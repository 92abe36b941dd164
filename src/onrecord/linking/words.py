"""Words: an article's text cut into sentences and folded words, so that two articles can be laid side by side."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from onrecord.spans import Span
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.types import Article

_WORD = re.compile(r"[^\W_]++(?:['’.,-][^\W_]++)*+")
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"”’)\]]*+\s++(?=[\"“‘'(\[]*+[^\W_])"
)  # possessive: hostile pages hold a megabyte of dots
_QUOTED = re.compile(r"“[^“”]{1,2000}(?:”|$)|\"[^\"]{1,2000}(?:\"|$)")
_LONGEST_WORD = 40  # hostile pages hold words of a megabyte
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|St|No|vs|Jan|Feb|Aug|Sept?|Oct|Nov|Dec))\.$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: where it stands, its content words in order, and which of them stand inside quotation marks."""

    span: Span
    words: tuple[str, ...]
    quoted: int  # bit i says that word i is quoted


@cache
def function_words() -> frozenset[str]:
    """Load the words that any sentence may hold."""
    return frozenset(row["word"] for row in load_table("onrecord.linking", "function_words.tsv"))


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """Return a word without case, accents, possessive and odd punctuation.

    >>> folded("Aleppo’s"), folded("Erdoğan"), folded("26,700")
    ('aleppo', 'erdogan', '26700')
    """
    plain = unicodedata.normalize("NFKD", word[:_LONGEST_WORD].casefold()).replace("’", "'").removesuffix("'s")
    return "".join(each for each in plain if each.isalnum() or each in ".-")


def folded_words(text: str) -> list[str]:
    """Return all words of a short text, folded.

    >>> folded_words("The Gaza Health Ministry’s count")
    ['the', 'gaza', 'health', 'ministry', 'count']
    """
    return [folded(each) for each in _WORD.findall(text)]


def content_words(text: str) -> list[str]:
    """Return the folded words of a short text that carry its content.

    >>> content_words("It was said that they shelled the town of Aktul.")
    ['shelled', 'town', 'aktul']
    """
    idle = function_words()
    return [word for word in folded_words(text) if word not in idle]


def content_spans(text: str, span: Span) -> list[tuple[str, Span]]:
    """Return the content words inside `span` with where each stands."""
    idle = function_words()
    found = (
        (folded(each.group()), Span(each.start(), each.end())) for each in _WORD.finditer(text, span.start, span.end)
    )
    return [(word, where) for word, where in found if word not in idle]


def read_lines(text: str, article: Article) -> Iterator[Line]:
    """Cut the paragraphs of an article into lines, leaving out those without content."""
    for paragraph in article.body:
        quotes = [Span(each.start(), each.end()) for each in _QUOTED.finditer(text, paragraph.start, paragraph.end)]
        for span in _sentences(text, paragraph):
            near = [quote for quote in quotes if quote.overlaps(span)]
            words, quoted = _partly_quoted(text, span, near) if near else (_content_in(text, span), 0)
            if words:
                yield Line(span, tuple(words), quoted)


def _content_in(text: str, span: Span) -> list[str]:
    idle = function_words()
    return [word for word in map(folded, _WORD.findall(text, span.start, span.end)) if word not in idle]


def _partly_quoted(text: str, span: Span, quotes: list[Span]) -> tuple[list[str], int]:
    """Return the content words of a sentence, and a number whose bits say which of them are quoted."""
    quoted, here = 0, span.start
    words: list[str] = []
    for quote in quotes:  # no word stands on both sides of a quotation mark
        start, end = max(quote.start, here), min(quote.end, span.end)
        words += _content_in(text, Span(here, start))
        inside = _content_in(text, Span(start, end))
        quoted |= ((1 << len(inside)) - 1) << len(words)
        words += inside
        here = end
    return words + _content_in(text, Span(here, span.end)), quoted


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for end in _END.finditer(text, paragraph.start, paragraph.end):
        if _ABBREVIATED.search(text, max(start, end.start() - 6), end.start() + 1):
            continue
        yield Span(start, end.end())
        start = end.end()
    if start < paragraph.end:
        yield Span(start, paragraph.end)
