"""Judgements: what a table says of names, before and above all rules: the same one, not the same, or unsure.

`same` is transitive: of three names judged pairwise the first and the last are one too. `not the same` holds for all
names that are the same as either. `unsure` keeps two names apart as well, but not as two witnesses: what both say
is one origin until somebody knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from onrecord.errors import TableError
from onrecord.linking.names import squeezed
from onrecord.tables import load_table, load_user_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from onrecord.tables import Row

VERDICTS = ("same", "not_same", "unsure")


@dataclass(frozen=True, slots=True)
class Judgements:
    """Names by their letters: for which name each stands, and which may never be one."""

    names: Mapping[str, str]  # letters of another name → the name that is meant
    apart: frozenset[frozenset[str]]  # pairs of letters
    unsure: frozenset[frozenset[str]]  # those of them that may yet turn out to be one: no two witnesses
    first: frozenset[str]  # of those pairs the names given first: names that no row judges stay with them

    def letters(self, printed: str) -> str:
        """Return the letters of the name that a printed one stands for."""
        own = squeezed(printed)
        return squeezed(self.names.get(own, own))

    @property
    def judged(self) -> frozenset[str]:
        """All names that may not be one with some other."""
        return frozenset().union(*self.apart) if self.apart else frozenset()

    def forbid(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Answer whether some name of the left may not be one with some name of the right."""
        return bool(self.apart) and any(frozenset(pair) in self.apart for pair in product(left, right))


def load_judgements(path: Path | None) -> Judgements:
    """Load the names that onrecord knows with those of a user's table, whose rows win."""
    shipped = load_table("onrecord.linking", "names.tsv")
    told = [(row, number) for number, row in enumerate(load_user_table(path) if path else (), start=1)]
    own = [row for row, number in told if _verdict(row, path, number) == "same"]
    names = _resolved([*shipped, *own])
    pairs = {
        _pair(row, names, path, number): _verdict(row, path, number)
        for row, number in told
        if _verdict(row, path, number) != "same" and row.get("name") and row.get("alias")
    }
    unsure = frozenset(frozenset(pair) for pair, verdict in pairs.items() if verdict == "unsure")
    return Judgements(names, frozenset(map(frozenset, pairs)), unsure, frozenset(first for first, _ in pairs))


def rows_about(names: Iterable[str], path: Path) -> tuple[Row, ...]:
    """Return the rows of a user's table that bear on `names`, or on names that other rows tie to them."""
    rows = tuple(
        (row, {squeezed(cell) for cell in (row.get("name"), row.get("alias")) if cell}) for row in load_user_table(path)
    )
    meant = {squeezed(name) for name in names}
    while more := {letters for _, told in rows if told & meant for letters in told} - meant:
        meant |= more
    return tuple(row for row, told in rows if told & meant)


def _verdict(row: Row, path: Path | None, number: int) -> str:
    verdict = row.get("verdict", "").replace(" ", "_") or "same"
    if verdict not in VERDICTS:
        raise TableError(
            f"{path}, name {number}",
            problem=f"{verdict!r} is no verdict",
            remedy=f"write one of {', '.join(VERDICTS)}, or leave the cell empty for the first",
        )
    return verdict


def _resolved(rows: Sequence[Row]) -> dict[str, str]:
    """Follow each other name to the name that is no other's: "A is B" and "B is C" make A and B names of C."""
    first = {squeezed(row["alias"]): row["name"] for row in rows if row.get("alias") and row.get("name")}
    # A row that says of a name that it is itself ("Pentagon is the Pentagon") ends the way.
    return {letters: _followed(letters, first) for letters in first}


def _followed(letters: str, first: Mapping[str, str]) -> str:
    seen = {letters}
    name = first[letters]
    while (further := squeezed(name)) in first and further not in seen:
        seen.add(further)
        name = first[further]
    return name


def _pair(row: Row, names: Mapping[str, str], path: Path | None, number: int) -> tuple[str, str]:
    first, second = (squeezed(row[column]) for column in ("name", "alias"))
    pair = squeezed(names.get(first, first)), squeezed(names.get(second, second))
    if pair[0] == pair[1]:
        raise TableError(
            f"{path}, name {number}",
            problem=f"it keeps {row['name']!r} and {row['alias']!r} apart, which other rows make one",
            remedy="take out this row, or a row of those that lead from one to the other",
        )
    return pair
