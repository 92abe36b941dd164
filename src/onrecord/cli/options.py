"""The options that several commands share, and how they become values of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from onrecord.errors import SettingsError, TableError
from onrecord.reading.own import load_measures
from onrecord.settings import DEFAULT_LEDGER, Settings
from onrecord.tables import load_user_table
from onrecord.types import ClaimKind, Measure, Stance

LedgerPath = Annotated[
    Path,
    Parameter(
        name=["--ledger", "-l"],
        env_var="ONRECORD_LEDGER",
        help=f"The ledger file; {DEFAULT_LEDGER} in this folder when not given.",
        show_default=False,
    ),
]
ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
ALIAS_COLUMNS = {"name", "alias"}
PLACE_COLUMNS = {"name", "kind"}
MEASURE_COLUMNS = {"words"}


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How pages are read."""

    captured_at: Annotated[
        str | None,
        Parameter(help="Day of the capture as YYYY-MM-DD, where the page does not say it; '3 months ago' needs it."),
    ] = None
    places: Annotated[Path | None, Parameter(help="A table of your own places (TSV, see docs/tables.md).")] = None
    measures: Annotated[
        Path | None, Parameter(help="A table of your own measures and units (TSV, see docs/tables.md).")
    ] = None
    aliases: Annotated[
        Path | None, Parameter(help="A table of names that are one entity (TSV, see docs/tables.md).")
    ] = None
    largest: Annotated[int, Parameter(help="Bytes that one document may have; larger ones are skipped.")] = (
        Settings().largest
    )
    rules_only: Annotated[
        bool, Parameter(negative="", help="Leave the trained reader out: several times as fast, and finds less.")
    ] = False
    jobs: Annotated[
        int | None,
        Parameter(name=["--jobs", "-j"], help="Processes that read side by side; as many as cores when not given."),
    ] = None

    def settings(self) -> Settings:
        """Check the options and hand them on."""
        check_date("--captured-at", self.captured_at)
        check_table(self.places, PLACE_COLUMNS)
        check_table(self.measures, MEASURE_COLUMNS)
        check_table(self.aliases, ALIAS_COLUMNS)
        load_measures(self.measures)  # a row that says nothing usable is told before any page is read
        if self.jobs is not None and self.jobs < 1:
            raise SettingsError("--jobs", problem=f"{self.jobs} processes cannot read", remedy="give 1 or more")
        if self.largest < 1:
            raise SettingsError("--largest", problem=f"no document has {self.largest} bytes", remedy="give 1 or more")
        return Settings(
            captured_at=self.captured_at,
            places=self.places,
            measures=self.measures,
            aliases=self.aliases,
            largest=self.largest,
            rules_only=self.rules_only,
            jobs=self.jobs,
        )


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class FilterOptions:
    """What a list of claims is narrowed to."""

    kind: Annotated[ClaimKind | None, Parameter(help="Only statements, or only figures.")] = None
    measure: Annotated[Measure | None, Parameter(help="Only figures of this measure.", show_choices=False)] = None
    stance: Annotated[Stance | None, Parameter(help="Only claims with this stance.")] = None
    origin: Annotated[
        str | None, Parameter(help="Only claims that rest on this one's word, under any of its names.")
    ] = None
    publisher: Annotated[str | None, Parameter(help="Only from articles of this outlet.")] = None
    place: Annotated[str | None, Parameter(help="Only figures for this place.")] = None
    since: Annotated[str | None, Parameter(help="Only from articles published on this day (YYYY-MM-DD) or later.")] = (
        None
    )
    until: Annotated[str | None, Parameter(help="Only from articles published on this day or earlier.")] = None

    def __post_init__(self) -> None:
        """Refuse dates that are none, before a search quietly finds nothing."""
        check_date("--since", self.since)
        check_date("--until", self.until)


def check_date(option: str, value: str | None) -> None:
    """Refuse what is no day, month or year of the calendar.

    >>> check_date("--since", "2031-02")
    """
    parts = ISO_DATE.fullmatch(value) if value is not None else None
    try:
        if parts is not None:
            date(*(int(part or 1) for part in parts.groups()))
    except ValueError:
        parts = None
    if value is not None and parts is None:
        raise SettingsError(option, problem=f"'{value}' is no date", remedy="write it as 2031-03-09, 2031-03 or 2031")


def check_table(path: Path | None, columns: set[str]) -> None:
    """Refuse a table that cannot be read or lacks a column, before any page is read with it."""
    if path is None:
        return
    rows = load_user_table(path)
    if not rows or not columns <= rows[0].keys():
        told = " and ".join(sorted(columns))
        raise TableError(
            path, problem=f"the table has no rows with {told}", remedy="see docs/tables.md for its columns"
        )
