"""Quantities: the numbers of a sentence, in digits and words, with comparator and unit of measurement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.reading.lexicon import word_list
from onrecord.reading.numerals import DASHES, POWERS, Value, kind_of, may_begin, read_digits, read_spelled, read_value
from onrecord.reading.own import NOTHING, Own
from onrecord.reading.tokens import Token, low_at, number_words, phrase_at, phrase_of, touching
from onrecord.spans import Span
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.types import Comparator, Number

ARC = frozenset("′″")
LONE_UNITS = frozenset("WV")  # "5 W": letters that stand apart from their number too
PHRASAL = frozenset(
    {"take", "takes", "took", "taken", "taking", "hand", "handed", "flew", "fly", "flying", "ran", "control"}
)
BEFORE_UNIT = frozenset({"more", "additional", "further", "whole", "consecutive", "straight", "full", "extra"})
OPEN = frozenset({"at_least", "more_than", "vague"})
Stretch = tuple[int, int]  # of tokens
CHANGES = word_list("changes")
WITHIN = 12  # words before "from" in which something changes
LEAST_BEFORE_FROM = 2  # tokens: what ranges, and "from"
SCALES_OF_HEAT = frozenset("CF")  # units where a temperature is spoken of: "highs of 72 F"
HEAT_WORDS = word_list("heat")
INDEX_WORDS = word_list("indices")
HUNDRED_PERCENT = 100
LONGEST_STUFF = 5  # words from "of" to the rate: "of jet fuel a year"
LARGE_SUM = 1_000_000  # pounds that are money unless they are pounds of something
NEAR = 30  # words in which an index is named
MINUS = frozenset("-−‐‑")
RANGING = ("rang", "run", "vary", "varied", "vari", "anywhere")
LENDING = frozenset({",", "and", "or", "to"})  # between numbers that share the unit of the last
OLDEST = 130  # years
PERSONS = frozenset({"he", "she", "who"})
AFTER_AGE = frozenset({"", "by", "when", "at", "and", "but", "in", "on", "while", "as", "with", "years"})
LEAST_SCALE = 1000
SET_APART = frozenset({"ago", "earlier", "later", "before", "after", "previously"})  # "$6bn a year earlier" is no rate
SPACED = frozenset({"US", "HK", "AU", "NZ", "CA", "A", "C", "S", "R"})  # "HK $5m": a country's letters, then its sign
_LONE = 4  # tokens of an amount that has no scale word of its own: a sign of currency and a number


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


def read_quantities(tokens: Sequence[Token], masked: frozenset[int], own: Own = NOTHING) -> list[Quantity]:
    """Return the quantities among `tokens`, in order; the tokens in `masked` (dates, ages) are no part of any.

    The units of a user's `own` table come before ours.

    >>> from onrecord.reading.tokens import read_tokens
    >>> told = "Nearly a dozen of 1.5 million, some 40 to 50 percent"
    >>> found = read_quantities(read_tokens(told, Span(0, 52)), frozenset())
    >>> [(each.low, each.high, each.comparator) for each in found]
    [(12, 12, 'almost'), (1500000, 1500000, 'exactly'), (40, 50, 'between')]
    """
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        value = read_value(tokens, at) if at not in masked and may_begin(tokens[at]) else None
        if value is None or any(each in masked for each in range(at, value.last)):
            at += 1
            continue
        quantity = _aged(tokens, _with_unit(tokens, _ranged(tokens, at, value, masked), at, own))
        quantity = _with_rate(tokens, _joined(tokens, _with_minus(tokens, quantity), masked))
        quantity = _with_comparator(tokens, quantity, found[-1].last if found else 0)
        found.append(quantity)
        at = quantity.last
    return _with_lent_units(tokens, found)


def _with_lent_units(tokens: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Let a number take the unit of what follows: "two- and three-day", "8 or $9", "rose from 5.5 to 16.8 percent"."""
    for number in range(len(found) - 2, -1, -1):
        here, there = found[number], found[number + 1]
        between = [token.low for token in tokens[here.last : there.first]]
        hung = between[:1] == ["-"] and len(between) > 1 and LENDING.issuperset(between[1:])
        signed = between in (["or"], ["to"]) and there.kind == "money" and there.number[0] > there.core
        hung = hung and touching(tokens[here.last - 1], tokens[here.last])
        old = between == ["to"] and low_at(tokens, here.first - 1) == "from"
        if here.unit is None and here.kind is None and there.unit and (hung or signed or old):
            found[number] = replace(here, unit=there.unit, kind=there.kind, bare=False, unit_words=there.unit_words)
    return found


# -- ranges, units, comparators


def _ranged(tokens: Sequence[Token], at: int, value: Value, masked: frozenset[int]) -> tuple[Value, bool]:
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
    if (joint == "and" and before != "between") or (before == "from" and _changes(tokens, at)):
        return value, False
    if joint == "to" and low_at(tokens, value.last + 1) in DASHES:
        value = replace(value, last=value.last + 1)  # "200,000 to-260,000"
    if {"vote", "voted", "votes"} & {low_at(tokens, each) for each in range(at - 5, at)}:
        return value, False  # "a vote of 103 to 321" gives two figures
    other = read_digits(tokens, value.last + 1) or read_spelled(tokens, value.last + 1)
    if other is None:
        return value, False
    low, high = value.low, other.low
    if low < 1000 <= high and value.bare and not other.bare and other.low / low >= 1000:
        low *= _scale_of(tokens, other)
    if (joint == "or" and high != low + 1) or low >= high:
        return value, False
    return Value(other.last, low, high), True


def _changes(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether something changes before token `at`, so that "from 12 to 44" is the old and the new."""
    near = [token.low for token in tokens[max(0, at - WITHIN) : at - 1]]
    return not CHANGES.isdisjoint(near) and not any(word.startswith(RANGING) for word in near[-1:])


def _scale_of(tokens: Sequence[Token], value: Value) -> float:
    """Return the scale word at the end of `value`, which "two to three million" lends its first number."""
    word = low_at(tokens, value.last - 1)
    return number_words()[word][0] if kind_of(word) in {"scale", "hundred", "dozen", "attached"} else 1.0


def _with_unit(tokens: Sequence[Token], told: tuple[Value, bool], at: int, own: Own = NOTHING) -> Quantity:
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
    if value.kind == "times":
        return replace(quantity, unit="times", unit_words=number)
    if value.kind == "zero":
        return quantity
    return _with_currency(tokens, quantity) or _with_suffix(tokens, quantity, own) or quantity


def _aged(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    """Read the ages that no unit tells: "under the age of eight", "aged 12", "She was 84.", "who was 10"."""
    if quantity.low > OLDEST or not ((quantity.bare and quantity.unit is None) or quantity.unit == "years"):
        return quantity
    first = _age_before(tokens, quantity.core)
    if first is None and not (quantity.bare and _is_of_person(tokens, quantity)):
        return quantity
    words = quantity.number if first is None else (first, quantity.core)
    start = quantity.core if first is None else first
    return replace(quantity, first=start, core=start, unit="years old", kind="age", bare=False, unit_words=words)


def _age_before(tokens: Sequence[Token], at: int) -> int | None:
    """Return where "aged", "age" or "the age of" before token `at` begins."""
    if low_at(tokens, at - 1) in {"aged", "age", "ages"}:
        return at - 1
    if low_at(tokens, at - 1) == "of" and low_at(tokens, at - 2) in {"age", "ages"}:
        return at - 3 if low_at(tokens, at - 3) in {"the", "an"} else at - 2
    return None


def _is_of_person(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Answer whether the number is how old someone is: "He will be 35 by May"; he may be no other number."""
    before = [low_at(tokens, each) for each in range(quantity.core - 3, quantity.core)]
    person = before[2] in {"he's", "she's"} or (
        before[2] in {"is", "was", "be", "turns", "turned", "just", "only"} and not PERSONS.isdisjoint(before)
    )
    following = low_at(tokens, quantity.last)
    return person and (following in AFTER_AGE or not following[:1].isalnum()) and following not in DASHES


def _with_currency(tokens: Sequence[Token], quantity: Quantity) -> Quantity | None:
    """Take in a sign or code before the amount: "$1.5bn", "US$3m", "EUR 40"."""
    last = quantity.core - _has_inner_minus(tokens, quantity.core)
    for length in (3, 2, 1):
        first = last - length
        if first < 0:
            continue
        sign = "".join(token.text for token in tokens[first:last])
        spaced = length == 2 and tokens[first].text in SPACED and tokens[first + 1].start - tokens[first].end <= 1
        whole = spaced or all(touching(tokens[each], tokens[each + 1]) for each in range(first, last - 1))
        row = _currencies().get(sign) if whole else None
        if row and not (row["scaled"] and quantity.bare):
            told = replace(quantity, unit=row["code"], unit_words=(first, last))
            told = replace(told, first=first, core=first, kind="money", bare=False)
            return _negative(told) if last < quantity.core else told
    return None


def _has_inner_minus(tokens: Sequence[Token], core: int) -> bool:
    """Answer whether a minus stands between a sign of currency and its number: "$-50.8bn"."""
    if core < 2 or tokens[core - 1].text not in MINUS or tokens[core - 2].kind != "sign":
        return False
    return touching(tokens[core - 2], tokens[core - 1]) and touching(tokens[core - 1], tokens[core])


def _negative(quantity: Quantity) -> Quantity:
    high = quantity.high
    return replace(quantity, low=-quantity.low, high=None if high is None else -high)


@cache
def _currencies() -> Mapping[str, Mapping[str, str]]:
    return {row["sign"]: row for row in load_table("onrecord.reading", "currencies.tsv")}


def _with_suffix(tokens: Sequence[Token], quantity: Quantity, own: Own) -> Quantity | None:
    """Take in the unit after the number: "40 percent", "five-day", "3 km", "millions of dollars"."""
    at = quantity.last
    hyphen = low_at(tokens, at) in DASHES and at + 1 < len(tokens) and touching(tokens[at], tokens[at + 1])
    if hyphen or (low_at(tokens, at) == "of" and quantity.comparator == "vague") or low_at(tokens, at) in BEFORE_UNIT:
        at += 1
    if _is_sign_after(tokens, at):
        code = _currencies()[tokens[at].text]["code"]
        return replace(quantity, last=at + 1, unit=code, kind="money", bare=False, unit_words=(at, at + 1))
    told = phrase_of(own.units, tokens, at) or _lettered(tokens, at) or phrase_at(tokens, at, "units.tsv")
    if told is None:
        return None
    length, row = told
    last = at + length
    if row["words"] == "pounds" and quantity.low >= LARGE_SUM and low_at(tokens, last) != "of":
        return replace(quantity, last=last, unit="GBP", kind="money", bare=False, unit_words=(at, last))
    if not _is_whole_unit(tokens, at, last, row["words"]) or _is_model(tokens, last):
        return None
    unit = "points" if row["words"] in {"point", "points"} and _is_of_index(tokens, quantity) else row["unit"]
    return replace(quantity, last=last, unit=unit, kind=row["kind"], bare=False, unit_words=(at, last))


def _lettered(tokens: Sequence[Token], at: int) -> tuple[int, Mapping[str, str]] | None:
    """Return the unit of one letter as it is written, for "5G" are no grams; as phrase_at does."""
    row = _letters().get(tokens[at].text) if at < len(tokens) else None
    longer = phrase_at(tokens, at, "units.tsv") if row else None
    return (1, row) if row and longer and longer[0] == 1 else None


@cache
def _letters() -> Mapping[str, Mapping[str, str]]:
    return {row["words"]: row for row in load_table("onrecord.reading", "units.tsv") if len(row["words"]) == 1}


def _is_model(tokens: Sequence[Token], last: int) -> bool:
    """Answer whether a number is written to the unit, as in "40 PS5 consoles"."""
    following = tokens[last] if last < len(tokens) else None
    glued = following is not None and following.kind == "number" and touching(tokens[last - 1], following)
    return glued and tokens[last - 1].kind == "word"


def _is_sign_after(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether a sign of currency stands after its number, as in "500 €"; not in "5 €10"."""
    sign = at < len(tokens) and tokens[at].text in _currencies() and not tokens[at].text.isascii()
    return sign and not (at + 1 < len(tokens) and tokens[at + 1].kind == "number")


def _is_of_index(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Answer whether points are those of an index of shares, not of a percentage: "The Nikkei lost 210 points"."""
    near = tokens[max(0, quantity.core - NEAR) : quantity.last + NEAR]
    return quantity.low > HUNDRED_PERCENT or not INDEX_WORDS.isdisjoint(token.low for token in near)


def _is_whole_unit(tokens: Sequence[Token], at: int, last: int, words: str) -> bool:
    """Answer whether a lone letter or a power is the unit of the number before: "10 m people" is no length."""
    if words in ARC and _is_of_arc(tokens, at):
        return False
    if words[-1] in POWERS:
        return touching(tokens[at], tokens[last - 1])  # "32 m2"
    if len(words) > 1 or words == "%":
        return True
    if words in SCALES_OF_HEAT:
        near = tokens[max(0, at - NEAR) : at + NEAR]
        return tokens[at].text == words and not HEAT_WORDS.isdisjoint(token.low for token in near)
    close = touching(tokens[at - 1], tokens[at]) or words in LONE_UNITS
    return close and tokens[at].text == words


def _is_of_arc(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether primes at token `at` are minutes and seconds of a coordinate: "59°10′25″N"."""
    sign = at - 2
    return (
        sign >= 0 and (tokens[sign].text == "°" or tokens[sign].text in ARC) and touching(tokens[sign], tokens[at - 1])
    )


def _with_minus(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    """Read "minus 5 degrees" and "-0.6%" as less than nought; a hyphen after a word or number joins, and is no sign."""
    at = quantity.core - 1
    sign = low_at(tokens, at)
    if sign in DASHES and low_at(tokens, at - 1) == "minus":
        at, sign = at - 1, "minus"
    measured = bool(quantity.unit) or not float(quantity.low).is_integer()  # "COVID -19" is a name
    printed = sign in MINUS and measured and touching(tokens[at], tokens[quantity.core]) and not _is_joint(tokens, at)
    if not (printed or (sign == "minus" and not low_at(tokens, at - 1)[:1].isdigit())):
        return quantity
    told = replace(quantity, first=at, core=at, bare=False, number=(at, quantity.number[1]))
    return _negative(told)


def _is_joint(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and touching(tokens[at - 1], tokens[at]) and tokens[at - 1].text != "("


def _joined(tokens: Sequence[Token], quantity: Quantity, masked: frozenset[int]) -> Quantity:
    """Join two amounts with a unit each: "between 5% and 6%", "$3 billion to $5 billion", "ranging from $2 to $4"."""
    joint, before = low_at(tokens, quantity.last), low_at(tokens, quantity.core - 1)
    if joint not in {"to", "and", "/", "or"} | DASHES or quantity.comparator != "exactly" or not quantity.unit:
        return quantity
    if (joint == "and") != (before == "between") or before == "by":
        return quantity  # "rose by $2 million to $9 million" tells two amounts
    if before == "from" and (_changes(tokens, quantity.core) or quantity.core < LEAST_BEFORE_FROM):
        return quantity  # "rose from 12 percent to 44 percent" tells two amounts, "fines from $20 to $50" a range
    other = _other(tokens, quantity.last + 1, masked)
    if other is None or other.unit != quantity.unit or other.comparator != "exactly":
        return quantity
    low, high = quantity.low, other.low
    if quantity.last - quantity.core <= _LONE and other.low >= LEAST_SCALE > low > 0:
        low = _number(low * _scale_of(tokens, Value(other.last, float(high))))  # "$89 to $93 billion"
    if low >= high:
        return quantity
    both = (quantity.core, other.last)
    told = replace(quantity, last=other.last, low=low, high=high, comparator="between")
    return replace(told, number=both, comparator_words=both)


def _other(tokens: Sequence[Token], at: int, masked: frozenset[int]) -> Quantity | None:
    """Read the second amount of a range, whose sign of currency stands before its number."""
    number = next((each for each in range(at, min(at + 4, len(tokens))) if tokens[each].kind == "number"), None)
    value = read_digits(tokens, number) if number is not None else None
    if number is None or value is None or any(each in masked for each in range(number, value.last)):
        return None
    other = _with_unit(tokens, (value, False), number)
    return other if other.first == at else None


def _with_rate(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    """Take in what an amount is told for: "$52 a barrel", "40 hours per week", "$188 million monthly"."""
    if quantity.unit is None and quantity.kind is None:
        return _with_population(tokens, quantity)
    if not quantity.unit or quantity.kind in {"share", "points", "zero"}:
        return quantity
    told = phrase_at(tokens, quantity.last, "rates.tsv")
    if told:
        return _told_per(quantity, quantity.last + told[0], told[1]["per"])
    per = _per_at(tokens, quantity.last)
    if per:
        return _told_per(quantity, *per)
    stuff = _per_after_stuff(tokens, quantity)
    return replace(quantity, unit=f"{quantity.unit} per {stuff}") if stuff else quantity


def _per_after_stuff(tokens: Sequence[Token], quantity: Quantity) -> str | None:
    """Return for what a measure of something is told: "barrels of oil a day", "gallons of jet fuel a year"."""
    if low_at(tokens, quantity.last) != "of" or quantity.kind not in {"volume", "weight"}:
        return None
    for at in range(quantity.last + 2, min(quantity.last + LONGEST_STUFF, len(tokens))):
        per = _per_at(tokens, at)
        if per:
            return per[1]
        if tokens[at].kind != "word" or not tokens[at].text.islower():
            return None
    return None


def _per_at(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """Return where "per day", "a share", "-an-hour" at token `at` ends, and what it is told for."""
    hyphen = low_at(tokens, at) in DASHES and low_at(tokens, at + 2) in DASHES
    at += hyphen
    if low_at(tokens, at) not in {"per", "a", "an", "each", "every"}:
        return None
    at += 1 + hyphen
    per = phrase_at(tokens, at, "per.tsv")
    return (at + per[0], per[1]["per"]) if per and low_at(tokens, at + per[0]) not in SET_APART else None


def _with_population(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    """Take in of how many a rate is told: "40 per 100,000"."""
    whole = quantity.last + 1
    if low_at(tokens, quantity.last) != "per" or whole >= len(tokens) or tokens[whole].kind != "number":
        return quantity
    words = (quantity.last, whole + 1)
    unit = f"per {tokens[whole].text}"
    return replace(quantity, last=whole + 1, unit=unit, kind="rate", bare=False, unit_words=words)


def _told_per(quantity: Quantity, last: int, per: str) -> Quantity:
    words = quantity.unit_words
    if words is None or words[0] > quantity.core:
        words = (words[0] if words else quantity.last, last)  # a sign of currency stands apart, before the number
    return replace(quantity, last=last, unit=f"{quantity.unit} per {per}", unit_words=words)


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
            if words == ("at", "least") and kind_of(low_at(tokens, following)):
                return last, None
            return following, comparator
    return last, None
