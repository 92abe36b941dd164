"""Units: sentences that a quotation ties together, as words with classes.

A construction is a regular expression over the string of classes, one letter a word. The classes are those
of function_words.tsv, and beside them M capitalised, w other word, V verb, # number, Q quotation; marks
stand for themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reading.lexicon import word_list
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.reading.lexicon import Lexicon
    from onrecord.reading.quotations import Quotation
    from onrecord.reading.sentences import Sentence

TOKEN = re.compile(
    r"\(\w[\w.-]{1,14}\)"  # an acronym in brackets goes with the name before it
    r"|(?:[^\W\d_]\.){2,}(?:-\w+)?"
    r"|[^\W\d_][^\W_]*(?:[-.’'][^\W_]+)*"
    r"|\d[\d.,:]*\d|\d"
    r"|[,;:()\[\]–—…?!.-]"
)
ARTICLED = re.compile(r"(?:al|el|an|as|ash|at|ar|ad)-[^\W\d_a-z]")  # "al-Orvel"
MARKS = {"[": "(", "]": ")", "–": "-", "—": "-", "?": ".", "!": "."}
REACH = 30  # words that a construction may span; keeps a sentence of a million words linear
APPROXIMATE = word_list("approximate")
ROUND = word_list("round numbers")  # "about a dozen"
AFTER_IN = word_list("after in")


@dataclass(frozen=True, slots=True)
class Unit:
    """The words of some sentences, in lower case, with the class of each.

    A quotation of speech is one word of class Q: who says it is not found inside it. `stops` are
    the words before which a content that began earlier ends, in order, once the unit's cues are known.
    """

    spans: tuple[Span, ...]
    words: tuple[str, ...]
    tags: str
    back: str  # the classes backwards, for constructions read from right to left
    paragraph: int
    lexicon: Lexicon
    stops: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the words from `start` up to `end`."""
        return Span(self.spans[start].start, self.spans[end - 1].end)

    def tag(self, at: int) -> str:
        """Return the class of the word at `at`; the empty string where there is none."""
        return self.tags[at] if 0 <= at < len(self.tags) else ""

    def after(self, pattern: re.Pattern[str], at: int) -> int:
        """Return where `pattern`, which begins at `at`, ends; `at` itself where it does not match."""
        match = pattern.match(self.tags, at, at + REACH)
        return match.end() if match else at

    def before(self, pattern: re.Pattern[str], at: int) -> int:
        """Return where `pattern`, read backwards from `at`, begins; `at` itself where it does not match."""
        begin = len(self.back) - at
        match = pattern.match(self.back, begin, begin + REACH)
        return len(self.back) - match.end() if match else at


def read_units(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], lexicon: Lexicon
) -> Iterator[Unit]:
    """Yield the units of an article: its sentences, those that one of the `quotations` covers joined."""
    start, nth = 0, 0
    for number, sentence in enumerate(sentences):
        last = number + 1 == len(sentences) or sentences[number + 1].paragraph != sentence.paragraph
        while nth < len(quotations) and quotations[nth].span.end <= sentence.span.end:
            nth += 1
        inside = nth < len(quotations) and quotations[nth].span.start < sentence.span.end
        if last or not inside:
            span = Span(sentences[start].span.start, sentence.span.end)
            yield make_unit(text, span, lexicon, _within(quotations, nth, span), sentence.paragraph)
            start = number + 1


def _within(quotations: Sequence[Quotation], nth: int, span: Span) -> Iterator[Span]:
    """Yield the quotations inside `span`; `nth` is the first that ends after it."""
    first = nth
    while first and quotations[first - 1].span.start >= span.start:
        first -= 1
    for quotation in quotations[first : nth + 1]:
        if span.contains(quotation.span):
            yield quotation.span


def make_unit(
    text: str, span: Span, lexicon: Lexicon, quoted: Iterator[Span] | tuple[Span, ...] = (), paragraph: int = 0
) -> Unit:
    """Make the unit of `span`, each of the `quoted` stretches in it one word."""
    found: list[tuple[Span, str]] = []
    at = span.start
    for quotation in quoted:
        found += _words(text, Span(at, quotation.start), span, lexicon)
        found.append((quotation, "Q"))
        at = quotation.end
    found += _words(text, Span(at, span.end), span, lexicon)
    kept = [(each, tag) for number, (each, tag) in enumerate(found) if _builds(text, found, number)]
    spans = tuple(each for each, _ in kept)
    words = tuple("" if tag == "Q" else each.words(text).lower() for each, tag in kept)
    tags = "".join(_retagged(words, [tag for _, tag in kept]))
    return Unit(spans, words, tags, tags[::-1], paragraph, lexicon)


def _words(text: str, stretch: Span, unit: Span, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    for match in TOKEN.finditer(text, stretch.start, stretch.end):
        begins, ends = match.start() <= unit.start + 1, match.end() >= unit.end - 1
        tag = class_of(match.group(), lexicon, begins=begins, ends=ends)
        if tag:
            yield Span(*match.span()), tag


def _builds(text: str, found: Sequence[tuple[Span, str]], number: int) -> bool:
    """Answer whether a word counts: a name in brackets does only after a name, "Observatory (OBS)"."""
    span, tag = found[number]
    alone = number == 0 or found[number - 1][1] != "M"
    return not (tag == "M" and alone and text[span.start] == "(")


def class_of(word: str, lexicon: Lexicon, *, begins: bool = False, ends: bool = False) -> str:
    """Return the class of one word; the empty string for what builds nothing.

    >>> from onrecord.reading.lexicon import load_lexicon
    >>> [class_of(each, load_lexicon()) for each in ("the", "Orm", "struck", "al-Orvel", "12", ";")]
    ['D', 'M', 'V', 'M', '#', ';']
    """
    first = word[0]
    if first == "(" and len(word) > 1:
        return "M" if word[1].isupper() else ""
    if first.isdigit():
        return "#"
    if not first.isalnum():
        return "" if word == "." and not ends else MARKS.get(word, word)
    return _class_of_word(word, lexicon, begins=begins)


def _class_of_word(word: str, lexicon: Lexicon, *, begins: bool) -> str:
    capital, lower = word[0].isupper(), word.lower()
    tag = lexicon.tags.get(lower)
    if word.isupper() and len(word) > 1:
        return "M"  # "US" and "WHO" are no pronouns
    if tag is None:
        return "M" if capital or ARTICLED.match(word) else _class_by_ending(lower)
    return "M" if capital and not begins and tag in "VAXPw" else tag


def _class_by_ending(word: str) -> str:
    if word.endswith("ed") and len(word) > len("bed"):
        return "w" if "-" in word else "V"  # "rebel-controlled"
    return "A" if word.endswith("ly") and len(word) > len("early") else "w"


def _retagged(words: Sequence[str], tags: list[str]) -> list[str]:
    """Make "at least", "more than" and "about" part of the number they go with, and "for" part of a name."""
    for at in range(len(tags) - 1):
        if words[at : at + 3] == ("as", "well", "as"):
            tags[at : at + 3] = ["&", "&", "&"]
        elif words[at] == "for" and tags[at + 1] == "M" and at and tags[at - 1] == "M":
            tags[at] = "o"  # "Observatory for Human Rights" is one name
        elif words[at] == "in" and words[at + 1] in AFTER_IN:
            tags[at] = tags[at + 1] = "A"  # "and in turn accuses"
        elif words[at] == "at" and words[at + 1] in {"least", "most"}:
            tags[at] = tags[at + 1] = "D"
        elif (words[at] == "than" and at and words[at - 1] in {"more", "less", "fewer"}) or (
            words[at] in APPROXIMATE and (tags[at + 1] == "#" or not ROUND.isdisjoint(words[at + 2 : at + 3]))
        ):
            tags[at] = "D"
    return tags
