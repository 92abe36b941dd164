"""Sentences, over the body of an article.

A sentence ends at a full stop, question or exclamation mark or ellipsis (with the quotation marks and
brackets that close there) when what follows begins a new one. Sentences inside a quotation are
sentences of their own: who says them is for the attributions to find.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.spans import Span, trimmed
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.types import Article

# The look-behind keeps a run of a million full stops linear.
END = re.compile(r"(?<![.!?…])[.!?…]+[\"”’'»“)\]]*(?=\s+[\"“„‘'«»(\[\-–—]*[^\W\d_]|\s+[\"“„‘«(\[]*\d)|\n\s*\n")
NEXT = re.compile(r"\s+[\"“„‘'«»(\[\-–—]*(\w[\w’']{0,20})")
# Letters beyond Latin, with its accents and additions.
FOREIGN = re.compile(r"(?![\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06\uff21-\uff5a])[^\W\d_\x00-\u02ff]")
# The word just before a full stop; bounded, so that a megabyte-long "word" costs nothing.
LAST_WORD = 24


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body: its span and the number of its paragraph."""

    span: Span
    paragraph: int


def read_sentences(text: str, article: Article) -> tuple[Sentence, ...]:
    """Cut the body of `article` into sentences; no sentence crosses a paragraph."""
    return tuple(
        Sentence(span, number)
        for number, paragraph in enumerate(article.body)
        for span in cut_sentences(text, paragraph)
    )


def cut_sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the sentences of one paragraph, in order and without the white space around them.

    >>> text = "Lt. Gen. A. Orm left at 9 a.m. The U.S. envoy stayed. He said no."
    >>> [span.words(text) for span in cut_sentences(text, Span(0, len(text)))]
    ['Lt. Gen. A. Orm left at 9 a.m.', 'The U.S. envoy stayed.', 'He said no.']
    """
    start = paragraph.start
    for match in END.finditer(text, paragraph.start, paragraph.end):
        if _ends_here(text, start, match):
            yield from _whole(text, start, match.end())
            start = match.end()
    yield from _whole(text, start, paragraph.end)


def _whole(text: str, start: int, end: int) -> Iterator[Span]:
    span = trimmed(text, Span(start, end))
    if span and not _is_foreign(span.words(text)):
        yield span


def _is_foreign(words: str) -> bool:
    """Answer whether a sentence is mostly in letters that no English is written in: such are not read.

    >>> _is_foreign("عدد الشهداء: 7 (Gaza)"), _is_foreign("The Γκάζι market burned."), _is_foreign("7")
    (True, False, False)
    """
    letters = FOREIGN.findall(words)
    return bool(letters) and len(letters) > sum(map(str.isalpha, words)) / 2


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    """Answer whether a sentence that began at `start` ends with the marks of `match`."""
    marks = match.group()
    following = NEXT.match(text, match.end())
    if following is None or marks.isspace():
        return True
    word = following.group(1)
    if word[0].islower():
        return False
    if marks[0] != "." or marks.startswith(".."):
        return True
    return _full_stop_ends(_last_word(text, start, match.start()), word)


def _full_stop_ends(before: str, after: str) -> bool:
    """Answer whether the full stop between two words ends a sentence.

    >>> _full_stop_ends("Gen", "The"), _full_stop_ends("Oct", "7"), _full_stop_ends("U.S", "Army")
    (False, False, False)
    """
    word = before.lower()
    ends = _abbreviations().get(word)
    if ends == "never":
        return False
    if ends == "number":
        # "Nov. 6" and "No. 4", but "He said no. Two others left."
        return not after[0].isdigit() and (before.islower() or after.lower() in _starters())
    if ends == "maybe" or (len(word) == 1 and word.isalpha() and word != "i"):
        return after.lower() in _starters()
    return True


def _last_word(text: str, start: int, end: int) -> str:
    stretch = text[max(start, end - LAST_WORD) : end]
    return re.split(r"[\s\"“”‘«(\[\-–—/]", stretch)[-1]


@cache
def _abbreviations() -> dict[str, str]:
    return {row["word"]: row["ends"] for row in load_table("onrecord.reading", "abbreviations.tsv")}


@cache
def _starters() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("onrecord.reading", "starters.tsv"))
