"""Where: how the places of two figures lie to each other."""

from __future__ import annotations

from math import cos, hypot, inf, radians
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.types import Place

Lie = Literal["same", "near", "inside", "unknown", "apart"]

NEAR_KILOMETRES = 120  # a town and the middle of the province in which it may lie


def lie(one: Sequence[Place], other: Sequence[Place]) -> Lie:
    """Say how places lie: the same, a town near a province's middle, inside a country, or apart.

    >>> from onrecord.types import Place
    >>> lie([Place("Idlib", "SY", precision="admin1")], [Place("Syria", "SY", precision="country")])
    'inside'
    """
    if not one or not other:
        return "unknown"
    if {identity(each) for each in one} & {identity(each) for each in other}:
        return "same" if len(one) == len(other) else "inside"
    told = {_lie_of(here, there) for here in one for there in other}
    return next(each for each in ("near", "inside", "apart") if each in told)


def is_wider(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Answer whether the first places are provinces or countries and the others towns."""
    return any(each.precision not in _FINE for each in one) and all(each.precision in _FINE for each in other)


_FINE = frozenset({"exact", "near", None})


def identity(place: Place) -> object:
    """Return what tells a place from others."""
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
