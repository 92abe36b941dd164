"""Quotations: the stretches of an article that stand between quotation marks.

Curly, straight, German, guillemet and single marks; quotations inside quotations; quotations that run
over paragraphs (each opens anew, only the last closes); pages that lost one of the two marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.spans import Span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.reading.sentences import Sentence

QuotationKind = Literal["speech", "term"]

MARK = re.compile(r"''|``|[\"“”„«»‘’']")
DOUBLED = {"''": '"', "``": '"'}  # as some wires type the straight mark
# Each closing mark and the marks that it may close.
CLOSES = {"”": "“„", "“": "„", "»": "«", "«": "»", '"': '"“', "’": "‘", "'": "'‘"}
SINGLE = "‘’'"
ENDING = ".,?!…;"
# A quotation of fewer words without a mark of its own at its end is a term ("the “morality” law").
SPEECH_WORDS = 5
ENOUGH = 200  # code points of a quotation in which its words are counted
DEEPEST = 3  # quotations inside quotations that are still told apart
CLOSING = re.compile(r"(?:''|[\"”“»«’'])$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: with the marks (`span`) and without (`inner`).

    `depth` is 0 for a quotation that stands in the article's own voice; `whole` is false where one
    of the marks is missing and the end was taken from the paragraph.
    """

    span: Span
    inner: Span
    kind: QuotationKind
    depth: int
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark that waits for its partner."""

    mark: str
    start: int


def read_quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """Return the quotations of an article in order; none crosses a paragraph.

    >>> from onrecord.reading.sentences import Sentence
    >>> text = "“We won’t ‘rest’,” she said. The “free” press left."
    >>> [each.inner.words(text) for each in read_quotations(text, [Sentence(Span(0, len(text)), 0)])]
    ['We won’t ‘rest’,', 'rest', 'free']
    """
    found: list[Quotation] = []
    for paragraph in _paragraphs(sentences):
        pairs, opened = _pairs(text, paragraph)
        open_end = [paragraph] if _goes_on(text, paragraph, opened) else []
        found += _quotations(text, pairs, open_end)
    return tuple(found)


def outermost(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return the quotations of speech that lie in no other, in order."""
    return tuple(each for each in quotations if each.depth == 0 and each.kind == "speech")


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[Span]:
    start = 0
    for number, sentence in enumerate(sentences):
        last = number + 1 == len(sentences) or sentences[number + 1].paragraph != sentence.paragraph
        if last:
            yield Span(sentences[start].span.start, sentence.span.end)
            start = number + 1


def _pairs(text: str, paragraph: Span) -> tuple[list[Span], list[_Open]]:
    """Match the marks of one paragraph; return the pairs, and the marks left open."""
    stack: list[_Open] = []
    pairs: list[Span] = []
    stray_close = False
    for match in MARK.finditer(text, paragraph.start, paragraph.end):
        at, end = match.span()
        mark = DOUBLED.get(match.group(), match.group())
        before = text[at - 1] if at > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        if mark in SINGLE and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        if _can_close(mark, before, after) and (partner := _partner(stack, mark)) is not None:
            if mark in SINGLE and _is_apostrophe(text, at, paragraph.end):
                continue
            opened = stack[partner]
            del stack[partner:]
            pairs.append(Span(opened.start, end))
        elif _can_open(mark, before, after):
            stack.append(_Open(mark, at))
        elif mark in '”"' and not before.isdigit() and not (pairs or stack or stray_close):
            # The page lost the mark that opened: the words from the paragraph's start are the quotation.
            stray_close = True
            pairs.append(Span(paragraph.start, end))
    return pairs, stack


def _can_close(mark: str, before: str, after: str) -> bool:
    if mark == "“" or (mark == "«" and after.isalnum()):
        return mark == "“" and not after.isalnum()
    return mark in CLOSES and not (before.isspace() and mark in "\"'’")


def _can_open(mark: str, before: str, after: str) -> bool:
    if mark in "“„«‘":
        return mark != "‘" or not before.isalnum()
    return mark in "\"'»" and not before.isalnum() and not after.isspace() and before not in ENDING


def _partner(stack: Sequence[_Open], mark: str) -> int | None:
    """Return the position of the mark that `mark` closes; only the three innermost are looked at."""
    for position in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
        if stack[position].mark in CLOSES.get(mark, ""):
            return position
    return None


def _is_apostrophe(text: str, at: int, end: int) -> bool:
    """Answer whether the single mark at `at` is the apostrophe of a plural (“the soldiers’ trucks”)."""
    if text[at - 1] != "s" or not text[at + 1 : at + 3].strip()[:1].isalpha():
        return False
    nearby = text[at + 1 : min(end, at + 200)]
    closing = re.search(r"[.,?!…][’']|[’'](?=[.,;:?!)])", nearby)
    opening = re.search(r"(?<!\w)[‘']\w", nearby)
    return closing is not None and (opening is None or closing.start() < opening.start())


def _quotations(text: str, pairs: Sequence[Span], open_end: Sequence[Span]) -> list[Quotation]:
    """Turn pairs, and what has no end of its own, into quotations in order, each with its depth."""
    found: list[Quotation] = []
    ends: list[int] = []
    for span in sorted([*pairs, *open_end], key=lambda span: (span.start, -span.end)):
        while ends and ends[-1] <= span.start:
            ends.pop()
        if len(ends) < DEEPEST:
            found.append(_quotation(text, span, depth=len(ends), whole=span not in open_end))
        ends.append(span.end)
    return found


def _quotation(text: str, span: Span, *, depth: int, whole: bool = True) -> Quotation:
    opening = MARK.match(text, span.start, span.end)
    closing = CLOSING.search(text[span.start + 1 : span.end][-2:]) if whole else None
    start = opening.end() if opening else span.start
    end = span.end - (len(closing.group()) if closing else 0)
    inner = trimmed(text, Span(start, max(start, end)))
    return Quotation(span, inner, _kind_of(text, span, inner), depth, whole)


def _kind_of(text: str, span: Span, inner: Span) -> QuotationKind:
    """Answer whether a quotation may be speech: long enough, or ended as a sentence or before a comma is."""
    count = len(text[inner.start : min(inner.end, inner.start + ENOUGH)].split())
    last, following = text[inner.end - 1 : inner.end] if inner else "", text[span.end : span.end + 1]
    if count >= SPEECH_WORDS:
        return "speech"
    ended = last in [*ENDING] or (following in [*ENDING[:2]] and count >= SPEECH_WORDS - 2)
    return "speech" if ended and (count >= SPEECH_WORDS - 2 or last in [*"?!.,"]) else "term"


def _goes_on(text: str, paragraph: Span, opened: Sequence[_Open]) -> bool:
    """Answer whether the paragraph opens with a mark that it leaves open for the next one to take up."""
    begins = [each.mark for each in opened if each.start == paragraph.start]
    return bool(begins) and text[paragraph.end : paragraph.end + 40].lstrip()[:1] == begins[0]
