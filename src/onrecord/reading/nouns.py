"""Nouns: what a number counts, found from the words after it without a parser."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.reading.tokens import HYPHENS, low_at, touching
from onrecord.spans import Span
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.reading.tokens import Token

LONGEST = 7  # words of a counted noun phrase, without its "of"
SINGULAR_ENDINGS = ("ss", "us", "is", "'s", "ics")
COMPARED = frozenset({"worth", "more", "fewer"})
"""What may stand between a number and the noun that it counts: "3 fewer crashes"."""
BEYOND = frozenset({"last", "next", "worth"})
"""What begins something else where it follows a noun: "40 tonnes of flour last week"."""
ARTICLES = frozenset({"a", "an", "the", "its", "their"})
WORTH = frozenset({"amounting", "worth", "totalling", "totaling", "valued", "estimated"})
PLURALS = frozenset({"people", "children", "men", "women", "police", "troops", "personnel", "staff", "crew"})


@dataclass(frozen=True, slots=True)
class Noun:
    """The counted noun phrase: tokens `[first, last)`; empty where nothing is said."""

    first: int
    last: int
    head: int  # the token of the noun itself

    @property
    def told(self) -> bool:
        """Answer whether the text names what is counted."""
        return self.last > self.first

    def span(self, tokens: Sequence[Token]) -> Span | None:
        """Return its span."""
        return Span(tokens[self.first].start, tokens[self.last - 1].end) if self.told else None


def no_noun(at: int) -> Noun:
    """Return the empty noun phrase at token `at`."""
    return Noun(at, at, at)


@cache
def _stops() -> Mapping[str, str]:
    return {row["word"]: row["class"] for row in load_table("onrecord.reading", "stops.tsv")}


@cache
def _nouns() -> Mapping[str, frozenset[str]]:
    return {row["word"]: frozenset(row["class"].split()) for row in load_table("onrecord.reading", "nouns.tsv")}


@cache
def _people() -> Mapping[str, bool]:
    return {row["word"]: row["soldier"] == "yes" for row in load_table("onrecord.reading", "people.tsv")}


def class_of(token: Token) -> str:
    """Return what kind of small word a token is: "preposition", "auxiliary", "verb"; nothing for others.

    >>> from onrecord.reading.tokens import read_tokens
    >>> [class_of(token) for token in read_tokens("With US troops", Span(0, 14))]
    ['preposition', '', '']
    """
    if token.text.isupper() and len(token.text) > 1:
        return ""  # US and WHO are no pronouns
    return _stops().get(token.low, "")


def is_noun(word: str, kind: str) -> bool:
    """Answer whether the table gives the noun `word` the class `kind`."""
    return kind in _nouns().get(word, frozenset())


def counts_people(tokens: Sequence[Token], noun: Noun) -> bool:
    """Answer whether the counted are people; "Palestinians" and "Houthis" are."""
    if not noun.told:
        return False
    head = tokens[noun.head]
    if head.low in _people() or _ends_as_people(head.low):
        return True
    return head.text.istitle() and head.low.isalpha() and is_plural(head.low)


@cache
def _ends_as_people(word: str) -> bool:
    """Answer whether a noun ends as those that count people do: "shepherds" and "cyclists", no "checklists"."""
    endings = _people_endings()
    if word in endings:  # "herds" are no people
        return False
    return next((endings[word[at:]] for at in range(1, len(word)) if word[at:] in endings), False)


@cache
def _people_endings() -> Mapping[str, bool]:
    rows = load_table("onrecord.reading", "people_endings.tsv")
    return {row["ending"]: row["people"] == "yes" for row in rows}


def is_soldier(tokens: Sequence[Token], noun: Noun) -> bool:
    """Answer whether the counted are soldiers."""
    return noun.told and _people().get(tokens[noun.head].low, False)


def unit_of(tokens: Sequence[Token], noun: Noun) -> str | None:
    """Return "people" or the plural noun that is counted."""
    if not noun.told:
        return None
    return "people" if counts_people(tokens, noun) else tokens[noun.head].text


def is_plural(word: str) -> bool:
    """Answer whether a word looks like a plural noun.

    >>> [is_plural(word) for word in ("villages", "people", "crisis", "wild")]
    [True, True, False, False]
    """
    return word in PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith(SINGULAR_ENDINGS))


def read_noun(tokens: Sequence[Token], at: int) -> Noun:
    """Read the noun phrase that begins at token `at`, right after a number.

    >>> from onrecord.reading.tokens import read_tokens
    >>> words = "of the Israeli military vehicles destroyed in May"
    >>> tokens = read_tokens(words, Span(0, len(words)))
    >>> read_noun(tokens, 0).span(tokens).words(words)
    'Israeli military vehicles'
    """
    first = last = _beginning(tokens, at)
    if _is_compound(tokens, first):
        return Noun(first, first + 1, first)
    while last < len(tokens) and last - first < LONGEST and _belongs(tokens, first, last):
        last += 1
        if tokens[last - 1].kind == "word" and _closes(tokens, last):
            break
    while last > first and tokens[last - 1].kind != "word":
        last -= 1
    if last > first and not _is_countable(tokens[last - 1]):
        return no_noun(first)
    return Noun(first, _with_of(tokens, first, last), last - 1)


def _is_compound(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether a number's hyphen binds it to the first of two nouns: a "31-vehicle convoy" is of 31 vehicles."""
    bound = at > 1 and tokens[at - 1].text in HYPHENS and tokens[at - 2].kind == "number"
    if not bound or at + 1 >= len(tokens) or not touching(tokens[at - 2], tokens[at - 1]):
        return False
    word, following = tokens[at], tokens[at + 1]
    singular = word.text.islower() and not is_plural(word.low) and not class_of(word)
    return singular and touching(tokens[at - 1], word) and following.kind == "word" and not class_of(following)


def _beginning(tokens: Sequence[Token], at: int) -> int:
    """Step over a hyphen ("31-vehicle") and over "of the", "worth of"."""
    if 0 < at < len(tokens) - 1 and tokens[at].text in HYPHENS and touching(tokens[at - 1], tokens[at]):
        return at + 1
    if low_at(tokens, at) in COMPARED:
        at += 1
    if low_at(tokens, at) == "of":
        at += 1
        while at < len(tokens) and class_of(tokens[at]) == "determiner":
            at += 1
    return at


def _belongs(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Answer whether the token goes on with the phrase that began at `first`."""
    token = tokens[at]
    if token.kind == "number":
        return at > first and tokens[at - 1].text in HYPHENS and touching(tokens[at - 1], token)
    if token.kind == "sign":
        return at + 1 < len(tokens) and tokens[at + 1].kind != "sign" and _is_inner(tokens, first, at)
    if at > first and token.low in BEYOND:
        return False
    kind = class_of(token)
    looks_past = token.text.islower() and token.low.endswith("ed") and len(token.low) > 4
    if kind == "verb" or (not kind and looks_past):
        # A participle before a noun belongs to it: "six injured civilians".
        return _is_modifier(tokens, at)
    return not kind


def _is_inner(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Answer whether a sign stands inside a name: the hyphen of "F-15 jets", the marks of "“Israeli” captives"."""
    sign = tokens[at].text
    if sign in HYPHENS or sign in "/&":
        return touching(tokens[at], tokens[at + 1]) or sign == "&"
    opens = touching(tokens[at], tokens[at + 1])
    return sign in '"“”' and (opens or (at > first and not is_plural(tokens[at - 1].low)))


def _is_modifier(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].low
    if at + 1 >= len(tokens) or not word.endswith(("ed", "en", "ing", "held")):
        return False
    following = tokens[at + 1]
    return (
        following.kind == "word"
        and not class_of(following)
        and (is_plural(following.low) or following.low in _people())
    )


def _is_countable(head: Token) -> bool:
    """Answer whether a word may be counted: no name of one, as in "injured seven Governor Adani said"."""
    initials = head.text.removesuffix("s").isupper()  # "14 TDs", "two PCs"
    return head.text[0].islower() or is_plural(head.low) or head.low in _people() or initials


def _closes(tokens: Sequence[Token], last: int) -> bool:
    """Answer whether the noun phrase is whole before token `last`."""
    word, following = tokens[last - 1].low, tokens[last] if last < len(tokens) else None
    if not (is_plural(word) or word in _people()) or is_noun(word, "adjective"):
        return False
    if following is None or following.kind != "word" or class_of(following):
        return True
    if is_noun(word, "adjunct") or not is_plural(word):  # "special forces troops", "police officers"
        return not (is_plural(following.low) or following.low in _people())
    return True


def _with_of(tokens: Sequence[Token], first: int, last: int) -> int:
    """Take in the "of" that says of whom "members" are members."""
    if last <= first or not is_noun(tokens[last - 1].low, "group") or low_at(tokens, last) != "of":
        return last
    start = last + 1
    while start < len(tokens) and class_of(tokens[start]) == "determiner":
        start += 1
    end = start
    while end < len(tokens) and end - start < 5 and tokens[end].kind == "word" and not class_of(tokens[end]):
        end += 1
    return end if end > start else last


def read_subject(tokens: Sequence[Token], at: int) -> Noun:
    """Read the subject of the clause whose number stands at token `at`, for a number that counts nothing named.

    >>> from onrecord.reading.tokens import read_tokens
    >>> words = "He said the military presence in the region has reached 400"
    >>> tokens = read_tokens(words, Span(0, len(words)))
    >>> read_subject(tokens, len(tokens) - 1).span(tokens).words(words)
    'military presence'
    """
    start = _clause(tokens, at)
    while start < at and (
        class_of(tokens[start]) in {"determiner", "preposition", "adverb", "conjunction"}
        or tokens[start].kind == "sign"
    ):
        start += 1
    end = start
    while end < at and _is_of_subject(tokens, start, end):
        end += 1
    while end > start and (class_of(tokens[end - 1]) or tokens[end - 1].kind == "sign"):
        end -= 1
    return Noun(start, end, end - 1) if end > start else no_noun(at)


def _is_of_subject(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Answer whether the token still belongs to the subject that began at `start`."""
    token = tokens[at]
    if token.text in {",", ";", ":"} or (at > start and token.text.islower() and token.low.endswith("ed")):
        return False
    return not class_of(token) or token.low == "of" or (token.low == "the" and at > start)


def read_valued(tokens: Sequence[Token], at: int) -> Noun:
    """Read what is said to be worth the money at token `at`: "tax revenues amounting to $3m"; else the subject."""
    worth = next((each for each in range(at - 1, max(-1, at - 4), -1) if tokens[each].low in WORTH), None)
    if worth is None:
        return read_subject(tokens, at)
    first = worth
    while first > 0 and tokens[first - 1].kind == "word" and not class_of(tokens[first - 1]):
        first -= 1
    return Noun(first, worth, worth - 1) if first < worth else no_noun(at)


def read_measured(tokens: Sequence[Token], first: int, last: int) -> Noun:
    """Read what the amount in tokens `[first, last)` measures beside it; empty where that is no noun.

    >>> from onrecord.reading.tokens import read_tokens
    >>> words = "Gales of 90 mph broke a 40 metre pier and 20 percent off coats"
    >>> tokens = read_tokens(words, Span(0, len(words)))
    >>> [read_measured(tokens, *at).span(tokens).words(words) for at in ((2, 4), (6, 8), (10, 12))]
    ['Gales', 'pier', 'coats']
    """
    before, after = low_at(tokens, first - 1), low_at(tokens, last)
    if before == "of":
        start = first - 1
        while start > 0 and tokens[start - 1].kind == "word" and not class_of(tokens[start - 1]):
            start -= 1
        return Noun(start, first - 1, first - 2) if start < first - 1 else no_noun(first)
    if after == "off" or (before in ARTICLES and last < len(tokens) and not class_of(tokens[last])):
        at = last + (after == "off")
        while at < len(tokens) and class_of(tokens[at]) == "determiner":
            at += 1
        return read_noun(tokens, at)
    return no_noun(last)


def _clause(tokens: Sequence[Token], at: int) -> int:
    """Return where the clause begins: after the last "that", "while", "said" or semicolon before token `at`."""
    for start in range(at - 1, -1, -1):
        kind = class_of(tokens[start])
        if tokens[start].low == "according":  # "According to the ministry, the toll …"
            return next((comma + 1 for comma in range(start, at) if tokens[comma].text == ","), start + 1)
        if tokens[start].text in ';:“"' or (
            kind in {"conjunction", "reporting"} and tokens[start].low not in {"and", "or"}
        ):
            return start + 1
    comma = next(
        (start for start in range(at - 1, -1, -1) if tokens[start].text == "," and _has_verb(tokens, start, at)), -1
    )
    return comma + 1


def _has_verb(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(class_of(tokens[at]) in {"auxiliary", "verb"} for at in range(first, last))


def singular(word: str) -> str:
    """Return the singular of a plural noun.

    >>> [singular(word) for word in ("villages", "cities", "people", "glasses", "men")]
    ['village', 'city', 'people', 'glass', 'man']
    """
    irregular = _singulars().get(word)
    if irregular or not is_plural(word):
        return irregular or word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word.removesuffix("s")


@cache
def _singulars() -> Mapping[str, str]:
    return {row["word"]: row["singular"] for row in load_table("onrecord.reading", "singulars.tsv")}
