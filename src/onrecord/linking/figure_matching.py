"""Figures against figures: which speak of one thing, and whether they repeat, corroborate, update or contradict.

Figures of one measure and kind of subject are laid in the order of their days, and each is compared with those
of the days beside it, of any place and of its own; running totals with the earlier ones of the same voice. So no
figure meets all others.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from onrecord.linking.evidence import weigh
from onrecord.linking.facts import Fact, measures, prints_as_its, told_before
from onrecord.linking.figure_rules import SAME_MATTER, is_one_running_count, telling
from onrecord.linking.pages import affinity
from onrecord.linking.subjects import ONE_OF_MANY, kinship, only_some, root
from onrecord.linking.values import agreement, rounding
from onrecord.linking.when import (
    NEAR_DAYS,
    TOTAL_DAYS,
    changed,
    comparable,
    follows,
    of_one_event,
    read_days,
    same_start,
    together,
)
from onrecord.linking.where import Lie, identity, is_wider, lie
from onrecord.types import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.linking.values import Agreement
    from onrecord.linking.when import Days
    from onrecord.types import Relation

NEIGHBOURS = 40  # figures of one measure and of the days beside that one figure is compared with
FIRST_PAGES = 3  # that told a value first, from which its successor is linked
EARLIER = 16  # earlier figures of the same voice that one figure is compared with

SAME_HAPPENING = 0.15  # affinity of two articles about one happening
MUCH_ALIKE = 0.3  # affinity that makes up for a place which one of them does not say
LONG_SENTENCE, ONE_REPORT = 5, 0.7  # content words beside a figure, and the share of them that two sentences share
CORRECTED = 0.7  # a toll that is corrected downwards keeps at least so much; less is the toll of something else
TOO_FAR = 8  # two counts of one thing lie less far apart than this; further apart, they count two things

TELLING_REPEATED = 0.4  # an unrounded number of one source in two articles of the same days is mostly one number
FLOORS: dict[Relation, float] = {"repeats": 0.55, "corroborates": 0.55, "contradicts": 0.55, "updates": 0.5}


def match_figures(facts: Sequence[Fact]) -> Iterator[Link]:
    """Yield the links between figures of different articles."""
    blocks: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        blocks.setdefault((fact.figure.measure, root(fact.subject)), []).append(fact)
    for block in blocks.values():
        found = [(left, right, link) for left, right in _pairs(block) if (link := compare(left, right))]
        yield from (link for _, _, link in found if link.relation != "updates")
        yield from _latest_steps(found)


def _latest_steps(found: Iterable[tuple[Fact, Fact, Link]]) -> Iterator[Link]:
    """Yield of each figure the update that leads to it from the last value before it, and from its speaker's own last.

    A ministry's count is told by its minister and its spokesman: both the ministry's step and the spokesman's are one.
    """
    steps: dict[tuple[str, bool], list[tuple[Fact, Link]]] = {}
    for left, right, link in found:
        if link.relation == "updates":
            before = left if left.claim.id == link.left else right
            for by in {False, left.voice.name == right.voice.name}:
                steps.setdefault((link.right, by), []).append((before, link))
    last = (link for told in steps.values() for link in _first_told(told))
    yield from {(link.left, link.right): link for link in last}.values()


def _first_told(steps: Sequence[tuple[Fact, Link]]) -> list[Link]:
    """Return the updates from the latest of the values before, from the pages that told it first: the rest copy it."""
    ordered = sorted(steps, key=lambda step: (_day_told(step[0]), step[1].score, step[1].left))
    value = ordered[-1][0].figure.low
    same = [step for step in ordered if step[0].figure.low == value]
    first = sorted(same, key=lambda step: (_day_told(step[0]), -step[1].score, step[1].left))
    return [link for _, link in first[:FIRST_PAGES]]


def _day_told(fact: Fact) -> date:
    return fact.occasion.as_of.last if fact.occasion.as_of else date.min


def _pairs(block: Iterable[Fact]) -> list[tuple[Fact, Fact]]:
    """Pair each fact with those of the days beside it and with the earlier ones of its voice, each pair once."""
    facts = sorted(block, key=_order)
    found = {
        (min(one, other), max(one, other))
        for one, other in (*_side_by_side(facts, range(len(facts))), *_of_each_place(facts), *_of_each_voice(facts))
        if facts[one].claim.article != facts[other].claim.article
    }
    return [(facts[one], facts[other]) for one, other in sorted(found)]


def _order(fact: Fact) -> tuple[date, date, str]:
    return max(fact.days, default=date.max), fact.page.day, fact.claim.id


def _side_by_side(facts: Sequence[Fact], places: Iterable[int]) -> Iterator[tuple[int, int]]:
    found = sorted((day, place) for place in places for day in facts[place].days)
    for step, (day, place) in enumerate(found):
        for later, other in found[step + 1 : step + 1 + NEIGHBOURS]:
            if (later - day).days > TOTAL_DAYS:
                break
            yield place, other


def _of_each_place(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    """Pair the facts of one place, which on a day of many happenings do not stand beside each other."""
    told: dict[object, list[int]] = {}
    for place, fact in enumerate(facts):
        for each in fact.figure.places:
            told.setdefault(identity(each), []).append(place)
    for places in told.values():
        yield from _side_by_side(facts, places)


def _of_each_voice(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    voices: dict[str, list[int]] = {}
    for place, fact in enumerate(facts):
        voices.setdefault(fact.voice.entity, []).append(place)
    for told in voices.values():
        for step, place in enumerate(told):
            yield from ((earlier, place) for earlier in told[max(0, step - EARLIER) : step])


def compare(left: Fact, right: Fact) -> Link | None:
    """Return how two figures bear on each other, or None: what is not comparable has no link."""
    left, right = sorted((left, right), key=_seniority)
    relation = _relation(left, right) if _comparable(left, right) else None
    if relation is None:
        return None
    evidence = weigh(SAME_MATTER, left, right)
    same = telling(left.figure.low) and left.figure.low == right.figure.low
    if evidence.score < (TELLING_REPEATED if same and relation == "repeats" else FLOORS[relation]):
        return None
    detail = f"{_values(relation, left, right)}; {evidence.detail}"
    score = round(min(1.0, evidence.score), 2)
    return Link(relation, left.claim.id, right.claim.id, score, detail, left.claim.span, right.claim.span)


def _seniority(fact: Fact) -> tuple[date, int, float, str]:
    # Of undated totals the smaller is the earlier one.
    size = float(fact.figure.low or 0) if fact.occasion.course == "total" else 0.0
    return fact.page.day, fact.page.minute or 0, size, fact.claim.id


def _comparable(left: Fact, right: Fact) -> bool:
    """Answer whether two figures measure the same of the same, one of them not merely planned."""
    stances = {left.claim.stance, right.claim.stance}
    if (len(stances) > 1 and "planned" in stances) or stances == {"denied"}:
        return False
    if left.figure.unit != right.figure.unit or not comparable(left.occasion, right.occasion):
        return False
    if left.figure.comparator == right.figure.comparator == "vague":
        return False  # that two pages say "several" says nothing
    return kinship(left.subject, right.subject) != "other" and _lie(left, right) != "apart"


def _relation(left: Fact, right: Fact) -> Relation | None:
    """Say what two comparable figures are to each other, if their times allow it."""
    values = agreement(left.figure, right.figure)
    if not _are_of_one_kind(left, right, values):
        return None
    if left.voice.entity == right.voice.entity and left.claim.stance == right.claim.stance:
        return _of_one_voice(left, right, values)
    if not together(left.occasion, right.occasion) or _may_be_one(left, right):
        return None
    if _is_vague(left, right) or not _are_two_witnesses(left, right):
        return None
    if left.claim.stance != right.claim.stance:  # of one voice or two
        return "contradicts" if values in {"same", "agree"} else None
    return _of_two_voices(left, right, values)


def _are_of_one_kind(left: Fact, right: Fact, values: Agreement) -> bool:
    """Answer whether the subjects are so alike that these two values can be laid side by side."""
    same = kinship(left.subject, right.subject) == "same"
    if values != "same":  # a part may be any share of its whole
        return left.leading and right.leading and same
    if same or _are_of_many(left, right):
        return True
    # Two women are hardly the two people of another page; 17 workers may be its 17 people.
    return telling(left.figure.low) and not {left.subject.kind, right.subject.kind} & only_some()


def _are_of_many(left: Fact, right: Fact) -> bool:
    """Answer whether both count people, one of them by a word that pages often use for all who were counted."""
    kinds = {left.subject.kind, right.subject.kind}
    plain = not (left.subject.more or right.subject.more)  # "volunteers" are somebody
    return plain and bool(kinds & ONE_OF_MANY) and kinds <= ONE_OF_MANY | {root(left.subject)}


def _are_two_witnesses(left: Fact, right: Fact) -> bool:
    """Answer whether each side's number is that of the voice given, and none has it from the other."""
    if any(fact.voice.relaying or fact.background for fact in (left, right)):
        return False  # an outlet that does not say from whom it has its number may have it from the other
    return not (_is_one_report(left, right) or _gives_too(left, right) or _gives_too(right, left))


def _is_one_report(left: Fact, right: Fact) -> bool:
    """Answer whether two sentences are so alike that they are one report, whomever each was taken to quote."""
    shorter = min(len(left.around), len(right.around))
    return shorter >= LONG_SENTENCE and len(left.around & right.around) >= ONE_REPORT * shorter


def _gives_too(one: Fact, other: Fact) -> bool:
    """Answer whether an article gives the other's number too, but on a third one's word: two parts of a whole."""
    values = {voice for voice, low in one.beside if low == other.figure.low}
    if not values or other.voice.entity in values or one.figure.low == other.figure.low:
        return False
    return not prints_as_its(one, other)


def _of_one_voice(left: Fact, right: Fact, values: Agreement) -> Relation | None:
    same_time = together(left.occasion, right.occasion)
    if values == "same":
        if _name_two_days(left, right):
            return None
        return "repeats" if same_time or left.occasion.course == "total" else None
    if left.figure.measure in measures("revised") and _is_update(left, right):
        return "updates"
    if _of_two_days(left, right) or _has_outgrown(left, right):
        return None
    open_ended = _is_vague(left, right) or left.figure.comparator == right.figure.comparator != "exactly"
    return "repeats" if values == "agree" and same_time and not open_ended else None


def _is_update(left: Fact, right: Fact) -> bool:
    """Answer whether the right figure is a later word of the same voice on the same matter."""
    if _is_vague(left, right):
        return False
    one, other = left.occasion, right.occasion
    if one.course == other.course == "total" and not (one.as_of and other.as_of):
        # Totals since the same day only grow, so of two the larger is the later one.
        return bool(one.since or other.since) and same_start(one, other) and _has_grown(left, right)
    if not (follows(one, other) or _is_later_that_day(left, right)):
        return False
    return told_before(left, right) or _is_next_count(left, right)


def _is_next_count(left: Fact, right: Fact) -> bool:
    """Answer whether a later figure can be the next state of an earlier one, by size, place and what is said of it."""
    if _too_far(left, right) or not _is_one_place(left, right):
        return False
    falls = left.figure.measure in measures("falls")
    if not _has_grown(left, right) and not falls and not _is_correction(left, right):
        return False
    return left.occasion.course != "event" or _is_one_count(left, right)


def _is_later_that_day(left: Fact, right: Fact) -> bool:
    """Answer whether a larger count of one day's event was printed later on that day: noon's 31, by night 45."""
    same_day = left.occasion.as_of is not None and left.occasion.as_of == right.occasion.as_of
    return same_day and left.page.is_before(right.page) and _has_grown(left, right)


def _of_two_days(left: Fact, right: Fact) -> bool:
    """Answer whether two figures name two days as those of their events: "on Wednesday", "on Thursday"."""
    one, other = left.occasion, right.occasion
    return one.course == other.course == "event" and bool(one.days and other.days) and one.days != other.days


def _name_two_days(left: Fact, right: Fact) -> bool:
    """Answer whether both sentences name the day of their event, and not the same, or two days that lie apart."""
    if _tell_of_days_apart(left, right):
        return True
    one, other = left.occasion.days, right.occasion.days
    # "Since Sunday morning" may be of what the other page says of Sunday.
    return (
        _of_two_days(left, right)
        and one is not None
        and other is not None
        and one.apart(other) > 0
        and all(
            fact.figure.time and fact.figure.time.text and fact.figure.time.text in fact.page.sentence(fact.claim.span)
            for fact in (left, right)
        )
    )


def _tell_of_days_apart(left: Fact, right: Fact) -> bool:
    """Answer whether two articles tell of days too far apart for one event, no count that runs on: two like raids."""
    if changed(left.occasion) or changed(right.occasion) or {left.occasion.course, right.occasion.course} != {"event"}:
        return False
    one, other = (_day_of(fact) for fact in (left, right))
    return one is not None and other is not None and one.apart(other) > NEAR_DAYS


def _day_of(fact: Fact) -> Days | None:
    """Return the one day that a figure's time is."""
    time = fact.figure.time
    days = read_days(time.start) if time and time.start == time.end else None
    return days if days and days.length == 1 else None


def _has_outgrown(left: Fact, right: Fact) -> bool:
    """Answer whether a later value is more than the earlier one rounded: "at least 112", three days on 126."""
    grown = float(right.figure.low or 0) - float(left.figure.low or 0)
    return follows(left.occasion, right.occasion) and grown > max(rounding(left.figure), rounding(right.figure))


def _of_two_events(left: Fact, right: Fact) -> bool:
    return bool(left.occasion.days and right.occasion.days) and not of_one_event(left.occasion, right.occasion)


def _is_one_place(left: Fact, right: Fact) -> bool:
    """Answer whether two figures may be of one place: an unknown one is, where the articles are much alike."""
    found = _lie(left, right)
    return found in {"same", "near"} or (found == "unknown" and affinity(left.page, right.page) >= MUCH_ALIKE)


def _is_one_count(left: Fact, right: Fact) -> bool:
    """Answer whether a source counts the same event twice: it counts the dead of many.

    Either both name the day of the event, or the words show a count that runs on, in articles about one happening.
    """
    close = affinity(left.page, right.page)
    if is_one_running_count(left, right) and not _of_two_events(left, right):
        return True
    if left.occasion.days and right.occasion.days:
        return of_one_event(left.occasion, right.occasion) and close >= SAME_HAPPENING
    if left.voice.relaying or not (changed(left.occasion) or changed(right.occasion)):
        return False
    said = right.occasion.says & {"grew", "shrank"} and _lie(left, right) == "same"
    return close >= (SAME_HAPPENING / 2 if said else SAME_HAPPENING)


def _is_vague(left: Fact, right: Fact) -> bool:
    return "vague" in {left.figure.comparator, right.figure.comparator}


def _is_correction(left: Fact, right: Fact) -> bool:
    """Answer whether a smaller later value is the earlier one corrected: near it, and said to be so or of one event."""
    exact = left.figure.comparator == right.figure.comparator == "exactly"
    if not ("shrank" in right.occasion.says or (exact and left.occasion.days == right.occasion.days is not None)):
        return False
    return float(right.figure.low or 0) >= CORRECTED * float(left.figure.low or 0)


def _too_far(left: Fact, right: Fact) -> bool:
    """Answer whether two values lie further apart than two counts of one thing do."""
    small, large = sorted(float(fact.figure.low or 0) for fact in (left, right))
    return large > TOO_FAR * small


def _of_two_voices(left: Fact, right: Fact, values: Agreement) -> Relation | None:
    if _name_two_days(left, right):
        return None
    if values == "same":
        return _corroborates(left, right)
    one, other = left.occasion.as_of, right.occasion.as_of
    if one is None or other is None or one.apart(other) > NEAR_DAYS:
        return None  # a toll may have grown between the two
    if values == "agree":
        return _corroborates(left, right)
    return "contradicts" if values == "differ" and _is_dispute(left, right) else None


def _corroborates(left: Fact, right: Fact) -> Relation | None:
    """Say that two voices agree, unless one may have its number from the other or both from a third."""
    if _rests_on(left, right) or _rests_on(right, left) or _is_hearsay(left) or _is_hearsay(right):
        return None
    # That two speak of nine raids or two years is chance or one report: only telling numbers of things agree.
    return "corroborates" if left.figure.measure not in measures("noun") or telling(left.figure.low) else None


def _is_hearsay(fact: Fact) -> bool:
    """Answer whether somebody unnamed tells a running total: officials and residents keep none of their own."""
    return fact.voice.unnamed and fact.occasion.course == "total"


def _is_dispute(left: Fact, right: Fact) -> bool:
    """Answer whether two values that differ cannot both be: no growing toll, no town's part of its province."""
    if left.figure.measure not in measures("disputed") or _lie(left, right) not in {"same", "near"}:
        return False
    if not of_one_event(left.occasion, right.occasion) or _is_vague(left, right):
        return False
    if _may_have_grown(left, right):
        return False
    small, large = sorted((left, right), key=lambda fact: float(fact.figure.low or 0))
    return not _too_far(left, right) and not is_wider(large.figure.places, small.figure.places)


def _may_have_grown(left: Fact, right: Fact) -> bool:
    """Answer whether a larger value of a later day may be the same count grown, not one beside it."""
    one, other = left.occasion.as_of, right.occasion.as_of
    if one is None or other is None or one.last >= other.first or not _has_grown(left, right):
        return False
    nameless = any(fact.own or fact.voice.unnamed for fact in (left, right))
    # On the day itself nobody has counted all.
    first = _day_of(left) is not None and _day_of(left) == left.page.told
    return (nameless or first) and not _tells_apart(right, left)


def _has_grown(left: Fact, right: Fact) -> bool:
    return float(left.figure.low or 0) < float(right.figure.low or 0)


def _may_be_one(left: Fact, right: Fact) -> bool:
    """Answer whether two voices may be the same one, or one only relays the other."""
    if (left.voice.unnamed and right.voice.unnamed) or left.voice.unsure or right.voice.unsure:
        return True
    if left.voice.doubts & right.voice.doubts:
        return True
    if _names_other(left, right) or _names_other(right, left):
        return True
    if left.voice.state is not None and left.voice.state == right.voice.state and _is_head(left, right):
        return True  # a government says what its ministries tell it
    return left.voice.entity in right.voice.passed or right.voice.entity in left.voice.passed


def _names_other(one: Fact, other: Fact) -> bool:
    """Answer whether a figure's own sentence names the other voice, which may be whose number it is."""
    is_told_apart = any(voice == other.voice.entity for voice, _ in one.beside)
    # That the other gives another number beside it shows nothing where elsewhere it gives this one too.
    if one.voice.entity == other.voice.entity or (is_told_apart and agreement(one.figure, other.figure) != "same"):
        return False
    sentence = one.page.sentence(one.claim.span).casefold()
    return any(name in sentence for name in other.voice.called - one.voice.called)


def _is_head(left: Fact, right: Fact) -> bool:
    return left.voice.is_head or right.voice.is_head


def _rests_on(one: Fact, other: Fact) -> bool:
    """Answer whether an outlet's own number may be that of the other voice, which its article names."""
    if not one.own or other.claim.origin is None or _tells_apart(one, other):
        return False
    article = one.page.reading.article
    return other.claim.origin in one.page.reading.document.text[article.start : article.end]


def _tells_apart(one: Fact, other: Fact) -> bool:
    """Answer whether an article sets another value of the other voice beside its figure."""
    values = {low for voice, low in one.beside if voice == other.voice.entity}
    if values:
        return one.figure.low not in values
    return one.figure.low != other.figure.low and prints_as_its(one, other)


def _lie(left: Fact, right: Fact) -> Lie:
    found = lie(left.figure.places, right.figure.places)
    if found != "apart" or (left.placed and right.placed):
        return found
    if told_before(left, right):
        return "unknown"
    # A place that stands in another sentence is only likely that of the figure; a dateline may be of another country.
    countries = {place.country_code for fact in (left, right) for place in fact.figure.places}
    named = not (left.voice.relaying or right.voice.relaying)
    alike = named and affinity(left.page, right.page) >= MUCH_ALIKE
    return "unknown" if len(countries) == 1 or alike else found


def _values(relation: Relation, left: Fact, right: Fact) -> str:
    """Say what both sides say, and on whose word."""
    match relation:
        case "repeats":
            return f"{left.voice.name} gives {left.words} and {right.words}"
        case "updates":
            return f"{left.voice.name} went from {left.words} to {right.words}"
        case "corroborates":
            return f"{left.voice.name} says {left.words} and {right.voice.name} {right.words}"
        case _:
            denies = "; one side denies it" if left.claim.stance != right.claim.stance else ""
            return f"{left.voice.name} says {left.words}, {right.voice.name} {right.words}{denies}"
