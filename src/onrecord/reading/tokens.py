"""Tokens: the words, numbers and signs of a sentence, as the grammars of figures and times read them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.spans import Span
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Phrases = Mapping[str, tuple[tuple[tuple[str, ...], dict[str, str]], ...]]

TokenKind = Literal["number", "word", "sign"]

# A number keeps its separators ("1,500", "12,34,567", "816 000", "2.3"); a word its hyphens, apostrophes, inner dots.
TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?![\d,]*\d)"
    r"|(?<!\d)\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d+(?:[.,]\d+)?|(?<![\w.])\.\d+)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-‐‑.’'][^\W\d_]+)*)"
    r"|(?P<sign>[^\w\s]|_)"
)
HYPHENS = frozenset("-‐‑")
PIECES = re.compile(r"([-‐‑])")


class Token(NamedTuple):
    """One word, number or sign with its place in the document's text."""

    start: int
    end: int
    text: str
    low: str  # in lower case, apostrophes straightened
    kind: TokenKind

    @property
    def span(self) -> Span:
        """The token's span."""
        return Span(self.start, self.end)


def read_tokens(text: str, span: Span) -> list[Token]:
    """Cut the words of `span` into tokens; a compound that begins with a number word is cut at its hyphens.

    >>> [token.text for token in read_tokens("A four-day, 1,500-strong F-15.", Span(0, 30))]
    ['A', 'four', '-', 'day', ',', '1,500', '-', 'strong', 'F', '-', '15', '.']
    """
    found: list[Token] = []
    for match in TOKEN.finditer(text, span.start, span.end):
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]  # the pattern has these three groups alone
        words = match[0]
        if "-" in words and kind == "word" and _is_cut(words.partition("-")[0].lower()):
            found += _cut(words, match.start())
        else:
            found.append(Token(match.start(), match.end(), words, folded(words), kind))
    return found


def _is_cut(begins: str) -> bool:
    """Answer whether a compound that begins so is cut at its hyphens: "four-day", "$15-an-hour"."""
    return begins in number_words() or begins in {"a", "an"}


def _cut(words: str, start: int) -> Iterator[Token]:
    for piece in PIECES.split(words):
        yield Token(start, start + len(piece), piece, folded(piece), "sign" if piece in HYPHENS else "word")
        start += len(piece)


def folded(words: str) -> str:
    """Return `words` in lower case with straight apostrophes, as the tables write them."""
    return words.lower().replace("’", "'")


@cache
def number_words() -> Mapping[str, tuple[float, str]]:
    """Return the number words with their value and kind."""
    rows = load_table("onrecord.reading", "numbers.tsv")
    return {row["word"]: (float(row["value"]), row["kind"]) for row in rows}


@cache
def phrases(table: str, column: str = "words") -> Phrases:
    """Return the rows of a table under the first word of their phrase, the longest phrases first."""
    return by_first_word(load_table("onrecord.reading", table), column)


def by_first_word(rows: Iterable[dict[str, str]], column: str = "words") -> Phrases:
    """Return `rows` under the first word of their phrase, the longest phrases first."""
    found: dict[str, list[tuple[tuple[str, ...], dict[str, str]]]] = {}
    for row in rows:
        words = tuple(row[column].lower().split())
        found.setdefault(words[0], []).append((words, row))
    return {first: tuple(sorted(told, key=lambda each: -len(each[0]))) for first, told in found.items()}


def phrase_at(tokens: Sequence[Token], at: int, table: str, column: str = "words") -> tuple[int, dict[str, str]] | None:
    """Return the length and row of the longest phrase of `table` that begins at token `at`."""
    return phrase_of(phrases(table, column), tokens, at)


def phrase_of(told: Phrases, tokens: Sequence[Token], at: int) -> tuple[int, dict[str, str]] | None:
    """Return the length and row of the longest phrase of `told` that begins at token `at`."""
    if not 0 <= at < len(tokens):
        return None
    for words, row in told.get(tokens[at].low, ()):
        if (
            len(words) == 1
            or (  # of the others most fail at their second word
                low_at(tokens, at + 1) == words[1]
                and tuple(token.low for token in tokens[at : at + len(words)]) == words
            )
        ):
            return len(words), row
    return None


def low_at(tokens: Sequence[Token], at: int) -> str:
    """Return the token at `at` in lower case, nothing beyond the ends."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def stretch_of(tokens: Sequence[Token], first: int, last: int) -> Span:
    """Return the span of the tokens `[first, last)`, at least one."""
    return Span(tokens[first].start, tokens[last - 1].end)


def touching(left: Token, right: Token) -> bool:
    """Answer whether nothing stands between two tokens."""
    return left.end == right.start
