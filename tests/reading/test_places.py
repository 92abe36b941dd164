"""Places: the finest that the text names for a figure, and never a name that is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.reading.figures import FoundFigure

    FiguresOf = Callable[..., tuple[FoundFigure, ...]]

CASES = "places.jsonl"


def test_place(case: dict[str, Any], figures_of: FiguresOf) -> None:
    """Each case's figures lie in its places; names that a case gives as `seen` are those of the trained reader."""
    found = figures_of(case["text"], seen=case.get("seen", ()))
    assert [[place.name for place in each.figure.places] for each in found] == case["expected"]


def test_a_city_has_coordinates(figures_of: FiguresOf) -> None:
    """A place that the gazetteer knows is found on a map."""
    (found,) = figures_of("Nine people were killed in Mosul.")
    (place,) = found.figure.places
    assert (place.country_code, place.geoname_id, place.precision) == ("IQ", 99072, "exact")
    assert place.latitude is not None
    assert abs(place.latitude - 36.3) < 0.2


def test_a_village_unknown_has_none(figures_of: FiguresOf) -> None:
    """A place that the gazetteer does not know keeps its printed name and no guess of where it lies."""
    (found,) = figures_of("Nine people were killed in the village of Tal Orin.")
    (place,) = found.figure.places
    assert (place.name, place.latitude, place.geoname_id) == ("Tal Orin", None, None)
