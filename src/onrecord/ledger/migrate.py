"""Bringing an older ledger up to date. Imported only when there is something to do."""

from __future__ import annotations

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from onrecord.ledger.file import connect

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(path: Path, patience: float) -> None:
    """Take the ledger at `path` through all revisions that it lacks, in one transaction."""
    engine = create_engine("sqlite://", creator=lambda: connect(path, patience), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            _climb(MigrationContext.configure(connection), ScriptDirectory(str(MIGRATIONS)))
    except DBAPIError as error:
        # What SQLite said, for the door to put in our words.
        raise error.orig or error from error


def _climb(context: MigrationContext, script: ScriptDirectory) -> None:
    steps = tuple(script.iterate_revisions("head", context.get_current_revision()))
    with Operations.context(context):
        for step in reversed(steps):
            step.module.upgrade()
    context.stamp(script, "head")
