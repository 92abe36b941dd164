"""What SQLite says when it fails, in words that say what to do next."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOVE = "give the path of a ledger, or of a new file"
FREE = "free some space and run the same command again; what was added before is safe"
RESTORE = "restore a copy of it, or move it away and add the pages again"
PERMIT = "ask for permission to write the file and its folder, or copy the ledger to a folder of your own"
WAIT = "wait until the other is done, or stop it, and run the same command again"
REPORT = "this is a fault of onrecord: report it with the page that was being added"

# SQLite's result code, exact or primary, with the problem ({said}: SQLite's own words) and the remedy.
FAILURES: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: ("another process has kept the ledger locked for too long", WAIT),
    sqlite3.SQLITE_LOCKED: ("another process has kept the ledger locked for too long", WAIT),
    sqlite3.SQLITE_FULL: ("the disk is full", FREE),
    sqlite3.SQLITE_IOERR_SHMSIZE: ("the disk is full", FREE),
    sqlite3.SQLITE_IOERR: ("the disk reports an error", "check the disk, then run the same command again"),
    sqlite3.SQLITE_CORRUPT: ("the file is damaged", RESTORE),
    sqlite3.SQLITE_NOTADB: ("this is no ledger (not an SQLite file)", MOVE),
    sqlite3.SQLITE_CANTOPEN: ("the ledger may not be opened", PERMIT),
    sqlite3.SQLITE_READONLY: ("the ledger may not be written", PERMIT),
    sqlite3.SQLITE_PERM: ("the ledger may not be opened", PERMIT),
    sqlite3.SQLITE_CONSTRAINT: (
        "two records have the same id, or one speaks of another that is not there ({said})",
        REPORT,
    ),
    sqlite3.SQLITE_ERROR: ("SQLite says: {said}", RESTORE),
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors about the ledger at `path` into ours."""
    try:
        yield
    except OSError as error:
        raise LedgerError(path, problem=f"the ledger may not be opened ({error.strerror})", remedy=PERMIT) from error
    except sqlite3.Error as error:
        raise ledger_error(path, error) from error


def ledger_error(path: Path, error: sqlite3.Error) -> LedgerError:
    """Say in one line what `error` means for the ledger at `path`."""
    # Errors of the module itself, such as a closed connection, carry no code.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    problem, remedy = FAILURES.get(code) or FAILURES.get(code & 0xFF) or FAILURES[sqlite3.SQLITE_ERROR]
    said = " ".join(str(error).split())
    return LedgerError(path, problem=problem.format(said=said), remedy=remedy)
