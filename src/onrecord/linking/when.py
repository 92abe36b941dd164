"""When: the days that a figure or an article speaks of, as far as the page says."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from onrecord.types import Figure, Reading

Course = Literal["total", "event", "held"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TIME = re.compile(r"T(\d{2}):(\d{2})(?::[\d.]+)?(?:Z|([+-])(\d{2}):?(\d{2}))?$")
_SINCE = re.compile(r"\b(?:since|so far|to date|until now|over the past|in total)\b", re.IGNORECASE)
# Words that make a count a running total even where the page's nearest date is a single day.
_RUNNING = re.compile(
    r"\bsince the (?:start|beginning|onset|outbreak|war|conflict)\b|\bso far\b|\bto date\b"
    r"|\bdays of (?:war|fighting|battle)\b",
    re.IGNORECASE,
)
NEAR_DAYS = 1  # an evening's attack is reported as of that day or the next
TOTAL_DAYS = 2  # as-of dates of two running totals that can be laid side by side
FOLLOWED_DAYS = 21  # for so long a source's later figure can update its earlier one of the same happening
HELD_DAYS = 366  # for so long a later state of a source's matter follows on its earlier one
MONTH = 31
MONTH_SIGNS = 7  # of "2011-03"

_LONG = timedelta(days=7)  # a count over more than a week is a running total, not one event


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day of a stretch of time."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1

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
    says: frozenset[str] = frozenset()  # what the words around say of the count: it stands, grew, shrank, is a part


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


def minute_of(moment: str | None) -> int | None:
    """Return the minute of the day, in UTC where the zone is told, of an ISO moment that has one.

    >>> minute_of("2031-11-20T15:40:00-03:00"), minute_of("2031-11-20")
    (1120, None)
    """
    found = _TIME.search(moment or "")
    if found is None:
        return None
    hours, minutes, sign, hours_off, minutes_off = found.groups()
    ahead = int(hours_off or 0) * 60 + int(minutes_off or 0)
    return int(hours) * 60 + int(minutes) - (ahead if sign == "+" else -ahead)


def read_occasion(
    figure: Figure, sentence: str, told: Days | None, *, held: bool, says: frozenset[str] = frozenset()
) -> Occasion:
    """Say when a figure holds, from its own time, the words around it, and the day its article was published."""
    if _is_only_printed(figure, sentence, told):
        figure = replace(figure, time=None)
    if figure.time and figure.time.end and not figure.time.start:
        says |= {"stands"}  # "by Friday", "as of Friday"
    return replace(_occasion(figure, sentence, told, held=held, says=says), says=says)


def _is_only_printed(figure: Figure, sentence: str, told: Days | None) -> bool:
    """Answer whether a period is the month of publication by the page's date alone, whose day says more than it."""
    time = figure.time
    if time is None or told is None or time.start != time.end or time.text is None or time.text in sentence:
        return False
    return time.start == told.last.isoformat()[:MONTH_SIGNS]


def _occasion(figure: Figure, sentence: str, told: Days | None, *, held: bool, says: frozenset[str]) -> Occasion:
    start = read_days(figure.time.start) if figure.time else None
    end = read_days(figure.time.end) if figure.time else None
    if held:
        days = end or start or told
        return Occasion("held", None, days, days)
    if start and start == end and _RUNNING.search(sentence):
        begun = told is None or told.last - start.last > _LONG
        return Occasion("total", start.first if begun else None, None, told if begun else _earlier(end, told))
    if (start and _runs_on(start, end, told)) or (start is None and _is_since(figure, sentence)):
        return Occasion("total", start.first if start else None, None, _earlier(end, told))
    if start is None:  # "so far", "as of Friday": until when, but not since when
        return Occasion("event", None, None, _earlier(end, told))
    if start == end and _is_day_of_telling(figure, sentence, start, told, says):
        return Occasion("event", None, None, told or end)
    # Of an event over several days the value is of its end; of one on a day, of the day of the report.
    return Occasion("event", None, _joined(start, end), (end if start != end else None) or told or end or start)


def _is_since(figure: Figure, sentence: str) -> bool:
    """Answer whether a figure counts from some day on, by its sentence or by the words of its time above a list."""
    heading = figure.time.text if figure.time else None
    return bool(_SINCE.search(sentence) or (heading and _SINCE.search(heading)))


def _is_day_of_telling(figure: Figure, sentence: str, day: Days, told: Days | None, says: frozenset[str]) -> bool:
    """Answer whether a day is that on which a count was told rather than that of what it counts."""
    words = figure.time.text if figure.time else None
    if told is None or day.length > 1 or not 0 <= (told.last - day.first).days <= NEAR_DAYS:
        return False
    return bool(says & {"stands", "grew", "shrank"}) or (words is not None and words not in sentence)


def _runs_on(start: Days, end: Days | None, told: Days | None) -> bool:
    """Answer whether a period is a long one that runs up to about the day of publication."""
    if end is None:
        return told is None or told.last - start.first > _LONG
    return end.last - start.first > _LONG and start != end and (told is None or told.first - end.last <= _LONG)


def comparable(one: Occasion, other: Occasion) -> bool:
    """Answer whether two figures are of one kind in time; one that does not say since when can be either."""
    if one.course == other.course:
        return True
    unknown = any(each.course == "event" and each.days is None for each in (one, other))
    return unknown and "held" not in {one.course, other.course}


def together(one: Occasion, other: Occasion) -> bool:
    """Answer whether two figures speak of the same time."""
    if "total" in {one.course, other.course}:
        return _near(one.as_of, other.as_of, TOTAL_DAYS) and same_start(one, other)
    if one.days is None and other.days is None:  # neither says when: then when they were printed
        return _near(one.as_of, other.as_of, NEAR_DAYS)
    if one.days is None or other.days is None:
        if changed(one) and changed(other) and _near(one.as_of, other.as_of, NEAR_DAYS):
            return True  # two counts that run on, told on the same days
        return _near(one.days or one.as_of, other.days or other.as_of, NEAR_DAYS + 1)
    if max(one.days.length, other.days.length) > _LONG.days + 1:
        return one.days == other.days  # "in 2013" may be any day of it
    return _near(one.days, other.days, NEAR_DAYS)


def of_one_event(one: Occasion, other: Occasion) -> bool:
    """Answer whether two figures, as far as they say, count from the same day to the same day."""
    if one.days is None or other.days is None:
        return True
    starts, ends = one.days.first - other.days.first, one.days.last - other.days.last
    return abs(starts.days) <= NEAR_DAYS and abs(ends.days) <= TOTAL_DAYS


def follows(one: Occasion, other: Occasion) -> bool:
    """Answer whether the second is a later word on what the first speaks of."""
    if one.as_of is None or other.as_of is None or one.as_of.last >= other.as_of.first:
        return False
    if one.course == other.course == "total":
        return same_start(one, other)
    if one.course == other.course == "held":  # a state lasts until another is told
        return (other.as_of.first - one.as_of.last).days <= HELD_DAYS
    return (other.as_of.first - one.as_of.last).days <= FOLLOWED_DAYS and not _of_two_days(one, other)


def same_start(one: Occasion, other: Occasion) -> bool:
    """Answer whether two totals can be counted from the same day."""
    return one.since is None or other.since is None or abs((one.since - other.since).days) <= MONTH


def changed(occasion: Occasion) -> bool:
    """Answer whether the words around a figure show a running count: "has risen to", "stood at", "by Friday"."""
    return bool(occasion.says & {"stands", "grew", "shrank"})


def _of_two_days(one: Occasion, other: Occasion) -> bool:
    """Answer whether two figures name different days as those of their events: two raids, not one whose toll grew."""
    return bool(one.days and other.days and one.days.apart(other.days) > 0)


def _near(one: Days | None, other: Days | None, days: int) -> bool:
    return one is not None and other is not None and one.apart(other) <= days


def _earlier(end: Days | None, told: Days | None) -> Days | None:
    if end is None or told is None:
        return end or told
    return min(end, told, key=lambda days: days.last)


def _joined(start: Days | None, end: Days | None) -> Days | None:
    if start is None or end is None:
        return start or end
    return Days(min(start.first, end.first), max(start.last, end.last))
