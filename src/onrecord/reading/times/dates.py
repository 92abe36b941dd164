"""Dates of the calendar: days, months and years, and what is counted within them."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from onrecord.reading.nouns import is_plural
from onrecord.reading.times.anchor import Anchor, Told, dated, told_year
from onrecord.reading.times.timex import as_day, duration, iso, week_of
from onrecord.reading.times.words import Words, classes, count_of, ordinal_of, year_of

FURTHEST_AHEAD = timedelta(days=60)  # a day without a year further ahead than this lies in the past
NINETEEN = re.compile(r"(?:nine|eigh)teen[- ][a-z]+ty")  # no count is told so
LONG_PAST = timedelta(days=120)  # what is to come on a day that passed longer ago than this comes next year


def read_iso(words: Words, _: Anchor) -> Told | None:
    """Read "2017-04-28", "2017-04-28T10:00Z"."""
    value = iso(int(words["y"]), int(words["mo"]), int(words["d"]))
    return dated(value) if value else None


def read_numeric(words: Words, anchor: Anchor) -> Told | None:
    """Read "28.04.2017", "4/28/2017", "10/31/89": the day comes first unless it cannot, or the year has two digits."""
    first, second = int(words["a"]), int(words["b"])
    year = year_of(words["y"], anchor.year)
    american = second > 12 or (first <= 12 and words["sep"] != "." and len(words["y"]) == 2)
    month, day = (first, second) if american else (second, first)
    value = iso(year, month, day) if year else None
    return dated(value) if value else None


def read_hijri(_: Words, __: Anchor) -> Told:
    """Read a date of the Hijri calendar; a Gregorian one that stands beside it gives its value."""
    return Told("date", None)


def read_day(words: Words, anchor: Anchor) -> Told | None:
    """Read "7 October", "October 7, 2023", "the 4th of April 2017", "last Oct. 23"."""
    day = ordinal_of(words["d"])
    if is_no_month(words) or not day or day > 31:
        return None
    month = month_of(words)
    year = year_for(words, anchor, month, day)
    if words["which"] and anchor.day and not (words["y"] or words["rel"]):
        year = _year_of_which(words["which"], month, anchor.day)
    return dated(iso(year, month, day) if year else None)


def read_days(words: Words, anchor: Anchor) -> Told | None:
    """Read "3 to 9 May 2021", "May 3-9"."""
    month, first, last = month_of(words), ordinal_of(words["d"]), ordinal_of(words["d2"])
    if is_no_month(words) or not first or not last:
        return None
    year = year_for(words, anchor, month, first)
    if year is None:
        return Told("date", None)
    start, end = iso(year, month, first), iso(year, month, last)
    return Told("date", start, period=(start, end))


def read_ends(words: Words, anchor: Anchor) -> Told | None:
    """Read "the last 12 days of September"."""
    which, count = ordinal_of(words["nth"]), count_of(words["n"])
    if is_no_month(words) or which not in {1, -1} or count is None:
        return None
    month = month_of(words)
    year = year_for(words, anchor, month, None)
    if year is None:
        return Told("duration", None, role="when")
    length, days = calendar.monthrange(year, month)[1], int(count)
    first = 1 if which == 1 else max(1, length - days + 1)
    period = iso(year, month, first), iso(year, month, min(length, first + days - 1))
    return Told("duration", duration(count, "D"), period=period)


def read_weekof(words: Words, anchor: Anchor) -> Told | None:
    """Read "the week of March 6"."""
    told = read_day(words, anchor)
    day = as_day(told.value) if told else None
    return dated(week_of(day)) if day else None


def read_nthunit(words: Words, anchor: Anchor) -> Told | None:
    """Read "the first week of May", "the last day of June 2019", "the first decade of the century"."""
    nth, unit = ordinal_of(words["nth"]), words["u"]
    month = month_of(words) if words["month"] else None
    if not nth or (month and is_no_month(words)):
        return None
    year = year_for(words, anchor, month, None) if month else told_year(words, anchor)
    if year is None:
        return Told("date", None)
    if unit == "month":
        return dated(iso(year, nth if nth > 0 else 12))
    if month is None:
        return dated(f"{year:04}-W{nth:02}" if unit == "week" and nth > 0 else iso(year))
    length = calendar.monthrange(year, month)[1]
    if unit == "day":
        return dated(iso(year, month, nth if nth > 0 else length))
    first = length - 6 if nth < 0 else 7 * nth - 6
    period = iso(year, month, first), iso(year, month, min(length, first + 6))
    return Told("date", week_of(date(year, month, min(first, 28))), period=period)


def read_month(words: Words, anchor: Anchor) -> Told | None:
    """Read "July 2021", "last May", "early November", "June last year"."""
    if is_no_month(words):
        return None
    month, which = month_of(words), words["which"]
    year = year_for(words, anchor, month, None)
    if which and anchor.day and not (words["y"] or words["rel"]):
        year = _year_of_which(which, month, anchor.day)
    return dated(iso(year, month) if year else None, words["adj"])


def _year_of_which(which: str, month: int, day: date) -> int:
    """Return the year of "last March", "this September", "next May"."""
    shift = classes()["which"][" ".join(which.split())]
    if shift == "-1":
        return day.year - (month >= day.month)
    return day.year + (shift == "1" and month <= day.month)


def read_bare_month(words: Words, anchor: Anchor) -> Told | None:
    """Read "November", unless the word is another: "may", "march"."""
    printed = words["month"].rstrip(".")
    unsure = printed in {"may", "march", "august", "april", "june"} or len(printed) < 4
    if unsure and words.before not in classes()["before_month"]:
        return None
    if len(printed) < 4 and printed != "may" and not words["month"].endswith(".") and words.after[:1].isupper():
        return None
    return read_month(words, anchor)


def read_year(words: Words, anchor: Anchor) -> Told | None:
    """Read "2011", "2012-13", "'96", "nineteen ninety-six", unless the number counts something."""
    year = year_of(words["y"], anchor.year)
    if year is None:
        return None
    if words["month"]:
        return None if is_no_month(words) else dated(iso(year, month_of(words)))
    if _counts(words):
        return None
    if words["y2"]:
        last = int(str(year)[: 4 - len(words["y2"])] + words["y2"])
        return Told("date", iso(year), period=(iso(year), iso(last))) if year < last < year + 200 else None
    return dated(iso(year))


def _counts(words: Words) -> bool:
    """Answer whether the number counts: "2000 people", unlike "in 2000 people" and "his 1978 film"."""
    led = words.before in classes()["before_year"]
    if words["y"].isdecimal():
        return not led and words.after.islower() and is_plural(words.after)
    if words.after.islower() and is_plural(words.after):
        return True
    return not (words["y"].startswith("'") or words["the"] or led or NINETEEN.match(words["y"]))


def year_for(words: Words, anchor: Anchor, month: int, day: int | None) -> int | None:
    """Return the year of a day or month: printed, told by "last year", given elsewhere, or the nearest."""
    told = told_year(words, anchor)
    if told:
        return told
    given = dict(anchor.years).get(month * 100 + (day or 0))
    if given or anchor.day is None:
        return given or anchor.year
    try:
        told_day = date(anchor.day.year, month, day or 1)
    except ValueError:
        return anchor.year
    if words.is_ahead:
        passed = told_day < anchor.day if day else month < anchor.day.month
        return anchor.day.year + (passed and (anchor.day - told_day) > LONG_PAST)
    return anchor.day.year - 1 if told_day - anchor.day > FURTHEST_AHEAD else anchor.day.year


def month_of(words: Words) -> int:
    """Return the number of the month that the words name."""
    return words.number("month") or 0


def is_no_month(words: Words) -> bool:
    """Answer whether the month may be a word of another kind: "may", "march", "mar", "dec"."""
    return not words.is_capital("month")
