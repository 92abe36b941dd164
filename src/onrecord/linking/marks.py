"""Marks: where an origin took its own number back, and where it leapt beyond its usual pace.

Two events of one place are no step of one count, so of counts of events only those are compared that an update links.
A state at a moment may rise and fall as it likes and is not marked.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from onrecord.linking.values import agreement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.linking.facts import Fact
    from onrecord.types import Mark

FEW = 3  # steps beside one that tell an origin's usual pace
LEAP = 5  # times the usual pace
LARGE = 0.1  # of the value before: a leap that anybody would ask about
DOUBLED, COUNTED = 2, 10  # without a pace: at least so many times the value before, which is no handful


def find_marks(facts: Sequence[Fact], before: Mapping[str, str]) -> dict[str, Mark]:
    """Return the marks of a series' claims (in the order of its time); `before` tells which claim one updates."""
    steps = list(_of_updates(facts, before))
    if facts[0].occasion.course == "total":
        for told in _by_voice(facts):
            steps = [*steps, *pairwise(told)]
    paces = {(one.claim.id, other.claim.id): _pace(one, other) for one, other in steps}
    found: dict[str, Mark] = {}
    for one, other in steps:
        pace = paces[one.claim.id, other.claim.id]
        usual = [each for pair, each in paces.items() if each and pair != (one.claim.id, other.claim.id)]
        if _is_lowered(one, other):
            found[other.claim.id] = "lowered"
        elif _has_leapt(one, other, pace, usual):
            found[other.claim.id] = "jump"
    return found


def _of_updates(facts: Sequence[Fact], before: Mapping[str, str]) -> Iterator[tuple[Fact, Fact]]:
    if facts[0].occasion.course != "event":
        return
    told = {fact.claim.id: fact for fact in facts}
    for fact in facts:
        if (earlier := told.get(before.get(fact.claim.id, ""))) is not None:
            yield earlier, fact


def _by_voice(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Yield the dated figures of each voice, the last of every day."""
    voices: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        if fact.occasion.as_of is not None:
            voices.setdefault(fact.voice.entity, {})[fact.occasion.as_of.last.isoformat()] = fact
    for told in voices.values():
        yield [told[day] for day in sorted(told)]


def _pace(one: Fact, other: Fact) -> float | None:
    """Return by how much a count grew a day."""
    if one.occasion.as_of is None or other.occasion.as_of is None:
        return None
    days = (other.occasion.as_of.last - one.occasion.as_of.last).days
    return _growth(one, other) / days if days > 0 else None


def _growth(one: Fact, other: Fact) -> float:
    return float(other.figure.low or 0) - float(one.figure.low or 0)


def _is_lowered(one: Fact, other: Fact) -> bool:
    return _growth(one, other) < 0 and agreement(one.figure, other.figure) == "differ"


def _has_leapt(one: Fact, other: Fact, pace: float | None, usual: Sequence[float]) -> bool:
    value = float(one.figure.low or 0)
    if agreement(one.figure, other.figure) in {"same", "agree"}:
        return False
    if len(usual) >= FEW and pace is not None:
        return pace > LEAP * max(median(usual), 0) and _growth(one, other) > LARGE * value
    return value >= COUNTED and float(other.figure.low or 0) >= DOUBLED * value
