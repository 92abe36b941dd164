"""Where: the places of a figure, from its own sentence first, then from the sentences around it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onrecord.reading.measures import EVENTS, VOTES
from onrecord.reading.nouns import class_of
from onrecord.reading.places import COUNTRY, DIVISION, Spot
from onrecord.reading.tokens import low_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.reading.measures import Counted
    from onrecord.reading.places import Mention
    from onrecord.reading.scenes import Scene
    from onrecord.types import Measure, Place

NOWHERE = frozenset({"money", "share"})  # no place but one that the sentence names
RUNNING = frozenset({"since", "war", "conflict", "overall", "total", "years", "uprising", "crisis"})
NEAR = 3  # sentences before and after in which the same happening is told


def places_of(scenes: Sequence[Scene], scene: Scene, counted: Sequence[Counted], number: int, measure: Measure) -> tuple[Place, ...]:
    """Return the places of a figure; none for votes and for money and shares that are nowhere."""
    each = counted[number]
    if measure in VOTES:
        return ()
    inside = [mention for mention in scene.mentions if each.quantity.last <= mention.first < each.last]
    if inside and measure == "share":
        return (inside[0].place,)
    spot = _nearest(scene, counted, number)
    if measure == "change" and spot is None:
        return _country(scenes, scene) if each.quantity.kind != "points" else ()
    if spot is None:
        return () if measure in NOWHERE else _around(scenes, scene)
    if spot.rank == COUNTRY and len(spot.places) == 1 and measure in EVENTS | {"count"} and not _is_running(scene):
        return _finer(scenes, scene, spot.places[0])
    return spot.places


def _nearest(scene: Scene, counted: Sequence[Counted], number: int) -> Spot | None:
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
    return best if best and cost(best) < 45 else None


def _is_listed(scene: Scene, mention: Mention, each: Counted) -> bool:
    """Answer whether the figure is given for the place before it: "Kuwait, with 13,500", "Qatar at 8,000"."""
    if mention.last > each.first or mention.adjective:
        return False
    between = [token.low for token in scene.tokens[mention.last : each.first]]
    possessive = low_at(scene.tokens, mention.last - 1).endswith("'s")
    return between in (["at"], ["with"], [",", "with"], [":"], ["("]) or (not between and possessive)


def _is_running(scene: Scene) -> bool:
    """Answer whether the sentence gives a total that runs over the whole country."""
    return any(token.low in RUNNING for token in scene.tokens)


def _around(scenes: Sequence[Scene], scene: Scene) -> tuple[Place, ...]:
    """Return the places of the nearest sentence that has any, those before first."""
    for other in reversed(scenes[max(0, scene.number - NEAR) : scene.number]):
        told = [spot for spot in other.spots if spot.rank <= DIVISION]
        if told:
            return min(told, key=lambda spot: spot.rank).places
    return _main(scenes)


def _main(scenes: Sequence[Scene]) -> tuple[Place, ...]:
    """Return the place that the article names most often as where something is."""
    places = {place.name: place for scene in scenes for spot in scene.spots for place in spot.places}
    counts = Counter(place.name for scene in scenes for spot in scene.spots for place in spot.places)
    if not counts:
        places = {mention.place.name: mention.place for scene in scenes for mention in scene.mentions}
        counts = Counter(mention.place.name for scene in scenes for mention in scene.mentions)
    return (places[counts.most_common(1)[0][0]],) if counts else ()


def _country(scenes: Sequence[Scene], scene: Scene) -> tuple[Place, ...]:
    """Return the country that the sentence, or else the article, is about."""
    own = [mention.place for mention in scene.mentions if mention.rank == COUNTRY]
    every = Counter(mention.place for other in scenes for mention in other.mentions if mention.rank == COUNTRY)
    return (own[0],) if own else (every.most_common(1)[0][0],) if every else ()


def _finer(scenes: Sequence[Scene], scene: Scene, country: Place) -> tuple[Place, ...]:
    """Return the finest place within the country that the sentences around name, or the country."""
    around = (*scenes[scene.number + 1 : scene.number + 1 + NEAR], *reversed(scenes[max(0, scene.number - NEAR) : scene.number]))
    for other in around:
        told = [spot for spot in other.spots if spot.rank < COUNTRY and all(place.country_code in {None, country.country_code} for place in spot.places)]
        if told and not _is_running(other):
            return min(told, key=lambda spot: spot.rank).places
    return (country,)
