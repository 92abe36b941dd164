"""Rows: what all that is written to a ledger has in common."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.ledger.words import folded, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from sqlite3 import Connection

    from onrecord.spans import Span
    from onrecord.types import Number

Row = dict[str, Any]
Rows = dict[str, list[Row]]

LARGEST_INTEGER = 2**63 - 1


def next_key(database: Connection, table: str) -> int:
    """Return the first free key of `table`."""
    (largest,) = database.execute(f"SELECT max(key) FROM {table}").fetchone()
    return int(largest or 0) + 1


def keys_of(database: Connection, table: str, ids: Iterable[str]) -> dict[str, int]:
    """Return the keys of those of `ids` that `table` holds."""
    wanted = json.dumps(sorted({plain(ident) for ident in ids}))
    sql = f"SELECT id, key FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
    return dict(database.execute(sql, (wanted,)).fetchall())


def insert_all(database: Connection, rows: Mapping[str, Iterable[Row]]) -> None:
    """Insert the rows of several tables, in the order given."""
    for table, those in rows.items():
        insert(database, table, those)


def insert(database: Connection, table: str, rows: Iterable[Row]) -> None:
    """Insert rows that all have the same columns."""
    told = [*rows]
    if told:
        columns = ", ".join(f'"{name}"' for name in told[0])
        marks = ", ".join("?" * len(told[0]))
        values = ([plain(value) if isinstance(value, str) else value for value in row.values()] for row in told)
        database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)


def ends(name: str, span: Span | None) -> Row:
    """Return the two columns of a span."""
    start, end = (None, None) if span is None else (span.start, span.end)
    return {f"{name}_start": start, f"{name}_end": end}


def exact(number: Number | None) -> Number | str | None:
    """Return what SQLite can keep: a whole number beyond its 64 bits becomes a text."""
    if isinstance(number, int) and abs(number) > LARGEST_INTEGER:
        return hex(number)
    return number


def maybe_folded(name: str | None) -> str | None:
    """Return a name as filters compare it."""
    return None if name is None else folded(name)


def as_json(value: object) -> str:
    """Write a value as JSON, which keeps numbers as they are."""
    return json.dumps(value, ensure_ascii=False)
