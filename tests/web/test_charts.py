"""Charts show what was said and no more: open ends stay open, silences stay gaps."""

from __future__ import annotations

import pytest

from onrecord.types import Comparator, Number, Observation, Series
from onrecord.web.charts import FILE, NARROW, WIDE, Look, chart_spec, chart_svg
from onrecord.web.points import band_rows, chart_points, spark, undrawn


def series_of(*observations: Observation) -> Series:
    """Make an invented series."""
    return Series("series:1", "killed", "people", "people", "Quillon", observations, 1)


def observation(
    end: str | None,
    low: Number | None,
    high: Number | None,
    comparator: Comparator = "exactly",
    origin: str | None = "Coast guard",
) -> Observation:
    """Make an invented observation."""
    return Observation(None, end, low, high, comparator, "claim:1", origin, "Northern Wire")


def test_the_band_spans_what_origins_say_of_a_day() -> None:
    """One origin's day has no band, and a day without figures is a gap."""
    series = series_of(
        observation("2031-03-04", 41, 41),
        observation("2031-03-06", 58, 58),
        observation("2031-03-06", 70, None, "more_than", "Relatives"),
    )
    assert band_rows(series) == [{"when": "2031-03-06", "low": 58, "high": 70}]
    assert {"values": band_rows(series)} in [layer.get("data") for layer in chart_spec(series)["layer"]]


@pytest.mark.parametrize(
    ("comparator", "low", "high", "arrow", "hollow"),
    [
        ("exactly", 5, 5, None, False),
        ("about", 5, 5, None, True),
        ("at_least", 5, None, "up", False),
        ("more_than", 5, None, "up", False),
        ("at_most", 5, 5, "down", False),
        ("less_than", None, 5, "down", False),
        ("between", 5, 9, None, True),
        ("vague", 12, None, "up", True),
    ],
)
def test_comparator_is_drawn(
    comparator: Comparator, low: Number | None, high: Number | None, arrow: str | None, hollow: object
) -> None:
    """Each comparator has its form."""
    (point,) = chart_points(series_of(observation("2031-03-04", low, high, comparator)))
    assert (point["arrow"], point["hollow"]) == (arrow, hollow)


def test_imprecise_date_is_drawn_as_long_as_it_is() -> None:
    """A figure of a month stands over the whole month."""
    (point,) = chart_points(series_of(observation("2031-02", 5, 5)))
    assert (point["first"], point["when"], point["last"]) == ("2031-02-01", "2031-02-14", "2031-02-28")


def test_silence_breaks_the_line() -> None:
    """An origin's line breaks where it is silent for long, and no line joins two origins."""
    days = ("2031-03-01", "2031-03-03", "2031-03-05", "2031-09-01")
    points = chart_points(
        series_of(*(observation(day, 5, 5) for day in days), observation("2031-03-02", 6, 6, origin="Odo Tenn"))
    )
    assert len({point["line"] for point in points}) == 3


def test_what_has_no_date_or_value_is_not_drawn() -> None:
    """It is left to the table, and counted."""
    odd = (
        observation(None, 5, 5),
        observation("soon", 5, 5),
        observation("2031-03-04", None, None),
        observation("2031-02-31", 5, 5),
    )
    told = series_of(*odd, observation("2031-03-04", 5, 5))
    assert undrawn(told) == odd
    assert len(chart_points(told)) == 1


@pytest.mark.parametrize("look", [WIDE, NARROW, FILE])
def test_hostile_names_are_words_in_the_chart(look: Look) -> None:
    """Names from pages are text in the drawing, never markup or an expression."""
    names = (
        "<script>alert(1)</script>",
        "\"'><image href=x onerror=alert(2)>",
        "datum.low; alert(3)",
        "\u202etfel",
        "",
    )
    drawn = chart_svg(series_of(*(observation("2031-03-04", 5, 5, origin=name) for name in names)), look)
    assert "<script" not in drawn
    assert "<image" not in drawn
    assert " style=" not in drawn
    assert "\u202e" not in drawn
    assert "http" not in drawn.replace("http://www.w3.org/", "")


def test_points_on_a_page_lead_to_their_claims() -> None:
    """Every point links to its claim; the file that is taken away has no such links."""
    told = series_of(observation("2031-03-04", 5, 5), observation("2031-03-05", 6, 6))
    assert chart_svg(told, WIDE).count('<a href="/claims/claim:1"') == 2
    assert "/claims/" not in chart_svg(told, FILE)


def test_huge_and_negative_values_are_drawn() -> None:
    """Values may be large, small or below zero; only one past all counting is left to the table."""
    told = series_of(
        *(observation("2031-03-04", value, value) for value in (-40, 0, 0.001, 4_500_000_000_000, 10**40, 10**400))
    )
    assert chart_svg(told, WIDE).startswith("<svg")
    assert len(tuple(spark(told))) == 5


def test_no_day_is_out_of_reach() -> None:
    """The first and the last day of the calendar have a place on the axis."""
    told = series_of(observation("0001-01-01", 5, 5), observation("9999", 5, 5))
    assert chart_spec(told)["encoding"]["x"]["scale"]["domain"] == ["0001-01-01", "9999-12-31"]
