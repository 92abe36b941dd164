"""What times are resolved against, what a reader makes of a match, and the time expression that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.reading.times.timex import as_day, as_year
from onrecord.reading.times.words import classes, year_of

if TYPE_CHECKING:
    from datetime import date

    from onrecord.reading.times.timex import Dates
    from onrecord.reading.times.words import Words
    from onrecord.spans import Span

# What an expression does in its sentence. "when" names a time, "ago" one by its distance from today, "ref" today, the
# past or the future; "offset" is a distance from a time that is told otherwise, "clock" a time of an unnamed day. The
# number of an "amount" ("three days", "daily") is a quantity; those of the others, of ages, ordinals
# and idioms ("24 hours a day") are not.
Role = Literal["when", "ago", "ref", "offset", "clock", "amount", "age", "ordinal", "idiom"]
TimeType = Literal["date", "time", "duration", "set", ""]
NAMING = frozenset({"when", "ago"})  # roles of the times that name a period


@dataclass(frozen=True, slots=True)
class Anchor:
    """What times are resolved against: the day of publication, the years of known days, and what was named before."""

    published: str | None = None
    years: tuple[tuple[int, int], ...] = ()  # month * 100 + day, and the year given to it elsewhere
    named: str | None = None  # the value of the last time that was named
    quarter: str | None = None  # the last quarter that was named

    @property
    def day(self) -> date | None:
        """The day of publication, when known to the day."""
        return as_day((self.published or "")[:10])

    @property
    def year(self) -> int | None:
        """The year of publication, when known."""
        return as_year(self.published)

    @property
    def last(self) -> date | None:
        """The last day that was named, or that of publication."""
        return as_day(self.named) or self.day


class Told(NamedTuple):
    """What a reader makes of a match."""

    type: TimeType
    value: str | None
    mod: str = ""
    role: Role = "when"
    period: Dates | None = None  # where it is not that of the value


def dated(value: str | None, adjective: str = "") -> Told:
    """Return a date whose adjective may say which part of it is meant: "early 1990"."""
    return Told("date", value, classes()["edge"].get(adjective, ""))


def told_year(words: Words, anchor: Anchor) -> int | None:
    """Return the year that the words name: "1998", "of last year"."""
    if words["y"]:
        return year_of(words["y"], anchor.year)
    which, shifts = " ".join(words["rel"].split()), classes()["shift"]
    if which in {"that", "the same"}:
        return as_year(anchor.named) or anchor.year
    if which in {"the following", "the previous"} and as_year(anchor.named):
        return (as_year(anchor.named) or 0) + int(shifts[which])
    return anchor.year + int(shifts[which]) if which in shifts and anchor.year else None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """The words of a time, what they stand for, and the period they name."""

    span: Span
    type: TimeType
    role: Role = "when"
    value: str | None = None  # TIMEX3
    mod: str = ""  # TIMEX3
    start: str | None = None
    end: str | None = None
    relation: str = ""  # the word before that turns the meaning: "since", "until", "as of"

    @property
    def known(self) -> bool:
        """Answer whether any of its ends could be resolved."""
        return self.start is not None or self.end is not None

    @property
    def names_time(self) -> bool:
        """Answer whether it says when, be it resolved or not."""
        return self.role in NAMING

    @property
    def is_amount(self) -> bool:
        """Answer whether its number is a quantity: "three days", not "3 May"."""
        return self.role == "amount"
