"""Rules: what speaks for two figures being about the same matter, and how much each sign counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.linking.evidence import NOTHING, Evidence, Rule
from onrecord.linking.facts import Fact, measures, prints_as_its, runs_on, told_before
from onrecord.linking.pages import affinity
from onrecord.linking.subjects import kinship
from onrecord.linking.when import same_start, together
from onrecord.linking.where import lie

if TYPE_CHECKING:
    from onrecord.types import Number

SOON_DAYS = 6
COUNTED_DAYS = 8  # between two states of one count
SIZED, LIKE_SIZE = 10, 4  # the least that can be told from another count, and how much a count may grow between


def _same_place(left: Fact, right: Fact) -> Evidence:
    names = sorted({place.name for place in (*left.figure.places, *right.figure.places)})
    match lie(left.figure.places, right.figure.places):
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
    return Evidence(0.5, "of much the same days") if together(left.occasion, right.occasion) else NOTHING


def _soon_after(left: Fact, right: Fact) -> Evidence:
    """The same source on the same measure within days mostly speaks of the same happening."""
    one, other = left.occasion.as_of, right.occasion.as_of
    if left.voice.entity != right.voice.entity or left.voice.unnamed or one is None or other is None:
        return NOTHING
    return Evidence(1.0, "the same source within days") if one.apart(other) <= SOON_DAYS else NOTHING


def _same_total(left: Fact, right: Fact) -> Evidence:
    """Two totals of one place since one day need no other sign that they count the same."""
    one, other = left.occasion, right.occasion
    if one.course != "total" or other.course != "total" or lie(left.figure.places, right.figure.places) != "same":
        return NOTHING
    if one.since and one.since == other.since:
        return Evidence(1.0, "two running totals of the same")
    known = (one.since or other.since) and same_start(one, other) and left.voice.entity == right.voice.entity
    return Evidence(0.7, "two running totals of one source") if known else NOTHING


def _one_running_count(left: Fact, right: Fact) -> Evidence:
    """Two states of a count that one source keeps of a place, not far apart in time or size."""
    return Evidence(1.0, "a count that one source keeps") if is_one_running_count(left, right) else NOTHING


def is_one_running_count(left: Fact, right: Fact) -> bool:
    """Answer whether two figures are states of one count that runs on: one source, place and week, of like size."""
    one, other = left.occasion.as_of, right.occasion.as_of
    if left.voice.entity != right.voice.entity or left.voice.unnamed or left.voice.relaying or not one or not other:
        return False
    if one.apart(other) > COUNTED_DAYS or not (runs_on(left) and runs_on(right)):
        return False
    small, large = sorted(float(fact.figure.low or 0) for fact in (left, right))
    near = lie(left.figure.places, right.figure.places) in {"same", "near"}
    return near and small >= SIZED and large <= LIKE_SIZE * small


def _one_state(left: Fact, right: Fact) -> Evidence:
    """What one source says is present in a place at two moments is one quantity, whatever the pages are about."""
    if {left.occasion.course, right.occasion.course} != {"held"} or left.voice.entity != right.voice.entity:
        return NOTHING
    known = lie(left.figure.places, right.figure.places) == "same" and kinship(left.subject, right.subject) == "same"
    return Evidence(1.0, "one state at two moments") if known else NOTHING


def _set_side_by_side(left: Fact, right: Fact) -> Evidence:
    """An article that gives the other voice's value beside its own figure says itself that both are of one matter."""
    for one, other in ((left, right), (right, left)):
        if (other.voice.entity, other.figure.low) in one.beside or _tells_both(one, other):
            return Evidence(1.0, "one article sets the two numbers side by side")
    return NOTHING


def _tells_both(one: Fact, other: Fact) -> bool:
    """Answer whether an article that gives its own number prints the other voice's too, and as the other's."""
    return one.voice.entity != other.voice.entity and one.figure.low != other.figure.low and prints_as_its(one, other)


def _told_before(left: Fact, right: Fact) -> Evidence:
    """A later article that says from which value a count rose says itself that both are of one matter."""
    return (
        Evidence(1.0, f"the later article tells {left.words} as the count of before")
        if told_before(left, right)
        else NOTHING
    )


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
    return Evidence(1.0, f"an unrounded {low:,}") if telling(low) and low == right.figure.low else NOTHING


def telling(low: Number | None) -> bool:
    """Answer whether a number is neither so small nor so round that two would name it by chance."""
    return low is not None and low >= 13 and low % 10 != 0


def _same_noun(left: Fact, right: Fact) -> Evidence:
    """What only counts things must count the same things in much the same words."""
    if left.figure.measure not in measures("noun"):
        return NOTHING
    fit = left.subject.more & right.subject.more or not (left.subject.more | right.subject.more)
    return NOTHING if fit else Evidence(1.0, "not surely of the same things")


SAME_MATTER = (
    Rule(_same_place, weight=0.25),
    Rule(_same_time, weight=0.2),
    Rule(_same_total, weight=0.3),
    Rule(_soon_after, weight=0.15),
    Rule(_one_running_count, weight=0.2),
    Rule(_one_state, weight=0.3),
    Rule(_set_side_by_side, weight=0.35),
    Rule(_told_before, weight=0.45),
    Rule(_same_happening, weight=0.4),
    Rule(_same_surroundings, weight=0.2),
    Rule(_telling_value, weight=0.15),
    Rule(_same_noun, weight=-0.2),
)
