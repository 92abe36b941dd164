"""Days told by weekday, holiday or their distance from another day, and times of the clock."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.reading.times.anchor import Anchor, Told, dated
from onrecord.reading.times.timex import as_day, iso, later, week_of
from onrecord.reading.times.words import Words, classes, count_of

if TYPE_CHECKING:
    from onrecord.reading.times.anchor import TimeType

NEAR_AHEAD = timedelta(days=30)  # a holiday that is nearer than this is the coming one


def read_weekday(words: Words, anchor: Anchor) -> Told | None:
    """Read "Tuesday", "last Friday", "Wednesday night", "every Monday", "Tuesdays"."""
    if not words.is_capital("weekday"):
        return None
    short = not words["weekday"].endswith("day")
    if short and (words["plural"] or not _is_short_weekday(words)):
        return None
    number = words.number("weekday") or 0
    part = part_of(words)
    # Where apostrophes are lost, "Saturdays blast" is the blast of Saturday.
    again = words["plural"] and (not words.after.islower() or words.after in classes()["after_days"])
    if again or words["nights"] or words["each"]:
        return Told("set", f"XXXX-WXX-{number + 1}{part}", role="amount")
    if anchor.day is None:
        return Told("time" if part else "date", None)
    value = _weekday(words, anchor.day, anchor, number).isoformat()
    return Told("time" if part else "date", value + part, classes()["edge"].get(words["adj"], ""))


def _is_short_weekday(words: Words) -> bool:
    """Answer whether "Sun" and "Sat", which are words and names too, have a date behind them, the others a stop."""
    behind = words.text[words.match.end() :][:8]
    dated = re.match(r"[.,]?\s*(?:\d|([a-z]{3}))", behind)
    if dated and (dated[1] is None or dated[1] in classes()["month"]):
        return True
    return words["weekday"] not in {"sun", "sat"} and behind[:2] in {". ", ", "}


def _weekday(words: Words, day: date, anchor: Anchor, number: int) -> date:
    which = " ".join(words["which"].split())
    back = (day.weekday() - number) % 7
    if words["rel"]:
        return later(day, number - day.weekday() + 7 * int(classes()["shift"][words["rel"]]))
    if which in {"following", "previous", "preceding", "same", "that"} and anchor.last:
        behind = (anchor.last.weekday() - number) % 7
        shift = {"following": 7 - behind, "previous": -(behind or 7), "preceding": -(behind or 7)}.get(which, -behind)
        return later(anchor.last, shift)
    passed = back <= (which == "last") and which in {"last", "past", "this past"}
    if passed or (words.before == "since" and back == 0):
        back += 7  # "last Friday" is not yesterday, "since Wednesday" not today
    ahead = which in {"next", "this coming", "coming", "upcoming"} or (words.is_ahead and which in {"", "this"})
    return later(day, 7 - back if ahead and (back or which) else -back)


def read_near(words: Words, anchor: Anchor) -> Told | None:
    """Read "yesterday", "tomorrow night", "the following day", "overnight"."""
    which, part = " ".join(words["which"].split()).removeprefix("the "), part_of(words)
    if words["near"]:
        part = "TNI" if words["near"] == "tonight" else part
        told = None if anchor.day is None else later(anchor.day, words.number("near") or 0).isoformat() + part
        return Told("time" if part else "date", told)
    day, part = _near(which, anchor)
    kind: TimeType = "time" if part else "date"
    if day is None:
        return Told(kind, None)
    if which == "overnight":
        return Told(kind, day.isoformat() + part, period=(later(day, -1).isoformat(), day.isoformat()))
    return Told(kind, day.isoformat() + part, classes()["edge"].get(words["adj"], ""))


def _near(which: str, anchor: Anchor) -> tuple[date | None, str]:
    """Return the day, and the part of it, of "this morning", "the next day", "that night"."""
    part = "TNI" if which == "overnight" else classes()["part"].get(which.rpartition(" ")[2], "")
    first, nearby = which.partition(" ")[0], classes()["nearby"]
    whose, shift = (nearby.get(which) or nearby.get(first) or "published 0").split()
    if whose == "named" and as_day(anchor.named) is None and first != "previous":
        return None, part
    day = anchor.day if whose == "published" else anchor.last
    return (None if day is None else later(day, int(shift))), part


def read_holiday(words: Words, anchor: Anchor) -> Told | None:
    """Read "Christmas Day", "last Thanksgiving", "Easter Sunday 2016"."""
    if not words.is_capital("holiday"):
        return None
    rule = classes()["holiday"][" ".join(words["holiday"].split())]
    if anchor.day is None:
        return dated(holiday(rule, int(words["y"])) if words["y"] else None)
    if words["y"]:
        return dated(holiday(rule, int(words["y"])))
    years = (anchor.day.year - 1, anchor.day.year, anchor.day.year + 1)
    days = [day for year in years if (day := as_day(holiday(rule, year)))]
    ahead = words["which"] in {"next", "this coming"} or (words.is_ahead and not words["which"])
    passed = [day for day in days if day <= anchor.day]
    coming = [day for day in days if day >= anchor.day]
    chosen = min(coming) if ahead and coming else max(passed, default=anchor.day)
    if not ahead and not words["which"] and coming and min(coming) - anchor.day < NEAR_AHEAD:
        chosen = min(coming)
    if words["u"]:
        return dated(week_of(chosen) + ("-WE" if words["u"] == "weekend" else ""))
    # "in the run-up to Easter" names the feast, "at Easter" the day.
    return Told("date", chosen.isoformat(), role="when" if _is_day(words) else "ref")


def _is_day(words: Words) -> bool:
    return bool(words["which"]) or words.before in classes()["before_feast"]


def holiday(rule: str, year: int) -> str | None:
    """Return the day of a holiday.

    >>> holiday("12-25", 1998), holiday("11-4-4", 1998), holiday("05-1-last", 1998), holiday("easter+1", 1998)
    ('1998-12-25', '1998-11-26', '1998-05-25', '1998-04-13')
    """
    if rule.startswith("easter"):
        return later(_easter(year), int(rule.removeprefix("easter"))).isoformat()
    month, day, *which = rule.split("-")
    if not which:
        return iso(year, int(month), int(day))
    days = [week[int(day) - 1] for week in calendar.monthcalendar(year, int(month)) if week[int(day) - 1]]
    return iso(year, int(month), days[-1] if which[0] == "last" else days[int(which[0]) - 1])


def _easter(year: int) -> date:
    """Return Easter Sunday by the Gregorian rule (Meeus, Astronomical Algorithms)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def read_clock(words: Words, anchor: Anchor) -> Told | None:
    """Read "10:35 a.m.", "2130 GMT", "ten o'clock"."""
    hour = int(count_of(words["hw"]) or 0) if words["hw"] else int(words["h"])
    minute = int(words["min"] or 0)
    if hour > 24:
        return None
    if words["ap"] == "p" or words["part"] in {"afternoon", "evening"}:
        hour += 12 * (hour < 12)
    elif words["ap"] == "a" and hour == 12:
        hour = 0
    return _clock(f"T{hour:02}:{minute:02}", anchor)


def read_noon(words: Words, anchor: Anchor) -> Told | None:
    """Read "at noon", "midnight Friday"."""
    if words.before not in classes()["before_clock"] and not words.after[:1].isupper():
        return None
    return _clock(part_of(words), anchor)


def _clock(value: str, anchor: Anchor) -> Told:
    day = anchor.last.isoformat() if anchor.last else "XXXX-XX-XX"
    return Told("time", day + value, role="clock", period=(None, None))


def part_of(words: Words) -> str:
    """Return the TIMEX3 part of the day that the words name, nothing when they name none."""
    return classes()["part"][words["part"]] if words["part"] else ""
