"""Quantities: the numbers of a sentence, in digits and words, with comparator and unit of measurement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.reading.tokens import Token, low_at, number_words, phrase_at, touching
from onrecord.spans import Span
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.types import Comparator, Number

LONGEST_NUMBER = 24  # characters; a longer run of digits is a serial number, not a quantity
ARTICLES = frozenset({"a", "an"})
DASHES = frozenset("-‐‑–—")
MULTIPLIERS = frozenset({"hundred", "dozen", "scale"})
BETWEEN = frozenset({"of", "in", "on", "for", "to", "from", "that", "and"})  # end what "no" says of
PHRASAL = frozenset(
    {"take", "takes", "took", "taken", "taking", "hand", "handed", "flew", "fly", "flying", "ran", "control"}
)
BEFORE_UNIT = frozenset({"more", "additional", "further", "whole", "consecutive", "straight", "full", "extra"})
OPEN = frozenset({"at_least", "more_than", "vague"})
Stretch = tuple[int, int]  # of tokens


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed: tokens `[first, last)` with its comparator, `[core, last)` without."""

    first: int
    core: int
    last: int
    low: Number
    high: Number | None
    comparator: Comparator
    unit: str | None = None  # "percent", "USD", "km"; None for things counted
    kind: str | None = None  # the unit's kind, "share", "money", "duration"; "zero" for "no" and "none"
    bare: bool = False  # digits or a number word alone: no separator, scale, comparator or unit
    # The words that gave value, unit and comparator; None where none did.
    number: Stretch = (0, 0)
    unit_words: Stretch | None = None
    comparator_words: Stretch | None = None

    def span(self, tokens: Sequence[Token]) -> Span:
        """Return the span of the words with the comparator."""
        return Span(tokens[self.first].start, tokens[self.last - 1].end)

    def amount(self, tokens: Sequence[Token]) -> Span:
        """Return the span of the number with its unit."""
        return Span(tokens[self.core].start, tokens[self.last - 1].end)


@dataclass(frozen=True, slots=True)
class _Value:
    """What a number grammar read: up to token `last`."""

    last: int
    low: float
    high: float | None = None  # None unless a range; open ends are the comparator's affair
    kind: str | None = None
    vague: bool = False
    bare: bool = False


def read_quantities(tokens: Sequence[Token], masked: frozenset[int]) -> list[Quantity]:
    """Return the quantities among `tokens`, in order; the tokens in `masked` (dates, ages) are no part of any.

    >>> from onrecord.reading.tokens import read_tokens
    >>> told = "Nearly a dozen of 1.5 million, some 40 to 50 percent"
    >>> found = read_quantities(read_tokens(told, Span(0, 52)), frozenset())
    >>> [(each.low, each.high, each.comparator) for each in found]
    [(12, 12, 'almost'), (1500000, 1500000, 'exactly'), (40, 50, 'between')]
    """
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        value = _read_value(tokens, at) if at not in masked and _may_begin(tokens[at]) else None
        if value is None or any(each in masked for each in range(at, value.last)):
            at += 1
            continue
        quantity = _with_unit(tokens, _ranged(tokens, at, value, masked), at)
        quantity = _with_comparator(tokens, quantity, found[-1].last if found else 0)
        found.append(quantity)
        at = quantity.last
    return found


def _may_begin(token: Token) -> bool:
    """Answer whether a number may begin with this token; most of a text is passed over here."""
    return token.kind == "number" or token.low in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    vague = {row["words"].split()[0] for row in load_table("onrecord.reading", "vague.tsv")}
    return frozenset(number_words()) | vague | ARTICLES | {"no", "none"}


def _read_value(tokens: Sequence[Token], at: int) -> _Value | None:
    return (
        _ratio(tokens, at)
        or _part_of_scale(tokens, at)
        or _fraction(tokens, at)
        or _vague(tokens, at)
        or _digits(tokens, at)
        or _spelled(tokens, at)
        or _none(tokens, at)
    )


def _kind(word: str) -> str:
    return number_words().get(word, (0.0, ""))[1]


# -- the number itself


def _digits(tokens: Sequence[Token], at: int) -> _Value | None:
    token = tokens[at]
    if token.kind != "number" or len(token.text) > LONGEST_NUMBER:
        return None
    number = _printed(token.text)
    following, adjoins = low_at(tokens, at + 1), at + 1 < len(tokens) and touching(token, tokens[at + 1])
    if adjoins and following == "s":  # "100s of people"
        return _Value(at + 2, number, vague=True)
    if adjoins and _kind(following) == "attached":
        return _Value(at + 2, number * number_words()[following][0])
    last, scale = _scale(tokens, at + 1)
    plain = last == at + 1 and token.text.isdigit()
    return _Value(last, number * scale, bare=plain)


def _printed(words: str) -> float:
    whole = "".join(words.split())
    head, comma, tail = whole.rpartition(",")
    if comma and len(tail) != 3 and "." not in whole:  # a decimal comma
        whole = f"{head}.{tail}"
    return float(whole.replace(",", ""))


def _scale(tokens: Sequence[Token], at: int) -> tuple[int, float]:
    scale = 1.0
    while _kind(word := low_at(tokens, at)) in MULTIPLIERS:
        scale *= number_words()[word][0]
        at += 1
    return at, scale


def _spelled(tokens: Sequence[Token], at: int) -> _Value | None:
    """Read "twenty-one", "two hundred and fifty", "a million", "half a dozen"."""
    start = at
    if (
        low_at(tokens, at) == "half"
        and low_at(tokens, at + 1) in ARTICLES
        and _kind(low_at(tokens, at + 2)) in MULTIPLIERS
    ):
        last, scale = _scale(tokens, at + 2)
        return _Value(last, scale / 2)
    if low_at(tokens, at) in ARTICLES:
        if _kind(low_at(tokens, at + 1)) not in MULTIPLIERS:
            return None
        at += 1
    total, group, seen = 0.0, 0.0, 0
    while kind := _kind(word := low_at(tokens, at)):
        value = number_words()[word][0]
        if kind in {"unit", "tens"}:
            if seen and _kind(low_at(tokens, at - 1)) in ({"unit"} if kind == "unit" else {"unit", "tens"}):
                break
            group += value
        elif kind in {"hundred", "dozen"}:
            group = (group or 1) * value
        elif kind == "scale":
            total, group = total + (group or 1) * value, 0
        else:
            break
        seen += 1
        at += 1 + _joint(tokens, at + 1)
    if not seen:
        return None
    nought = total + group == 0
    return _Value(at, total + group, kind="zero" if nought else None, bare=at == start + 1)


def _joint(tokens: Sequence[Token], at: int) -> int:
    """Return 1 where a hyphen or "and" goes on with the same number: "twenty-one", "hundred and fifty"."""
    following = _kind(low_at(tokens, at + 1))
    if low_at(tokens, at) in DASHES:
        return 1 if following in {"unit", "hundred", "scale"} else 0
    after_hundred = _kind(low_at(tokens, at - 1)) in {"hundred", "scale"}
    return 1 if low_at(tokens, at) == "and" and after_hundred and following in {"unit", "tens"} else 0


def _vague(tokens: Sequence[Token], at: int) -> _Value | None:
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
        elif _kind(scale_word) == "scale":
            last, value = last + 2, value * number_words()[scale_word][0]
    return _Value(last, value, vague=True)


def _the_few(tokens: Sequence[Token], at: int) -> _Value | None:
    """Read "few hundred", which is vague even without its article."""
    if low_at(tokens, at) != "few" or _kind(low_at(tokens, at + 1)) not in MULTIPLIERS:
        return None
    last, scale = _scale(tokens, at + 1)
    return _Value(last, 3 * scale, vague=True)


def _fraction(tokens: Sequence[Token], at: int) -> _Value | None:
    """Read "a third of", "two-thirds", "half the", "three quarters of" as a share in percent."""
    count, last = 1.0, at
    word = low_at(tokens, at)
    if word in ARTICLES or word == "one":
        last = at + 1
    elif _kind(word) == "unit" and number_words()[word][0] > 1:
        count, last = number_words()[word][0], at + 1
    if last > at and low_at(tokens, last) in DASHES:
        last += 1
    part = low_at(tokens, last)
    if _kind(part) != "fraction" or (count > 1) != (part.endswith("s")):
        return None
    if last == at and not _stands_alone(tokens, at):
        return None
    if part == "half" and low_at(tokens, last + 1) in ARTICLES and _kind(low_at(tokens, last + 2)) in MULTIPLIERS:
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
    return _Value(last + 1, round(share, 1), kind="share")


AFTER_SHARE = frozenset(
    {
        "of",
        "the",
        "its",
        "their",
        "his",
        "to",
        "in",
        "were",
        "are",
        "was",
        "is",
        "and",
        "mostly",
        "more",
        "less",
        "lower",
        "higher",
        "since",
        "said",
        "have",
        "had",
    }
)


def _part_of_scale(tokens: Sequence[Token], at: int) -> _Value | None:
    """Read "a quarter of a million", which is a number and no share."""
    first = at + (low_at(tokens, at) in ARTICLES)
    if _kind(low_at(tokens, first)) != "fraction" or low_at(tokens, first + 1) != "of":
        return None
    if low_at(tokens, first + 2) not in ARTICLES or _kind(low_at(tokens, first + 3)) != "scale":
        return None
    part, scale = number_words()[low_at(tokens, first)][0], number_words()[low_at(tokens, first + 3)][0]
    return _Value(first + 4, round(part * scale / 100))


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


def _ratio(tokens: Sequence[Token], at: int) -> _Value | None:
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
    if right is None or not left < right or (right not in {2, 3, 4, 5, 6, 7, 8, 10, 12, 20, 50, 100, 1000}):
        return None
    if phrase_at(tokens, middle + 1, "units.tsv") or tokens[middle].kind != tokens[at].kind:
        return None  # "two in five days"
    return _Value(middle + 1, round(100 * left / right, 1), kind="share")


def _small(tokens: Sequence[Token], at: int) -> float | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "number" and token.text.isdigit() and len(token.text) <= 4:
        return float(token.text)
    return number_words()[token.low][0] if _kind(token.low) in {"unit", "tens", "hundred"} else None


def _none(tokens: Sequence[Token], at: int) -> _Value | None:
    """Read "none" of a vote and "no" before what is said not to be: "none against", "no casualties"."""
    if low_at(tokens, at) == "none" and low_at(tokens, at + 1) in {"against", "opposed", "abstained", "in", "for"}:
        return _Value(at + 1, 0, kind="zero")
    if low_at(tokens, at) == "no" and low_at(tokens, at - 1) != "of":
        for each in range(at + 1, min(at + 4, len(tokens))):
            told = phrase_at(tokens, each, "zeros.tsv", "word")
            if told:
                return _Value(at + 1, 0, kind="zero")
            if tokens[each].kind != "word" or tokens[each].low in {
                "of",
                "in",
                "on",
                "for",
                "to",
                "from",
                "that",
                "and",
            }:
                break
    return None


# -- ranges, units, comparators


def _ranged(tokens: Sequence[Token], at: int, value: _Value, masked: frozenset[int]) -> tuple[_Value, bool]:
    """Join "40 to 50", "40-50" and "between 40 and 50" to one value; say whether it is a range."""
    joint = low_at(tokens, value.last)
    before = low_at(tokens, at - 1)
    if (
        joint not in DASHES | {"to", "and", "or"}
        or value.kind
        or value.last + 1 >= len(tokens)
        or value.last + 1 in masked
    ):
        return value, False
    if joint == "and" and before != "between":
        return value, False
    if {"vote", "voted", "votes"} & {low_at(tokens, each) for each in range(at - 5, at)}:
        return value, False  # "a vote of 103 to 321" gives two figures
    other = _digits(tokens, value.last + 1) or _spelled(tokens, value.last + 1)
    if other is None:
        return value, False
    low, high = value.low, other.low
    if low < 1000 <= high and value.bare and not other.bare and other.low / low >= 1000:
        low *= _scale_of(tokens, other)
    if (joint == "or" and high != low + 1) or low >= high:
        return value, False
    return _Value(other.last, low, high), True


def _scale_of(tokens: Sequence[Token], value: _Value) -> float:
    """Return the scale word at the end of `value`, which "two to three million" lends its first number."""
    word = low_at(tokens, value.last - 1)
    return number_words()[word][0] if _kind(word) in {"scale", "hundred", "dozen", "attached"} else 1.0


def _with_unit(tokens: Sequence[Token], told: tuple[_Value, bool], at: int) -> Quantity:
    value, ranged = told
    low, high = _number(value.low), _number(value.low if value.high is None else value.high)
    comparator: Comparator = "between" if ranged else "vague" if value.vague else "exactly"
    number = (at, value.last)
    quantity = Quantity(
        at,
        at,
        value.last,
        low,
        None if value.vague else high,
        comparator,
        kind=value.kind,
        bare=value.bare,
        number=number,
        comparator_words=None if comparator == "exactly" else number,
    )
    if value.kind == "share":
        return replace(quantity, unit="percent", unit_words=number)
    if value.kind == "zero":
        return quantity
    return _with_currency(tokens, quantity) or _with_suffix(tokens, quantity) or quantity


def _with_currency(tokens: Sequence[Token], quantity: Quantity) -> Quantity | None:
    """Take in a sign or code before the amount: "$1.5bn", "US$3m", "EUR 40"."""
    for length in (3, 2, 1):
        first = quantity.core - length
        if first < 0:
            continue
        sign = "".join(token.text for token in tokens[first : quantity.core])
        if sign in _currencies() and all(
            touching(tokens[each], tokens[each + 1]) for each in range(first, quantity.core - 1)
        ):
            told = replace(quantity, unit=_currencies()[sign], unit_words=(first, quantity.core))
            return replace(told, first=first, core=first, kind="money", bare=False)
    return None


@cache
def _currencies() -> Mapping[str, str]:
    return {row["sign"]: row["code"] for row in load_table("onrecord.reading", "currencies.tsv")}


def _with_suffix(tokens: Sequence[Token], quantity: Quantity) -> Quantity | None:
    """Take in the unit after the number: "40 percent", "five-day", "3 km", "millions of dollars"."""
    at = quantity.last
    hyphen = low_at(tokens, at) in DASHES and at + 1 < len(tokens) and touching(tokens[at], tokens[at + 1])
    if hyphen or (low_at(tokens, at) == "of" and quantity.comparator == "vague") or low_at(tokens, at) in BEFORE_UNIT:
        at += 1
    told = phrase_at(tokens, at, "units.tsv")
    if told is None:
        return None
    length, row = told
    if len(row["words"]) == 1 and row["words"] != "%" and not touching(tokens[at - 1], tokens[at]):
        return None  # "10 m people" is no length
    last = at + length
    return replace(quantity, last=last, unit=row["unit"], kind=row["kind"], bare=False, unit_words=(at, last))


def _number(value: float) -> Number:
    rounded = round(float(value), 6)
    return int(rounded) if rounded.is_integer() else rounded


def _with_comparator(tokens: Sequence[Token], quantity: Quantity, floor: int) -> Quantity:
    first, comparator = _before(tokens, quantity.first, floor)
    last, after = _after(tokens, quantity.last)
    told = comparator if comparator not in {None, "exactly"} else after or comparator
    words = (first, quantity.first) if told == comparator else (quantity.last, last)
    quantity = replace(quantity, first=first, last=last if after else quantity.last)
    if quantity.comparator == comparator == "between":  # "between 40 and 50"
        return replace(quantity, bare=False, comparator_words=(first, quantity.number[1]))
    if quantity.comparator in {"between", "vague"} or told is None:
        return replace(quantity, bare=quantity.bare and first == quantity.core)
    high = None if told in OPEN else quantity.high
    return replace(quantity, comparator=told, high=high, bare=False, comparator_words=words)


@cache
def _comparators(side: str) -> Mapping[tuple[str, ...], Comparator]:
    rows = load_table("onrecord.reading", "comparators.tsv")
    return {tuple(row["words"].split()): row["comparator"] for row in rows if row["side"] == side}  # type: ignore[misc]


def _before(tokens: Sequence[Token], first: int, floor: int) -> tuple[int, Comparator | None]:
    """Return where the comparator before token `first` begins, and what it says; the strongest of two counts."""
    told: Comparator | None = None
    table = _comparators("before")
    moved = True
    while moved:
        moved = False
        for length in (4, 3, 2, 1):
            words = tuple(token.low for token in tokens[max(floor, first - length) : first])
            if len(words) == length and words in table and not _is_phrasal(tokens, first - length, words):
                comparator = table[words]
                told = comparator if told in {None, "exactly"} else told
                first, moved = first - length, True
                break
    return first, told


def _is_phrasal(tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    """Answer whether "over" belongs to the verb before it: "took over two oil fields"."""
    return words == ("over",) and low_at(tokens, at - 1) in PHRASAL


def _after(tokens: Sequence[Token], last: int) -> tuple[int, Comparator | None]:
    for length in (3, 2, 1):
        words = tuple(token.low for token in tokens[last : last + length])
        comparator = _comparators("after").get(words) if len(words) == length else None
        following = last + length
        if comparator and not (following < len(tokens) and tokens[following].kind == "number"):
            if words == ("at", "least") and _kind(low_at(tokens, following)):
                return last, None
            return following, comparator
    return last, None
