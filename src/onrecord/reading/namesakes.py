"""Namesakes: which of the places that bear a name an article means.

Every reading of every name gets points by rules: how many people live there, whether the words beside the name say
in what it lies, where the publisher is at home; then, in a few rounds, points for the places around which the
article's other names lie. What a name means most often it means throughout, but "Paris, Texas" is taken at its word.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from onrecord.gazetteer import name_key
from onrecord.reading.placenames import in_full

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from onrecord.gazetteer import Kind, NamedPlace

MOST_READINGS: Final = 16
"""Readings of a name that are looked at, the most populous first."""
MOST_NAMES: Final = 40
"""Names that are asked for what they say of each other, the most often printed first."""
ROUNDS: Final = 3
SURE: Final = 0.05
"""A reading less likely than this says nothing of the other names."""
SHARPNESS: Final = 2.0
"""How much likelier a reading is for one more point."""
COUNTRY_SIZE: Final = 6.6
"""A country counts as a city of four million, so that a town must be told by the words beside it."""
SEAT: Final = 6
"""Times as many people as in its greatest town of the same name: more, and the division is known without it."""
GREAT: Final = 10**6
"""People of a division that is known by its name."""
CONTEXT: Final = 2.0
"""Points for a name beside that says the same."""
ENOUGH: Final = 4.5
"""What names near by may say, at most; a page of results names a hundred towns."""
ENOUGH_COUNTRY: Final = 1.2
"""What names of the same country may say: a town of the United States is not meant wherever Americans are named."""
HELD: Final = 4.0
"""Points for lying in what the words beside the name say: "Paris, Texas"."""
AGAIN: Final = 1.3
"""How much more a name says that is printed again."""
AT_HOME: Final = 2.0
"""How much more the name of the publisher's own town says than another."""
# How much two places have to do with each other.
CLOSE, NEAR, SAME_DIVISION, SAME_COUNTRY, UNTOLD = 1.2, 0.7, 0.7, 0.3, 0.3
IN_COUNTRY: Final = 0.45
CLOSE_KM, NEAR_KM = 60.0, 160.0
DEGREE_KM: Final = 111.2
# Where a publisher that writes English is rather at home, when its own town is all that is known of it.
Point = tuple[float, float]
ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where an article prints a name, with all that the name may mean."""

    name: str  # as the gazetteer folds it
    readings: tuple[NamedPlace, ...]
    inside: int | None = None  # the number of the naming that says where it lies: "Paris, Texas"
    kinds: frozenset[Kind] = frozenset()  # those that the words beside it call for: "the city of", "province"


@dataclass(frozen=True, slots=True)
class Home:
    """Where a publisher is at home, as far as its name and address tell."""

    letters: str = ""  # of its name and address, to look the names of towns up in
    countries: frozenset[str] = frozenset()

    def is_named_for(self, name: str) -> bool:
        """Answer whether the publisher bears the name of a place: "The Paris News"."""
        return len(name) >= 5 and name.replace(" ", "") in self.letters


NOWHERE: Final = Home()


class Case(NamedTuple):
    """A reading of a name, before the publisher's home."""

    place: NamedPlace
    name: str
    readings: Sequence[NamedPlace]
    home: Home


class Rule(NamedTuple):
    """How much a reading has of something, and how many points that brings."""

    measured: Callable[[Case], float]
    points: float


class Witness(NamedTuple):
    """A name that speaks for what the others mean."""

    name: str
    told: Sequence[tuple[NamedPlace, float]]  # what it may mean, and how surely
    weight: float


def is_land(place: NamedPlace) -> bool:
    """Answer whether it is a country, or a people named for one."""
    return place.kind == "country" or (place.kind == "demonym" and not place.admin)


def _size(case: Case) -> float:
    """The logarithm of how many live there; less of it for the publisher's own town, which may be small."""
    if is_land(case.place):
        return COUNTRY_SIZE
    size = math.log10(case.place.population + 100)
    return size * (0.4 if case.place.kind == "city" and case.home.is_named_for(case.name) else 1.0)


def _is_plainly_land(case: Case) -> bool:
    """A country or region that shares its name with no division of another: not Georgia."""
    if case.place.kind == "region":
        return True
    rivals = any(each.kind == "admin1" for each in case.readings)
    return case.place.kind == "country" and not rivals and not case.home.is_named_for(case.name)


def _is_other_name(case: Case) -> bool:
    """A town that is better known by another name."""
    return case.place.kind not in {"country", "demonym"} and name_key(in_full(case.place.name)) != case.name


def _is_named_for_its_town(case: Case) -> bool:
    """A province or district that bears the name of a great town in it, which is the better known."""
    return case.place.kind in {"admin1", "admin2"} and any(
        each.kind == "city"
        and SEAT * each.population >= case.place.population
        and (each.country_code, each.admin) == (case.place.country_code, case.place.admin)
        for each in case.readings
    )


def _is_plainly_division(case: Case) -> bool:
    """A great division, beside which the towns of its name are small: California."""
    towns = max((each.population for each in case.readings if each.kind == "city"), default=0)
    rivals = any(each.capital or is_land(each) for each in case.readings)
    return case.place.kind == "admin1" and not rivals and case.place.population >= max(GREAT, SEAT * towns)


def _is_capital(case: Case) -> bool:
    return case.place.capital


def _is_in_home_country(case: Case) -> bool:
    return case.place.country_code in case.home.countries


def _is_english_home(case: Case) -> bool:
    told = case.home.is_named_for(case.name) and not case.home.countries
    return told and case.place.kind == "city" and case.place.country_code in ENGLISH


RULES: Final = (
    Rule(_size, 0.4),
    Rule(_is_plainly_land, 1.6),
    Rule(_is_other_name, -0.8),
    Rule(_is_named_for_its_town, -1.2),
    Rule(_is_plainly_division, 1.0),
    Rule(_is_capital, 0.8),
    Rule(_is_in_home_country, 2.0),
    Rule(_is_english_home, 1.0),
)


Bonds = dict[tuple[int, int], tuple[float, float]]
"""How near two readings are and how much akin, by their ids, so that it is reckoned once."""


def choose(namings: Sequence[Naming], home: Home = NOWHERE) -> list[NamedPlace | None]:
    """Return what each naming means; None where the gazetteer does not have the name."""
    readings = {each.name: each.readings[:MOST_READINGS] for each in namings if each.readings}
    counts = Counter(each.name for each in namings if each.readings)
    own = _own_points(readings, _held(namings), home)
    beliefs = {name: _beliefs(each) for name, each in own.items()}
    bonds: Bonds = {}
    for _ in range(ROUNDS):
        witnesses = [
            Witness(name, _sure(readings[name], beliefs[name]), _weight(name, count, home))
            for name, count in counts.most_common(MOST_NAMES)
        ]
        beliefs = {
            name: _beliefs(_with_context(name, told, own[name], witnesses, bonds)) for name, told in readings.items()
        }
    return [_meant(each, namings, readings, beliefs) for each in namings]


def _own_points(
    readings: Mapping[str, Sequence[NamedPlace]], held: Mapping[str, set[NamedPlace]], home: Home
) -> dict[str, list[float]]:
    """Return the points of each reading by the rules, and for lying in what stands beside the name."""
    return {
        name: [
            sum(rule.points * rule.measured(Case(place, name, told, home)) for rule in RULES)
            + HELD * (place in held.get(name, ()))
            for place in told
        ]
        for name, told in readings.items()
    }


def _weight(name: str, count: int, home: Home) -> float:
    """Return how much a name says of the others: more when printed again, or when it is the publisher's own town."""
    return (AGAIN if count > 1 else 1.0) * (AT_HOME if home.is_named_for(name) else 1.0)


def _with_context(
    name: str, readings: Sequence[NamedPlace], own: Sequence[float], witnesses: Sequence[Witness], bonds: Bonds
) -> list[float]:
    """Return the points of a name's readings with those for the article's other names."""
    if len(readings) == 1:
        return list(own)  # nothing to choose
    others = [each for each in witnesses if each.name != name]
    return [points + CONTEXT * _context(place, others, bonds) for points, place in zip(own, readings, strict=True)]


def _context(place: NamedPlace, others: Sequence[Witness], bonds: Bonds) -> float:
    """Return how much the other names speak for a place: those near it, and, much less, those of its country."""
    near = country = 0.0
    for each in others:
        closest = akin = 0.0
        for there, sure in each.told:
            pair = id(place), id(there)
            if pair not in bonds:
                bonds[pair] = nearness(place, there), kinship(place, there)
            close, kin = bonds[pair]
            closest = max(closest, sure * close)
            akin = max(akin, sure * kin)
        near += each.weight * closest
        country += each.weight * akin
    return min(ENOUGH, near) + min(ENOUGH_COUNTRY, country)


def kinship(one: NamedPlace, other: NamedPlace) -> float:
    """Return how much two places have to do with each other by their countries."""
    if one.country_code == other.country_code:
        return IN_COUNTRY if is_land(one) or is_land(other) else SAME_COUNTRY
    return 0.0 if one.country_code and other.country_code else UNTOLD


def nearness(one: NamedPlace, other: NamedPlace) -> float:
    """Return how near two places are to each other: close, near, in the same division."""
    if is_land(one) or is_land(other):
        return 0.0
    same = one.admin is not None and (one.country_code, one.admin) == (other.country_code, other.admin)
    if one.kind == "admin1" or other.kind == "admin1" or not _may_be_near(one, other):
        return SAME_DIVISION * same
    apart = distance_km(one.point, other.point)
    if apart is not None and apart <= NEAR_KM:
        return CLOSE if apart < CLOSE_KM else max(NEAR, SAME_DIVISION * same)
    return SAME_DIVISION * same


def _may_be_near(one: NamedPlace, other: NamedPlace) -> bool:
    """Answer, without much reckoning, whether two places may be near each other."""
    return abs((one.latitude or 0.0) - (other.latitude or 0.0)) * DEGREE_KM <= NEAR_KM


def _held(namings: Sequence[Naming]) -> dict[str, set[NamedPlace]]:
    """Return the readings that lie in what stands beside their name, and what they lie in."""
    held: dict[str, set[NamedPlace]] = {}
    for each in namings:
        if each.inside is None:
            continue
        outer = namings[each.inside]
        for place in each.readings:
            for around in outer.readings:
                if lies_in(place, around):
                    held.setdefault(each.name, set()).add(place)
                    held.setdefault(outer.name, set()).add(around)
    return held


def lies_in(place: NamedPlace, around: NamedPlace) -> bool:
    """Answer whether one place is a part of the other."""
    if place == around or place.country_code != around.country_code or is_land(place):
        return False
    if is_land(around):
        return True
    if around.kind in {"admin1", "demonym"}:
        return place.kind != "admin1" and place.admin is not None and place.admin in {around.admin, around.name}
    return around.kind == "admin2" and place.kind == "city" and place.admin == around.admin


def _beliefs(points: Sequence[float]) -> list[float]:
    most = max(points)
    weights = [math.exp(SHARPNESS * (each - most)) for each in points]
    total = sum(weights)
    return [each / total for each in weights]


def _sure(readings: Sequence[NamedPlace], beliefs: Sequence[float]) -> list[tuple[NamedPlace, float]]:
    return [(place, belief) for place, belief in zip(readings, beliefs, strict=True) if belief > SURE]


def distance_km(one: Point | None, other: Point | None) -> float | None:
    """Return how far two points are apart, exact enough where they are near; None where one is unknown.

    >>> round(distance_km((36.2, 37.16), (35.93, 36.63)) or 0)
    56
    """
    if one is None or other is None:
        return None
    east = abs(one[1] - other[1])
    east = min(east, 360 - east) * math.cos(math.radians((one[0] + other[0]) / 2))
    return DEGREE_KM * math.hypot(one[0] - other[0], east)


def _meant(
    naming: Naming,
    namings: Sequence[Naming],
    readings: Mapping[str, Sequence[NamedPlace]],
    beliefs: Mapping[str, Sequence[float]],
) -> NamedPlace | None:
    """Return the likeliest reading, of those that the words right beside the name leave."""
    if not naming.readings:
        return None
    told = list(zip(readings[naming.name], beliefs[naming.name], strict=True))
    outer = namings[naming.inside].readings if naming.inside is not None else ()
    for fits in (
        [each for each in told if any(lies_in(each[0], around) for around in outer)],
        [each for each in told if each[0].kind in naming.kinds],
        told,
    ):
        if fits:
            return max(fits, key=lambda each: each[1])[0]
    return None
