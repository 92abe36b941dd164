"""Points: the observations of a series as what a chart draws, before anything is said of how it looks."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Literal, TypedDict

from onrecord.amounts import amount_in_words
from onrecord.bands import band_of
from onrecord.web.wording import day, first_day, path_to, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.types import Number, Observation, Series

Way = Literal["up", "down"]

OPEN_ABOVE = frozenset({"at_least", "more_than", "vague"})
OPEN_BELOW = frozenset({"at_most", "less_than"})
ROUNDED = frozenset({"about", "almost", "vague"})
# A line breaks where an origin is silent for so many times its usual interval, and longer than so many days.
LONG_SILENCE, SHORTEST_SILENCE = 4, 14
# What a drawing program still counts with; no number in the news comes near.
HIGHEST = 1e300
# Drawing programs make every link absolute; links to this host are made relative again.
HERE = "https://onrecord.invalid"


class Point(TypedDict):
    """One observation as a row of a chart's data, in the chart's own words."""

    when: str  # the day at which it stands: the end of the period, the middle where that is a month or a year
    first: str  # of the days that it may stand for
    last: str
    low: Number
    high: Number
    middle: float
    amount: str
    hollow: bool  # rounded, or a range: no exact value
    arrow: Way | None  # the side on which it is open
    origin: str
    publisher: str
    line: str  # points of one line have one name
    claim: str
    page: str
    told: str


def chart_points(series: Series) -> list[Point]:
    """Return what is drawn of a series: a row for each observation that has a date and a value."""
    points = [point for each in series.observations if (point := _point(each)) is not None]
    points.sort(key=lambda point: (point["when"], point["origin"]))
    for origin in {point["origin"] for point in points}:
        told = [point for point in points if point["origin"] == origin]
        for point, part in zip(told, parts_of_line([point["when"] for point in told]), strict=True):
            point["line"] = f"{origin} {part}"
    return points


def band_rows(series: Series) -> list[dict[str, str | Number]]:
    """Return the band of a series as rows of a chart, where several origins differ."""
    rows = ((band, first_day(band.time_end)) for band in band_of(series) if band.origins > 1 and band.low != band.high)
    return [
        {
            "when": (first + (_last_day(band.time_end, first) - first) // 2).isoformat(),
            "low": band.low,
            "high": band.high,
        }
        for band, first in rows
        if first is not None and max(abs(band.low), abs(band.high)) <= HIGHEST
    ]


def parts_of_line(days: Sequence[str]) -> list[int]:
    """Number the parts of a line through `days`: a new part begins after a long silence.

    >>> parts_of_line(["2031-11-07", "2031-11-08", "2031-11-10", "2032-03-01"])
    [0, 0, 0, 1]
    """
    told = [date.fromisoformat(each) for each in days]
    silences = [(after - before).days for before, after in pairwise(told)]
    longest = max(SHORTEST_SILENCE, LONG_SILENCE * median(silences)) if silences else 0
    parts = [0]
    for silence in silences:
        parts.append(parts[-1] + (silence > longest))
    return parts[: len(days)]


def undrawn(series: Series) -> tuple[Observation, ...]:
    """Return the observations that have no place on the time axis or no value; the table below has them."""
    return tuple(each for each in series.observations if _point(each) is None)


def spark(series: Series, width: int = 120, height: int = 28) -> Iterable[tuple[float, float]]:
    """Return the places of a series' points in a box so small that it only hints at the shape."""
    points = chart_points(series)
    days = [date.fromisoformat(point["when"]).toordinal() for point in points]
    values = [point["middle"] for point in points]
    across = _scaled(days, min(days, default=0))
    up = _scaled(values, min(0, *values) if values else 0)
    return tuple(
        (round(3 + (width - 6) * x, 1), round(height - 3 - (height - 6) * y, 1))
        for x, y in zip(across, up, strict=True)
    )


def _scaled(values: Sequence[float], least: float) -> list[float]:
    length = max(values, default=least) - least
    return [(each - least) / length if length else 0.5 for each in values]


def _point(each: Observation) -> Point | None:
    told = each.time_end or each.time_start
    first = first_day(told) if told else None
    ends = [end for end in (each.low, each.high) if end is not None]
    if told is None or first is None or not ends or max(map(abs, ends)) > HIGHEST:
        return None
    last = _last_day(told, first)
    low, high = min(ends), max(ends)
    amount, origin = amount_in_words(each), each.origin or "an unknown origin"
    publisher = each.publisher or "an unnamed publisher"
    return {
        "when": (first + (last - first) // 2).isoformat(),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "low": low,
        "high": high,
        "middle": (low + high) / 2,
        "amount": amount,
        "hollow": each.comparator in ROUNDED or low != high,
        "arrow": _open_side(each),
        "origin": str(shown(origin)),
        "publisher": str(shown(publisher)),
        "line": origin,
        "claim": each.claim,
        "page": HERE + path_to("claims", each.claim),
        "told": str(shown(f"{day(told)}: {amount}, according to {origin} in {publisher}")),
    }


def _open_side(each: Observation) -> Way | None:
    if each.comparator in OPEN_ABOVE or each.high is None:
        return "up"
    return "down" if each.comparator in OPEN_BELOW else None


def _last_day(told: str, first: date) -> date:
    if re.fullmatch(r"\d{4}", told):
        return date(first.year, 12, 31)
    if re.fullmatch(r"\d{4}-\d{2}", told):
        return date(first.year, first.month, monthrange(first.year, first.month)[1])
    return first
