"""When: the period that a figure covers, from its own sentence first, then from the sentences around it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from onrecord.reading.measures import EVENTS
from onrecord.reading.nouns import class_of
from onrecord.reading.times import known_events
from onrecord.reading.times.timex import shifted
from onrecord.reading.tokens import low_at, number_words, stretch_of
from onrecord.spans import Span
from onrecord.types import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.reading.headings import Heading
    from onrecord.reading.measures import Counted
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
LEAD = 1  # the number of the last sentence in which what was said when is told before what happened when
BACK = 6  # sentences before in which the same happening is told
NEAR = 3  # sentences after, the same
FAR = 40  # sentences before, beyond which nothing is looked for
NOT_ITS = frozenset({"since", "until", "before", "from", "by"})
NEARBY = 7  # days from a happening; what is further off is told for its own sake
OPENING = 5  # tokens at the head of a sentence, within which a distance in time speaks of the main clause
FAR_CLAUSE = 8  # tokens after which a clause without a comma has given way to the main clause
LONGEST, SHORTER = 60, 40  # characters of the words that are kept of a time without a clear end
RUNNING = re.compile(r"\b(?:so far|to date|until now|since then|ever since)\b", re.IGNORECASE)
SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
BEGUN = re.compile(r"\bsince the (?:start|beginning|outbreak|onset) of\b(?: \w+){1,3}", re.IGNORECASE)
HAS_SINCE = re.compile(r"\b(?:has|have) since\b", re.IGNORECASE)
AFTER_EVENT = re.compile(
    r"\b(?:days|weeks|hours) after\b.{0,200}?\b(?:attack|operation|war|invasion|assault|offensive|outbreak)\b",
    re.IGNORECASE,
)


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


def read_calendar(scenes: Sequence[Scene], published: str | None) -> Calendar:
    """Return when an article is set."""
    day = (published or "")[:10] or None
    told = [each for scene in scenes for each in _happenings(scene, day) if _is_day(each)]
    counts = Counter((time.start, time.end) for _, time in told)
    main = max(told, key=lambda each: counts[each.time.start, each.time.end], default=None)
    return Calendar(scenes, day, main)


def period_of(calendar: Calendar, scene: Scene, each: Counted, measure: Measure, before: Before | None) -> When | None:
    """Return the period that a figure covers with the words that gave it, None when the text does not say.

    `before` is what was read of the figure before.
    """
    told = [time for time in scene.times if time.names_time]
    happened = [time for time in told if not _is_reporting(scene, time)]
    own = [time for time in happened if not (measure in EVENTS and _is_ahead(time, calendar.day))]
    running = _after_event(calendar, scene, own) or _running(calendar, scene, own)
    if running:
        return running
    period = _from_event(calendar, scene, each, happened)
    period = period or _in_sentence(calendar, scene, each, measure, own) or _of_the_same(scene, each, before)
    if period:
        return period
    if scene.heading is not None and measure not in TIMELESS:
        return _under(scene.heading, calendar.day)
    now = _now(scene, each) if measure not in {"money", "duration"} else None
    if now and calendar.day:
        return _when(scene, calendar.day, calendar.day, now)
    if measure in TIMELESS or each.quantity.kind not in {None, "zero", "share", "points"}:
        return None
    return _elsewhere(calendar, scene, told)


def _when(scene: Scene, start: str | None, end: str | None, words: Span) -> When:
    """Return a period with the words of a sentence that gave it."""
    return When(Period(start, end, scene.words[words.start - scene.start : words.end - scene.start]), words)


def _matched(scene: Scene, first: int, last: int) -> Span:
    """Return what lies between two places of a sentence's words, as a span of the document."""
    return Span(scene.start + first, scene.start + last)


# -- in its own sentence


def _in_sentence(
    calendar: Calendar, scene: Scene, each: Counted, measure: Measure, own: Sequence[TimeExpression]
) -> When | None:
    """Return the period that a time of the sentence gives to a figure."""
    best = _nearest(scene, own, each)
    lasting = _lasting(calendar, scene, each, best)
    if best is None or lasting:
        return lasting
    return _has_since(calendar, scene, best) or _period(scene, best, measure, calendar.day)


def _now(scene: Scene, each: Counted) -> Span | None:
    """Return the word that says of a figure that it holds today: "now exceeds 54 percent", "40 remain missing"."""
    around = scene.tokens[max(0, each.first - 5) : each.last + 3]
    return next((token.span for token in around if token.low in TODAY), None)


def _has_since(calendar: Calendar, scene: Scene, begun: TimeExpression) -> When | None:
    """Read "war broke out in 2011 and has since killed 9,000" as a toll that runs to the day of publication."""
    since = HAS_SINCE.search(scene.words)
    if since is None or not begun.known or begun.span.end - scene.start > since.start():
        return None
    last = min(since.end(), begun.span.start - scene.start + LONGEST)
    return _when(scene, begun.start, calendar.day, _matched(scene, begun.span.start - scene.start, last))


def _is_ahead(time: TimeExpression, day: str | None) -> bool:
    """Answer whether a time lies after the day of publication, so that nothing can have happened then."""
    return bool(day and time.start and time.start > day)


def _nearest(scene: Scene, times: Sequence[TimeExpression], each: Counted) -> TimeExpression | None:
    """Return the time that tells when the figure holds, known ones first, then by what lies between the two."""
    costs = [(not time.known, cost, time) for time in times if (cost := _cost(scene.tokens, time, each)) is not None]
    return min(costs, key=lambda told: told[:2], default=(True, 0, None))[2]


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
    if word in {"than", "as"}:
        return class_of(tokens[at - 1]) != "number" and (following in COMPARED if word == "as" else not number)
    return (word in {"from", "against"} and number) or (word == "compared" and following in {"to", "with"})


def _is_of_an_event(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether the time only tells which event is meant: "Saturday's earthquake"."""
    return low_at(tokens, at - 1).endswith("'s")


def _period(scene: Scene, time: TimeExpression, measure: Measure, day: str | None) -> When:
    start, end = _ends(scene, time, measure, day)
    return _when(scene, start, end, time.span)


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


def _under(heading: Heading, day: str | None) -> When:
    """Return the period of the items of a list, as the line above it says."""
    time = next((each for each in heading.times if each.known), heading.times[0])
    end = day if heading.is_beginning or time.relation == "since" else time.end
    words = Span(heading.start, heading.start + len(heading.words))
    return When(Period(time.start, end, " ".join(heading.words.split())), words)


def _begun(scene: Scene, until: TimeExpression) -> str | None:
    """Return the day from which it ran: "from Saturday's protest … by early Sunday"."""
    days = (time.start for time in scene.times if time.start and len(time.start) == 10)
    return next((day for day in days if day < (until.end or "")), None)


def _of_the_same(scene: Scene, each: Counted, before: Before | None) -> When | None:
    """Return the period of the figure before when this one is a part of it: "Of them, 19 were women"."""
    if before is None or before.time is None or scene.sentence - before.sentence > 1:
        return None
    opening = [token.low for token in scene.tokens[:3]]
    part = [low_at(scene.tokens, each.last), low_at(scene.tokens, each.last + 1)]
    is_part = opening[:1] in (["among"], ["of"]) or part in (["of", "them"], ["of", "those"], ["of", "whom"])
    share = each.quantity.kind == "share"
    return before.time if is_part or (share and scene.sentence == before.sentence) else None


# -- by a distance from something else that happened

UNITS = {"Y": 365, "Q": 91, "M": 30, "W": 7, "D": 1, "H": 0}


def _from_event(calendar: Calendar, scene: Scene, each: Counted, happened: Sequence[TimeExpression]) -> When | None:
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
    around = None if dated else _around(calendar, scene)
    event = dated[-1].start if dated else around.period.start if around else None
    day = shifted(event or "", sign * length if opens else -sign * length)
    return _when(scene, day, day, offset.span) if day and day <= (calendar.day or day) else None


def _is_main(scene: Scene, each: Counted, first: int) -> bool:
    """Answer whether a figure stands in the main clause of a sentence that a clause with "after" opens."""
    comma = any(token.text == "," for token in scene.tokens[first : each.first])
    return comma or each.first - first >= FAR_CLAUSE


def _lasting(calendar: Calendar, scene: Scene, each: Counted, time: TimeExpression | None) -> When | None:
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
    return _when(scene, start, end, stretch_of(scene.tokens, each.first, each.last))


def _covers(scene: Scene, time: TimeExpression, each: Counted) -> bool:
    return time.span.start <= scene.tokens[each.quantity.core].start < time.span.end


def _days(time: TimeExpression | None) -> int | None:
    """Return how many days a stretch of time has."""
    told = re.fullmatch(r"PT?(\d+)([YQMWDH])", (time.value if time else "") or "")
    if told is None:
        return None
    return round(int(told[1]) / 24) if told[2] == "H" else int(told[1]) * UNITS[told[2]]


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


def _reported(scene: Scene, told: Sequence[TimeExpression]) -> When | None:
    """Take the day on which it was said, for want of another."""
    first = next((time for time in told if time.known), None)
    return _period(scene, first, "count", None) if first else None


# -- from one time to another


def _running(calendar: Calendar, scene: Scene, own: Sequence[TimeExpression]) -> When | None:
    """Read "so far" and "since the start of the Gaza war" as a toll that runs to the day of publication."""
    if any(time.relation == "since" for time in own):
        return None
    since = SINCE.search(scene.words)
    for at, start, _ in known_events(scene.words) if since else ():
        if since and at > since.start():
            words = scene.words[since.start() : since.start() + LONGEST].rstrip()
            return _when(scene, start, calendar.day, _matched(scene, since.start(), since.start() + len(words)))
    told = RUNNING.search(scene.words)
    began = BEGUN.search(scene.words) if told is None and not own else None
    if began:
        return _when(scene, _known_start(calendar, scene), calendar.day, _matched(scene, *began.span()))
    if told is None:
        return None
    begun = next(
        (time.start for time in _times_before(calendar, scene) if time.start and time.type != "duration"), None
    )
    return _when(scene, begun, calendar.day, _matched(scene, *told.span())) if begun or calendar.day else None


def _known_start(calendar: Calendar, scene: Scene) -> str | None:
    """Return the day on which the war or the like began that the sentences before name last."""
    before = reversed(calendar.scenes[max(0, scene.number - FAR) : scene.number + 1])
    named = next((start for other in before for _, start, _ in known_events(other.words)), None)
    return named or next((time.start for time in _times_before(calendar, scene) if time.relation == "since"), None)


def _after_event(calendar: Calendar, scene: Scene, own: Sequence[TimeExpression]) -> When | None:
    """Read "days after the attack" as the month of the attack, when the article dates it before."""
    told = None if any(time.known for time in own) else AFTER_EVENT.search(scene.words)
    if told is None:
        return None
    day = next((time.start for time in _times_before(calendar, scene) if time.start and len(time.start) == 10), None)
    last = min(told.end(), told.start() + SHORTER)
    return _when(scene, day[:7], day[:7], _matched(scene, told.start(), last)) if day else None


def _times_before(calendar: Calendar, scene: Scene) -> Iterable[TimeExpression]:
    """Yield the times of this sentence and of those before it, the nearest sentence first."""
    for other in reversed(calendar.scenes[max(0, scene.number - FAR) : scene.number + 1]):
        yield from other.times


# -- in the sentences around


def _elsewhere(calendar: Calendar, scene: Scene, told: Sequence[TimeExpression]) -> When | None:
    if scene.number <= LEAD:
        return _around(calendar, scene) or _reported(scene, told)
    return _reported(scene, told) or _around(calendar, scene)


def _is_day(happening: Happening) -> bool:
    return len(happening.time.start or "") == 10


def _around(calendar: Calendar, scene: Scene) -> When | None:
    """Return the time of what happened in the nearest sentence that tells it to the day, those before first."""
    scenes, at = calendar.scenes, scene.number
    after = scenes[at + 1 : at + 1 + NEAR] if at <= LEAD else ()
    near = (*reversed(scenes[max(0, at - BACK) : at]), *after)
    told = [each for other in near for each in _happenings(other, calendar.day)]
    told = [each for each in told if not _is_ahead(each.time, calendar.day)]
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
