"""Groups: places that are named together once and afterwards only counted: "the two villages", "all four areas"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.reading.placenames import is_class
from onrecord.reading.places import DIVISION, TOWN, Mention, Spot
from onrecord.reading.tokens import low_at
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.reading.scenes import Scene
    from onrecord.reading.tokens import Token
    from onrecord.types import Place

BETWEEN = 3  # words between the number and the places that it counts: "four besieged Syrian towns"
MOST = 9  # places of a group
SETTLEMENTS = frozenset({"villages", "towns", "cities", "neighborhoods", "neighbourhoods", "districts", "camps"})


@cache
def _sizes() -> Mapping[str, int]:
    rows = load_table("onrecord.reading", "numbers.tsv")
    spelled = {row["word"]: int(row["value"]) for row in rows if row["kind"] == "unit" and int(row["value"]) <= MOST}
    return spelled | {str(size): size for size in range(2, MOST + 1)} | {"both": 2}


def read_groups(scenes: Sequence[Scene]) -> list[Scene]:
    """Return the scenes with the places of the groups that they only count, where the article names them."""
    listed = [
        (scene.number, spot.places) for scene in scenes for spot in scene.spots if spot.listed and spot.rank <= DIVISION
    ]
    return [_with_groups(scene, listed) for scene in scenes] if listed else list(scenes)


def _with_groups(scene: Scene, listed: Sequence[tuple[int, tuple[Place, ...]]]) -> Scene:
    found = []
    for at, size in _counted_places(scene.tokens):
        places = _group(scene.number, size, listed)
        if places and not any(spot.first <= at + 2 and at < spot.last for spot in scene.spots):
            told = tuple(Mention(at, at + 1, place, TOWN, located=True) for place in places)
            found.append(Spot(at, at + 1, told, listed=True))
    return replace(scene, spots=[*scene.spots, *found]) if found else scene


def _counted_places(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return where "villages" of "the two villages" stands, and how many they are; 0 where no number is given."""
    found = []
    for at, token in enumerate(tokens):
        if not (token.low.endswith("s") and is_class(token.low, "type") and not is_class(token.low, "landmark")):
            continue
        first = next(
            (each for each in range(at - 1, max(-1, at - 2 - BETWEEN), -1) if low_at(tokens, each) in _sizes()), at
        )
        size = _sizes().get(low_at(tokens, first), 0)
        other = any(low_at(tokens, each) in {"other", "more", "of"} for each in range(first + 1, at))
        whole = low_at(tokens, first - 1) != "another" and "one" not in {
            low_at(tokens, first - 2),
            low_at(tokens, first - 3),
        }
        if (size > 1 and whole and not other) or (not size and _names_again(tokens, at)):
            found.append((at, size))
    return found


def _names_again(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether "the villages" points back to those named before."""
    first = at - 1 if is_class(low_at(tokens, at - 1), "side") else at
    return tokens[at].low in SETTLEMENTS and low_at(tokens, first - 1) == "the" and low_at(tokens, at + 1) != "of"


def _group(number: int, size: int, listed: Sequence[tuple[int, tuple[Place, ...]]]) -> tuple[Place, ...]:
    """Return the last list of that size before, else the first after, else the lists that together are so many.

    Where no size is told, it is the last list before.
    """
    fitting = [(where, places) for where, places in listed if len(places) == size or not size]
    before = [places for where, places in fitting if where < number]
    if not size:
        return before[-1] if before else ()
    if fitting:
        return before[-1] if before else fitting[0][1]
    together: dict[str, Place] = {}
    for _, places in listed:
        together |= {place.name: place for place in places}
        if len(together) >= size:
            break
    return tuple(together.values()) if len(together) == size else ()
