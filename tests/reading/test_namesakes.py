"""Namesakes: how near places are to each other, and which of them lie in which."""

from __future__ import annotations

from onrecord.gazetteer import NamedPlace, load_gazetteer
from onrecord.reading.namesakes import Naming, choose, distance_km, lies_in

OHIO = NamedPlace("Ohio", "admin1", "US", "OH", latitude=40.2, longitude=-82.7, population=11_000_000)
LIMA = NamedPlace("Lima", "city", "US", "OH", latitude=40.74, longitude=-84.1, population=36_000)
CAPITAL = NamedPlace("Lima", "city", "PE", "15", latitude=-12.04, longitude=-77.03, population=7_700_000)
AMERICANS = NamedPlace("United States", "demonym", "US", population=10**9)


def test_lies_in() -> None:
    """A town lies in its state and its country; nothing lies in itself."""
    assert lies_in(LIMA, OHIO)
    assert lies_in(OHIO, AMERICANS)
    assert not lies_in(CAPITAL, OHIO)
    assert not lies_in(OHIO, OHIO)


def test_taken_at_its_word() -> None:
    """The greater place is meant, unless the words beside the name say in what it lies."""
    assert choose([Naming("lima", (CAPITAL, LIMA))]) == [CAPITAL]
    assert choose([Naming("lima", (CAPITAL, LIMA), inside=1), Naming("ohio", (OHIO,))]) == [LIMA, OHIO]


def test_distance_across_the_date_line() -> None:
    """Two places on both sides of 180 degrees are near each other; an unknown place is nowhere."""
    assert (distance_km((0.0, 179.5), (0.0, -179.5)) or 0) < 120
    assert distance_km((0.0, 0.0), None) is None


def test_coordinates_of_countries_and_divisions() -> None:
    """Every country and great division of the gazetteer lies on the map, and so does its people."""
    for name in ("Kosovo", "Palestine", "Russia", "Texas", "Bavaria", "Ontarians", "Deir Ezzor", "Laurel County"):
        assert load_gazetteer(None).named(name)[0].point is not None, name
