"""When: the days that a figure or an article speaks of, as far as the page says."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from onrecord.types import Figure, Reading

Course = Literal["total", "event", "held"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SINCE = re.compile(r"\b(?:since|so far|to date|until now|over the past|in total)\b", re.IGNORECASE)
_LONG = timedelta(days=7)  # a count over more than a week is a running total, not one event


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day of a stretch of time."""

    first: date
    last: date

    def apart(self, other: Days) -> int:
        """Return how many days lie between two stretches, 0 when they touch."""
        return max(0, (self.first - other.last).days, (other.first - self.last).days)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a figure's time means for comparing it: a running total, one event, or a state held at a moment."""

    course: Course
    since: date | None  # of a total
    days: Days | None  # of an event or state: when it was
    as_of: Days | None  # the latest that the value is said to be true of


def read_days(value: str | None) -> Days | None:
    """Read an ISO date of any precision as the days it covers.

    >>> read_days("2023-02")
    Days(first=datetime.date(2023, 2, 1), last=datetime.date(2023, 2, 28))
    >>> read_days("soon") is None
    True
    """
    found = _DATE.match(value or "")
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 1, month or 1, day or 1)
        last = date(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
    except ValueError:
        return None  # "2023-02-31"
    return Days(first, last)


def published(reading: Reading) -> Days | None:
    """Return the day an article was published; a capture at least says by when."""
    return read_days(reading.article.date_published) or read_days(reading.document.captured_at)


def read_occasion(figure: Figure, sentence: str, told: Days | None, *, held: bool) -> Occasion:
    """Say when a figure holds, from its own time, the words around it, and the day its article was published."""
    start = read_days(figure.time.start) if figure.time else None
    end = read_days(figure.time.end) if figure.time else None
    if held:
        days = end or start or told
        return Occasion("held", None, days, days)
    running = start is not None and end is None and _runs_on(start, told)
    if running or (start and end and end.last - start.first > _LONG) or (start is None and _SINCE.search(sentence)):
        return Occasion("total", start.first if start else None, None, _earlier(end, told))
    # "so far", "as of Friday": the value is of the period's end; of an event on one day it is of the day of the report.
    return Occasion("event", None, _joined(start, end), (end if start != end else None) or told or end or start)


def _runs_on(start: Days, told: Days | None) -> bool:
    """Answer whether a period without an end runs up to the day of publication."""
    return told is None or told.last - start.first > _LONG


def _earlier(end: Days | None, told: Days | None) -> Days | None:
    if end is None or told is None:
        return end or told
    return min(end, told, key=lambda days: days.last)


def _joined(start: Days | None, end: Days | None) -> Days | None:
    if start is None or end is None:
        return start or end
    return Days(min(start.first, end.first), max(start.last, end.last))
