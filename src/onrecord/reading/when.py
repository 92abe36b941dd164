"""When: the period that a figure covers, from its own sentence first, then from the sentences around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.reading.nouns import class_of
from onrecord.reading.times import known_events
from onrecord.types import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.reading.measures import Counted
    from onrecord.reading.scenes import Scene
    from onrecord.reading.times import TimeExpression
    from onrecord.types import Measure

TIMELESS = frozenset({"share", "money", "duration"})  # no period but one that the sentence names
LEAD = 1  # the number of the last sentence in which what was said when is told before what happened when
NEAR = 3  # sentences before and after in which the same happening is told
NOT_ITS = frozenset({"since", "until", "before", "from", "by"})
RUNNING = re.compile(r"\b(?:so far|to date|until now|since then|ever since)\b", re.IGNORECASE)
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
AFTER_EVENT = re.compile(r"\b(?:days|weeks|hours) after\b.*\b(?:attack|operation|war|invasion|assault|offensive|outbreak)\b", re.IGNORECASE)


def period_of(scenes: Sequence[Scene], scene: Scene, each: Counted, measure: Measure, published: str | None) -> Period | None:
    """Return the period that a figure covers, None when the text does not say."""
    day = (published or "")[:10] or None
    told = [time for time in scene.times if time.type in {"date", "period", "offset"}]
    own = [time for time in told if not _is_reporting(scene, time)]
    event = _after_event(scenes, scene)
    if event and not any(time.known for time in own):
        return event
    running = _running(scenes, scene, day)
    if running and not any(time.relation == "since" for time in own):
        return running
    best = _nearest(scene, own, each)
    if best:
        return _period(scene, best, measure, day)
    if measure in TIMELESS or each.quantity.kind not in {None, "zero", "share", "points"}:
        return None
    if scene.number <= LEAD:
        return _around(scenes, scene, day) or _reported(scene, told)
    return _reported(scene, told) or _around(scenes, scene, day)


def _nearest(scene: Scene, times: Sequence[TimeExpression], each: Counted) -> TimeExpression | None:
    at = scene.tokens[each.first].start
    return min(times, key=lambda time: (not time.known, abs(time.span.start - at)), default=None)


def _period(scene: Scene, time: TimeExpression, measure: Measure, day: str | None) -> Period:
    words = scene.words[time.span.start - _start(scene) : time.span.end - _start(scene)]
    if time.relation == "since":
        return Period(time.start, day, words)
    if time.relation in {"until", "till", "by", "through"} and time.type != "period":
        return Period(None, time.end, words)
    if measure == "change" and time.type == "offset" and time.start and day:
        return Period(time.start, day[: len(time.start)], words)
    return Period(time.start, time.end, words)


def _start(scene: Scene) -> int:
    return scene.tokens[0].start - len(scene.words) + len(scene.words.lstrip()) if scene.tokens else 0


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


def _running(scenes: Sequence[Scene], scene: Scene, day: str | None) -> Period | None:
    """Read "so far", "since then" and "since the start of the Gaza war" as a toll that runs to the day of publication."""
    since = SINCE.search(scene.words)
    if since:
        for at, start, _ in known_events(scene.words):
            if at > since.start():
                return Period(start, day, scene.words[since.start() : since.start() + 60].strip())
    told = RUNNING.search(scene.words)
    if told is None:
        return None
    begun = next((time.start for other in reversed(scenes[: scene.number + 1]) for time in other.times if time.start and time.type == "date"), None)
    return Period(begun, day, told[0]) if begun or day else None


def _after_event(scenes: Sequence[Scene], scene: Scene) -> Period | None:
    """Read "days after the attack" as the month of the attack, when the article dates it before."""
    told = AFTER_EVENT.search(scene.words)
    if told is None:
        return None
    day = next((time.start for other in reversed(scenes[: scene.number + 1]) for time in other.times if len(time.start or "") == 10), None)
    return Period(day[:7], day[:7], told[0][:40]) if day else None


def _around(scenes: Sequence[Scene], scene: Scene, day: str | None) -> Period | None:
    """Return the time of the nearest sentence around that tells when something happened."""
    before = reversed(scenes[max(0, scene.number - NEAR) : scene.number])
    told = [
        (other, time)
        for other in (*before, *scenes[scene.number + 1 : scene.number + 1 + NEAR])
        for time in other.times
        if time.type in {"date", "period"} and time.known and time.relation not in NOT_ITS and not _is_reporting(other, time)
    ]
    best = next((each for each in told if len(each[1].start or "") == 10), told[0] if told else None)
    return _period(*best, "count", day) if best else None


def _reported(scene: Scene, told: Sequence[TimeExpression]) -> Period | None:
    """Take the day on which it was said, for want of another."""
    first = next((time for time in told if time.known), None)
    return _period(scene, first, "count", None) if first else None
