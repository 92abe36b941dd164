"""Pairs: two expressions that name one time, or that are the two ends of one period."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.reading.times.timex import Dates, as_day, iso, later, months_later, shifted
from onrecord.reading.times.words import classes, month_names
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.reading.times.anchor import TimeExpression

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
BARE = re.compile(r"(?:\d\d? )?([A-Za-z]{3,})\.?(?: \d\d?)?")  # a month, or a day of it, without a year
UNIT = re.compile(r"\b(hour|day|week|fortnight|month|year)s?$", re.IGNORECASE)
BACK_FROM = re.compile(r"\s(?:to|until|through|(?:that )?(?:ended|ending|ends)(?: on)?)\s(?:the\s)?", re.IGNORECASE)
SAME = re.compile(r"\s{0,2}[,(/]?\s{0,2}(?:(?:on|at|of) (?:the )?)?", re.IGNORECASE)


def with_days(text: str, found: Iterable[TimeExpression]) -> list[TimeExpression]:
    """Join what names one time in two ways: "Sunday, May 5", "10 p.m. on Friday", a Hijri date beside ours."""
    joined: list[TimeExpression] = []
    for each in found:
        before = joined[-1] if joined else None
        one = _one(text, before, each) if before else None
        if one:
            joined[-1] = one
        else:
            joined.append(each)
    return joined


def _one(text: str, left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    """Return the one time that two neighbours name, None when they are two."""
    between = text[left.span.end : right.span.start]
    if not SAME.fullmatch(between) or right.span.start - left.span.end > 8:
        return None
    clock, day = (left, right) if left.role == "clock" else (right, left)
    if clock.role == "clock" and day.role == "when" and as_day(day.value):
        value = f"{as_day(day.value)}T{(clock.value or '').partition('T')[2]}"
        whole = replace(day, type="time", value=value, relation=left.relation, mod=day.mod or clock.mod)
    elif left.type == right.type == "date" and _is_weekday(text, left) and as_day(right.value):
        whole = replace(right, relation=left.relation)
    elif left.type == right.type == "date" and _is_weekday(text, right) and as_day(left.value) and between.strip():
        whole = left
    elif _is_open(left) and as_day(right.value) and between.strip() in {"(", "/", ","}:
        whole = replace(right, relation=left.relation)
    elif _is_open(right) and as_day(left.value) and between.strip() in {"(", "/", ","}:
        whole = left
    else:
        return None
    closing = text[right.span.end : right.span.end + 1] == ")" and "(" in between
    return replace(whole, span=Span(left.span.start, right.span.end + closing))


def _is_open(each: TimeExpression) -> bool:
    """Answer whether a date names no day of ours: that of another calendar."""
    return each.type == "date" and each.role == "when" and each.value is None


def _is_weekday(text: str, each: TimeExpression) -> bool:
    words = each.span.words(text).lower().removesuffix("'s")
    return each.role == "when" and (words.endswith("day") or words in classes()["weekday"])


def with_periods(text: str, found: Iterable[TimeExpression]) -> list[TimeExpression]:
    """Join "between July and September", "comparing 2023 to 2022" to one period."""
    joined: list[TimeExpression] = []
    for each in found:
        before = joined[-1] if joined else None
        day = _at_distance(text, before, each) if before else None
        period = (_back_from(text, before, each) or _period(text, before, each)) if before else None
        if before and day:
            span = Span(before.span.start, each.span.end)
            joined[-1] = replace(each, span=span, type="date", value=day, mod="", start=day, end=day, relation="")
        elif before and period:
            span = Span(before.span.start, each.span.end)
            whole = replace(before, type="duration", role="when", value=None, start=period[0], end=period[1])
            joined[-1] = replace(whole, span=span)
        else:
            joined.append(each)
    return joined


def _at_distance(text: str, left: TimeExpression, right: TimeExpression) -> str | None:
    """Return the day of "two weeks before May 13", None when the neighbours are no distance and its day."""
    count = re.fullmatch(r"P(\d+)([DW])", left.value or "")
    sign = {"before": -1, "after": 1}.get(text[left.span.end : right.span.start].strip().lower())
    if left.role != "offset" or right.role != "when" or count is None or sign is None or left.mod:
        return None
    return shifted(right.start or "", sign * int(count[1]) * (7 if count[2] == "W" else 1))


def _back_from(text: str, left: TimeExpression, right: TimeExpression) -> Dates | None:
    """Read "the week to Tuesday", "the 24 hours to Monday", "the year to May 3": the days that end with the other."""
    end, unit = as_day(right.end), UNIT.search(left.span.words(text))
    joined = BACK_FROM.fullmatch(text, left.span.end, right.span.start)
    if (
        end is None
        or unit is None
        or joined is None
        or right.end != right.start
        or left.relation in {"from", "between"}
    ):
        return None
    count = re.fullmatch(r"PT?(\d+)[A-Z]", left.value or "P1D")
    number = int(count[1]) if count and left.type == "duration" else 1
    if unit[1] in {"month", "year"}:
        months = number * (12 if unit[1] == "year" else 1)
        first = months_later(end, -months)
        last = calendar.monthrange(first.year, first.month)[1]
        begun = later(first.replace(day=min(end.day, last)), 1)
    else:
        days = {"hour": -(-number // 24), "day": number, "week": 7 * number, "fortnight": 14 * number}[unit[1]]
        # 24 hours end on the day after they begin; days and weeks count the day on which they end.
        begun = later(end, -days + (unit[1] != "hour"))
    return begun.isoformat(), right.end


def _period(text: str, left: TimeExpression, right: TimeExpression) -> Dates | None:
    """Return the period that runs from one time to the other, None when the two stand for themselves."""
    if not (left.names_time and right.names_time and right.known):
        return None
    if months := _months(text, left, right):
        return months
    if left.relation == "comparing" and left.start and right.start:
        first, last = sorted((left, right), key=lambda told: told.start or "")
        return first.start, last.end
    if left.relation not in {"between", "from"} or not _links(text[left.span.end : right.span.start]):
        return None
    start, end = _in_year_of(text, left, right), right.end
    if start and end and len(start) == len(end) == 7 and start > end:
        start = f"{int(start[:4]) - 1:04}{start[4:]}"
    if start and end and len(start) == len(end) == 10 and start > end and _is_weekday(text, right):
        end = shifted(end, 7)  # "between 6 p.m. Friday and 6 a.m. Monday"
    return start, end


def _in_year_of(text: str, left: TimeExpression, right: TimeExpression) -> str | None:
    """Return where a period begins whose year only its end tells: "from May to October 2020"."""
    start, told = left.start or "", YEAR.search(right.span.words(text))
    bare = BARE.fullmatch(left.span.words(text))
    if told is None or bare is None or bare[1].capitalize() not in month_names():
        return left.start
    begun = told[0] + start[4:]
    return begun if begun <= (right.end or begun) else f"{int(told[0]) - 1:04}{start[4:]}"


def _months(text: str, left: TimeExpression, right: TimeExpression) -> Dates | None:
    """Read "the first six months of 2016", "the three months to December" as the months they name."""
    count = re.fullmatch(r"P(\d\d?)M", left.value or "")
    between = text[left.span.end : right.span.start].strip().lower()
    if left.role != "when" or count is None or right.start is None:
        return None
    months = int(count[1]) - 1
    if between in {"to", "ended", "ending", "through"} and len(right.start) >= 7:
        last = date.fromisoformat(f"{right.start[:7]}-01")
        return months_later(last, -months).isoformat()[:7], right.start[:7]
    if between in {"of", "in", ""} and len(right.start) == 4 and months < 12:
        first = left.span.words(text).lower().removeprefix("the ").startswith("first")
        start, end = (1, months + 1) if first else (12 - months, 12)
        return iso(int(right.start), start), iso(int(right.start), end)
    return None


def _links(words: str) -> bool:
    return len(words) < 50 and (words.split()[-1:] or [""])[0].lower() in {"and", "to", "until", "through", "–", "-"}
