"""Values: figures as intervals, so that "more than 26,000" agrees with 26,700 and "at least nine" with twelve."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from onrecord.types import Comparator, Figure

Agreement = Literal["same", "agree", "unclear", "differ"]

VAGUE = 8  # beyond eight dozen nobody would still say "dozens"
ABOUT = 0.1  # "about" and its kin promise a tenth either way


_OPEN = frozenset({"at_least", "more_than"})


@dataclass(frozen=True, slots=True)
class Interval:
    """What a figure allows (`least` to `most`), and how far above an open bound it would still be said."""

    least: float
    most: float
    near_least: float
    near_most: float


def interval(figure: Figure) -> Interval | None:
    """Read a figure as an interval; None where it gives no number."""
    low = figure.low if figure.low is not None else figure.high
    if low is None:
        return None
    high = figure.high if figure.high is not None else low
    return _interval(float(low), float(high), figure.comparator)


def _interval(low: float, high: float, comparator: Comparator) -> Interval:
    match comparator:
        case "at_least" | "more_than":
            return Interval(low, inf, low, low * _reach(low))
        case "at_most" | "less_than":
            return Interval(-inf, high, high / _reach(high), high)
        case "vague":
            return Interval(low, inf, low, low * VAGUE)
        case "about":
            return Interval(low * (1 - ABOUT), high * (1 + ABOUT), low * (1 - ABOUT), high * (1 + ABOUT))
        case "almost":
            return Interval(low * (1 - ABOUT), high, low * (1 - ABOUT), high)
        case _:
            return Interval(low, high, low, high)


def _reach(bound: float) -> float:
    """Return how far from an open bound a value is still what the bound was said of: small counts move more."""
    return 1.35 if bound < 100 else 1.25 if bound < 1000 else 1.1


def agreement(left: Figure, right: Figure) -> Agreement:
    """Compare the values of two figures.

    >>> from onrecord.types import Figure
    >>> def killed(low, high, comparator): return Figure(low, high, comparator, "people", "killed", None)
    >>> agreement(killed(26000, None, "more_than"), killed(26700, 26700, "exactly"))
    'agree'
    >>> agreement(killed(20, 20, "exactly"), killed(85, 85, "exactly"))
    'differ'
    >>> agreement(killed(9, None, "at_least"), killed(85, 85, "exactly"))
    'unclear'
    """
    one, other = interval(left), interval(right)
    if one is None or other is None:
        return "unclear"
    vague = (left.comparator == "vague") + (right.comparator == "vague")  # "scores" are not twenty
    if vague != 1 and (left.low, left.high or left.low) == (right.low, right.high or right.low):
        return "same"
    if left.comparator in _OPEN and right.comparator in _OPEN and not _close(one.least, other.least):
        return "unclear"  # that both "at least 58" and "at least 72" can be true says little
    slack = max(rounding(left), rounding(right))
    if _meet(one.near_least, one.near_most, other.near_least, other.near_most, 0):
        return "agree"
    if _meet(one.least, one.most, other.least, other.most, slack):
        return (
            "agree"
            if slack and _meet(one.near_least, one.near_most, other.near_least, other.near_most, slack)
            else "unclear"
        )
    return "differ"


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= ABOUT * max(abs(one), abs(other))


def _meet(least: float, most: float, other_least: float, other_most: float, slack: float) -> bool:
    return least <= other_most + slack and other_least <= most + slack


def rounding(figure: Figure) -> float:
    """Return half of the last digit that a figure's number was rounded to: 50 for 26,700, nothing for 85.

    >>> from onrecord.types import Figure
    >>> rounding(Figure(26700, None, "more_than", "people", "killed", None))
    50.0
    """
    number = figure.low if figure.low is not None else figure.high
    if number is None or number < 100 or number != int(number):
        return 0.0
    digits = str(int(number))
    half = 10 ** (len(digits) - len(digits.rstrip("0"))) / 2
    # A bare 100 or 1,000 is rounded too, but nobody says it of 55.
    return min(half, ABOUT * number) if digits.endswith("0") else 0.0
