"""When: the period that a figure covers, from its own sentence first, then from the sentences around it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from onrecord.reading.measures import EVENTS
from onrecord.reading.nouns import class_of
from onrecord.reading.times import known_events
from onrecord.types import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.reading.headings import Heading
    from onrecord.reading.measures import Counted
    from onrecord.reading.scenes import Scene
    from onrecord.reading.times import TimeExpression
    from onrecord.types import Measure

TIMELESS = frozenset({"share", "money", "duration"})  # no period but one that the sentence names
LEAD = 1  # the number of the last sentence in which what was said when is told before what happened when
BACK = 6  # sentences before in which the same happening is told
NEAR = 3  # sentences after, the same
FAR = 40  # sentences before, beyond which nothing is looked for
NOT_ITS = frozenset({"since", "until", "before", "from", "by"})
RUNNING = re.compile(r"\b(?:so far|to date|until now|since then|ever since)\b", re.IGNORECASE)
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
BEGUN = re.compile(r"\bsince the (?:start|beginning|outbreak|onset) of\b(?: \w+){1,3}", re.IGNORECASE)
HAS_SINCE = re.compile(r"\b(?:has|have) since\b", re.IGNORECASE)
AFTER_EVENT = re.compile(
    r"\b(?:days|weeks|hours) after\b.{0,200}?\b(?:attack|operation|war|invasion|assault|offensive|outbreak)\b",
    re.IGNORECASE,
)


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


def read_calendar(scenes: Sequence[Scene], published: str | None) -> Calendar:
    """Return when an article is set."""
    day = (published or "")[:10] or None
    told = [each for scene in scenes for each in _happenings(scene, day) if _is_day(each)]
    counts = Counter((time.start, time.end) for _, time in told)
    main = max(told, key=lambda each: counts[each.time.start, each.time.end], default=None)
    return Calendar(scenes, day, main)


def period_of(calendar: Calendar, scene: Scene, each: Counted, measure: Measure) -> Period | None:
    """Return the period that a figure covers, None when the text does not say."""
    told = [time for time in scene.times if time.names_time]
    happened = [time for time in told if not _is_reporting(scene, time)]
    own = [time for time in happened if not (measure in EVENTS and _is_ahead(time, calendar.day))]
    running = _after_event(calendar, scene, own) or _running(calendar, scene, own)
    if running:
        return running
    best = _nearest(scene, own, each)
    if best:
        return _has_since(calendar, scene, best) or _period(scene, best, measure, calendar.day)
    if scene.heading is not None and measure not in TIMELESS:
        return _under(scene.heading, calendar.day)
    now = _now(scene, each) if measure not in {"money", "duration"} else None
    if now and calendar.day:
        return Period(calendar.day, calendar.day, now)
    if measure in TIMELESS or each.quantity.kind not in {None, "zero", "share", "points"}:
        return None
    return _elsewhere(calendar, scene, told)


# -- in its own sentence


def _now(scene: Scene, each: Counted) -> str | None:
    """Return the word that says of a figure that it holds today: "now exceeds 54 percent"."""
    around = scene.tokens[max(0, each.first - 5) : each.last + 3]
    return next((token.text for token in around if token.low in {"now", "currently"}), None)


def _has_since(calendar: Calendar, scene: Scene, begun: TimeExpression) -> Period | None:
    """Read "war broke out in 2011 and has since killed 9,000" as a toll that runs to the day of publication."""
    since = HAS_SINCE.search(scene.words)
    if since is None or not begun.known or begun.span.end - scene.start > since.start():
        return None
    return Period(begun.start, calendar.day, scene.words[begun.span.start - scene.start : since.end()][:60])


def _is_ahead(time: TimeExpression, day: str | None) -> bool:
    """Answer whether a time lies after the day of publication, so that nothing can have happened then."""
    return bool(day and time.start and time.start > day)


def _nearest(scene: Scene, times: Sequence[TimeExpression], each: Counted) -> TimeExpression | None:
    at = scene.tokens[each.first].start
    return min(times, key=lambda time: (not time.known, abs(time.span.start - at)), default=None)


def _period(scene: Scene, time: TimeExpression, measure: Measure, day: str | None) -> Period:
    words = scene.words[time.span.start - scene.start : time.span.end - scene.start]
    if time.relation == "since":
        return Period(time.start, day, words)
    if time.relation in {"until", "till", "by", "through"} and time.type != "duration":
        return Period(_begun(scene, time), time.end, words)
    if measure == "change" and time.role == "ago" and time.start and day:
        return Period(time.start, day[: len(time.start)], words)
    return Period(time.start, time.end, words)


def _under(heading: Heading, day: str | None) -> Period:
    """Return the period of the items of a list, as the line above it says."""
    time = next((each for each in heading.times if each.known), heading.times[0])
    words = " ".join(heading.words.split())
    if heading.is_beginning or time.relation == "since":
        return Period(time.start, day, words)
    return Period(time.start, time.end, words)


def _begun(scene: Scene, until: TimeExpression) -> str | None:
    """Return the day from which it ran: "from Saturday's protest … by early Sunday"."""
    days = (time.start for time in scene.times if time.start and len(time.start) == 10)
    return next((day for day in days if day < (until.end or "")), None)


def _is_reporting(scene: Scene, time: TimeExpression) -> bool:
    """Answer whether the time is when something was said: "the monitor said on Sunday"."""
    before = [token for token in scene.tokens if token.end <= time.span.start][-6:]
    for token in reversed(before):
        kind = class_of(token)
        if kind == "reporting":
            return True
        if token.kind != "word" or kind in {"auxiliary", "verb", "conjunction"}:
            return False
    return False


def _reported(scene: Scene, told: Sequence[TimeExpression]) -> Period | None:
    """Take the day on which it was said, for want of another."""
    first = next((time for time in told if time.known), None)
    return _period(scene, first, "count", None) if first else None


# -- from one time to another


def _running(calendar: Calendar, scene: Scene, own: Sequence[TimeExpression]) -> Period | None:
    """Read "so far" and "since the start of the Gaza war" as a toll that runs to the day of publication."""
    if any(time.relation == "since" for time in own):
        return None
    since = SINCE.search(scene.words)
    for at, start, _ in known_events(scene.words) if since else ():
        if since and at > since.start():
            return Period(start, calendar.day, scene.words[since.start() : since.start() + 60].strip())
    told = RUNNING.search(scene.words)
    began = BEGUN.search(scene.words) if told is None and not own else None
    if began:
        return Period(_known_start(calendar, scene), calendar.day, began[0])
    if told is None:
        return None
    begun = next(
        (time.start for time in _times_before(calendar, scene) if time.start and time.type != "duration"), None
    )
    return Period(begun, calendar.day, told[0]) if begun or calendar.day else None


def _known_start(calendar: Calendar, scene: Scene) -> str | None:
    """Return the day on which the war or the like began that the sentences before name last."""
    before = reversed(calendar.scenes[max(0, scene.number - FAR) : scene.number + 1])
    named = next((start for other in before for _, start, _ in known_events(other.words)), None)
    return named or next((time.start for time in _times_before(calendar, scene) if time.relation == "since"), None)


def _after_event(calendar: Calendar, scene: Scene, own: Sequence[TimeExpression]) -> Period | None:
    """Read "days after the attack" as the month of the attack, when the article dates it before."""
    told = None if any(time.known for time in own) else AFTER_EVENT.search(scene.words)
    if told is None:
        return None
    day = next((time.start for time in _times_before(calendar, scene) if time.start and len(time.start) == 10), None)
    return Period(day[:7], day[:7], told[0][:40]) if day else None


def _times_before(calendar: Calendar, scene: Scene) -> Iterable[TimeExpression]:
    """Yield the times of this sentence and of those before it, the nearest sentence first."""
    for other in reversed(calendar.scenes[max(0, scene.number - FAR) : scene.number + 1]):
        yield from other.times


# -- in the sentences around


def _elsewhere(calendar: Calendar, scene: Scene, told: Sequence[TimeExpression]) -> Period | None:
    if scene.number <= LEAD:
        return _around(calendar, scene) or _reported(scene, told)
    return _reported(scene, told) or _around(calendar, scene)


def _is_day(happening: Happening) -> bool:
    return len(happening.time.start or "") == 10


def _around(calendar: Calendar, scene: Scene) -> Period | None:
    """Return the time of what happened in the nearest sentence that tells it to the day, those before first."""
    scenes, at = calendar.scenes, scene.number
    after = scenes[at + 1 : at + 1 + NEAR] if at <= LEAD else ()
    near = (*reversed(scenes[max(0, at - BACK) : at]), *after)
    told = [each for other in near for each in _happenings(other, calendar.day)]
    best = next(filter(_is_day, told), calendar.main) or next(iter(told), None)
    return _period(best.scene, best.time, "count", calendar.day) if best else None


def _happenings(scene: Scene, day: str | None) -> list[Happening]:
    """Return the times of a sentence at which something happened, not those when it was said or printed."""
    return [
        Happening(scene, time)
        for time in scene.times
        if time.role == "when" and time.known and time.relation not in NOT_ITS
        if not _is_reporting(scene, time) and not _is_stamp(scene, time, day)
    ]


def _is_stamp(scene: Scene, time: TimeExpression, day: str | None) -> bool:
    """Answer whether the time is the page's own stamp: the day of publication in digits."""
    return time.start == day and scene.words[time.span.start - scene.start :][:2].isdigit()
