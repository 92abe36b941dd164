"""Lasting: periods that run from one time to another, and those told by a distance from what happened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.reading.lexicon import word_list
from onrecord.reading.nouns import class_of
from onrecord.reading.periods import FAR, around, matched, times_before, when_told
from onrecord.reading.tenses import is_to_come, perfect_verb
from onrecord.reading.times import known_events
from onrecord.reading.times.timex import shifted, years_later
from onrecord.reading.tokens import low_at, stretch_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.reading.measures import Counted
    from onrecord.reading.periods import Calendar, When
    from onrecord.reading.scenes import Scene
    from onrecord.reading.times import TimeExpression
    from onrecord.types import Measure

UNITS = {"Y": 365, "Q": 91, "M": 30, "W": 7, "D": 1, "H": 0}
NEARBY = 7  # days from a happening; what is further off is told for its own sake
OPENING = 5  # tokens at the head of a sentence, within which a distance in time speaks of the main clause
FAR_CLAUSE = 8  # tokens after which a clause without a comma has given way to the main clause
BEHIND = 9  # tokens behind a figure within which the days stand in which it came about
LONGEST, SHORTER = 60, 40  # characters of the words that are kept of a time without a clear end
OVER_THE_YEAR = (["over", "the", "year"], ["on", "the", "year"], ["year", "on", "year"], ["in", "a", "year"])
RUNNING = re.compile(r"\b(?:so far|to date|until now|since then|ever since)\b", re.IGNORECASE)
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
BEGUN = re.compile(r"\bsince the (?:start|beginning|outbreak|onset) of\b(?: \w+){1,3}", re.IGNORECASE)
HAS_SINCE = re.compile(r"\b(?:has|have) since\b", re.IGNORECASE)
AFTER_EVENT = re.compile(
    r"\b(?:days|weeks|hours) after\b.{0,200}?\b(?:attack|operation|war|invasion|assault|offensive|outbreak)\b",
    re.IGNORECASE,
)


# -- from one time to another


def running(calendar: Calendar, scene: Scene, own: Sequence[TimeExpression]) -> When | None:
    """Read "so far" and "since the start of the Gaza war" as a toll that runs to the day of publication."""
    if any(time.relation == "since" for time in own):
        return None
    since = SINCE.search(scene.words)
    for at, start, _ in known_events(scene.words) if since else ():
        if since and at > since.start():
            words = scene.words[since.start() : since.start() + LONGEST].rstrip()
            return when_told(scene, start, calendar.day, matched(scene, since.start(), since.start() + len(words)))
    told = RUNNING.search(scene.words)
    began = BEGUN.search(scene.words) if told is None and not own else None
    if began:
        return when_told(scene, _known_start(calendar, scene), calendar.day, matched(scene, *began.span()))
    if told is None:
        return None
    begun = next((time.start for time in times_before(calendar, scene) if time.start and time.type != "duration"), None)
    return when_told(scene, begun, calendar.day, matched(scene, *told.span())) if begun or calendar.day else None


def _known_start(calendar: Calendar, scene: Scene) -> str | None:
    """Return the day on which the war or the like began that the sentences before name last."""
    before = reversed(calendar.scenes[max(0, scene.number - FAR) : scene.number + 1])
    named = next((start for other in before for _, start, _ in known_events(other.words)), None)
    return named or next((time.start for time in times_before(calendar, scene) if time.relation == "since"), None)


def after_event(calendar: Calendar, scene: Scene, own: Sequence[TimeExpression]) -> When | None:
    """Read "days after the attack" as the month of the attack, when the article dates it before."""
    told = None if any(time.known for time in own) else AFTER_EVENT.search(scene.words)
    if told is None:
        return None
    day = next((time.start for time in times_before(calendar, scene) if time.start and len(time.start) == 10), None)
    last = min(told.end(), told.start() + SHORTER)
    return when_told(scene, day[:7], day[:7], matched(scene, told.start(), last)) if day else None


def has_since(calendar: Calendar, scene: Scene, begun: TimeExpression) -> When | None:
    """Read "war broke out in 2011 and has since killed 9,000" as a toll that runs to the day of publication."""
    since = HAS_SINCE.search(scene.words)
    if since is None or not begun.known or begun.span.end - scene.start > since.start():
        return None
    last = min(since.end(), begun.span.start - scene.start + LONGEST)
    return when_told(scene, begun.start, calendar.day, matched(scene, begun.span.start - scene.start, last))


def grown(calendar: Calendar, scene: Scene, each: Counted, begun: TimeExpression) -> When | None:
    """Read "the toll of Friday's earthquake has risen to 24" as a toll that runs to the day of publication."""
    verb = perfect_verb(scene.tokens, each)
    grown = verb and scene.words[verb.start - scene.start : verb.end - scene.start].split()[-1].lower() in word_list(
        "risen"
    )
    if not (grown and verb and begun.start and begun.span.end <= scene.tokens[each.first].start):
        return None
    return when_told(scene, begun.start, calendar.day, verb)


# -- by a distance from what else happened, or from today


def from_event(calendar: Calendar, scene: Scene, each: Counted, happened: Sequence[TimeExpression]) -> When | None:
    """Read "30 hours after the first buses left, a bomb killed 120" and "a day after they kidnapped eight"."""
    offset = next((time for time in scene.times if time.role == "offset" and time.type == "duration"), None)
    length = _days(offset)
    if offset is None or not length or length > NEARBY:
        return None
    first = next((at for at, token in enumerate(scene.tokens) if token.start >= offset.span.end), 0)
    sign = {"after": 1, "before": -1}.get(low_at(scene.tokens, first))
    opens = first <= OPENING
    if sign is None or each.first < first or (opens and not _is_main(scene, each, first)):
        return None
    dated = [time for time in happened if time.known]
    if any(time.span.start > offset.span.end for time in dated):
        return None
    near = None if dated else around(calendar, scene)
    event = dated[-1].start if dated else near.period.start if near else None
    day = shifted(event or "", sign * length if opens else -sign * length)
    return when_told(scene, day, day, offset.span) if day and day <= (calendar.day or day) else None


def _is_main(scene: Scene, each: Counted, first: int) -> bool:
    """Answer whether a figure stands in the main clause of a sentence that a clause with "after" opens."""
    comma = any(token.text == "," for token in scene.tokens[first : each.first])
    return comma or each.first - first >= FAR_CLAUSE


def lasting(calendar: Calendar, scene: Scene, each: Counted, time: TimeExpression | None) -> When | None:
    """Read "after 9 days", "83 days of battle", "has lasted for two weeks" as the days up to the time that is told."""
    if each.quantity.kind != "duration":
        return None
    told = next((other for other in scene.times if other.is_amount and _covers(scene, other, each)), None)
    length = _days(told)
    before, after = low_at(scene.tokens, each.first - 1), low_at(scene.tokens, each.last)
    perfect = any(token.low in {"has", "have", "had"} for token in scene.tokens[max(0, each.first - 8) : each.first])
    lasts = before == "after" or after == "of" or (before == "for" and perfect)
    end = (time.start if time else calendar.day) or ""
    if not lasts or not length or len(end) != 10:
        return None
    precision = {"Y": 4, "M": 7}.get((told.value if told and told.value else "")[-1:], 10)
    start = (shifted(end, -length) or "")[:precision]
    begun = _known_start(calendar, scene)
    if begun and begun in {start, shifted(start, 1)}:
        start = begun  # the first day may be counted too
    return when_told(scene, start, end, stretch_of(scene.tokens, each.first, each.last))


def _covers(scene: Scene, time: TimeExpression, each: Counted) -> bool:
    return time.span.start <= scene.tokens[each.quantity.core].start < time.span.end


def within(calendar: Calendar, scene: Scene, each: Counted, measure: Measure) -> When | None:
    """Read "killed 40 children in six weeks" as the six weeks up to the day of publication."""
    spans = (time for time in scene.times if time.is_amount and time.type == "duration" and _days(time))
    told = next((time for time in spans if _came_about_in(scene, each, time)), None)
    if told is None or measure == "duration" or calendar.day is None or is_to_come(scene.tokens, each.first):
        return None
    precision = {"Y": 4, "M": 7}.get((told.value or "")[-1:], 10)
    start = (shifted(calendar.day, -(_days(told) or 0)) or "")[:precision]
    return when_told(scene, start, calendar.day, told.span) if start else None


def _came_about_in(scene: Scene, each: Counted, time: TimeExpression) -> bool:
    """Answer whether a figure came about in a stretch of time, unlike "the worst storm in 20 years"."""
    tokens = scene.tokens
    at = next((at for at, token in enumerate(tokens) if token.end > time.span.start), 0) - 1
    if low_at(tokens, at) not in {"in", "over"} or not 0 <= at - each.last < BEHIND:
        return False
    before = tokens[max(0, at - OPENING) : at]
    ranked = any(token.low.endswith("est") or token.low in {"first", "worst", "most"} for token in before)
    return not ranked and not any(class_of(token) == "reporting" for token in tokens[each.last : at])


def is_over_the_year(scene: Scene, each: Counted) -> bool:
    """Answer whether a change is that over a year: "up 4.1 percent over the year"."""
    return [token.low for token in scene.tokens[each.last : each.last + 3]] in OVER_THE_YEAR


def over_the_year(calendar: Calendar, scene: Scene, each: Counted, when: When | None) -> When | None:
    """Return the year that ends with the period of the figures around, or with the day of publication."""
    end = (when.period.end if when else None) or calendar.day
    words = stretch_of(scene.tokens, each.last, each.last + 3)
    return when_told(scene, years_later(end, -1), end, words) if end else None


def _days(time: TimeExpression | None) -> int | None:
    """Return how many days a stretch of time has."""
    told = re.fullmatch(r"PT?(\d+)([YQMWDH])", (time.value if time else "") or "")
    if told is None:
        return None
    return round(int(told[1]) / 24) if told[2] == "H" else int(told[1]) * UNITS[told[2]]
