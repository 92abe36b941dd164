"""When: the period that a figure covers, from its own sentence first, then from the sentences around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.reading.lasting import (
    after_event,
    from_event,
    grown,
    has_since,
    is_over_the_year,
    lasting,
    over_the_year,
    running,
    within,
)
from onrecord.reading.lexicon import word_list
from onrecord.reading.measures import EVENTS, VOTES
from onrecord.reading.nouns import class_of
from onrecord.reading.periods import LEAD, When, around, is_ahead, is_reporting, matched, period_with, when_told
from onrecord.reading.tenses import is_compared, perfect_verb, present_verb
from onrecord.reading.tokens import low_at, number_words
from onrecord.spans import Span
from onrecord.types import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.reading.headings import Heading
    from onrecord.reading.measures import Counted
    from onrecord.reading.periods import Calendar
    from onrecord.reading.scenes import Scene
    from onrecord.reading.times import TimeExpression
    from onrecord.reading.tokens import Token
    from onrecord.reading.where import Before
    from onrecord.types import Measure

# What it costs to cross a word on the way from a figure to a time; any other word costs 1.
CROSSING = {"reporting": 12, ";": 15, ":": 8, ",": 3, "that": 4, "which": 6, "who": 6, "while": 8, "but": 8}
OF_AN_EVENT = 8  # what it costs that a time only tells which event is meant
COMPARED = frozenset({"in", "on", "during"})  # "as much as in 2003"
TODAY = frozenset({"now", "currently", "still", "remain", "remains"})
TIMELESS = frozenset({"share", "money", "duration"})  # no period but one that the sentence names
DAY = 10  # signs of "2011-03-15"
CLOCKED = re.compile(
    r"\b(?:as of|at|by|before|after|around|about|until|since|from) (?:about |around )?(?:dawn|dusk|sunrise|sunset"
    r"|daybreak|nightfall|noon|midday|midnight|mid-?morning|mid-?afternoon|evening|morning|lunchtime|breakfast)\b"
    r"|\bin the (?:early |late )?(?:morning|afternoon|evening)\b",
    re.IGNORECASE,
)


def period_of(calendar: Calendar, scene: Scene, each: Counted, measure: Measure, before: Before | None) -> When | None:
    """Return the period that a figure covers with the words that gave it, None when the text does not say.

    `before` is what was read of the figure before.
    """
    told = [time for time in scene.times if time.names_time]
    if is_compared(scene.tokens, each):  # "up from 29": that of the other figure is not its own
        told = [time for time in told if time.span.start >= scene.tokens[each.last - 1].end]
        if not told:
            return None
    period = _of_its_words(calendar, scene, each, measure, told) or _of_the_same(scene, each, before)
    if measure == "change" and is_over_the_year(scene, each):
        period = over_the_year(calendar, scene, each, period or around(calendar, scene) or calendar.headed)
    if period and (period.period.start or period.period.end):
        return period
    if scene.heading is not None and measure not in TIMELESS:
        return _under(scene.heading, calendar.day)
    return _of_its_verb(calendar, scene, each, measure) or _elsewhere(calendar, scene, each, measure, told) or period


def _of_its_words(
    calendar: Calendar, scene: Scene, each: Counted, measure: Measure, told: Sequence[TimeExpression]
) -> When | None:
    """Return the period that the times of a figure's own sentence give it, those that run first."""
    happened = [time for time in told if not is_reporting(scene, time)]
    own = [time for time in happened if not (measure in EVENTS and is_ahead(time, calendar.day))]
    runs = (
        after_event(calendar, scene, own)
        or running(calendar, scene, own)
        or from_event(calendar, scene, each, happened)
    )
    return runs or _in_sentence(calendar, scene, each, measure, own) or within(calendar, scene, each, measure)


# -- in its own sentence


def _in_sentence(
    calendar: Calendar, scene: Scene, each: Counted, measure: Measure, own: Sequence[TimeExpression]
) -> When | None:
    """Return the period that a time of the sentence gives to a figure."""
    best = _nearest(scene, own, each)
    lasts = lasting(calendar, scene, each, best)
    if best is None or lasts:
        return lasts
    return (
        has_since(calendar, scene, best)
        or grown(calendar, scene, each, best)
        or period_with(scene, best, measure, calendar.day)
    )


def _nearest(scene: Scene, times: Sequence[TimeExpression], each: Counted) -> TimeExpression | None:
    """Return the time that tells when the figure holds, known ones first, then by what lies between the two."""
    place = scene.tokens[each.first].start
    costs = [
        (not time.known, cost, time.span.start < place, time)
        for time in times
        if (cost := _cost(scene.tokens, time, each)) is not None
    ]
    return min(costs, key=lambda told: told[:3], default=(True, 0, False, None))[3]


def _cost(tokens: Sequence[Token], time: TimeExpression, each: Counted) -> int | None:
    """Return how far a time is from a figure, None when it is that of what the figure is compared with."""
    first = next((at for at, token in enumerate(tokens) if token.end > time.span.start), len(tokens))
    last = next((at for at in range(first, len(tokens)) if tokens[at].start >= time.span.end), len(tokens))
    between = range(each.last, first) if first >= each.last else range(last, each.first)
    if first >= each.last and any(_compares(tokens, at) for at in between):
        return None
    crossed = sum(CROSSING.get(class_of(tokens[at]) or tokens[at].low, 1) for at in between)
    turned = any(tokens[at].low in {"which", "that", "who"} for at in between)
    return crossed + (OF_AN_EVENT if _is_of_an_event(tokens, last) and not turned else 0)


def _compares(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether a comparison begins: "down from 81", "than in May", "against 430"."""
    word, following = tokens[at].low, low_at(tokens, at + 1)
    number = following[:1].isdigit() or following in number_words()
    if word in {"up", "down"} and low_at(tokens, at - 1) == "," and (number or following == "from"):
        return True
    if word in {"than", "as"}:
        return class_of(tokens[at - 1]) != "number" and (following in COMPARED if word == "as" else not number)
    return (word in {"from", "against"} and number) or (word == "compared" and following in {"to", "with"})


def _is_of_an_event(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether the time only tells which event is meant: "Saturday's earthquake"."""
    return low_at(tokens, at - 1).endswith("'s")


def _of_the_same(scene: Scene, each: Counted, before: Before | None) -> When | None:
    """Return the period of the figure before when this one is a part of it: "Of them, 19 were women"."""
    if before is None or before.time is None or scene.sentence - before.sentence > 1:
        return None
    opening = [token.low for token in scene.tokens[:3]]
    part = [low_at(scene.tokens, each.last), low_at(scene.tokens, each.last + 1)]
    led = [low_at(scene.tokens, each.first - 2), low_at(scene.tokens, each.first - 1)]
    is_part = opening[:1] in (["among"], ["of"]) or part in (["of", "them"], ["of", "those"], ["of", "whom"])
    is_part = is_part or (led[0] in {"of", "among"} and led[1] in {"which", "whom", "them", "those"})
    return before.time if is_part or each.quantity.kind == "share" else None


# -- by its verb, the hour, the line above


def _of_its_verb(calendar: Calendar, scene: Scene, each: Counted, measure: Measure) -> When | None:
    """Read "40 remain missing", "3,200 people are sheltered" as of the day of publication, "at noon" as of its day."""
    tokens = scene.tokens
    near = tokens[max(0, each.first - 5) : each.last + 3]
    now = next((token.span for token in near if token.low in TODAY), None) or present_verb(tokens, each)
    if now and calendar.day and measure != "duration":
        return when_told(scene, calendar.day, calendar.day, now)
    return _clocked(calendar, scene)


def _clocked(calendar: Calendar, scene: Scene) -> When | None:
    """Read "By sunrise", "at noon" as of the day that the sentences before tell of, else of that of publication."""
    told = CLOCKED.search(scene.words)
    clock = next((time.span for time in scene.times if time.role == "clock"), None)
    words = matched(scene, *told.span()) if told else clock
    if words is None or any(time.role == "when" and time.known for time in scene.times):
        return None
    near = around(calendar, scene)
    day = near.period.end if near and len(near.period.end or "") == DAY else calendar.day
    return when_told(scene, day, day, words) if day else None


def _clocked_before(calendar: Calendar, scene: Scene) -> When | None:
    """Return the day whose hour the lead tells: "By sunrise four bridges were closed"."""
    lead = calendar.scenes[: min(LEAD + 1, scene.number)]
    return next(filter(None, (_clocked(calendar, other) for other in lead)), None)


def _under(heading: Heading, day: str | None) -> When:
    """Return the period of the items of a list, as the line above it says."""
    time = next((each for each in heading.times if each.known), heading.times[0])
    end = day if heading.is_beginning or time.relation == "since" else time.end
    words = Span(heading.start, heading.start + len(heading.words))
    return When(Period(time.start, end, " ".join(heading.words.split())), words)


# -- in the sentences around


def _elsewhere(
    calendar: Calendar, scene: Scene, each: Counted, measure: Measure, told: Sequence[TimeExpression]
) -> When | None:
    """Return the period of what happened in the sentences around; a count that goes on runs to the last day."""
    if measure in TIMELESS or each.quantity.kind not in {None, "zero", "share", "points"}:
        return None
    near = [around(calendar, scene), _reported(scene, told)]
    found = next(filter(None, near if scene.number <= LEAD else reversed(near)), None) or calendar.headed
    verb = perfect_verb(scene.tokens, each) if measure in EVENTS else None
    if verb and calendar.day:
        start = found.period.start if found and len(found.period.start or "") == DAY else None
        return when_told(scene, start, calendar.day, verb)
    return found or _clocked_before(calendar, scene) or _of_late(calendar, scene, each, measure)


def _reported(scene: Scene, told: Sequence[TimeExpression]) -> When | None:
    """Take the day on which it was said, for want of another."""
    first = next((time for time in told if time.known), None)
    return period_with(scene, first, "count", None) if first else None


def _of_late(calendar: Calendar, scene: Scene, each: Counted, measure: Measure) -> When | None:
    """Return the month of publication for what the lead of an article that names no day says in its main clause.

    What stands in another clause, or further down, is as often what happened long before.
    """
    news = measure in EVENTS | VOTES and scene.number <= LEAD
    if not news or any(token.low in word_list("subordinating") for token in scene.tokens[: each.first]):
        return None
    return calendar.month
