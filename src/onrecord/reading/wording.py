"""Words of raw text, their spans, and the letter features that an uncased vocabulary loses.

The same code cuts words in training and in the tagger, so that the network reads what it learnt from. Every word is
encoded by itself: a word's pieces belong to its span by construction, whatever Unicode it is made of.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tokenizers import Tokenizer

CLASSIFY, SEPARATE, UNKNOWN_PIECE = 101, 102, 100
PLAIN: Final = 5
"""The feature of what is no word: the marks that open, close and divide a window."""
MAX_PIECES: Final = 16
MAX_LETTERS: Final = 64
CACHE_WORDS: Final = 200_000

_LETTER = r"[^\W\d_]"
_WORD = rf"{_LETTER}[^\W\d_\u0300-\u036f]*[\u0300-\u036f]*(?:{_LETTER}|[\u0300-\u036f])*"
_TITLES = "Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Brig|Sgt|Sen|Rep|Gov|Prof|Rev|Hon|St|Jr|Sr|Inc|Corp|Ltd|Co|vs"
WORD: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]{1,2000}"  # an address
    r"|[@#][A-Za-z0-9_]{1,100}"
    r"|\d+(?:[.,:]\d+)*"
    rf"|(?:{_LETTER}\.){{2,12}}"  # U.S.
    rf"|(?:{_TITLES})\.(?=\s)"
    r"|[nN]['’][tT]\b"
    r"|['’](?:[sS]|[rR][eE]|[vV][eE]|[lL][lL]|[dD]|[mM])\b"
    rf"|{_LETTER}+(?=[nN]['’][tT]\b)"  # do n't
    rf"|{_WORD}(?:['’](?!(?:[sS]|[rR][eE]|[vV][eE]|[lL][lL]|[dD]|[mM]|[tT])\b){_WORD})*"
    r"|\.{2,10}|-{2,10}"
    r"|\S"
)
PRINTED: Final = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛", "'"), "―": "—"})


def find_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut `text[start:end]` into words, numbers and signs.

    >>> text = "The U.S. envoy didn't say: “Da'esh’s 1,500-strong…”"
    >>> [text[a:b] for a, b in find_words(text, 0, len(text))]
    ['The', 'U.S.', 'envoy', 'did', "n't", 'say', ':', '“', "Da'esh", '’s', '1,500', '-', 'strong', '…', '”']
    """
    return [match.span() for match in WORD.finditer(text, start, end)]


@lru_cache(maxsize=CACHE_WORDS)
def letter_case(word: str) -> int:
    """Return the class of a word's letters: 0 lower, 1 Capital, 2 CAPITALS, 3 mIxed, 4 number, 5 sign."""
    word = word[:MAX_LETTERS]
    if word.islower():
        return 0
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return 4 if any(letter.isdigit() for letter in word) else PLAIN
    if all(letter.isupper() for letter in letters):
        return 2 if len(letters) > 1 else 1
    return 1 if word[0].isupper() and all(letter.islower() for letter in letters[1:]) else 3


def quoted(words: Sequence[str], paragraphs: Sequence[int]) -> list[bool]:
    """Tell of each word whether it stands inside quotation marks (or is one); every paragraph starts outside."""
    told: list[bool] = []
    double, single, at = False, False, -1
    for index, word in enumerate(words):
        if paragraphs[index] != at:
            double, single, at = False, False, paragraphs[index]
        if word in {"“", "„", "«", "``"}:
            double = True
        elif word in {"”", "»", "''"}:
            double = _closing(told)
            continue
        elif word == '"':
            if double:
                double = _closing(told)
                continue
            double = True
        elif word == "‘":
            single = True
        elif word == "’" and single:
            single = _closing(told)
            continue
        told.append(double or single)
    return told


def _closing(told: list[bool]) -> bool:
    """Count a closing mark as inside and answer that what follows is not."""
    told.append(True)
    return False


def features(words: Sequence[str], paragraphs: Sequence[int]) -> list[int]:
    """Return each word's feature: its letter case, and six more inside quotation marks."""
    inside = quoted(words, paragraphs)
    return [letter_case(word) + 6 * within for word, within in zip(words, inside, strict=True)]


class Pieces:
    """Word pieces of words, remembered: a page says the same words again and again."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Take the vocabulary; its own padding and truncation are switched off."""
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, words: Iterable[str]) -> Iterator[tuple[int, ...]]:
        """Yield each word's pieces, at least one and at most `MAX_PIECES`."""
        for word in words:
            found = self._known.get(word)
            yield found if found is not None else self._encode(word)

    def _encode(self, word: str) -> tuple[int, ...]:
        short = word[:MAX_LETTERS].translate(PRINTED)
        encoded = self._tokenizer.encode(short, add_special_tokens=False).ids[:MAX_PIECES]
        pieces = tuple(encoded) or (UNKNOWN_PIECE,)
        if len(self._known) >= CACHE_WORDS:
            self._known.clear()
        if len(word) <= MAX_LETTERS:
            self._known[word] = pieces
        return pieces
