"""Stretches of time and what is told by its distance, what comes again, and words for now, then and some day."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from onrecord.reading.times.anchor import Anchor, Told
from onrecord.reading.times.dates import is_no_month, month_of
from onrecord.reading.times.timex import as_day, as_year, duration, iso, later, unit_later, years_later
from onrecord.reading.times.words import Words, classes, count_of

if TYPE_CHECKING:
    from datetime import date

FOURTHS = re.compile(r"\s+of\s+(?:the|its|their|his|her|our|all|those|these|them|which|whom)\b")


def unit_of(words: Words, name: str = "u") -> tuple[str, int]:
    """Return the TIMEX3 letter of a unit and how many of it: a decade is ten years."""
    word = re.sub(r"\s+", " ", words[name])
    code, _, each = classes()["unit"][word.removesuffix("s") if word not in classes()["unit"] else word].partition(" ")
    return code, int(each or 1)


def read_stretch(words: Words, anchor: Anchor) -> Told:
    """Read "the past 24 hours", "the last two years", "the next 60 days"."""
    code, each = unit_of(words)
    count = count_of(words["n"])
    ahead = int(classes()["stretch"][words["stretch"]])
    value = duration(count, code, each)
    return Told("duration", value, period=_stretch(anchor, count and count * each, code, ahead) or (None, None))


def _stretch(anchor: Anchor, count: Fraction | None, code: str, ahead: int) -> tuple[str, str] | None:
    """Return the period from so many units before today, or to so many after."""
    if anchor.day is None or count is None:
        return None
    precision = {"Y": 4, "M": 7}.get(code, 10)
    days = {"W": 7 * count, "TH": count / 24, "TM": count / 1440, "TS": count / 86400}.get(code, count)
    whole = -(-days.numerator // days.denominator)
    other = unit_later(anchor.day, ahead * (count if code in {"Y", "M"} else Fraction(whole)),
                       code if code in {"Y", "M"} else "D")  # fmt: skip
    today = anchor.day.isoformat()[:precision]
    start, end = sorted((other or today, today))
    return start, end


def read_spells(words: Words, _: Anchor) -> Told | None:
    """Read "recent weeks", "the past years", "the coming months"."""
    if words["vague"]:
        return Told("date", "PAST_REF", role="ref")
    if words["stretch"] not in {"next", "coming", "upcoming", "following"}:
        return Told("date", "PAST_REF", role="ref")
    return Told("date", "FUTURE_REF", role="ref")


def read_ago(words: Words, anchor: Anchor) -> Told:
    """Read "three months ago", "a year from now"."""
    code, each = unit_of(words)
    count = count_of(words["n"]) if words["n"] else None
    ahead = 1 if words["dir"] != "ago" else -1
    if count is None:
        return Told("date", "PAST_REF" if ahead < 0 else "FUTURE_REF", role="ago", period=(None, None))
    if anchor.quarter and ahead < 0 and code == "Y" and count * each == 1:
        return Told("date", years_later(anchor.quarter, -1), role="ago")
    if anchor.day is None:
        return Told("date", None, role="ago")
    return _week_or_day(anchor.day, ahead * count * each, code)


def read_later(words: Words, anchor: Anchor) -> Told:
    """Read "two days later", "a year earlier": counted from the time that was named before."""
    code, each = unit_of(words)
    count = count_of(words["n"])
    ahead = 1 if words["dir"] in {"later", "after", "afterwards", "on"} else -1
    if count is None:
        return Told("duration", duration(None, code), role="offset")
    if anchor.quarter and ahead < 0 and code == "Y" and count * each == 1:
        return Told("date", years_later(anchor.quarter, -1), role="ago")
    if ahead < 0 and code == "Y" and anchor.named and as_year(anchor.named):
        return Told("date", _shifted_years(anchor.named, int(ahead * count * each)), role="ago")
    base = as_day(anchor.named) or (anchor.day if ahead < 0 else None)
    if code == "Y" and base is None and as_year(anchor.named):
        return Told("date", iso((as_year(anchor.named) or 0) + int(ahead * count * each)), role="ago")
    if base is None:
        return Told("duration", duration(count, code, each), role="offset")
    return _week_or_day(base, ahead * count * each, code)


def _week_or_day(base: date, count: Fraction, code: str) -> Told:
    """Return the time so many units from a day; "two weeks ago" is a week by its value, a day by what it covers."""
    day = later(base, int(count * 7)).isoformat() if code == "W" else None
    return Told("date", unit_later(base, count, code), role="ago", period=(day, day) if day else None)


def _shifted_years(named: str, years: int) -> str | None:
    precise = named[:7] if re.fullmatch(r"\d{4}-\d\d(?:-.*)?", named) else named
    return years_later(precise, years)


def read_offset(words: Words, _: Anchor) -> Told:
    """Read "two days after the vote", which counts from what is told in words."""
    code, each = unit_of(words)
    count = count_of(words["n"]) if words["n"] else None
    return Told("duration", duration(count, code, each), role="offset")


def read_span(words: Words, _: Anchor) -> Told | None:
    """Read "three years", "a two-week", "2 1/2 hours", "six months and two weeks"."""
    code, each = unit_of(words)
    if words["n"] in {"a", "an", "another"} and words["u"] in {"second", "night"}:
        return None
    if words.is_titled("u") or _is_share(words):
        return None
    if not words["n"]:
        return Told("duration", duration(None if words["u"] != "day" else Fraction(1), code, each), role="amount")
    count = count_of(words["n"])
    if words["half"] and count:
        count += Fraction(1, 2)
    return Told("duration", duration(count, code, each), role="amount")


def read_ahead(words: Words, anchor: Anchor) -> Told | None:
    """Read "in two weeks" of what "will open in two weeks" as the day, month or year that it names."""
    if anchor.day is None or count_of(words["n"]) is None or unit_of(words)[0] not in "DWMY" or not words.is_ahead:
        return None
    return read_ago(words, anchor)._replace(role="when")


def read_past(words: Words, anchor: Anchor) -> Told:
    """Read "the past week", "the past decade" as the stretch of time up to today."""
    code, each = unit_of(words)
    value = duration(Fraction(1), code, each)
    return Told("duration", value, period=_stretch(anchor, Fraction(each), code, -1) or (None, None))


def read_loose(words: Words, _: Anchor) -> Told:
    """Read "for years", "within days", "decades"."""
    code, each = unit_of(words)
    return Told("duration", duration(None, code, 1) if each == 1 else f"PX{code[-1]}", role="amount")


def _is_share(words: Words) -> bool:
    """Answer whether a quarter is one of four parts: "three quarters of the crop"."""
    return words["u"] == "quarter" and FOURTHS.match(words.text, words.match.end()) is not None


def read_idiom(_: Words, __: Anchor) -> Told:
    """Read "24 hours a day", "seven days a week": always, so no stretch of time and no quantity."""
    return Told("", None, role="idiom")


def read_someday(_: Words, __: Anchor) -> Told:
    """Read "will one day"."""
    return Told("date", "FUTURE_REF", role="ref")


def read_rate(words: Words, _: Anchor) -> Told | None:
    """Read "a year" of "$4 a year"; without an amount before, it is a stretch of time."""
    if _is_share(words):
        return None
    if words["each"] in {"per", "each"} or re.search(
        r"(?:[\d%]|percent|times|once|twice|million|billion)$", words.before
    ):
        code, each = unit_of(words)
        return Told("set", duration(Fraction(1), code, each), role="amount")
    if words["u"] in {"second", "night"}:
        return None
    code, each = unit_of(words)
    return Told("duration", duration(Fraction(1), code, each), role="amount")


def read_each(words: Words, _: Anchor) -> Told | None:
    """Read "every day", "each July", "every other week"."""
    if words["month"]:
        return None if is_no_month(words) else Told("set", f"XXXX-{month_of(words):02}", role="amount")
    if words["season"]:
        return Told("set", f"XXXX-{classes()['season'][words['season']]}", role="amount")
    code, each = unit_of(words)
    count = count_of(words["n"]) if words["n"] else Fraction(2 if words["other"] else 1)
    return Told("set", duration(count, code, each), role="amount")


def read_often(words: Words, _: Anchor) -> Told:
    """Read "daily", "annually"."""
    return Told("set", classes()["often"][" ".join(words["often"].split())], role="amount")


def read_ref(words: Words, _: Anchor) -> Told:
    """Read "now", "recently", "the future"."""
    return Told("date", classes()["ref"][" ".join(words["ref"].split())], role="ref")


def read_age(_: Words, __: Anchor) -> Told:
    """Read "aged 34", "a 5-year-old": no time, and no quantity either."""
    return Told("", None, role="age")


def read_ordinal(_: Words, __: Anchor) -> Told:
    """Read "21st", "14th": no time, and no quantity either."""
    return Told("", None, role="ordinal")
