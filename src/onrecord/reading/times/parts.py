"""Parts of the year and stretches of the calendar: halves, quarters, seasons, weeks, decades, "this month"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from onrecord.reading.times.anchor import Anchor, Told, dated, told_year
from onrecord.reading.times.timex import (
    as_day,
    as_year,
    duration,
    iso,
    later,
    months_later,
    quarter_of,
    week_of,
    years_later,
)
from onrecord.reading.times.words import Words, classes, count_of, expanded, ordinal_of, year_of


def read_half(words: Words, anchor: Anchor) -> Told | None:
    """Read "the latter half of 2023"."""
    nth, year = ordinal_of(words["nth"]), told_year(words, anchor)
    if nth not in {1, 2, -1}:
        return None
    return dated(None if year is None else f"{year:04}-H{1 if nth == 1 else 2}")


def read_quarter(words: Words, anchor: Anchor) -> Told | None:
    """Read "the third quarter", "Q1 2020", "last year's fourth quarter"."""
    nth = ordinal_of(words["nth"])
    if nth is None or nth > 4:
        return None
    if words["nth"] in {"last", "latter"} and not (words["y"] or words["rel"]):
        return dated(_unit_value("quarter", -1, anchor.day, anchor))
    quarter = 4 if nth < 0 else nth
    if words["y0"]:
        return dated(f"{int(words['y0']):04}-Q{quarter}")
    year = told_year(words, anchor)
    head = words.match[0]
    if year is None and anchor.year and anchor.day:
        year = anchor.year - (quarter > (anchor.day.month + 2) // 3 and not words.is_ahead)
        year -= head.removeprefix("the ").startswith(("last year", "year", "comparable year")) and year == anchor.year
        year += head.startswith("next year")
        if words["which"] and words["which"] in {"that", "same"}:
            year = as_year(anchor.named) or year
    return dated(None if year is None else f"{year:04}-Q{quarter}")


def read_months(words: Words, anchor: Anchor) -> Told | None:
    """Read "the first six months", "the three months" of "the three months to December"; see times.py for the rest."""
    count = count_of(words["n"])
    if count is None or not 1 <= count <= 12:
        return Told("duration", duration(count, "M"), period=(None, None))
    number = int(count)
    last = number if words["which"] == "first" else 12
    year = anchor.year if words["which"] else None
    period = None if year is None else (months_later(date(year, last, 1), 1 - number).isoformat()[:7], iso(year, last))
    return Told("duration", duration(count, "M"), period=period or (None, None))


def read_season(words: Words, anchor: Anchor) -> Told | None:
    """Read "last summer", "the winter of 1994"."""
    code = classes()["season"][words["season"]]
    year = year_of(words["y2"], anchor.year) if words["y2"] else told_year(words, anchor)
    if year is None and words["which"] in {"that", "same"}:
        year = as_year(anchor.named)
    if year is None and anchor.day:
        year = _year_of_season(words["which"], code, anchor.day, ahead=words.is_ahead)
    return dated(None if year is None else f"{year:04}-{code}", words["adj"])


def _year_of_season(which: str, code: str, day: date, *, ahead: bool) -> int:
    months = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}[code]
    now = day.month
    if which.endswith(("last", "past")):
        return day.year - (now <= months[1] if code != "WI" else True)
    if which in {"next", "coming", "upcoming"}:
        return day.year + (now >= months[0])
    if not which and not ahead and months[0] > now + 1:
        return day.year - 1
    return day.year


def read_decade(words: Words, anchor: Anchor) -> Told:
    """Read "the 1990s", "the late '80s", "the nineties"."""
    if words["word"]:
        return dated(classes()["decade"][words["word"]], words["adj"])
    year = year_of(words["y"], anchor.year) or 0
    return dated(f"{year // 10:03}", words["adj"])


def read_century(words: Words, _: Anchor) -> Told | None:
    """Read "the 20th century"."""
    number = int(words["n"]) if words["n"] else ordinal_of(words["nth"])
    return dated(f"{number - 1:02}", words["adj"]) if number and 1 <= number <= 30 else None


def read_fiscal(words: Words, anchor: Anchor) -> Told:
    """Read "fiscal 1989", "the 2019-20 school year", "the current fiscal year"."""
    if words["y"]:
        year = int(words["y"])
        last = int(str(year)[: 4 - len(words["y2"])] + words["y2"]) if words["y2"] else year
        return Told("date", iso(year), period=(iso(year), iso(last)))
    shift = classes()["which"][" ".join(words["which"].split())]
    if anchor.year is None:
        return Told("date", None)
    return dated(iso(anchor.year + (int(shift) if shift.lstrip("-").isdecimal() else 0)))


def read_unit(words: Words, anchor: Anchor) -> Told | None:
    """Read "last week", "this year", "the previous quarter", "over the weekend", "the end of the year"."""
    unit = words["u"]
    which = classes()["which"].get(" ".join(words["which"].split()), "0")
    edge = classes()["edge"].get(words["edge"], "")
    if words["edge"] and unit == "year" and as_year(anchor.named) and which == "0" and _names_year(anchor):
        return Told("date", iso(as_year(anchor.named) or 1), edge)
    if which in {"same", "that", "latest"}:
        return _same_unit(unit, which, anchor)
    shift = int(which)
    if words.is_titled("u"):
        return None
    if words["over"]:
        shift = -(anchor.day.weekday() < 5 and not words.is_ahead) if anchor.day else 0
    counts_on = words["which"] in {"following", "preceding"} or _is_named(words)
    base = _first_named(anchor, unit) if counts_on else anchor.day
    value = _unit_value(unit, shift, base, anchor)
    period = None
    if unit == "week" and shift == 0 and anchor.day:
        period = later(anchor.day, -anchor.day.weekday()).isoformat(), anchor.day.isoformat()
    return Told("date", value, edge, period=period)


def read_bare_unit(words: Words, anchor: Anchor) -> Told | None:
    """Read "the quarter", "the latest period", "the full year", "for the week": the one that is spoken of."""
    unit = words["u"] or words["own"] or "quarter"
    if unit == "quarter":
        return dated(_quarter_of_end(words, anchor) or _quarter_spoken_of(anchor))
    if unit == "week":
        return dated(week_of(anchor.day) if anchor.day else None)
    ended = re.match(r"\s(?:that )?(?:ended|ending|ends|to)\b", words.text[words.match.end() :][:12])
    if ended:
        return Told("duration", "P1Y", role="amount")
    return dated(iso(anchor.year) if anchor.year else None)


def _quarter_of_end(words: Words, anchor: Anchor) -> str | None:
    """Return the quarter of the day behind the word: "the quarter ended Sept. 30"."""
    end = _ended().match(words.text, words.match.end())
    if end is None or anchor.year is None:
        return None
    month = int(classes()["month"][end["month"].rstrip(".")])
    year = int(end["y"] or anchor.year)
    later_on = anchor.day is not None and not end["y"] and month > anchor.day.month
    return f"{year - later_on:04}-Q{(month + 2) // 3}"


@cache
def _ended() -> re.Pattern[str]:
    return re.compile(expanded(r"\s(?:that )?(?:ended|ending) (?:on )?{month}(?: \d\d?\b)?(?:,? {year})?"))


def _quarter_spoken_of(anchor: Anchor) -> str | None:
    """Return the quarter named last, or else the last one that is over, which companies report on."""
    if anchor.quarter or anchor.day is None:
        return anchor.quarter
    return quarter_of(months_later(anchor.day, -3))


def _first_named(anchor: Anchor, unit: str) -> date | None:
    """Return the first day of the month or year that was named last, so that "the following month" counts from it."""
    named = anchor.named or ""
    long_enough = {"year": 4, "decade": 4, "century": 4, "month": 7, "quarter": 7}.get(unit, 10)
    if len(named) >= long_enough and re.fullmatch(r"\d{4}(?:-\d\d)?", named):
        return date.fromisoformat(f"{named}-01-01"[:10])
    return anchor.last


def _names_year(anchor: Anchor) -> bool:
    return len(anchor.named or "") == 4


def _is_named(words: Words) -> bool:
    """Answer whether the unit counts from the time named before: "the previous month", not "last month"."""
    return bool(words["the"]) and words["which"] == "previous"


def _unit_value(unit: str, shift: int, base: date | None, anchor: Anchor) -> str | None:
    """Return the value of the unit that lies `shift` units after the one that holds the day `base`."""
    if base is None:
        return None if anchor.year is None or unit != "year" else iso(anchor.year + shift)
    values: dict[str, str | None] = {
        "week": week_of(later(base, 7 * shift)),
        "fortnight": week_of(later(base, 14 * shift)),
        "weekend": week_of(later(base, 7 * shift)) + "-WE",
        "month": months_later(base, shift).isoformat()[:7],
        "quarter": quarter_of(months_later(base, 3 * shift)),
        "decade": f"{base.year // 10 + shift:03}",
        "century": f"{base.year // 100 + shift:02}",
    }
    return values.get(unit, iso(base.year + shift))


def _same_unit(unit: str, which: str, anchor: Anchor) -> Told | None:
    """Read "that year", "the same month", "the latest quarter"."""
    if unit == "quarter":
        return dated(_quarter_spoken_of(anchor))
    if which == "latest":
        return dated(_unit_value(unit, 0, anchor.day, anchor))
    if unit == "year" and as_year(anchor.named):
        return dated(iso(as_year(anchor.named) or 1))
    if unit == "month" and re.match(r"\d{4}-\d\d", anchor.named or ""):
        return dated((anchor.named or "")[:7])
    return dated(_unit_value(unit, 0, as_day(anchor.named), anchor))


def read_yearago(words: Words, anchor: Anchor) -> Told | None:
    """Read "the year-earlier quarter", "the same period last year", "the 1988 period"."""
    if words["y"]:
        year = int(words["y"])
        return dated(f"{year:04}{anchor.quarter[4:]}" if anchor.quarter else iso(year))
    if words["what"] in {"month", "week", "day", "time"} and anchor.named and "-" in anchor.named:
        return Told("date", years_later(anchor.named[:7] if words["what"] == "month" else anchor.named, -1), role="ago")
    if words["earlier"] and not anchor.quarter and re.fullmatch(r"\d{4}(?:-\d\d)?", anchor.named or ""):
        return Told("date", years_later(anchor.named or "", -1), role="ago")
    value = _year_before(anchor)
    if words["what"].endswith("months"):
        return Told("duration", duration(count_of(words["what"].split()[0]), "M"), role="offset")
    return Told("date", value, role="ago")


def _year_before(anchor: Anchor) -> str | None:
    """Return the quarter a year before the one named last, or else the year before."""
    if anchor.quarter:
        return years_later(anchor.quarter, -1)
    return iso(anchor.year - 1) if anchor.year else None
