"""The file of a ledger: making, recognising and connecting to it."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from onrecord.errors import LedgerError
from onrecord.ledger.failures import MOVE, RESTORE, translated

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION_ID = 0x6F6E7263  # "onrc", in the file's header
HEAD = "0005"  # the newest revision in migrations/versions
# FULL: what `add` has answered for survives a power cut too, for about two milliseconds each. The cache is in KiB.
PRAGMAS = ("foreign_keys = ON", "synchronous = FULL", "cache_size = -32000")


def connect(path: Path, patience: float, *, create: bool = False) -> sqlite3.Connection:
    """Open a connection that waits `patience` seconds for a lock; transactions are begun by hand."""
    mode = "ro&immutable=1" if is_fixed(path) else "rwc" if create else "rw"
    uri = f"{path.as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    try:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def is_fixed(path: Path) -> bool:
    """Answer whether a ledger lies where nothing can be written, and nobody else is at work on it.

    WAL mode needs files beside the ledger even for reading; without them it is read as one that does not change.
    """
    return path.is_file() and not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()


def prepare(path: Path, patience: float, *, create: bool) -> None:
    """See to it that a ledger of the present revision lies at `path`, or say why none can."""
    with translated(path):
        _check_path(path, create=create)
        connection = connect(path, patience, create=create)
        try:
            _bring_up_to_date(connection, path, patience, create=create)
            if not is_fixed(path):
                _let_readers_in(connection)
        finally:
            connection.close()


def _let_readers_in(connection: sqlite3.Connection) -> None:
    """Set WAL mode, in which readers and one writer do not wait for each other. It is kept in the file."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Whoever holds a new ledger at this moment sets it too; SQLite does not wait for that.
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise


def revision(connection: sqlite3.Connection, path: Path) -> str | None:
    """Return the revision of the ledger, None for an empty file; LedgerError for another kind of file."""
    if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if row is None:
            raise LedgerError(path, problem="the file is damaged (no revision)", remedy=RESTORE)
        return str(row[0])
    if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise LedgerError(path, problem="this is no ledger (an SQLite file of another program)", remedy=MOVE)
    return None


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(path, problem="this is a folder", remedy="give the path of a file, such as news.db in it")
    if path.exists() and not path.is_file():
        raise LedgerError(path, problem="this is a device, not a file", remedy=MOVE)
    if not path.parent.is_dir():
        raise LedgerError(path, problem="there is no such folder", remedy="make the folder first, or check the path")
    if not create and not path.exists():
        raise LedgerError(
            path,
            problem="there is no ledger",
            remedy=f"check the path, or make one: onrecord add PAGES --ledger {path}",
        )


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, patience: float, *, create: bool) -> None:
    connection.execute("BEGIN")  # both that it asks for are of one moment: another process may be making the ledger
    try:
        found = revision(connection, path)
    finally:
        connection.rollback()
    if found is None and not create:
        raise LedgerError(
            path, problem="the file is empty, no ledger", remedy=f"make one: onrecord add PAGES --ledger {path}"
        )
    if found is None:
        _make(connection, path)
    elif found > HEAD:
        raise LedgerError(
            path, problem="the ledger was made by a newer onrecord", remedy="upgrade with pip install -U onrecord"
        )
    elif found < HEAD:
        # Imported here: Alembic takes most of a second, and is needed once after an upgrade.
        from onrecord.ledger.migrate import upgrade  # noqa: PLC0415

        upgrade(path, patience)


def _make(connection: sqlite3.Connection, path: Path) -> None:
    from onrecord.ledger.schema import statements  # noqa: PLC0415 - SQLAlchemy takes half a second, needed once

    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have made it while this one waited for the lock.
        if revision(connection, path) is None:
            for statement in statements():
                connection.execute(statement)
        connection.execute("COMMIT")
    finally:
        connection.rollback()
