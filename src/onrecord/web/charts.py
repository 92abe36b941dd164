"""Charts: a series as a Vega-Lite specification, drawn here to SVG and PNG, so that no page needs a script for it.

A point stands at the end of the period that its figure covers. A bar through it is a range from low to high,
an arrow an open end; a faint bar along the time axis is a date known only to the month or the year.
A line joins the figures of one origin; where it says nothing for long, the line breaks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.errors import MissingExtraError
from onrecord.web.points import HERE, band_rows, chart_points
from onrecord.web.wording import is_unit, said, series_title, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from onrecord.types import Series
    from onrecord.web.points import Point, Way

Spec = dict[str, Any]

# Okabe and Ito's colours for the colour-blind, those that stand out from white and from black alike;
# the shape says the same once more.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#B0578D", "#8A6D00", "#3F8FC0", "#7A7A7A")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
ARROWS: dict[Way, str] = {
    "up": "M0,0L0,-4.2M-1,-2.9L0,-4.2L1,-2.9",
    "down": "M0,0L0,4.2M-1,2.9L0,4.2L1,2.9",
}
# Beyond so many days the time axis names months rather than days.
LONG = 400
SUBTITLE = "As told by each origin, at the end of the period covered. Arrows: open ends. onrecord takes no side."
# Charts drawn last are kept: a page asks for the same ones again and again.
KEPT = 64


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is drawn: for a page, which colours it as it likes, or for a file that stands alone."""

    width: int
    height: int
    ink: str
    paper: str | None
    titled: bool


WIDE = Look(960, 360, "currentColor", None, titled=False)
NARROW = Look(300, 260, "currentColor", None, titled=False)
FILE = Look(760, 360, "#1f1d1a", "#ffffff", titled=True)


@lru_cache(maxsize=KEPT)
def chart_svg(series: Series, look: Look) -> str:
    """Draw a series as SVG. The series itself is the cache's key, so a ledger that grows draws anew."""
    drawn = str(_renderer().vegalite_to_svg(_sent(series, look), allowed_base_urls=[]))
    return drawn.replace(f'xlink:href="{HERE}/', 'href="/')


@lru_cache(maxsize=KEPT // 8)
def chart_png(series: Series) -> bytes:
    """Draw a series as PNG, large enough for print."""
    return bytes(_renderer().vegalite_to_png(_sent(series, FILE), scale=2, allowed_base_urls=[]))


def chart_spec(series: Series, look: Look = FILE) -> Spec:
    """Return the Vega-Lite specification of a series, data included."""
    points = chart_points(series)
    origins = list(dict.fromkeys(point["origin"] for point in points))
    spec: Spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": f"{series_title(series)}: {len(points)} figures of {len(origins)} origins over time",
        "width": look.width,
        "height": look.height,
        "background": look.paper,
        "padding": {"left": 4, "right": 22, "top": 10, "bottom": 4},
        "data": {"values": points},
        "encoding": {"x": _time_axis(points, look), "color": _by_origin(origins, COLOURS, look)},
        "layer": _layers(points, origins, series, look),
        "config": _config(look),
    }
    if look.titled:
        spec["title"] = {
            "text": str(shown(series_title(series))),
            "subtitle": SUBTITLE,
            "anchor": "start",
            "offset": 14,
        }
    return spec


def _layers(points: Sequence[Point], origins: Sequence[str], series: Series, look: Look) -> list[Spec]:
    value = _value_axis(points, series)
    imprecise = {"x": _time_axis(points, look, "first"), "x2": {"field": "last"}, "y": value("middle")}
    return [
        {
            "data": {"values": band_rows(series)},
            "mark": {"type": "rule", "strokeWidth": 9, "opacity": 0.13},
            "encoding": {
                "x": _time_axis(points, look),
                "y": value("low"),
                "y2": {"field": "high"},
                "color": {"value": look.ink},
            },
        },
        {
            "mark": {"type": "line", "strokeWidth": 1.2, "strokeDash": [3, 3], "opacity": 0.55},
            "encoding": {"y": value("middle"), "detail": {"field": "line"}},
        },
        {
            "transform": [{"filter": "datum.first !== datum.last"}],
            "mark": {"type": "rule", "strokeWidth": 5, "opacity": 0.22, "strokeCap": "round"},
            "encoding": imprecise,
        },
        {
            "transform": [{"filter": "datum.low !== datum.high"}],
            "mark": {"type": "rule", "strokeWidth": 2.5},
            "encoding": {"y": value("low"), "y2": {"field": "high"}},
        },
        *(_arrow(way, value) for way in ARROWS),
        {
            "mark": {"type": "point", "filled": True, "size": 75, "opacity": 1, "cursor": "pointer"},
            "encoding": {"y": value("middle"), **_point_encoding(origins, look)},
        },
    ]


def _point_encoding(origins: Sequence[str], look: Look) -> Spec:
    encoding: Spec = {
        "shape": _by_origin(origins, SHAPES, look),
        "stroke": _by_origin(origins, COLOURS, look),
        "strokeWidth": {"value": 1.8},
        "fillOpacity": {"condition": {"test": "datum.hollow", "value": 0}, "value": 1},
        "description": {"field": "told"},
    }
    # A file that stands alone has no pages to lead to.
    return encoding if look.titled else {**encoding, "href": {"field": "page"}}


def _arrow(way: Way, value: Callable[[str], Spec]) -> Spec:
    return {
        "transform": [{"filter": f"datum.arrow === '{way}'"}],
        "mark": {"type": "point", "shape": ARROWS[way], "filled": False, "size": 130, "strokeWidth": 1.8, "opacity": 1},
        "encoding": {"y": value("high" if way == "up" else "low")},
    }


def _value_axis(points: Sequence[Point], series: Series) -> Callable[[str], Spec]:
    top = max((point["high"] for point in points), default=1)
    bottom = min((point["low"] for point in points), default=0)
    # Zero is always in sight, and there is room above for an arrow.
    scale = {"domain": [min(0, bottom * 1.15), max(0, top * 1.15) or 1], "nice": True}
    title = str(series.unit) if is_unit(series.unit) else said(series.measure)
    axis = {"title": title, "format": ",~f", "tickCount": 6}
    return lambda field: {"field": field, "type": "quantitative", "axis": axis, "scale": scale}


def _time_axis(points: Sequence[Point], look: Look, field: str = "when") -> Spec:
    days = [date.fromisoformat(told).toordinal() for point in points for told in (point["first"], point["last"])]
    first, last = min(days, default=1), max(days, default=1)
    margin = max(2, (last - first) // 20)
    domain = [_day(first - margin), _day(last + margin)]
    label = "utcFormat(datum.value, '%b %Y')"
    if last - first <= LONG:
        label = "[utcFormat(datum.value, '%-d %b'), utcFormat(datum.value, '%Y')]"
    ticks = {"tickCount": look.width // 95, "tickMinStep": 86_400_000, "labelOverlap": True}
    return {
        "field": field,
        "type": "temporal",
        "scale": {"type": "utc", "domain": domain},
        "axis": {"title": None, "labelExpr": label, "grid": False, **ticks},
    }


def _day(ordinal: int) -> str:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()


def _by_origin(origins: Sequence[str], told: Sequence[str], look: Look) -> Spec:
    scale = {"domain": list(origins), "range": [told[place % len(told)] for place in range(len(origins))]}
    columns = 1 if look.width < 400 else 3
    legend = {**_config(look)["legend"], "columns": columns, "labelLimit": look.width // columns - 20}
    return {"field": "origin", "type": "nominal", "scale": scale, "legend": legend}


def _config(look: Look) -> Spec:
    """Return the settings of chart.json with the ink of this look."""
    told: Spec = json.loads(_settings().replace("INK", look.ink))
    return told


@cache
def _settings() -> str:
    return files("onrecord.web").joinpath("tables", "chart.json").read_text(encoding="utf-8")


def _sent(series: Series, look: Look) -> str:
    # As JSON of our own: the renderer's would fail on numbers that need more than 64 bits.
    return json.dumps(chart_spec(series, look))


def _renderer() -> ModuleType:
    # Imported here: only the pages with a chart need it, and it is forty megabytes.
    try:
        import vl_convert  # noqa: PLC0415 - see above
    except ImportError as error:
        remedy = "pip install vl-convert-python"
        raise MissingExtraError("vl-convert-python", problem="charts need it", remedy=remedy) from error
    return vl_convert
