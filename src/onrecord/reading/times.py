"""Times: the time expressions of a sentence, resolved against the day the article was published.

Dates are ISO 8601 strings, only as precise as the words: "2023", "2023-10", "2023-10-07". What cannot be
resolved (a weekday without a date of publication) keeps its words and has no dates.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal

from onrecord.reading.nouns import is_plural
from onrecord.spans import Span
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

TimeType = Literal["date", "period", "offset", "age", "clock"]
Dates = tuple[str | None, str | None]

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"Sept": 9}
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = {name[:3]: number for number, name in enumerate(calendar.day_name)}
COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "eighteen": 18, "twenty-four": 24,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "couple of": 2, "several": 3, "few": 3,
    "dozen": 12, "half a": 1, "half": 1,
}  # fmt: skip
PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 2, "latter": 2}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
MONTHLY = {"month": 1, "quarter": 3}
YEARLY = {"year": 1, "decade": 10, "century": 100, "centurie": 100}
FURTHEST_AHEAD = timedelta(days=60)  # a day without a year further ahead than this lies in the past
BEFORE_MONTH = frozenset(
    {"in", "since", "of", "by", "from", "until", "till", "between", "during", "to", "and", "through"}
)
BEFORE_MONTH |= {"a", "the", "before", "after"}
BEFORE_YEAR = BEFORE_MONTH | {
    "year",
    "for",
    "around",
    "fiscal",
    "late",
    "early",
    "mid",
    "end",
    "back",
    "with",
    "comparing",
}
BEFORE_YEAR -= {"a"}

# The pieces of which the patterns in tables/times.tsv are made.
PIECES = {
    "MONTH": rf"(?P<m>(?:{'|'.join(calendar.month_name[1:])})\b|(?:{'|'.join(SHORT_MONTHS)})\b\.?)",
    "YEAR": r"(?P<y>(?:1[4-9]|20)\d\d)(?![\d,]*\d)",
    "DAY": r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)",
    "DAY2": r"(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)",
    "COUNT": rf"(?P<n>\d{{1,4}}|(?i:(?:a )?(?:few|couple of|dozen)|{'|'.join(sorted(COUNTS, key=len, reverse=True))}))",
    "UNIT": r"(?P<u>second|minute|hour|day|night|week|fortnight|month|year|decade|centurie|century)s?",
    "OF_YEAR": r"(?:,? (?:of )?(?:(?P<y>(?:1[4-9]|20)\d\d)(?![\d,]*\d)|(?P<rel>last|this|next) year))",
    "LOOSE": (
        r"(?P<loose>early|mid|late|(?:earlier|late|early) in|(?:the )?(?:beginning|start|end|middle) of)[- ](?:in )?"
    ),
    "ZONE": r"(?: (?:GMT|UTC|ET|EST|EDT|CET|BST|IST|local time|[A-Z][a-z]+ time))",
    "AMOUNT": r"(?i:(?:just|more|less|over|almost|nearly|about|some|around|only|at least) (?:than |over |under )?)?",
}
PLACEHOLDER = re.compile(r"\{([A-Z]\w*)\}")

# Words in lower case with which an expression may begin; the rest of a text is passed over.
BEGINNING = (
    r"[\dA-Z]|(?:the|these|an?|early|mid|late|later|earlier|beginning|end|age[sd]?|this|last|next|past|previous|prior"
    r"|preceding|coming|following|today|tonight|yesterday|tomorrow|overnight|that|over|at|during|first|second|latter"
    r"|third|fourth|final|just|more|less|almost|nearly|about|some|around|only|barely|mere|half|few|couple|dozen"
    r"|spring|summer|autumn|fall|winter|several|hundred|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fourteen|fifteen|eighteen|twenty|thirty|forty|fifty|seconds|minutes|hours|days|weeks|months|years|decades)\b"
    r"|[a-z]+-(?:[a-z]+-)?(?:year|month|week|day|and)"
)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """The words of a time and the period they name. Their numbers are no quantities."""

    span: Span
    type: TimeType
    start: str | None = None
    end: str | None = None
    relation: str = ""  # the word before that turns the meaning: "since", "until", "as of"

    @property
    def known(self) -> bool:
        """Answer whether any of its ends could be resolved."""
        return self.start is not None or self.end is not None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What times are resolved against: the day of publication, and the days to which the article gives a year."""

    published: str | None = None
    years: tuple[tuple[int, int], ...] = ()  # month * 100 + day, and the year given to it elsewhere

    @property
    def day(self) -> date | None:
        """The day of publication, when known to the day."""
        try:
            return date.fromisoformat((self.published or "")[:10])
        except ValueError:
            return None

    @property
    def year(self) -> int | None:
        """The year of publication, when known."""
        head = (self.published or "")[:4]
        return int(head) if len(head) == 4 and head.isdecimal() else None


@cache
def _patterns() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Join the patterns to one; each group's name carries the number of its pattern."""
    pieces, names = [], {}
    for number, row in enumerate(load_table("onrecord.reading", "times.tsv")):
        names[f"p{number}"] = row["reader"]
        pattern = PLACEHOLDER.sub(lambda told: PIECES[told[1]], row["pattern"])
        pieces.append(f"(?P<p{number}>" + re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", pattern) + ")")
    return re.compile(rf"(?<![\w$€£])(?={BEGINNING})(?:" + "|".join(pieces) + ")"), names


AGE_ASIDE = re.compile(r"(?<=[a-z]),[ ](\d{1,2})(?=,)|(?<=[a-z][ ])\((\d{1,2})\)")
RELATION = re.compile(
    r"\b(?:(since)(?: [\w’'-]+){0,12} (?:on|in)|(since|until|till|through|by|as of|between|from|before|after|following"
    r"|comparing|compared|to|with)(?: the)?) $",
    re.IGNORECASE,
)


def read_times(text: str, span: Span, anchor: Anchor) -> list[TimeExpression]:
    """Return the time expressions within `span`, in order.

    >>> words = "Two hospitals were hit between July and 3 October 2016, and again on Friday."
    >>> [(each.start, each.end) for each in read_times(words, Span(0, 76), Anchor("2016-10-10"))]
    [('2016-07', '2016-10-03'), ('2016-10-07', '2016-10-07')]
    """
    sentence = _lowered(span.words(text))
    pattern, names = _patterns()
    found = []
    for match in pattern.finditer(sentence):
        words = _Words(match, match.lastgroup or "", sentence)
        told = READERS[names[words.group]](words, anchor)
        if told is not None:
            at = Span(span.start + match.start(), span.start + match.end())
            before = RELATION.search(sentence, max(0, match.start() - 120), match.start())
            relation = (before[1] or before[2]).lower() if before else ""
            found.append(TimeExpression(at, told[0], told[1], told[2], relation))
    found += [
        TimeExpression(
            Span(span.start + match.start(match.lastindex or 0), span.start + match.end(match.lastindex or 0)), "age"
        )
        for match in AGE_ASIDE.finditer(sentence)
    ]
    return _joined(text, sorted(found, key=lambda each: each.span))


FIRST_WORD = re.compile(r"\W*([A-Z][a-z]*)")


def _lowered(sentence: str) -> str:
    """Write the first word small when it may begin a time, so that "Last week" reads as "last week" does."""
    told = FIRST_WORD.match(sentence)
    if told is None or told[1] in MONTHS or not re.match(rf"(?:{BEGINNING})", told[1].lower()):
        return sentence
    return sentence[: told.start(1)] + told[1].lower() + sentence[told.end(1) :]


Told = tuple[TimeType, str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Words:
    """The groups of one match, under the names that the pattern gave them."""

    match: re.Match[str]
    group: str
    sentence: str

    def __getitem__(self, name: str) -> str:
        group = f"{name}_{self.group[1:]}"
        return (self.match[group] or "") if group in self.match.re.groupindex else ""

    @property
    def before(self) -> str:
        """The word before, in lower case."""
        told = self.sentence[max(0, self.match.start() - 20) : self.match.start()].split()
        return told[-1].lower() if told else ""

    @property
    def after(self) -> str:
        """The word after."""
        told = self.sentence[self.match.end() : self.match.end() + 30].split()
        return told[0].rstrip(".,;:!?") if told and self.sentence[self.match.end()].isspace() else ""


# -- dates as strings


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Write a date as precisely as it is known; None for a date that no calendar has."""
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _shifted(month: date, months: int) -> date:
    """Return the first day of the month that lies `months` after that of `month`."""
    total = month.year * 12 + month.month - 1 + months
    return date(max(1, min(9999, total // 12)), total % 12 + 1, 1)


def _year_of(words: _Words, anchor: Anchor, month: int, day: int | None) -> int | None:
    """Return the year of a day or month: printed, told by "last year", given elsewhere, or the nearest past."""
    if words["y"]:
        return int(words["y"])
    if words["rel"] and anchor.year:
        return anchor.year + {"last": -1, "this": 0, "next": 1}[words["rel"]]
    given = dict(anchor.years).get(month * 100 + (day or 0))
    if given:
        return given
    if anchor.day is None:
        return anchor.year
    try:
        told = date(anchor.day.year, month, day or 1)
    except ValueError:
        return anchor.year
    return anchor.day.year - 1 if told - anchor.day > FURTHEST_AHEAD else anchor.day.year


# -- one function a pattern


def _read_iso(words: _Words, _: Anchor) -> Told:
    told = _iso(int(words["y"]), int(words["m"]), int(words["d"]))
    return "date", told, told


def _read_clock(_: _Words, __: Anchor) -> Told:
    return "clock", None, None


def _read_age(_: _Words, __: Anchor) -> Told:
    return "age", None, None


def _month_number(words: _Words) -> int:
    return MONTHS[words["m"].rstrip(".")]


def _read_day(words: _Words, anchor: Anchor) -> Told:
    month, day = _month_number(words), int(words["d"])
    year = _year_of(words, anchor, month, day)
    told = None if year is None else _iso(year, month, day)
    return "date", told, told


def _read_days(words: _Words, anchor: Anchor) -> Told:
    month, first, last = _month_number(words), int(words["d"]), int(words["d2"])
    year = _year_of(words, anchor, month, first)
    if year is None:
        return "period", None, None
    return "period", _iso(year, month, first), _iso(year, month, last)


def _read_ends(words: _Words, anchor: Anchor) -> Told:
    month, count = _month_number(words), _count(words["n"])
    year = _year_of(words, anchor, month, None)
    if year is None:
        return "period", None, None
    length = calendar.monthrange(year, month)[1]
    first = 1 if words["which"] == "first" else max(1, length - count + 1)
    return "period", _iso(year, month, first), _iso(year, month, min(length, first + count - 1))


def _read_months(words: _Words, anchor: Anchor) -> Told:
    """Read "the first six months of 2016", "the three months to December"."""
    count = _count(words["n"])
    last = _month_number(words) if words["m"] else count if words["which"] == "first" else 12
    year = _year_of(words, anchor, last, None) if words["m"] else _told_year(words, anchor)
    if year is None or not 1 <= count <= 12:
        return "period", None, None
    return "period", _shifted(date(year, last, 1), 1 - count).isoformat()[:7], _iso(year, last)


def _read_month(words: _Words, anchor: Anchor) -> Told:
    month = _month_number(words)
    year = _year_of(words, anchor, month, None)
    told = None if year is None else _iso(year, month)
    return "date", told, told


def _read_bare_month(words: _Words, anchor: Anchor) -> Told | None:
    unsure = words["m"] in {"May", "March"} or len(words["m"].rstrip(".")) < 4
    if unsure and words.before not in BEFORE_MONTH:
        return None
    return _read_month(words, anchor)


def _read_half(words: _Words, anchor: Anchor) -> Told:
    year = _told_year(words, anchor)
    if year is None:
        return "period", None, None
    first = 1 if words["which"] == "first" else 7
    return "period", _iso(year, first), _iso(year, first + 5)


def _read_quarter(words: _Words, anchor: Anchor) -> Told:
    year = _told_year(words, anchor)
    number = PARTS.get(words["which"]) or int(words["which"])
    if year is None:
        return "period", None, None
    return "period", _iso(year, 3 * number - 2), _iso(year, 3 * number)


def _told_year(words: _Words, anchor: Anchor) -> int | None:
    if words["y"]:
        return int(words["y"])
    return None if anchor.year is None else anchor.year - (words["rel"] == "last")


def _read_decade(words: _Words, _: Anchor) -> Told:
    year = int(words["y"])
    return "period", _iso(year), _iso(year + 9)


def _read_season(words: _Words, anchor: Anchor) -> Told:
    year = int(words["y"]) if words["y"] else anchor.year
    if year is None:
        return "period", None, None
    first, last = SEASONS[words["s"] or words["s2"]]
    if words["rel"] == "last" and anchor.day and date(year, first, 1) > anchor.day - timedelta(days=60):
        year -= 1
    return "period", _iso(year, first), _iso(year + (last < first), last)


def _read_year(words: _Words, _: Anchor) -> Told | None:
    year = int(words["y"])
    # "2000 people" is a quantity, "in 2000 people" and "his 1978 film" are not.
    if words.before not in BEFORE_YEAR and not words["loose"] and words.after.islower() and is_plural(words.after):
        return None
    if words["y2"]:
        return "period", _iso(year), _iso(int(str(year)[: 4 - len(words["y2"])] + words["y2"]))
    return "date", _iso(year), _iso(year)


def _read_weekday(words: _Words, anchor: Anchor) -> Told:
    number = WEEKDAYS[words["w"][:3]]
    if anchor.day is None:
        return "date", None, None
    back = (anchor.day.weekday() - number) % 7
    if words["which"] == "last" and back == 0:
        back = 7
    if words["rel"] == "last" and anchor.day - timedelta(days=back) >= anchor.day - timedelta(
        days=anchor.day.weekday()
    ):
        back += 7
    if words["which"] in {"next", "the following"}:
        back -= 7
    told = _days_back(anchor.day, back).isoformat()
    return "date", told, told


NEAR = {
    "yesterday": 1,
    "tomorrow": -1,
    "last night": 1,
    "the previous day": 1,
    "the preceding day": 1,
    "the day before": 1,
    "a day earlier": 1,
}


def _read_near(words: _Words, anchor: Anchor) -> Told:
    which = words["which"].lower()
    if anchor.day is None or which in {
        "the following day",
        "the next day",
        "the day after",
        "the same day",
        "that day",
    }:
        return "date", None, None
    if which == "overnight":
        return "period", _days_back(anchor.day, 1).isoformat(), anchor.day.isoformat()
    told = _days_back(anchor.day, NEAR.get(which, 0)).isoformat()
    return "date", told, told


def _read_stretch(words: _Words, anchor: Anchor) -> Told:
    """Read "the past 24 hours", "the last two years", "the next 60 days"."""
    if anchor.day is None:
        return "period", None, None
    count = _count(words["n"]) if words["n"] else 1
    ahead = words["which"] in {"next", "coming", "following"}
    start, end = _stretch(anchor.day, count, words["u"], -1 if ahead else 1)
    return "period", *((end, start) if ahead else (start, end))


def _stretch(day: date, count: int, unit: str, sign: int) -> Dates:
    if unit in YEARLY:
        return _iso(max(1, min(9999, day.year - sign * count * YEARLY[unit]))), _iso(day.year)
    if unit in MONTHLY:
        return _shifted(day, -sign * count * MONTHLY[unit]).isoformat()[:7], day.isoformat()[:7]
    days = DAYS.get(unit, 0) * count or -(-count // {"hour": 24, "minute": 1440, "second": 86400}.get(unit, 24))
    return _days_back(day, sign * days).isoformat(), day.isoformat()


def _read_unit(words: _Words, anchor: Anchor) -> Told:
    """Read "last week", "this year", "the previous quarter", "over the weekend"."""
    which, unit = words["which"], words["u"]
    shift = {"last": -1, "previous": -1, "the previous": -1, "next": 1, "the following": 1, "the coming": 1}.get(
        which, 0
    )
    if anchor.day is None:
        year = None if anchor.year is None or unit != "year" else _iso(anchor.year + shift)
        return "period", year, year
    if unit in YEARLY:
        told = _iso(anchor.day.year + shift * YEARLY[unit])
        return "period", told, told
    if unit == "month":
        told = _shifted(anchor.day, shift).isoformat()[:7]
        return "period", told, told
    if unit == "quarter":
        first = _shifted(anchor.day, -((anchor.day.month - 1) % 3) + 3 * shift)
        return "period", first.isoformat()[:7], _shifted(first, 2).isoformat()[:7]
    return "period", *_week(anchor.day, shift, weekend=unit == "weekend")


def _week(day: date, shift: int, *, weekend: bool) -> Dates:
    monday = day - timedelta(days=day.weekday())
    if weekend:
        saturday = monday + timedelta(days=5) if day.weekday() >= 5 else monday - timedelta(days=2)
        return saturday.isoformat(), min(saturday + timedelta(days=1), max(day, saturday)).isoformat()
    monday = _days_back(monday, -7 * shift)
    return monday.isoformat(), (day if shift == 0 else _days_back(monday, -6)).isoformat()


def _read_offset(words: _Words, anchor: Anchor) -> Told:
    """Read "three months ago"; "two days later" counts from something else and stays unresolved."""
    unit, which = words["u"], words["which"]
    if which != "ago" or anchor.day is None or not words["n"]:
        return "offset", None, None
    count = _count(words["n"])
    if unit in YEARLY:
        told = _iso(max(1, anchor.day.year - count * YEARLY[unit]))
    elif unit == "month":
        told = _shifted(anchor.day, -count).isoformat()[:7]
    elif unit in DAYS:
        told = _days_back(anchor.day, count * DAYS[unit]).isoformat()
    else:
        told = anchor.day.isoformat()
    return "offset", told, told


def _days_back(day: date, days: int) -> date:
    try:
        return day - timedelta(days=days)
    except OverflowError:
        return day


def _count(words: str) -> int:
    return int(words) if words.isdecimal() else COUNTS.get(words.lower().removeprefix("a "), 1)


READERS: Mapping[str, Callable[[_Words, Anchor], Told | None]] = {
    "iso": _read_iso,
    "clock": _read_clock,
    "age": _read_age,
    "ordinal": _read_age,
    "half": _read_half,
    "quarter": _read_quarter,
    "ends": _read_ends,
    "days": _read_days,
    "months": _read_months,
    "day": _read_day,
    "month": _read_month,
    "bare_month": _read_bare_month,
    "decade": _read_decade,
    "season": _read_season,
    "year": _read_year,
    "weekday": _read_weekday,
    "near": _read_near,
    "stretch": _read_stretch,
    "unit": _read_unit,
    "offset": _read_offset,
}


# -- two expressions that make one period


def _joined(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """Join "between July and September", "from 3 to 9 May" to one period."""
    joined: list[TimeExpression] = []
    for each in found:
        before = joined[-1] if joined else None
        if before and _is_same(text, before, each):
            joined[-1] = replace(each, span=Span(before.span.start, each.span.end), relation=before.relation)
        elif before and before.relation == "comparing" and before.start and each.start:
            first, last = sorted((before, each), key=lambda told: told.start or "")
            joined[-1] = replace(
                before, span=Span(before.span.start, each.span.end), type="period", start=first.start, end=last.end
            )
        elif (
            before
            and before.relation in {"between", "from"}
            and each.known
            and _links(text[before.span.end : each.span.start])
        ):
            start, end = before.start, each.end
            if start and end and len(start) == len(end) == 7 and start > end:
                start = f"{int(start[:4]) - 1:04}{start[4:]}"
            joined[-1] = replace(
                before, span=Span(before.span.start, each.span.end), type="period", start=start, end=end
            )
        else:
            joined.append(each)
    return joined


def _is_same(text: str, left: TimeExpression, right: TimeExpression) -> bool:
    """Answer whether a weekday and a date name one day: "Sunday May 5"."""
    between = text[left.span.end : right.span.start]
    return (
        left.type == right.type == "date"
        and between.strip(" ,") == ""
        and len(between) <= 2
        and len(right.start or "") == 10
    )


def _links(words: str) -> bool:
    return len(words) < 50 and (words.split()[-1:] or [""])[0].lower() in {"and", "to", "until", "through", "–", "-"}


# -- what an article gives a year to


@cache
def _events() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["words"], row["start"], row["end"]) for row in load_table("onrecord.reading", "events.tsv"))


def known_events(words: str) -> list[tuple[int, str, str]]:
    """Return where in `words` a happening of the table is named, with its start and end."""
    folded = words.lower().replace("’", "'")
    return [(at, start, end) for name, start, end in _events() if (at := folded.find(name)) >= 0]


def read_anchor(text: str, spans: Sequence[Span], published: str | None) -> Anchor:
    """Return what the times of an article are resolved against."""
    years: dict[int, int] = {}
    for span in spans:
        for _, start, __ in known_events(span.words(text)):
            if len(start) == 10:
                years.setdefault(int(start[5:7]) * 100 + int(start[8:]), int(start[:4]))
    if published:
        return Anchor(published)
    return Anchor(None, tuple(years.items()))
