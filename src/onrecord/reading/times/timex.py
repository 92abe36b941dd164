"""TIMEX3 values: the names that ISO 8601 and TimeML give to times, and the days that such a name covers.

A value is only as precise as the words: "199" is a decade, "1998" a year, "1998-Q3" a quarter, "1998-SU" a summer,
"1998-W07" a week, "1998-02-13TNI" a night, "P3D" three days, "PXD" some days, "PAST_REF" some time before.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

Dates = tuple[str | None, str | None]

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
# Shorter units in which a broken number of the longer one is told: half a year is six months.
SHORTER = {"Y": ("M", 12), "Q": ("M", 3), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}
DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
PART = re.compile(r"(\d{4})-(?:Q([1-4])|H([12])|(SP|SU|FA|WI))")


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Write a date as precisely as it is known; None for a date that no calendar has.

    >>> iso(2023, 2), iso(2023, 2, 30)
    ('2023-02', None)
    """
    if not 1 <= year <= 9999:
        return None
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def as_day(value: str | None) -> date | None:
    """Return the day that a value names, None where it names none.

    >>> as_day("1998-02-13TNI")
    datetime.date(1998, 2, 13)
    """
    told = DAY.fullmatch(value or "")
    try:
        return date.fromisoformat(told[1]) if told else None
    except ValueError:
        return None


def as_year(value: str | None) -> int | None:
    """Return the year in which a value lies, when it names one."""
    head = (value or "")[:4]
    return int(head) if len(head) == 4 and head.isdecimal() else None


def days_of(value: str | None) -> Dates:
    """Return the first and the last of what a value covers, no more precise than the value.

    >>> days_of("1998-Q3"), days_of("199"), days_of("PAST_REF")
    (('1998-07', '1998-09'), ('1990', '1999'), (None, None))
    """
    told = value or ""
    if re.fullmatch(r"\d{4}(?:-\d\d)?", told):
        return told, told
    if re.fullmatch(r"\d\d\d?", told):
        return told.ljust(4, "0"), told.ljust(4, "9")
    if match := DAY.fullmatch(told):
        return match[1], match[1]
    if match := WEEK.fullmatch(told):
        return _days_of_week(int(match[1]), int(match[2]), weekend=bool(match[3]))
    if match := PART.fullmatch(told):
        return _months_of_part(int(match[1]), match[2], match[3], match[4])
    return None, None


def _days_of_week(year: int, week: int, *, weekend: bool) -> Dates:
    try:
        first = date.fromisocalendar(year, week, 6 if weekend else 1)
    except ValueError:
        return None, None
    return first.isoformat(), later(first, 1 if weekend else 6).isoformat()


def _months_of_part(year: int, quarter: str | None, half: str | None, season: str | None) -> Dates:
    if quarter:
        return iso(year, 3 * int(quarter) - 2), iso(year, 3 * int(quarter))
    if half:
        return iso(year, 6 * int(half) - 5), iso(year, 6 * int(half))
    first, last = SEASONS[season or "SP"]
    return iso(year, first), iso(year + (last < first), last)


def later(day: date, days: int) -> date:
    """Return the day so many days later, or the same day where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def shifted(day: str, days: int) -> str | None:
    """Return the day so many days later, as it is written.

    >>> shifted("2023-12-31", 1)
    '2024-01-01'
    """
    told = as_day(day)
    return later(told, days).isoformat() if told else None


def months_later(day: date, months: int) -> date:
    """Return the first day of the month that lies so many months after that of `day`."""
    total = day.year * 12 + day.month - 1 + months
    return date(max(1, min(9999, total // 12)), total % 12 + 1, 1)


def week_of(day: date) -> str:
    """Return the week of a day.

    >>> week_of(date(2024, 12, 30))
    '2025-W01'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def quarter_of(day: date) -> str:
    """Return the quarter of a day."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def years_later(value: str, years: int) -> str | None:
    """Return the same day, month, week or quarter of another year.

    >>> years_later("1989-Q3", -1), years_later("2024-02-29", 1)
    ('1988-Q3', None)
    """
    year = as_year(value)
    if year is None or not 1 <= year + years <= 9999:
        return None
    moved = f"{year + years:04}{value[4:]}"
    return None if DAY.fullmatch(moved) and as_day(moved) is None else moved


def unit_later(day: date, count: Fraction, code: str) -> str | None:
    """Return the year, month, week or day that lies `count` units after a day, as precise as the unit.

    >>> from fractions import Fraction
    >>> unit_later(date(1998, 2, 13), Fraction(-3), "M"), unit_later(date(1998, 2, 13), Fraction(-6), "W")
    ('1997-11', '1998-W01')
    """
    whole = int(count)
    if code == "Y":
        return iso(day.year + whole)
    if code == "M":
        return months_later(day, whole).isoformat()[:7]
    if code == "W":
        return week_of(later(day, 7 * whole))
    return later(day, whole if code == "D" else 0).isoformat()


def duration(count: Fraction | None, code: str, each: int = 1) -> str:
    """Return the value of a stretch of `count` times `each` units, None for a number that is not told.

    >>> from fractions import Fraction
    >>> duration(Fraction(5, 2), "Y"), duration(Fraction(2), "Y", 10), duration(None, "D"), duration(Fraction(24), "TH")
    ('P2Y6M', 'P20Y', 'PXD', 'PT24H')
    >>> duration(Fraction(2), "M", 3)  # two quarters
    'P2Q'
    """
    code, each = ("Q", 1) if (code, each) == ("M", 3) else (code, each)
    if count is None:
        return f"P{code[:-1]}X{code[-1]}"
    told = count * each
    whole, rest = int(told), told - int(told)
    value = f"{whole}{code[-1]}" if whole or not rest else ""
    if rest and code in SHORTER:
        shorter, share = SHORTER[code]
        value += f"{'T' if shorter[0] == 'T' and code[0] != 'T' else ''}{round(rest * share)}{shorter[-1]}"
    return f"P{code[:-1]}{value or '1' + code[-1]}"
