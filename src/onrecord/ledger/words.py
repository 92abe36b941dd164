"""Words as a search compares them: what a query asks for, and which words of a text answer it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARK_START, MARK_END = "\x02", "\x03"
# What FTS5's tokenizer unicode61 takes for one word: letters and digits, with their accents.
TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
# Quoted words, or one word with what joins its parts: "Israel's", "US-led", "26,700".
UNIT = re.compile(r"\"([^\"]*)\"|(\w+(?:['-]\w+|[.,]\d+)*)")
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "ʼ": "'"})
SURROGATE = re.compile("[\ud800-\udfff]")
# More words than this make no search narrower, and a page of text may be pasted as a query.
MOST = 48
# Shorter last words are abbreviations (US, UN) more often than beginnings.
SHORTEST_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that must stand together; most often only one."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    quoted: bool
    unfinished: bool = False  # whether its last word may be the beginning of a longer one

    def written(self) -> str:
        """Write the unit in FTS5's syntax."""
        phrase = '"' + " ".join(self.words) + '"'
        # The whole word counts twice, so that it ranks before the longer words that it begins.
        return f"({phrase} OR {phrase}*)" if self.unfinished else phrase

    def begins(self, words: Sequence[str]) -> bool:
        """Answer whether `words` (folded) begin with the unit."""
        *whole, last = self.folded
        if len(words) <= len(whole) or [*words[: len(whole)]] != whole:
            return False
        word = words[len(whole)]
        return word.startswith(last) if self.unfinished else word == last


Query = tuple[Unit, ...]


def plain(text: str) -> str:
    """Put U+FFFD in the place of lone surrogates, which no UTF-8 file can hold; offsets stay.

    >>> plain("a" + chr(0xDC80) + "b") == "a" + chr(0xFFFD) + "b"
    True
    """
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


def folded(text: str) -> str:
    """Return `text` as comparisons see it: without case, accents, curly apostrophes and doubled spaces.

    >>> folded("L’Élysée ")
    "l'elysee"
    """
    if text.isascii():
        return " ".join(text.lower().split())
    bare = unicodedata.normalize("NFKD", plain(text).translate(QUOTES))
    return " ".join("".join(sign for sign in bare if not unicodedata.combining(sign)).casefold().split())


def read_query(typed: str) -> Query:
    """Read what a user typed; whatever it is, it is only words.

    >>> [unit.words for unit in read_query('"boots on the ground" in Iraq) NEAR(')]
    [('boots', 'on', 'the', 'ground'), ('Iraq',), ('NEAR',)]
    """
    text = unicodedata.normalize("NFC", plain(typed)).translate(QUOTES)
    found = tuple(dict.fromkeys(islice(_units(text), MOST)))
    # A word that stands in nearly every sentence narrows nothing, and it must not hide a claim either.
    units = tuple(unit for unit in found if unit.quoted or unit.folded[0] not in stop_words()) or found
    if not units or units[-1].quoted or len(units[-1].words[-1]) < SHORTEST_PREFIX:
        return units
    return (*units[:-1], replace(units[-1], unfinished=True))


def match(query: Query, operator: str) -> str:
    """Write `query` in FTS5's syntax, its units joined by AND or OR.

    >>> match(read_query("troops in Iraq"), "AND")
    '"troops" AND ("Iraq" OR "Iraq"*)'
    """
    return f" {operator} ".join(unit.written() for unit in query)


def marked(text: str, query: Query) -> str:
    """Put the words of `text` that answer `query` between MARK_START and MARK_END.

    >>> marked("Troops left Iraq’s north", read_query("iraq troops")).replace(MARK_START, "[").replace(MARK_END, "]")
    '[Troops] left [Iraq]’s north'
    """
    text = text.replace(MARK_START, " ").replace(MARK_END, " ")
    pieces, end = [], 0
    for start, stop in _matches(text, query):
        pieces += [text[end:start], MARK_START, text[start:stop], MARK_END]
        end = stop
    return "".join([*pieces, text[end:]])


@cache
def stop_words() -> frozenset[str]:
    """Return the words that a search may leave out."""
    return frozenset(row["word"] for row in load_table("onrecord.ledger", "stop_words.tsv"))


def _units(typed: str) -> Iterator[Unit]:
    for match in UNIT.finditer(typed):
        quoted, word = match.groups()
        words = tuple(found.group() for found in islice(TOKEN.finditer(quoted or word or ""), MOST))
        if words:
            yield Unit(words, tuple(map(folded, words)), quoted=word is None)


def _matches(text: str, query: Query) -> Iterator[tuple[int, int]]:
    """Yield where `text` has a unit of `query`, the longest at each place."""
    found = [(*match.span(), folded(match.group())) for match in TOKEN.finditer(text)]
    here = 0
    while here < len(found):
        ahead = [word for _, _, word in found[here : here + MOST]]
        length = max((len(unit.words) for unit in query if unit.begins(ahead)), default=0)
        if length:
            yield found[here][0], found[here + length - 1][1]
        here += length or 1
