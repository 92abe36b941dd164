"""Settings: read once at the edge (the command line), then handed down as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

DEFAULT_LEDGER = Path("onrecord.db")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may be told; every field has a working default."""

    captured_at: str | None = None  # ISO date of the captures, when the files do not say; relative dates need it
    places: Path | None = None  # a user's own table of places, see docs/tables.md
    measures: Path | None = None  # a user's own table of measures and units
    aliases: Path | None = None  # a user's own table of names that are one entity
    largest: int = 64 * 2**20  # bytes of one document; larger ones become a Skip
    rules_only: bool = False  # leave the trained reader out: several times as fast, and finds less
    jobs: int | None = None  # worker processes; None: as many as the machine has cores
