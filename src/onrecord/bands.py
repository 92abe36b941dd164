"""Bands: between which values a quantity lies over all who tell it, day by day; days of which nobody tells are gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.types import Number, Observation, Series


@dataclass(frozen=True, slots=True)
class Band:
    """The lowest and the highest value told of one period, and by how many origins."""

    time_start: str | None  # None for a running total or a state: the band is of a day
    time_end: str
    low: Number
    high: Number
    origins: int


def band_of(series: Series) -> tuple[Band, ...]:
    """Return the band of a series, a row for each period that some figure covers; an open end adds nothing to it.

    >>> from onrecord.types import Observation, Series
    >>> told = [("ministry", 58, 58), ("union", 85, None)]
    >>> seen = tuple(
    ...     Observation(None, "2031-11-13", low, high, "exactly", name, name, None) for name, low, high in told
    ... )
    >>> band_of(Series("series:1", "killed", "people", None, "Sarle", seen, 2, "cumulative"))
    (Band(time_start=None, time_end='2031-11-13', low=58, high=85, origins=2),)
    """
    told: dict[tuple[str | None, str], list[Observation]] = {}
    for each in series.observations:
        if each.time_end is not None:
            # Two counts of one event are of the same days; of totals and states only the last day matters.
            start = each.time_start if series.kind == "event" else None
            told.setdefault((start, each.time_end), []).append(each)
    rows = ((start, end, those, _values(those)) for (start, end), those in told.items())
    return tuple(
        Band(start, end, min(values), max(values), len({each.origin for each in those}))
        for start, end, those, values in sorted(rows, key=lambda row: (row[1], row[0] or ""))
        if values
    )


def _values(told: list[Observation]) -> list[Number]:
    return [value for each in told for value in (each.low, each.high) if value is not None]
