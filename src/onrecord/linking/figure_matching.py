"""Figures against figures: which speak of one thing, and whether they repeat, corroborate, update or contradict.

Figures of one measure and kind of subject are laid in the order of their days, and each is compared with those
of the days beside it; running totals with the earlier ones of the same voice. So no figure meets all others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from math import cos, hypot, inf, radians
from typing import TYPE_CHECKING, Literal

from onrecord.linking.evidence import NOTHING, Evidence, Rule, weigh
from onrecord.linking.pages import Page, affinity
from onrecord.linking.subjects import Subject, kinship, read_subject, root
from onrecord.linking.values import agreement, in_words
from onrecord.linking.when import Occasion, read_occasion
from onrecord.linking.words import content_words
from onrecord.tables import load_table
from onrecord.types import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.gazetteer import Gazetteer
    from onrecord.linking.entities import Voice
    from onrecord.linking.values import Agreement
    from onrecord.types import Claim, Figure, Place, Relation

NEAR_DAYS = 1  # an evening's attack is reported as of that day or the next
TOTAL_DAYS = 2  # as-of dates of two running totals that can be laid side by side
FOLLOWED_DAYS = 21  # for so long an outlet's later figure can update its earlier one of the same happening
NEIGHBOURS = 40  # figures of one measure and of the days beside that one figure is compared with
SOON_DAYS = 6
NEAR_KILOMETRES = 120  # a town and the middle of the province in which it may lie
EARLIER = 6  # earlier figures of the same voice that one figure is compared with

Lie = Literal["same", "near", "inside", "unknown", "apart"]

FLOORS: dict[Relation, float] = {"repeats": 0.55, "corroborates": 0.65, "contradicts": 0.7, "updates": 0.55}


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with what its article says around it, ready for comparison."""

    claim: Claim
    figure: Figure
    page: Page
    voice: Voice
    subject: Subject
    occasion: Occasion
    around: frozenset[str]  # content words of its sentence without the figure's own
    leading: bool = True  # its article gives no later or larger one of the same voice and measure

    @property
    def day(self) -> date | None:
        """The day under which it is found; None where neither page nor figure says."""
        days = self.occasion.days or self.occasion.as_of
        return days.first if days else None


@cache
def _measures(column: str) -> frozenset[str]:
    return frozenset(row["measure"] for row in load_table("onrecord.linking", "measures.tsv") if row[column])


def read_fact(claim: Claim, page: Page, voice: Voice, gazetteer: Gazetteer) -> Fact | None:
    """Make a figure ready for comparison; None for a statement or a figure that nobody vouches for."""
    figure = claim.figure
    if figure is None or claim.stance not in {"asserted", "denied", "planned"}:
        return None
    sentence = page.sentence(claim.span)
    own = set(content_words(claim.span.words(page.reading.document.text)))
    return Fact(
        claim,
        figure,
        page,
        voice,
        read_subject(figure, gazetteer),
        read_occasion(figure, sentence, page.told, held=figure.measure in _measures("held")),
        frozenset(content_words(sentence)) - own,
    )


def mark_leading(facts: Iterable[Fact]) -> list[Fact]:
    """Mark in every article the figure of each voice and measure that stands for it: the latest, then the largest.

    The others are its parts ("21 of them in the clinic") or its past ("up from nine").
    """
    told: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        key = (fact.claim.article, fact.voice.entity, fact.figure.measure, fact.subject.kind, fact.occasion.course)
        told.setdefault(key, []).append(fact)
    return [
        replace(fact, leading=fact.figure.low == max(group, key=_recency).figure.low)
        for group in told.values()
        for fact in group
    ]


def _recency(fact: Fact) -> tuple[date, float]:
    days = fact.occasion.days or fact.occasion.as_of
    return days.last if days else date.min, float(fact.figure.low or 0)


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
    """Yield of each figure the one update that leads to it from the last value before it."""
    steps: dict[str, tuple[date, float, str, Link]] = {}
    for left, right, link in found:
        if link.relation == "updates":
            before = left if left.claim.id == link.left else right
            day = before.occasion.as_of.last if before.occasion.as_of else date.min
            step = (day, link.score, link.left, link)
            if link.right not in steps or steps[link.right][:3] < step[:3]:
                steps[link.right] = step
    yield from (step[3] for step in steps.values())


def _pairs(block: Iterable[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pair each fact with those of the days beside it, and with the earlier ones of its own voice."""
    dated = sorted((fact for fact in block if fact.day), key=_order)
    voices: dict[str, list[Fact]] = {}
    for place, fact in enumerate(dated):
        for later in dated[place + 1 : place + 1 + NEIGHBOURS]:
            if _apart(fact, later) > TOTAL_DAYS:
                break
            if later.claim.article != fact.claim.article:
                yield fact, later
        voices.setdefault(fact.voice.entity, []).append(fact)
    undated = sorted((fact for fact in block if not fact.day), key=_order)
    for fact in undated:
        voices.setdefault(fact.voice.entity, []).append(fact)
    for told in voices.values():
        for place, fact in enumerate(told):
            yield from (
                (earlier, fact)
                for earlier in told[max(0, place - EARLIER) : place]
                if _apart(earlier, fact) > TOTAL_DAYS and earlier.claim.article != fact.claim.article
            )


def _order(fact: Fact) -> tuple[date, date, str]:
    return fact.day or date.max, fact.page.day, fact.claim.id


def _apart(left: Fact, right: Fact) -> int:
    """Return the days between two facts; where one has none, more than any."""
    return abs((right.day - left.day).days) if left.day and right.day else timedelta.max.days


def compare(left: Fact, right: Fact) -> Link | None:
    """Return how two figures bear on each other, or None: what is not comparable has no link."""
    left, right = sorted((left, right), key=_seniority)
    relation = _relation(left, right) if _comparable(left, right) else None
    if relation is None:
        return None
    evidence = weigh(SAME_MATTER, left, right)
    if evidence.score < FLOORS[relation]:
        return None
    detail = f"{_values(relation, left, right)}; {evidence.detail}"
    score = round(min(1.0, evidence.score), 2)
    return Link(relation, left.claim.id, right.claim.id, score, detail, left.claim.span, right.claim.span)


def _seniority(fact: Fact) -> tuple[date, float, str]:
    # Of undated totals the smaller is the earlier one.
    return fact.page.day, float(fact.figure.low or 0) if fact.occasion.course == "total" else 0.0, fact.claim.id


def _comparable(left: Fact, right: Fact) -> bool:
    """Answer whether two figures measure the same of the same, one of them not merely planned."""
    stances = {left.claim.stance, right.claim.stance}
    if left.figure.unit != right.figure.unit or (len(stances) > 1 and "planned" in stances) or stances == {"denied"}:
        return False
    if left.occasion.course != right.occasion.course:
        return False
    return kinship(left.subject, right.subject) != "other" and _lie(left, right) != "apart"


def _relation(left: Fact, right: Fact) -> Relation | None:
    """Say what two comparable figures are to each other, if their times allow it."""
    values = agreement(left.figure, right.figure)
    if values != "same" and not (left.leading and right.leading and kinship(left.subject, right.subject) == "same"):
        return None  # a part may be any share of its whole
    if left.voice.entity == right.voice.entity:
        return _of_one_voice(left, right, values) if left.claim.stance == right.claim.stance else None
    if not _together(left, right) or _may_be_one(left, right):
        return None
    if left.claim.stance != right.claim.stance:
        return "contradicts" if values in {"same", "agree"} else None
    return _of_two_voices(left, right, values)


def _of_one_voice(left: Fact, right: Fact, values: Agreement) -> Relation | None:
    together = _together(left, right)
    if values == "same":
        return "repeats" if together or left.occasion.course == "total" else None
    if _is_update(left, right):
        return "updates"
    return "repeats" if values == "agree" and together else None


def _of_two_voices(left: Fact, right: Fact, values: Agreement) -> Relation | None:
    if values == "same":
        return "corroborates"
    if not _as_of_together(left, right):
        return None  # a toll may have grown between the two
    disputed = left.figure.measure in _measures("disputed") and _lie(left, right) in {"same", "near"}
    return "corroborates" if values == "agree" else "contradicts" if values == "differ" and disputed else None


def _as_of_together(left: Fact, right: Fact) -> bool:
    one, other = left.occasion.as_of, right.occasion.as_of
    return one is not None and other is not None and one.apart(other) <= TOTAL_DAYS


def _together(left: Fact, right: Fact) -> bool:
    """Answer whether two figures speak of the same time."""
    one, other = left.occasion, right.occasion
    if one.course == "total":
        since = one.since is None or other.since is None or abs((one.since - other.since).days) <= 31
        return (
            since and one.as_of is not None and other.as_of is not None and one.as_of.apart(other.as_of) <= TOTAL_DAYS
        )
    if one.days and other.days:
        return one.days.apart(other.days) <= NEAR_DAYS
    known, published = (one.days, other.as_of) if one.days else (other.days, one.as_of)
    if known is None:  # neither says when: then when they were printed
        return bool(one.as_of and other.as_of and one.as_of.apart(other.as_of) <= NEAR_DAYS)
    return published is not None and known.apart(published) <= NEAR_DAYS + 1


def _is_update(left: Fact, right: Fact) -> bool:
    """Answer whether the right figure is a later word of the same voice on the same matter."""
    one, other = left.occasion, right.occasion
    if one.course == "total":
        if one.since and other.since and abs((one.since - other.since).days) > 31:
            return False
        if one.as_of and other.as_of:
            return one.as_of.last < other.as_of.first
        # Totals since the same day only grow, so of two the larger is the later one.
        return one.since == other.since is not None and _grown(left, right)
    if one.as_of is None or other.as_of is None or one.as_of.last >= other.as_of.first or _two_days(one, other):
        return False
    return (other.as_of.first - one.as_of.last).days <= FOLLOWED_DAYS and _lie(left, right) in {"same", "near"}


def _two_days(one: Occasion, other: Occasion) -> bool:
    """Answer whether two figures name different days as those of their events: two raids, not one whose toll grew."""
    days = [
        each.days
        for each in (one, other)
        if each.days and each.days.first == each.days.last and each.days != each.as_of
    ]
    return len(days) == 2 and days[0].apart(days[1]) > NEAR_DAYS


def _grown(left: Fact, right: Fact) -> bool:
    return bool(left.figure.low and right.figure.low and left.figure.low < right.figure.low)


def _may_be_one(left: Fact, right: Fact) -> bool:
    """Answer whether two voices may rest on each other: one relays the other, or neither is named."""
    return (
        left.voice.entity in right.voice.passed
        or right.voice.entity in left.voice.passed
        or (left.voice.unnamed and right.voice.unnamed)
    )


def _lie(left: Fact, right: Fact) -> Lie:
    """Say how the places of two figures lie to each other."""
    one, other = left.figure.places, right.figure.places
    if not one or not other:
        return "unknown"
    if {_place(each) for each in one} & {_place(each) for each in other}:
        return "same" if len(one) == len(other) else "inside"
    told = {_lie_of(here, there) for here in one for there in other}
    return next(lie for lie in ("near", "inside", "apart") if lie in told)


def _place(place: Place) -> object:
    return place.geoname_id or (place.name.casefold(), place.country_code)


def _lie_of(one: Place, other: Place) -> Literal["near", "inside", "apart"]:
    if one.country_code is None or one.country_code != other.country_code:
        return "apart"
    if "country" in {one.precision, other.precision}:
        return "inside"
    return "near" if one.precision != other.precision and _kilometres(one, other) <= NEAR_KILOMETRES else "apart"


def _kilometres(one: Place, other: Place) -> float:
    """Return the distance of two places, good enough for near ones; without coordinates they are far apart."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return inf
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return 111.2 * hypot(one.latitude - other.latitude, east)


def _same_place(left: Fact, right: Fact) -> Evidence:
    names = sorted({place.name for place in (*left.figure.places, *right.figure.places)})
    match _lie(left, right):
        case "same":
            return Evidence(1.0, f"both in {names[0]}" if len(names) == 1 else f"both in {' and '.join(names)}")
        case "near":
            return Evidence(0.8, f"a place and the province around it ({', '.join(names)})")
        case "inside":
            return Evidence(0.5, f"one place lies in the other ({', '.join(names)})")
        case _:
            return NOTHING


def _same_time(left: Fact, right: Fact) -> Evidence:
    one, other = left.occasion, right.occasion
    if one.since and one.since == other.since:
        return Evidence(1.0, f"both since {one.since.isoformat()}")
    if one.days and one.days == other.days:
        return Evidence(1.0, f"both of {one.days.first.isoformat()}")
    return Evidence(0.5, "of much the same days") if _together(left, right) else NOTHING


def _soon_after(left: Fact, right: Fact) -> Evidence:
    """The same source on the same measure within days mostly speaks of the same happening."""
    one, other = left.occasion.as_of, right.occasion.as_of
    if left.voice.entity != right.voice.entity or left.voice.unnamed or one is None or other is None:
        return NOTHING
    return Evidence(1.0, "the same source within days") if one.apart(other) <= SOON_DAYS else NOTHING


def _same_total(left: Fact, right: Fact) -> Evidence:
    """Two totals of one place since one day need no other sign that they count the same."""
    one, other = left.occasion, right.occasion
    same = one.course == "total" and one.since and one.since == other.since and _lie(left, right) == "same"
    return Evidence(1.0, "two running totals of the same") if same else NOTHING


def _same_happening(left: Fact, right: Fact) -> Evidence:
    close = affinity(left.page, right.page)
    if close < 0.1:
        return NOTHING
    return Evidence(min(1.0, close / 0.4), "the articles are about the same happening")


def _same_surroundings(left: Fact, right: Fact) -> Evidence:
    shared = left.around & right.around
    share = len(shared) / (min(len(left.around), len(right.around)) or 1)
    if len(shared) < 2 or share < 0.2:
        return NOTHING
    return Evidence(min(1.0, share * 2), f"the sentences share {', '.join(sorted(shared)[:4])}")


def _telling_value(left: Fact, right: Fact) -> Evidence:
    low = left.figure.low
    telling = low is not None and low >= 13 and low % 10 != 0
    return Evidence(1.0, f"an unrounded {low:,}") if telling and low == right.figure.low else NOTHING


def _same_noun(left: Fact, right: Fact) -> Evidence:
    """What only counts things must count the same things in much the same words."""
    if left.figure.measure not in _measures("noun"):
        return NOTHING
    fit = left.subject.more & right.subject.more or not (left.subject.more | right.subject.more)
    return NOTHING if fit else Evidence(1.0, "not surely of the same things")


SAME_MATTER = (
    Rule(_same_place, weight=0.25),
    Rule(_same_time, weight=0.2),
    Rule(_same_total, weight=0.3),
    Rule(_soon_after, weight=0.15),
    Rule(_same_happening, weight=0.4),
    Rule(_same_surroundings, weight=0.2),
    Rule(_telling_value, weight=0.15),
    Rule(_same_noun, weight=-0.2),
)


def _values(relation: Relation, left: Fact, right: Fact) -> str:
    """Say what both sides say, and on whose word."""
    one, other = in_words(left.figure), in_words(right.figure)
    match relation:
        case "repeats":
            return f"{left.voice.name} gives {one}" if one == other else f"{left.voice.name} gives {one} and {other}"
        case "updates":
            return f"{left.voice.name} went from {one} to {other}"
        case "corroborates":
            return f"{left.voice.name} says {one} and {right.voice.name} {other}"
        case _:
            denies = "; one side denies it" if left.claim.stance != right.claim.stance else ""
            return f"{left.voice.name} says {one}, {right.voice.name} {other}{denies}"
