"""Where: the places of a figure, from its own sentence first, then from the sentences around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reading.measures import EVENTS, VOTES, is_beside
from onrecord.reading.nouns import class_of, is_noun
from onrecord.reading.places import COUNTRY, DIVISION, REGION, Spot
from onrecord.reading.tokens import low_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.reading.measures import Counted
    from onrecord.reading.places import Mention
    from onrecord.reading.scenes import Scene
    from onrecord.types import Measure, Place

NOWHERE = frozenset({"money", "share"})  # no place but one that the sentence names
RUNNING = frozenset({"since", "war", "conflict", "overall", "total", "years", "uprising", "crisis"})
GIVEN = frozenset({"provided", "supplied", "provide", "supply", "providing", "supplying", "armed", "given"})
STATES = frozenset({"regime", "entity", "government", "state", "army", "military", "country"})
NEAR = 3  # sentences before and after in which the same happening is told
FAR = 40  # sentences before, beyond which nothing is looked for
REACH = 45  # how far a place may stand from its figure within a sentence
SHORT_REACH = 10  # the same for money and shares


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where an article as a whole is set."""

    scenes: Sequence[Scene]
    main: tuple[Place, ...]  # the place that it names most often as where something is
    country: tuple[Place, ...]  # the country that it names most often


def read_whereabouts(scenes: Sequence[Scene]) -> Whereabouts:
    """Return where an article is set."""
    spots = [spot for scene in scenes for spot in scene.spots]
    finer = [spot for spot in spots if spot.rank < REGION]
    named = [place for spot in (finer if len(finer) > 1 else spots) for place in spot.places]
    every = [mention for scene in scenes for mention in scene.mentions]
    return Whereabouts(
        scenes,
        _most_named(named or [mention.place for mention in every]),
        _most_named([mention.place for mention in every if mention.rank == COUNTRY]),
    )


def _most_named(places: Sequence[Place]) -> tuple[Place, ...]:
    counts = Counter(place.name for place in places)
    return (max(places, key=lambda place: counts[place.name]),) if places else ()


def places_of(  # noqa: PLR0913 - a figure is looked at in its sentence and in its article
    whereabouts: Whereabouts,
    scene: Scene,
    counted: Sequence[Counted],
    number: int,
    *,
    measure: Measure,
    before: tuple[Place, ...],
) -> tuple[Place, ...]:
    """Return the places of a figure; none for votes, and for money and shares that are nowhere.

    `before` are the places of the figure before.
    """
    each = counted[number]
    if measure in VOTES:
        return ()
    inside = [mention for mention in scene.mentions if 0 <= mention.first - each.quantity.last <= 2]
    if inside and measure == "share":
        return (inside[0].place,)
    if measure == "supplied" and (taker := _taker(whereabouts.scenes, scene)):
        return (taker,)
    spot = _nearest(scene, counted, number, reach=SHORT_REACH if measure in NOWHERE else REACH)
    if spot is None:
        shared = before if _is_of_a_kind(scene, counted, number) else ()
        return shared or _elsewhere(whereabouts, scene, each, measure)
    if spot.rank == COUNTRY and len(spot.places) == 1 and measure in EVENTS and not _is_running(scene):
        return _finer(whereabouts.scenes, scene, spot.places[0])
    return spot.places


def _is_of_a_kind(scene: Scene, counted: Sequence[Counted], number: int) -> bool:
    """Answer whether the figure stands beside one of its kind: "from 12 percent to 44 percent"."""
    if not number or counted[number].quantity.kind != counted[number - 1].quantity.kind:
        return False
    return is_beside(scene.tokens, counted, number)


# -- in its own sentence


def _nearest(scene: Scene, counted: Sequence[Counted], number: int, reach: int) -> Spot | None:
    each = counted[number]
    listed = next((mention for mention in scene.mentions if _is_listed(scene, mention, each)), None)
    if listed:
        return Spot(listed.first, listed.last, (listed,))

    def cost(spot: Spot) -> float:
        first, last = (each.last, spot.first) if spot.first >= each.first else (spot.last, each.first)
        crossed = sum(1 for other in counted if first <= other.first < last)
        told = any(class_of(scene.tokens[at]) == "reporting" for at in range(first, last))
        return last - first + (3 if spot.first < each.first else 0) + 6 * crossed + 12 * told

    best = min(scene.spots, key=cost, default=None)
    return best if best and cost(best) < reach else None


def _is_listed(scene: Scene, mention: Mention, each: Counted) -> bool:
    """Answer whether the figure is given for the place before it: "Kuwait, with 13,500", "Qatar at 8,000"."""
    if mention.last > each.first or mention.adjective or each.first - mention.last > 2:
        return False
    between = [token.low for token in scene.tokens[mention.last : each.first]]
    possessive = low_at(scene.tokens, mention.last - 1).endswith("'s")
    return between in (["at"], ["with"], [",", "with"], [":"], ["("]) or (not between and possessive)


def _is_running(scene: Scene) -> bool:
    """Answer whether the sentence gives a total that runs over the whole country."""
    return any(token.low in RUNNING for token in scene.tokens)


# -- in the sentences around


def _elsewhere(whereabouts: Whereabouts, scene: Scene, each: Counted, measure: Measure) -> tuple[Place, ...]:
    """Return the places of a figure whose own sentence names none."""
    if each.quantity.kind == "points":
        return ()
    national = measure == "share" and any(is_noun(token.low, "national") for token in scene.tokens)
    if national or measure == "change":
        own = tuple(mention.place for mention in scene.mentions if mention.rank == COUNTRY)
        return own[:1] or whereabouts.country
    return () if measure in NOWHERE else _around(whereabouts, scene)


def _around(whereabouts: Whereabouts, scene: Scene) -> tuple[Place, ...]:
    """Return the places of the nearest sentence before that has any, or of the article."""
    for other in reversed(whereabouts.scenes[max(0, scene.number - NEAR) : scene.number]):
        told = [spot for spot in other.spots if spot.rank <= DIVISION or spot.listed]
        if told:
            return min(told, key=lambda spot: spot.rank).places
    return whereabouts.main


def _taker(scenes: Sequence[Scene], scene: Scene) -> Place | None:
    """Return the country of "the regime", "the government" that was provided with what is counted."""
    given = [at for at, token in enumerate(scene.tokens) if token.low in GIVEN]
    if not any(low_at(scene.tokens, at + 2) in STATES for at in given):
        return None
    for other in reversed(scenes[max(0, scene.number - FAR) : scene.number + 1]):
        for at, place in reversed(other.peoples):
            if {low_at(other.tokens, at + 1), low_at(other.tokens, at + 2)} & STATES:
                return place
    return None


def _finer(scenes: Sequence[Scene], scene: Scene, country: Place) -> tuple[Place, ...]:
    """Return the finest place within the country that the sentences around name, or the country."""
    after = scenes[scene.number + 1 : scene.number + 1 + NEAR]
    before = scenes[max(0, scene.number - NEAR) : scene.number]
    for other in (*after, *reversed(before)):
        told = [spot for spot in other.spots if spot.rank < COUNTRY and _lies_in(spot, country)]
        if told and not _is_running(other):
            return min(told, key=lambda spot: spot.rank).places
    return (country,)


def _lies_in(spot: Spot, country: Place) -> bool:
    return all(place.country_code in {None, country.country_code} for place in spot.places)
