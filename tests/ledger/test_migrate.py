"""The migrations: an older ledger opens, and the chain leads to the tables of schema.py."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger, file, migrate
from onrecord.ledger.schema import TABLES
from onrecord.ledger.views import Filters

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.types import Document, Reading

    Page = tuple[Document, tuple[Reading, ...]]

HEAD = file.HEAD
NEXT = """
from alembic import op
from sqlalchemy import Column, Text
revision, down_revision = "9999", "{head}"
def upgrade():
    op.add_column("skip", Column("note", Text))
    op.execute("{last}")
"""


def climbed(path: Path) -> Path:
    """Take an empty file through all migrations."""
    path.touch()
    migrate.upgrade(path, 1)
    return path


def shape(path: Path) -> dict[str, Any]:
    """Describe all tables and indexes of a file, whatever the order of their constraints."""
    with closing(sqlite3.connect(path)) as connection:
        indexes = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'")
        told: dict[str, Any] = dict(indexes.fetchall())
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = connection.execute(f"PRAGMA table_xinfo({name})").fetchall()
            keys = connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()
            virtual = sql if "VIRTUAL" in sql else ""
            told[name] = (columns, sorted(key[2:] for key in keys), "WITHOUT ROWID" in sql, virtual)
        return told


def test_the_migrations_lead_to_the_schema(tmp_path: Path) -> None:
    """Alembic finds nothing that schema.py has and the chain lacks, or the other way about."""
    path = climbed(tmp_path / "climbed.db")
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours, "compare_type": True})
        assert compare_metadata(context, TABLES) == []


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    # The index of words and its shadow tables are virtual: Alembic cannot describe them; `shape` does.
    return not (kind == "table" and str(name).startswith("claim_words"))


def test_a_new_ledger_is_as_the_migrations_make_it(path: Path, tmp_path: Path) -> None:
    """Column by column and index by index, the index of words too."""
    Ledger.open(path).close()
    assert shape(path) == shape(climbed(tmp_path / "climbed.db"))


def test_a_migrated_ledger_works(tmp_path: Path, page: Callable[..., Page]) -> None:
    """It is a ledger like one made anew."""
    with Ledger.open(climbed(tmp_path / "climbed.db"), create=False) as ledger:
        assert ledger.add(*page({"words": "It rained."}), ())
        assert ledger.search("rained", Filters()).total == 1


def test_the_head_is_the_last_migration() -> None:
    """A constant says so, because opening a ledger must not import Alembic to find out."""
    assert ScriptDirectory(str(migrate.MIGRATIONS)).get_current_head() == file.HEAD


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Pretend a release with one more migration, which ends with the given statement."""

    def release(last: str) -> None:
        folder = tmp_path / "migrations"
        copytree(migrate.MIGRATIONS, folder)
        (folder / "versions" / "r9999_next.py").write_text(NEXT.format(head=HEAD, last=last))
        monkeypatch.setattr(migrate, "MIGRATIONS", folder)
        monkeypatch.setattr(file, "HEAD", "9999")

    return release


def test_an_older_ledger_is_brought_up_to_date(
    path: Path, page: Callable[..., Page], newer: Callable[[str], None], capfd: pytest.CaptureFixture[str]
) -> None:
    """By opening it, without a word, and with all that it held."""
    with Ledger.open(path) as ledger:
        ledger.add(*page({"words": "It rained."}), ())
    newer("UPDATE skip SET note = 'none'")
    for _ in range(2):
        with Ledger.open(path) as ledger:
            assert ledger.search("rained", Filters()).total == 1
    assert "note" in [column[1] for column in shape(path)["skip"][0]]
    assert capfd.readouterr() == ("", "")


def test_a_migration_that_fails_changes_nothing(path: Path, newer: Callable[[str], None]) -> None:
    """The ledger stays at the revision it had, whole."""
    Ledger.open(path).close()
    before = shape(path)
    newer("INSERT INTO alembic_version VALUES ('9998'), ('9998')")
    with pytest.raises(LedgerError, match="UNIQUE"):
        Ledger.open(path)
    assert shape(path) == before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
