"""The options that several commands share, and how they become values of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from onrecord.errors import SettingsError
from onrecord.settings import DEFAULT_LEDGER, Settings
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
ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How pages are read."""

    captured_at: Annotated[
        str | None,
        Parameter(help="Day of the capture as YYYY-MM-DD, where the page does not say it; '3 months ago' needs it."),
    ] = None
    places: Annotated[Path | None, Parameter(help="A table of your own places (TSV, see docs/tables.md).")] = None
    aliases: Annotated[
        Path | None, Parameter(help="A table of names that are one entity (TSV, see docs/tables.md).")
    ] = None
    largest: Annotated[int, Parameter(help="Bytes that one document may have; larger ones are skipped.")] = (
        Settings().largest
    )
    jobs: Annotated[
        int | None,
        Parameter(name=["--jobs", "-j"], help="Processes that read side by side; as many as cores when not given."),
    ] = None

    def settings(self) -> Settings:
        """Check the options and hand them on."""
        if self.captured_at is not None and not ISO_DATE.fullmatch(self.captured_at):
            raise SettingsError(
                "--captured-at", problem=f"'{self.captured_at}' is no date", remedy="write it as 2031-03-09"
            )
        if self.jobs is not None and self.jobs < 1:
            raise SettingsError("--jobs", problem=f"{self.jobs} processes cannot read", remedy="give 1 or more")
        if self.largest < 1:
            raise SettingsError("--largest", problem=f"no document has {self.largest} bytes", remedy="give 1 or more")
        return Settings(self.captured_at, self.places, self.aliases, self.largest, self.jobs)


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
        for name, value in (("--since", self.since), ("--until", self.until)):
            if value is not None and not ISO_DATE.fullmatch(value):
                raise SettingsError(
                    name, problem=f"'{value}' is no date", remedy="write it as 2031-03-09, 2031-03 or 2031"
                )
