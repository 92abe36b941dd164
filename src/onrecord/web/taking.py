"""Taking away: records, tables and charts as files that work without onrecord."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from litestar import MediaType, Response

from onrecord.errors import NotFoundError
from onrecord.web import charts
from onrecord.web.points import chart_points
from onrecord.web.wording import series_title

if TYPE_CHECKING:
    from onrecord.types import Series

COLUMNS = ("time_start", "time_end", "low", "high", "comparator", "origin", "publisher", "claim")


def pretty(record: object) -> str:
    """Write a record as JSON for people to read.

    >>> print(pretty({"origin": "Žarko"}))
    {
      "origin": "Žarko"
    }
    """
    return json.dumps(record, ensure_ascii=False, indent=2)


def json_response(record: object) -> Response[str]:
    """Answer with a record as JSON."""
    return Response(json.dumps(record, indent=2) + "\n", media_type=MediaType.JSON)


def attached(content: Any, name: str, media_type: str) -> Response[Any]:  # noqa: ANN401 - words or bytes, as litestar has it
    """Answer with a file to keep."""
    return Response(content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'})


def file_name(series: Series, ending: str) -> str:
    """Name a file after its series, in letters that every system takes.

    >>> from onrecord.types import Series
    >>> file_name(Series("series:1", "killed", "people", "people", "Sarle valley", (), 1), "csv")
    'killed-people-sarle-valley.csv'
    """
    words = re.findall(r"[a-z0-9]+", series_title(series).lower())
    return f"{'-'.join(words)[:80]}.{ending}"


def observations_csv(series: Series) -> str:
    """Write the observations of a series as a table for spreadsheets."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for each in series.observations:
        writer.writerow([_cell(getattr(each, column)) for column in COLUMNS])
    return stream.getvalue()


def _cell(value: object) -> object:
    # A spreadsheet would run a name that looks like a formula.
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def chart_response(series: Series, kind: str) -> Response[Any]:
    """Answer with the chart of a series as a file of one kind."""
    if not chart_points(series):
        raise NotFoundError(
            series.id,
            problem="no figure of this series has a date, so there is no chart",
            remedy="take its table instead",
        )
    if kind == "svg":
        return attached(charts.chart_svg(series, charts.FILE), file_name(series, kind), "image/svg+xml")
    if kind == "png":
        return attached(charts.chart_png(series), file_name(series, kind), "image/png")
    if kind == "vl.json":
        return attached(pretty(charts.chart_spec(series)), file_name(series, kind), MediaType.JSON)
    raise NotFoundError(kind[:20], problem="a chart is not given in this form", remedy="ask for svg, png or vl.json")
