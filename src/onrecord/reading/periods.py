"""Periods: when an article is set, what its sentences tell of it, and how a time becomes a period."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from onrecord.reading.nouns import class_of
from onrecord.reading.times import Anchor, read_times
from onrecord.spans import Span
from onrecord.types import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.reading.scenes import Scene
    from onrecord.reading.times import TimeExpression
    from onrecord.types import Article, Measure

LEAD = 1  # the number of the last sentence in which what was said when is told before what happened when
BACK = 6  # sentences before in which the same happening is told
DAY = 10  # signs of "2011-03-15"
NEAR = 3  # sentences after, the same
FAR = 40  # sentences before, beyond which nothing is looked for
NOT_ITS = frozenset({"since", "until", "before", "from", "by"})


class When(NamedTuple):
    """A period and the words of the article that gave it."""

    period: Period
    words: Span


class Happening(NamedTuple):
    """A time at which something happened, and the sentence that tells it."""

    scene: Scene
    time: TimeExpression


@dataclass(frozen=True, slots=True)
class Calendar:
    """When an article as a whole is set."""

    scenes: Sequence[Scene]
    day: str | None  # of publication, or as much of it as is known
    main: Happening | None  # the day that it gives most often for what happened
    headed: When | None  # the one time that its headline names
    month: When | None  # of publication, where the page prints the day


def read_calendar(text: str, article: Article, scenes: Sequence[Scene]) -> Calendar:
    """Return when an article is set, by its sentences and its headline."""
    day = (article.date_published or "")[:10] or None
    told = [each for scene in scenes for each in happenings(scene, day) if is_day(each)]
    told = [each for each in told if not is_ahead(each.time, day)]
    counts = Counter((time.start, time.end) for _, time in told)
    main = max(told, key=lambda each: counts[each.time.start, each.time.end], default=None)
    return Calendar(scenes, day, main, _headed(text, article), _stamped(text, article, day))


def _headed(text: str, article: Article) -> When | None:
    """Read "Arrivals at the camp, May" as the month that the whole article is of."""
    headline = next((block.span for block in article.blocks if block.kind == "headline"), None)
    times = read_times(text, headline, Anchor(article.date_published)) if headline else []
    named = [time for time in times if time.role == "when" and time.known]
    return (
        When(Period(named[0].start, named[0].end, named[0].span.words(text)), named[0].span)
        if len(named) == 1
        else None
    )


def _stamped(text: str, article: Article, day: str | None) -> When | None:
    """Return the month of publication with the words of the credit line that print its day."""
    credits_ = (block.span for block in article.blocks if block.kind == "credit")
    times = (time for span in credits_ for time in read_times(text, span, Anchor(article.date_published)))
    stamp = next((time for time in times if day and len(day) == DAY and time.start == time.end == day), None)
    return When(Period((day or "")[:7], (day or "")[:7], stamp.span.words(text)), stamp.span) if stamp else None


def when_told(scene: Scene, start: str | None, end: str | None, words: Span) -> When:
    """Return a period with the words of a sentence that gave it."""
    return When(Period(start, end, scene.words[words.start - scene.start : words.end - scene.start]), words)


def matched(scene: Scene, first: int, last: int) -> Span:
    """Return what lies between two places of a sentence's words, as a span of the document."""
    return Span(scene.start + first, scene.start + last)


def period_with(scene: Scene, time: TimeExpression, measure: Measure, day: str | None) -> When:
    """Return the period that a time gives to a figure."""
    start, end = _ends(scene, time, measure, day)
    return when_told(scene, start, end, time.span)


def _ends(scene: Scene, time: TimeExpression, measure: Measure, day: str | None) -> tuple[str | None, str | None]:
    """Return from when to when a figure holds that is told with a time."""
    if scene.words[time.span.end - scene.start :][:2] in {"'s", "’s"}:
        return time.start, time.end  # "by Friday's earthquake" sets no bound
    if time.relation == "since":
        return time.start, day
    if time.relation in {"until", "till", "by", "through"} and time.type != "duration":
        return _begun(scene, time), time.end
    if measure == "change" and time.role == "ago" and time.start and day:
        return time.start, day[: len(time.start)]
    return time.start, time.end


def _begun(scene: Scene, until: TimeExpression) -> str | None:
    """Return the day from which it ran: "from Saturday's protest … by early Sunday"."""
    days = (time.start for time in scene.times if time.start and len(time.start) == 10)
    return next((day for day in days if day < (until.end or "")), None)


def is_ahead(time: TimeExpression, day: str | None) -> bool:
    """Answer whether a time lies after the day of publication, so that nothing can have happened then."""
    return bool(day and time.start and time.start > day)


def is_reporting(scene: Scene, time: TimeExpression) -> bool:
    """Answer whether the time is when something was said: "the monitor said on Sunday"."""
    before = [token for token in scene.tokens if token.end <= time.span.start][-6:]
    for token in reversed(before):
        kind = class_of(token)
        if kind == "reporting":
            return True
        if token.kind != "word" or kind in {"auxiliary", "verb", "conjunction"}:
            return False
    return False


def happenings(scene: Scene, day: str | None) -> list[Happening]:
    """Return the times of a sentence at which something happened, not those when it was said or printed."""
    return [
        Happening(scene, time)
        for time in scene.times
        if time.role == "when" and time.known and time.relation not in NOT_ITS
        if not is_reporting(scene, time) and not _is_stamp(scene, time, day)
    ]


def is_day(happening: Happening) -> bool:
    """Answer whether it is told to the day."""
    return len(happening.time.start or "") == DAY


def _is_stamp(scene: Scene, time: TimeExpression, day: str | None) -> bool:
    """Answer whether the time is the page's own stamp: the day of publication in digits."""
    return time.start == day and scene.words[time.span.start - scene.start :][:2].isdigit()


def around(calendar: Calendar, scene: Scene) -> When | None:
    """Return the time of what happened in the nearest sentence that tells it to the day, those before first."""
    scenes, at = calendar.scenes, scene.number
    after = scenes[at + 1 : at + 1 + NEAR] if at <= LEAD else ()
    near = (*reversed(scenes[max(0, at - BACK) : at]), *after)
    told = [each for other in near for each in happenings(other, calendar.day)]
    told = [each for each in told if not is_ahead(each.time, calendar.day)]
    best = next(filter(is_day, told), calendar.main) or next(iter(told), None)
    return period_with(best.scene, best.time, "count", calendar.day) if best else None


def times_before(calendar: Calendar, scene: Scene) -> Iterable[TimeExpression]:
    """Yield the times of this sentence and of those before it, the nearest sentence first."""
    for other in reversed(calendar.scenes[max(0, scene.number - FAR) : scene.number + 1]):
        yield from other.times
