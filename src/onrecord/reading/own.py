"""Own measures: a user's table of words that say what happened to the counted, and of units, beside those we ship."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from onrecord.errors import TableError
from onrecord.reading.tokens import by_first_word
from onrecord.tables import Row, load_table, load_user_table
from onrecord.types import Measure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from onrecord.reading.tokens import Phrases

ROLES = ("state", "verb", "noun", "total")


@dataclass(frozen=True, slots=True)
class Own:
    """The phrases of a user's table, under their first words."""

    cues: Phrases
    units: Phrases


NOTHING = Own({}, {})


def load_measures(path: Path | None) -> Own:
    """Load a user's own table of measures and units, or say in one line which row cannot be used."""
    if path is None:
        return NOTHING
    rows = load_user_table(path)
    for number, row in enumerate(rows, start=1):
        problem = _problem(row)
        if problem:
            raise TableError(f"{path}, row {number}", problem=problem, remedy="see docs/tables.md for its columns")
    return Own(by_first_word(_cues(rows)), by_first_word([row for row in rows if row.get("unit")]))


def _cues(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with a measure; one without a role is a state and a verb, as most participles are."""
    roles = [(row, row.get("role") or None) for row in rows if row.get("measure")]
    return [row | {"role": each} for row, role in roles for each in ([role] if role else ["state", "verb"])]


def _problem(row: Row) -> str | None:
    words, measure, role, unit = (row.get(column, "") for column in ("words", "measure", "role", "unit"))
    if not words:
        return "the row has no words"
    if bool(measure) == bool(unit):
        return f"'{words}' needs either a measure or a unit"
    if measure and measure not in get_args(Measure):
        return f"'{measure}' is no measure; there are {', '.join(get_args(Measure))}"
    if role and role not in ROLES:
        return f"'{role}' is no role; there are {', '.join(ROLES)}"
    kinds = sorted({each["kind"] for each in load_table("onrecord.reading", "units.tsv")})
    if unit and row.get("kind") not in kinds:
        return f"'{row.get('kind', '')}' is no kind of unit; there are {', '.join(kinds)}"
    return None
