"""Numerals: numbers as news writes them, in digits and words: "816 000", "1.5 lakh", "two and a half million"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.reading.lexicon import word_list
from onrecord.reading.tokens import HYPHENS, Token, low_at, number_words, phrase_at, touching
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_NUMBER = 24  # characters; a longer run of digits is a serial number, not a quantity
ARTICLES = frozenset({"a", "an"})
DASHES = frozenset("-‐‑–—")
MULTIPLIERS = frozenset({"hundred", "dozen", "scale"})
LOWER = 6  # digits of what goes on in a lower scale
PARTS_AT_MOST = 10  # of a printed fraction: "3/10"
BETWEEN = frozenset({"of", "in", "on", "for", "to", "from", "that", "and"})  # end what "no" says of
POWERS = frozenset("23")
LARGEST_SMALL = 7  # characters of a whole: "100,000"
LARGEST_TOLD = 100  # of "in 100": a share of more is told with more digits
WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000, 10000, 100000})
AFTER_SHARE = word_list("after a share")
EXTENTS = word_list("extents")


@dataclass(frozen=True, slots=True)
class Value:
    """What the grammar of numbers read: up to token `last`."""

    last: int
    low: float
    high: float | None = None  # None unless a range; open ends are the comparator's affair
    kind: str | None = None
    vague: bool = False
    bare: bool = False


def may_begin(token: Token) -> bool:
    """Answer whether a number may begin with this token; most of a text is passed over here."""
    return token.kind == "number" or token.low in _beginnings() or token.low.endswith("fold")


@cache
def _beginnings() -> frozenset[str]:
    vague = {row["words"].split()[0] for row in load_table("onrecord.reading", "vague.tsv")}
    return frozenset(number_words()) | vague | ARTICLES | {"no", "none"}


def read_value(tokens: Sequence[Token], at: int) -> Value | None:
    """Read the number that begins at token `at`, in whatever way it is written; None where none does.

    >>> from onrecord.reading.tokens import read_tokens
    >>> from onrecord.spans import Span
    >>> told = ("two and a half million", "1.5 lakh", "three in four", "five point two")
    >>> values = [read_value(read_tokens(each, Span(0, len(each))), 0) for each in told]
    >>> [value.low for value in values if value]
    [2500000.0, 150000.0, 75.0, 5.2]
    """
    return (
        _ratio(tokens, at)
        or _part_of_scale(tokens, at)
        or _part_of_unit(tokens, at)
        or _fraction(tokens, at)
        or _printed_fraction(tokens, at)
        or _fold(tokens, at)
        or _vague(tokens, at)
        or read_digits(tokens, at)
        or read_spelled(tokens, at)
        or _none(tokens, at)
    )


def _fold(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "sixfold" as six times."""
    word = low_at(tokens, at).removesuffix("fold").rstrip("-")
    if not low_at(tokens, at).endswith("fold") or kind_of(word) not in {"unit", "tens", "hundred"}:
        return None
    return Value(at + 1, number_words()[word][0], kind="times")


def _printed_fraction(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "1/2 pound" as half of one: only before a unit, for "9/11" and "1/3" are more often dates and names."""
    told = _over(tokens, at)
    return Value(*told) if told and phrase_at(tokens, told[0], "units.tsv") else None


def kind_of(word: str) -> str:
    """Return the kind of a number word as the table has it, the empty string for other words."""
    return number_words().get(word, (0.0, ""))[1]


# -- the number itself


def read_digits(tokens: Sequence[Token], at: int) -> Value | None:
    """Read a number in digits with its scale: "41", "2.1bn", "3 million", "2½", "1 crore 20 lakh"."""
    token = tokens[at]
    if token.kind != "number" or len(token.text) > LONGEST_NUMBER:
        return None
    number = _printed(token.text)
    following, adjoins = low_at(tokens, at + 1), at + 1 < len(tokens) and touching(token, tokens[at + 1])
    if adjoins and following == "s":  # "100s of people"
        return Value(at + 2, number, vague=True)
    if adjoins and kind_of(following) == "attached" and not _is_metric(tokens, at + 1):
        return Value(at + 2, number * number_words()[following][0])
    last, scale = _scale(tokens, at + 1)
    last, number = _with_lower(tokens, last, number * scale, scale)
    last, number = _with_part(tokens, last, number, scale)
    return Value(last, number, bare=last == at + 1 and token.text.isdigit())


def _is_metric(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether an attached letter is a metre: "1.8m tall", "2m-wide", "32m2"; no "1.5m high school pupils"."""
    word = at + 2 if low_at(tokens, at + 1) in HYPHENS else at + 1
    extent = low_at(tokens, word) in EXTENTS and low_at(tokens, word + 1) != "school"
    return low_at(tokens, at) == "m" and (extent or _is_power(tokens, at))


def _with_lower(tokens: Sequence[Token], last: int, total: float, scale: float) -> tuple[int, float]:
    """Add what goes on in lower scales: "1 crore 20 lakh", "2 million 300 thousand"."""
    while last < len(tokens) and tokens[last].kind == "number" and len(tokens[last].text) <= LOWER:
        after, lower = _scale(tokens, last + 1)
        more = _printed(tokens[last].text) * lower
        if not 1 < lower <= more < scale:
            break
        last, total, scale = after, total + more, lower
    return last, total


def _with_part(tokens: Sequence[Token], at: int, total: float, scale: float) -> tuple[int, float]:
    """Add a half or a quarter: "two and a half million", "3 million and a half", "2½", "10 1/2"."""
    part = _part(tokens, at)
    if part is None:
        return at, total
    last, after = _scale(tokens, part[0])
    if scale > 1:
        return last, total + part[1] * (after if after > 1 else scale)
    return last, (total + part[1]) * after


def _part(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """Return where what is less than one ends, and how much it is: "½", "1/2", "and a half", "and three quarters"."""
    if kind_of(low_at(tokens, at)) == "part":
        return at + 1, number_words()[low_at(tokens, at)][0]
    if at < len(tokens) and tokens[at].start > tokens[at - 1].end:
        printed = _over(tokens, at)
        if printed:
            return printed
    count = 1.0 if low_at(tokens, at + 1) in {*ARTICLES, "one"} else 3.0 if low_at(tokens, at + 1) == "three" else 0.0
    word = low_at(tokens, at + 2)
    parts = {"half", "quarter"} if count == 1 else {"quarters"}
    if low_at(tokens, at) != "and" or not count or word not in parts or low_at(tokens, at + 3) == "of":
        return None
    return at + 3, count * number_words()[word][0] / 100


def _over(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """Read a fraction that is printed as one: "1/2", "3/10"."""
    if at + 2 >= len(tokens) or tokens[at + 1].text != "/" or tokens[at].kind != "number":
        return None
    left, right = _small(tokens, at), _small(tokens, at + 2)
    whole = touching(tokens[at], tokens[at + 1]) and touching(tokens[at + 1], tokens[at + 2])
    if not whole or left is None or right is None or not 0 < left < right <= PARTS_AT_MOST:
        return None
    return at + 3, left / right


def _is_power(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether a letter goes with the digit after it: "32m2" is an area, no 32 million."""
    return at + 1 < len(tokens) and tokens[at + 1].text in POWERS and touching(tokens[at], tokens[at + 1])


def _printed(words: str) -> float:
    whole = "".join(words.split())
    head, comma, tail = whole.rpartition(",")
    if comma and len(tail) != 3 and "." not in whole:  # a decimal comma
        whole = f"{head}.{tail}"
    return float(whole.replace(",", ""))


def _scale(tokens: Sequence[Token], at: int) -> tuple[int, float]:
    """Return where the scale words from token `at` on end, and their product: "million", "-billion", "lakh crore"."""
    if low_at(tokens, at) in HYPHENS and kind_of(low_at(tokens, at + 1)) == "scale":
        at += touching(tokens[at - 1], tokens[at]) and touching(tokens[at], tokens[at + 1])  # "$5.2-billion"
    scale = 1.0
    while kind_of(word := low_at(tokens, at)) in MULTIPLIERS:
        scale *= number_words()[word][0]
        at += 1
    return at, scale


def read_spelled(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "twenty-one", "two hundred and fifty", "a million", "half a dozen", "five point two million"."""
    half = _half_of_scale(tokens, at)
    if half:
        return half
    first = at
    if low_at(tokens, at) in ARTICLES:
        if kind_of(low_at(tokens, at + 1)) not in MULTIPLIERS:
            return None
        first += 1
    last, total = _counted(tokens, first)
    if last == first:
        return None
    scale = number_words()[low_at(tokens, last - 1)][0] if kind_of(low_at(tokens, last - 1)) == "scale" else 1.0
    last, total = _with_decimals(tokens, last, total)
    last, total = _with_part(tokens, last, total, scale)
    return Value(last, total, kind=None if total else "zero", bare=last == at + 1)


def _counted(tokens: Sequence[Token], at: int) -> tuple[int, float]:
    """Return where the number words that begin at token `at` end, and what they count."""
    start, total, group = at, 0.0, 0.0
    while kind := kind_of(word := low_at(tokens, at)):
        value = number_words()[word][0]
        if kind in {"unit", "tens"}:
            same = {"unit"} if kind == "unit" else {"unit", "tens"}
            if at > start and kind_of(low_at(tokens, at - 1)) in same:
                break
            group += value
        elif kind in {"hundred", "dozen"}:
            group = (group or 1) * value
        elif kind == "scale" and at > start and kind_of(low_at(tokens, at - 1)) == "scale":
            total *= value  # "three lakh crore"
        elif kind == "scale":
            total, group = total + (group or 1) * value, 0
        else:
            break
        at += 1 + _joint(tokens, at + 1)
    return at, total + group


def _half_of_scale(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "half a million", "half a dozen", and a lone "½"."""
    if kind_of(low_at(tokens, at)) == "part":
        last, scale = _scale(tokens, at + 1)
        return Value(last, number_words()[low_at(tokens, at)][0] * scale)
    articled = low_at(tokens, at) == "half" and low_at(tokens, at + 1) in ARTICLES
    if not articled or kind_of(low_at(tokens, at + 2)) not in MULTIPLIERS:
        return None
    last, scale = _scale(tokens, at + 2)
    return Value(last, scale / 2)


def _with_decimals(tokens: Sequence[Token], at: int, total: float) -> tuple[int, float]:
    """Add the digits after a spoken point: "five point two million", "zero point seventy-one"."""
    digits, last = "", at + 1
    while low_at(tokens, at) == "point" and kind_of(word := low_at(tokens, last)) in {"unit", "tens"}:
        joint = 1 + _joint(tokens, last + 1) if kind_of(word) == "tens" else 1
        after = kind_of(low_at(tokens, last + joint)) == "unit" and kind_of(word) == "tens"  # "point seventy-one"
        value = number_words()[word][0] + (number_words()[low_at(tokens, last + joint)][0] if after else 0)
        digits, last = digits + f"{value:.0f}", last + (joint + 1 if after else 1)
    if not digits:
        return at, total
    last, scale = _scale(tokens, last)
    return last, (total + float(f"0.{digits}")) * scale


def _joint(tokens: Sequence[Token], at: int) -> int:
    """Return 1 where a hyphen or "and" goes on with the same number: "twenty-one", "hundred and fifty"."""
    following = kind_of(low_at(tokens, at + 1))
    if low_at(tokens, at) in DASHES:
        return 1 if following in {"unit", "hundred", "scale"} else 0
    after_hundred = kind_of(low_at(tokens, at - 1)) in {"hundred", "scale"}
    return 1 if low_at(tokens, at) == "and" and after_hundred and following in {"unit", "tens"} else 0


def _vague(tokens: Sequence[Token], at: int) -> Value | None:
    told = phrase_at(tokens, at, "vague.tsv")
    if told is None or (low_at(tokens, at) == "few" and low_at(tokens, at - 1) != "a"):
        return _the_few(tokens, at)
    length, row = told
    last, value = at + length, float(row["value"])
    if row["multiplies"] == "before":
        last, scale = _scale(tokens, last)
        value *= scale
    elif row["multiplies"] == "of" and low_at(tokens, last) == "of":
        inner = phrase_at(tokens, last + 1, "vague.tsv")
        scale_word = low_at(tokens, last + 1).removesuffix("s")
        if inner and float(inner[1]["value"]) >= 100:
            last, value = last + 1 + inner[0], value * float(inner[1]["value"])
        elif kind_of(scale_word) == "scale":
            last, value = last + 2, value * number_words()[scale_word][0]
    return Value(last, value, vague=True)


def _the_few(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "few hundred", which is vague even without its article."""
    if low_at(tokens, at) != "few" or kind_of(low_at(tokens, at + 1)) not in MULTIPLIERS:
        return None
    last, scale = _scale(tokens, at + 1)
    return Value(last, 3 * scale, vague=True)


def _fraction(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "a third of", "two-thirds", "half the", "three quarters of" as a share in percent."""
    count, last = 1.0, at
    word = low_at(tokens, at)
    if word in ARTICLES or word == "one":
        last = at + 1
    elif kind_of(word) == "unit" and number_words()[word][0] > 1:
        count, last = number_words()[word][0], at + 1
    if last > at and low_at(tokens, last) in DASHES:
        last += 1
    part = low_at(tokens, last)
    if kind_of(part) != "fraction" or (count > 1) != (part.endswith("s")):
        return None
    if last == at and not _stands_alone(tokens, at):
        return None
    if part == "half" and low_at(tokens, last + 1) in ARTICLES and kind_of(low_at(tokens, last + 2)) in MULTIPLIERS:
        return None  # "half a million"
    following = low_at(tokens, last + 1)
    if part != "half" and count == 1 and following and following[0].isalpha() and following not in AFTER_SHARE:
        return None  # "a third bomb"
    share = (
        33.3
        if (part, count) == ("third", 1)
        else 66.7
        if count == 2 and part == "thirds"
        else count * number_words()[part][0]
    )
    return Value(last + 1, round(share, 1), kind="share")


def _part_of_scale(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "a quarter of a million", "three quarters of a billion" and "half million": numbers and no shares."""
    word = low_at(tokens, at)
    several = kind_of(word) == "unit" and kind_of(low_at(tokens, at + 1)) == "fraction"
    first = at + (word in ARTICLES or several)
    part = low_at(tokens, first)
    if kind_of(part) != "fraction":
        return None
    last = first + 1
    if low_at(tokens, last) == "of":
        last += 1 + (low_at(tokens, last + 1) in ARTICLES)
    elif part not in {"half", "quarter", "quarters"}:
        return None  # "a third million" is one more
    if kind_of(low_at(tokens, last)) != "scale":
        return None
    count = number_words()[word][0] if several else 1.0
    return Value(last + 1, round(count * number_words()[part][0] * number_words()[low_at(tokens, last)][0] / 100))


def _part_of_unit(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "half a mile", "a quarter-point", "three quarters of an hour", which are amounts and no shares."""
    word = low_at(tokens, at)
    several = kind_of(word) == "unit" and kind_of(low_at(tokens, at + 1)) == "fraction"
    first = at + (word in ARTICLES or several)
    part, last = low_at(tokens, first), first + 1
    if kind_of(part) != "fraction":
        return None
    if low_at(tokens, last) == "of" and low_at(tokens, last + 1) in {*ARTICLES, "one"}:
        last += 2
    elif part == "half" and low_at(tokens, last) in ARTICLES:
        last += 1
    elif part not in {"half", "quarter"} or low_at(tokens, last) not in HYPHENS:
        return None
    unit = phrase_at(tokens, last + (low_at(tokens, last) in HYPHENS), "units.tsv")
    if unit is None or len(unit[1]["words"]) == 1:
        return None
    count = number_words()[word][0] if several else 1.0
    return Value(last, round(count * number_words()[part][0] / 100, 3))


def _stands_alone(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether a fraction without a number before it is a share: "half of", "northern third of"."""
    word, before, following = low_at(tokens, at), low_at(tokens, at - 1), low_at(tokens, at + 1)
    if word == "half":
        return before not in {
            "first",
            "second",
            "latter",
            "last",
            "other",
            "better",
            "and",
            "a",
            "the",
            "-",
        } and following in {"of", "the", "its", "their", "a"}
    return word == "third" and following == "of" and before.endswith(("ern", "east", "west", "north", "south"))


def _ratio(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "three in four", "nine out of ten", "1 in 5" as a share in percent."""
    left = _small(tokens, at)
    if left is None:
        return None
    middle = at + 1
    if (low_at(tokens, middle), low_at(tokens, middle + 1)) == ("out", "of"):
        middle += 2
    elif low_at(tokens, middle) == "in":
        middle += 1
    else:
        return None
    right = _small(tokens, middle)
    if right is None or not left < right or right not in WHOLES:
        return None
    if phrase_at(tokens, middle + 1, "units.tsv") or (tokens[middle].kind != tokens[at].kind and left != 1):
        return None  # "two in five days"
    if kind_of(low_at(tokens, middle + 1)) in MULTIPLIERS:
        return None  # "two out of five hundred"
    return Value(middle + 1, round(100 * left / right, 1 if right <= LARGEST_TOLD else 4), kind="share")


def _small(tokens: Sequence[Token], at: int) -> float | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "number" and token.text.replace(",", "").isdigit() and len(token.text) <= LARGEST_SMALL:
        return float(token.text.replace(",", ""))
    return number_words()[token.low][0] if kind_of(token.low) in {"unit", "tens", "hundred"} else None


def _none(tokens: Sequence[Token], at: int) -> Value | None:
    """Read "none" of a vote and "no" before what is said not to be: "none against", "no casualties"."""
    if low_at(tokens, at) == "none" and low_at(tokens, at + 1) in {"against", "opposed", "abstained", "in", "for"}:
        return Value(at + 1, 0, kind="zero")
    if low_at(tokens, at) == "no" and low_at(tokens, at - 1) != "of":
        for each in range(at + 1, min(at + 4, len(tokens))):
            told = phrase_at(tokens, each, "zeros.tsv", "word")
            if told:
                return Value(at + 1, 0, kind="zero")
            if tokens[each].kind != "word" or tokens[each].low in BETWEEN:
                break
    return None
