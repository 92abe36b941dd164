"""Print how many cases of peers' own test suites our grammar of quantities passes, and why the others fail.

    python -m benchmarks.peers                         # the data folder beside the checkout
    python -m benchmarks.peers --data FOLDER --misses 20

Suites: Microsoft's Recognizers-Text (numbers, percentages, currencies, dimensions, temperatures, ages) and Duckling's
numerals; the Recognizers' dates are run by benchmarks.times. They are written for assistants: they ask for what nobody
writes in news ("two hundred and fifty-four hundredths"). A case passes when all its numbers, with their units where the
suite has them, are found in order and no other of the kind; a share may be told as a fraction. Units without a number,
which the Recognizers find too, are not asked for: they are no figures. The failed are counted by the rows of
peer_reasons.tsv, the first whose pattern is found in the input.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.corpora import DATA, Share, load_loaders
from onrecord.reading.quantities import Quantity, read_quantities
from onrecord.reading.tokens import read_tokens
from onrecord.spans import Span
from onrecord.tables import load_user_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Wanted = tuple[float, str | None]  # a number and, where the suite has one, its unit
OTHER = "other"
NOT_DIMENSIONS = frozenset(
    {None, "money", "share", "points", "duration", "temperature", "age", "times", "zero", "name"}
)
EXACT = 1e-6  # of a number
ROUNDED = 6e-4  # of a fraction that we tell in percent with one digit after the point


class Suite(NamedTuple):
    """A suite of the Recognizers: where it lies and the kinds of quantities that it asks for."""

    folder: str
    file: str
    kinds: frozenset[str | None]  # empty for all


class Case(NamedTuple):
    """An input with what the suite wants found in it."""

    text: str
    wanted: Sequence[Wanted]


SUITES = {
    "Number": Suite("Number", "NumberModel", frozenset()),
    "Percent": Suite("Number", "PercentModel", frozenset({"share"})),
    "Currency": Suite("NumberWithUnit", "CurrencyModel", frozenset({"money"})),
    "Dimension": Suite("NumberWithUnit", "DimensionModel", frozenset()),
    "Temperature": Suite("NumberWithUnit", "TemperatureModel", frozenset({"temperature", "angle"})),
    "Age": Suite("NumberWithUnit", "AgeModel", frozenset({"age"})),
}


def main() -> None:
    """Print the shares and the reasons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the data folder (default: %(default)s)")
    parser.add_argument("--misses", type=int, default=0, help="how many misses to print of each suite")
    told = parser.parse_args()
    loaders = load_loaders(told.data)
    for name, suite in SUITES.items():
        cases = recognizers_cases(loaders.load_recognizers(suite.folder, suite.file))
        print_suite(f"Recognizers {name}", score_cases(name, cases), told.misses)
    print_suite("Duckling numerals", score_cases("Number", duckling_cases(loaders.load_duckling())), told.misses)


def print_suite(name: str, share: Share, misses: int) -> None:
    """Print the share passed, then the reasons of the rest, the most frequent first."""
    share.print(name, misses)
    for reason, count in Counter(reason_of(miss) for miss in share.misses).most_common():
        print(f"  {count} {reason}")


def score_cases(name: str, cases: Iterable[Case]) -> Share:
    """Read each case's text and compare what is found with what is wanted."""
    share = Share()
    for case in cases:
        found = list(found_in(name, case.text))
        share.count(case.text, right=agrees(case.wanted, found))
    return share


def recognizers_cases(rows: Iterable[dict[str, Any]]) -> Iterator[Case]:
    """Yield the cases of a suite of the Recognizers."""
    for row in rows:
        told = [(each.get("Resolution") or {}) for each in row["results"]]
        wanted = [
            (float(each["value"].rstrip("%")), each.get("isoCurrency") or each.get("unit"))
            for each in told
            if each.get("value") not in {None, "null"}
        ]
        yield Case(row["input"], wanted)


def duckling_cases(rows: Iterable[dict[str, Any]]) -> Iterator[Case]:
    """Yield a case for each phrase of Duckling's numerals, once."""
    phrases: dict[str, float] = {}
    for row in rows:
        value = re.search(r"NumeralValue \(?(-?[\d.e]+)", row["value_hs"]) if row["dimension"] == "Numeral" else None
        if value:
            phrases |= dict.fromkeys(row["phrases"], float(value[1]))
    for phrase, number in phrases.items():
        yield Case(phrase, [(number, None)])


def found_in(name: str, text: str) -> Iterator[Quantity]:
    """Yield the quantities of a text that a suite asks for; the two ends of a range are two numbers."""
    kinds = SUITES[name].kinds
    for each in read_quantities(read_tokens(text, Span(0, len(text))), frozenset()):
        dimension = name == "Dimension" and each.kind not in NOT_DIMENSIONS
        if dimension or (name != "Dimension" and (not kinds or each.kind in kinds)):
            yield each


def agrees(wanted: Sequence[Wanted], found: Sequence[Quantity]) -> bool:
    """Answer whether what was found is what is wanted, in order."""
    told = [amount for each in found for amount in _amounts(each)]
    return len(told) == len(wanted) and all(
        _same(number, unit, amount, each) for (number, unit), (amount, each) in zip(wanted, told, strict=True)
    )


def _amounts(quantity: Quantity) -> list[tuple[float, Quantity]]:
    ends = [quantity.low, quantity.high] if quantity.comparator == "between" else [quantity.low]
    return [(float(end or 0), quantity) for end in ends]


def _same(number: float, unit: str | None, amount: float, quantity: Quantity) -> bool:
    if unit and quantity.unit is not None:
        return quantity.unit.partition(" per ")[0] in our_units().get(unit, {unit}) and _close(number, amount)
    fraction = quantity.kind == "share" and math.isclose(number, amount / 100, abs_tol=ROUNDED)
    return unit is None and (_close(number, amount) or fraction)


def _close(number: float, amount: float) -> bool:
    return math.isclose(number, amount, rel_tol=EXACT, abs_tol=EXACT)


def reason_of(text: str) -> str:
    """Return why a case of this text fails, by the first row whose pattern is found in it."""
    return next((reason for pattern, reason in reasons() if pattern.search(text)), OTHER)


@cache
def our_units() -> Mapping[str, frozenset[str]]:
    """Return our units for those of the suites. A unit that is not here has the same name."""
    rows = load_user_table(Path(__file__).with_name("peer_units.tsv"))
    return {row["unit"]: frozenset(row["ours"].split("|")) for row in rows}


@cache
def reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of what is not read, with the reason."""
    rows = load_user_table(Path(__file__).with_name("peer_reasons.tsv"))
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["reason"]) for row in rows)


if __name__ == "__main__":
    main()
