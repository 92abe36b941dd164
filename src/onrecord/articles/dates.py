"""Dates as pages print them: ISO 8601, no more precise than the page, and None rather than a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from onrecord.spans import Span
from onrecord.tables import load_table

Order = Literal["day", "month"]  # which of the two comes first in 3/4/2024

NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
# Dates stand in short lines; no rule looks further than this into a long one.
REACH = 400
# A line without one of these holds no date, and most lines have none.
RELATIVE = ("yesterday", "today", "just now")
DATED = re.compile(rf"\d|ago|{'|'.join(RELATIVE)}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a line: where it stands (its weekday and clock time with it) and what it says."""

    span: Span
    value: str | None  # None for a date without a year, or relative to an unknown day
    relative: bool = False


def find_dates(words: str, captured_at: str | None = None, order: Order | None = None) -> tuple[FoundDate, ...]:
    """Find the dates at the beginning of `words`, in order.

    `captured_at` is what "3 days ago" is reckoned from; `order` is what decides 3/4/2024.

    >>> [each.value for each in find_dates("Sputnik – 07.12.2023, updated Jan 15, 2024 3:04 PM EST")]
    ['2023-12-07', '2024-01-15T15:04-05:00']
    >>> [each.value for each in find_dates("3/4/2024")], [each.value for each in find_dates("3/4/2024", order="day")]
    (['2024'], ['2024-04-03'])
    """
    reached, found = words[:REACH], []
    if DATED.search(reached) is None:
        return ()
    at = 0
    while (match := _date_pattern().search(reached, at)) is not None:
        value, relative = _read(match, captured_at, order)
        at = match.end()
        if value != "":
            found.append(FoundDate(Span(match.start(), match.end()), value, relative))
    return tuple(found)


def find_order(text: str) -> Order | None:
    """Decide from the slashed dates of a whole page whether the day or the month comes first.

    >>> find_order("3/4/2024 and 3/25/2024"), find_order("3/4/2024")
    ('month', None)
    """
    days = months = 0
    for match in SLASHED.finditer(text):
        first, second = int(match[1]), int(match[2])
        days += 12 < first <= 31 and second <= 12
        months += 12 < second <= 31 and first <= 12
    if bool(days) == bool(months):
        return None
    return "day" if days else "month"


def find_weekday(word: str) -> int | None:
    """Return the number of a day of the week, from 1 for Monday, or None for any other word.

    >>> find_weekday("Tuesday"), find_weekday("Tarsis")
    (2, None)
    """
    return _names("weekdays.tsv", "weekday").get(word.casefold())


SLASHED = re.compile(r"(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-](?:19|20|21)\d{2}(?![\d/])")


@cache
def _names(table: str, column: str) -> dict[str, int]:
    return {name: int(row[column]) for row in load_table("onrecord.articles", table) for name in row["names"].split()}


@cache
def _zones() -> dict[str, str]:
    return {row["zone"]: row["offset"] for row in load_table("onrecord.articles", "zones.tsv")}


def _alternatives(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@cache
def _date_pattern() -> re.Pattern[str]:
    month = rf"(?P<{{}}>{_alternatives(_names('months.tsv', 'month'))})\.?"
    weekday = rf"(?:\b(?P<weekday>{_alternatives(_names('weekdays.tsv', 'weekday'))})\b\.?,?\s+)?"
    year = r"(?P<{}>(?:18|19|20|21)\d\d)(?!\d)"
    day = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?"
    zone = "|".join(map(re.escape, _zones()))
    clock = (
        r"(?P<hour>\d{1,2})[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?(?!\d)(?:\s?(?P<half>[ap]\.?m\b\.?))?"
        rf"(?:\s?\(?(?P<zone>{zone})\b\)?|\s?(?P<offset>[+-]\d\d:?\d\d))?"
    )
    hour = r"(?P<bare>\d{1,2})\s?(?P<barehalf>[ap]\.?m\b\.?)"
    time = rf"(?:(?:,?\s*(?:at|–|-|—|\||/|•|·|T|um|à)?\s*|T)(?:{clock}|{hour}))?"
    forms = (
        rf"(?<!\d){year.format('y1')}[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d){time}",
        rf"(?<!\w){month.format('m2')}\s*{day.format('d2')},?\s+{year.format('y2')}",
        rf"(?<![\d.]){day.format('d3')}[\s-]*(?:of\s+|de\s+)?{month.format('m3')}[\s,-]*(?:de\s+)?{year.format('y3')}",
        rf"(?<![\d./-])(?P<a4>\d{{1,2}})(?P<mark>[./-])(?P<b4>\d{{1,2}})(?P=mark){year.format('y4')}(?![\d/]|\.\d)",
        rf"(?<!\w){month.format('m5')},?\s+{year.format('y5')}",
        rf"(?<!\w)(?:{month.format('m6')}\s+(?P<d6>\d{{1,2}})|(?P<d7>\d{{1,2}})\s+{month.format('m7')})(?![\w])",
        rf"(?<!\w)(?P<ago>\d{{1,3}}|{'|'.join(NUMBERS)})\s+(?P<unit>second|sec|minute|min|hour|hr|day|week|month|mo|year|yr)s?\.?\s+ago(?!\w)",
        rf"(?:^|(?<=[:|·,] ))(?P<word>{'|'.join(RELATIVE)})(?!\w)",
    )
    timed = [rf"{form}{_renamed(time, number)}" if number > 1 else form for number, form in enumerate(forms, 1)]
    dated = "|".join(timed[:6])
    words = (*_names("months.tsv", "month"), *_names("weekdays.tsv", "weekday"), *NUMBERS, *RELATIVE)
    begins = "".join(sorted({re.escape(word[0]) for word in words}))
    # Nothing begins inside a word, and few words begin so: without this each letter of a line is tried in every form.
    return re.compile(rf"(?=\d|(?<!\w)[{begins}])(?:{weekday}(?:{dated})|{forms[6]}|{forms[7]})", re.IGNORECASE)


def _renamed(time: str, number: int) -> str:
    """Give the groups of a repeated part of the pattern names of their own."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", time)


def _read(match: re.Match[str], captured_at: str | None, order: Order | None) -> tuple[str | None, bool]:
    """Return the value of a match and whether it is relative; the value is empty where it is no date at all."""
    told = {key: value for key, value in match.groupdict().items() if value}
    if "ago" in told or "word" in told:
        return _relative(told, captured_at), True
    parts = {key.rstrip("1234567"): value for key, value in told.items() if re.fullmatch(r"[ymdab]\d", key)}
    if "a" in parts:
        day = _numeric(int(parts["a"]), int(parts["b"]), int(parts["y"]), told["mark"], _order(told, order))
    else:
        day = _named(parts)
    if day is None or len(day) < 10:
        return day, False
    return day + _clock({key.partition("_")[0]: value for key, value in told.items()}), False


def _named(parts: dict[str, str]) -> str | None:
    if "y" not in parts:
        return None
    month = parts["m"].casefold()
    number = int(month) if month.isdigit() else _names("months.tsv", "month")[month]
    if "d" not in parts:
        return f"{int(parts['y'])}-{number:02}"
    return _day(int(parts["y"]), number, int(parts["d"]))


def _order(told: dict[str, str], order: Order | None) -> Order | None:
    """Let the weekday beside a date decide which of its numbers is the day."""
    weekday = _names("weekdays.tsv", "weekday").get(told.get("weekday", "").casefold())
    if weekday is None:
        return order
    first, second, year = int(told["a4"]), int(told["b4"]), int(told["y4"])
    fits = [
        name
        for name, month, day in (("day", second, first), ("month", first, second))
        if _weekday(year, month, day) == weekday
    ]
    return order if len(fits) != 1 else "day" if fits[0] == "day" else "month"


def _weekday(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).isoweekday()
    except ValueError:
        return None


def _numeric(first: int, second: int, year: int, mark: str, order: Order | None) -> str | None:
    if mark == "." or first > 12 or first == second or order == "day":
        return _day(year, second, first)
    if second > 12 or order == "month":
        return _day(year, first, second)
    return str(year)


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _clock(told: dict[str, str]) -> str:
    if "bare" in told:
        told = {"hour": told["bare"], "minute": "00", "half": told["barehalf"]}
    if "hour" not in told:
        return ""
    hour, half = int(told["hour"]), told.get("half", "").lower()[:1]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        return ""
    seconds = f":{told['second']}" if "second" in told else ""
    offset = _zones().get(told.get("zone", "").upper()) or told.get("offset", "")
    return f"T{hour:02}:{told['minute']}{seconds}{offset if len(offset) != 5 else offset[:3] + ':' + offset[3:]}"


def _relative(told: dict[str, str], captured_at: str | None) -> str | None:
    """Reckon from the day of capture; None where it is not known."""
    try:
        today = date.fromisoformat((captured_at or "")[:10])
    except ValueError:
        return None
    if "word" in told:
        return (today - timedelta(days=told["word"].lower() == "yesterday")).isoformat()
    return _before(today, NUMBERS.get(told["ago"].lower()) or int(told["ago"]), told["unit"].lower())


def _before(today: date, number: int, unit: str) -> str:
    """Count back from a day, to the month or year where the page counts in weeks, months or years."""
    if unit in {"year", "yr"}:
        return str(today.year - number)
    if unit in {"month", "mo"}:
        months = today.year * 12 + today.month - 1 - number
        return f"{months // 12}-{months % 12 + 1:02}"
    if unit == "week":
        return (today - timedelta(weeks=number)).isoformat()[:7]
    return (today - timedelta(days=number if unit == "day" else 0)).isoformat()
