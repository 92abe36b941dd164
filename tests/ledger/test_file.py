"""The file of a ledger: made, recognised, refused in one line."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger, failures, file
from onrecord.ledger.views import Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.types import Document, Reading

    Page = tuple[Document, tuple[Reading, ...]]


def refusal(path: Path, *, create: bool = True) -> str:
    """Return the line with which a ledger at `path` is refused."""
    with pytest.raises(LedgerError) as error:
        Ledger.open(path, create=create, patience=0.1)
    assert str(error.value).isprintable()
    return str(error.value).removeprefix(str(path))


@contextmanager
def another(path: Path) -> Iterator[sqlite3.Connection]:
    """Lend a connection such as another program would have."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def test_a_ledger_is_made_where_there_is_none(path: Path) -> None:
    """In WAL mode, with our mark, and quickly opened again."""
    Ledger.open(path).close()
    with another(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA application_id").fetchone() == (file.APPLICATION_ID,)
    assert not path.with_name("news.db-wal").exists()
    with Ledger.open(path, create=False) as ledger:
        assert ledger.counts().documents == 0


def test_an_existing_ledger_opens_without_sqlalchemy(path: Path) -> None:
    """Both take longer to import than a search takes in all."""
    Ledger.open(path).close()
    program = (
        "import sys, pathlib; from onrecord.ledger import Ledger; Ledger.open(pathlib.Path(sys.argv[1])).counts();"
        "sys.exit(bool({'sqlalchemy', 'alembic'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program, path], check=False).returncode == 0


def test_an_empty_file_becomes_a_ledger(path: Path) -> None:
    """A kill at the first moment leaves one, and so does `touch`."""
    path.touch()
    assert refusal(path, create=False).startswith(": the file is empty, no ledger; make one: onrecord add ")
    Ledger.open(path).close()


def test_many_may_make_it_at_once(path: Path) -> None:
    """One does, the others open it."""
    with ThreadPoolExecutor(8) as pool:
        for ledger in pool.map(lambda _: Ledger.open(path), range(8)):
            assert ledger.counts().documents == 0
            ledger.close()


def test_no_ledger(path: Path) -> None:
    """Without `create`, a missing one is an error."""
    assert refusal(path, create=False).startswith(": there is no ledger; check the path, or make one: onrecord add ")
    assert not path.exists()


def test_a_ledger_where_nothing_can_be_written(
    path: Path, page: Callable[..., Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is searched without a file beside it, and what cannot be added is one line."""
    with Ledger.open(path) as ledger:
        ledger.add(*page({"words": "It rained."}), ())
    # Tests may be run by root, whom no mode of a folder keeps out.
    monkeypatch.setattr(os, "access", lambda place, _: place != path.parent)
    with Ledger.open(path, create=False) as ledger:
        assert ledger.search("rained", Filters()).total == 1
        assert [each.name for each in path.parent.iterdir()] == [path.name]
        with pytest.raises(LedgerError, match="the ledger may not be written; ask for permission"):
            ledger.add(*page({"words": "It snowed."}), ())


def test_no_folder(tmp_path: Path) -> None:
    """A folder is not made on the way: it may be a typing error."""
    assert refusal(tmp_path / "no" / "news.db") == ": there is no such folder; make the folder first, or check the path"


def test_a_folder(tmp_path: Path) -> None:
    """A ledger is a file."""
    assert refusal(tmp_path) == ": this is a folder; give the path of a file, such as news.db in it"


@pytest.mark.parametrize("content", [b"Please Wait...\n" * 100, b"\0" * 5000, b"SQLite format 3\0" + b"x" * 5000])
def test_another_kind_of_file(path: Path, content: bytes) -> None:
    """It is refused and not touched."""
    path.write_bytes(content)
    assert refusal(path).endswith("; give the path of a ledger, or of a new file")
    assert path.read_bytes() == content


def test_a_device() -> None:
    """Nothing can be kept there."""
    assert refusal(Path(os.devnull)) == ": this is a device, not a file; give the path of a ledger, or of a new file"


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    """What the system says is passed on."""
    assert refusal(tmp_path / ("a" * 300)).startswith(": the ledger may not be opened (File name too long); ")


def test_a_database_of_another_program(path: Path) -> None:
    """It is refused and not touched."""
    with another(path) as connection:
        connection.execute("CREATE TABLE document (id)")
    before = path.read_bytes()
    assert refusal(path).startswith(
        ": this is no ledger (an SQLite file of another program); give the path of a ledger"
    )
    assert path.read_bytes() == before


def test_a_newer_ledger(path: Path) -> None:
    """Its schema is not ours to guess."""
    Ledger.open(path).close()
    with another(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert refusal(path) == ": the ledger was made by a newer onrecord; upgrade with pip install -U onrecord"


def test_a_locked_ledger(path: Path, page: Callable[..., Page]) -> None:
    """Reading goes on; writing waits, then says so, and works once the lock is gone."""
    document, readings = page({"words": "It rained."})
    with Ledger.open(path, patience=0.1) as ledger, another(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert ledger.known() == frozenset()
        with pytest.raises(LedgerError, match="another process has kept the ledger locked for too long; wait until"):
            ledger.add(document, readings, ())
        connection.execute("ROLLBACK")
        assert ledger.add(document, readings, ())


def test_a_damaged_ledger(path: Path, page: Callable[..., Page]) -> None:
    """Wherever the damage shows, it is one line."""
    with Ledger.open(path) as ledger:
        for number in range(50):
            ledger.add(*page({"words": f"It rained {number} times. " + "Wet. " * 500}), ())
    size = path.stat().st_size
    with path.open("r+b") as kept:
        kept.seek(4096)
        kept.write(b"\xff" * (size - 8192))
    with pytest.raises(LedgerError, match="the file is damaged; restore a copy of it"), Ledger.open(path) as ledger:
        ledger.search("rained", Filters())


def test_a_cut_ledger(path: Path, page: Callable[..., Page]) -> None:
    """A copy that was broken off is damaged too."""
    with Ledger.open(path) as ledger:
        ledger.add(*page({"words": "It rained. " + "Wet. " * 5000}), ())
    with path.open("r+b") as kept:
        kept.truncate(20_000)
    with pytest.raises(LedgerError, match="the file is damaged; restore a copy of it"), Ledger.open(path) as ledger:
        tuple(ledger.readings())


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Go on as a user whom permissions bind, which root is not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Path]:
    """Give a ledger in a folder of its own, whose permissions a test may take away."""
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o755) if folder.owner() == tmp_path.owner() else None
    folder = tmp_path / "guarded"
    folder.mkdir()
    Ledger.open(folder / "news.db").close()
    yield folder / "news.db"
    folder.chmod(0o755)


def test_no_permission_to_read(guarded: Path, request: pytest.FixtureRequest) -> None:
    """The remedy is to ask."""
    guarded.chmod(0)
    request.getfixturevalue("ordinary_user")
    assert refusal(guarded).startswith(
        ": the ledger may not be opened; ask for permission to write the file and its folder"
    )


def test_no_permission_to_write(guarded: Path, request: pytest.FixtureRequest) -> None:
    """SQLite needs to write beside the file even to read, so the folder counts as well."""
    guarded.chmod(0o444)
    guarded.parent.chmod(0o555)
    request.getfixturevalue("ordinary_user")
    assert "; ask for permission to write the file and its folder" in refusal(guarded)


def test_a_folder_that_may_not_be_written(guarded: Path, request: pytest.FixtureRequest) -> None:
    """No new ledger can be made there."""
    guarded.parent.chmod(0o555)
    request.getfixturevalue("ordinary_user")
    assert refusal(guarded.with_name("new.db")).startswith(": the ledger may not be opened; ask for permission")


def test_a_closed_ledger(path: Path) -> None:
    """It says so."""
    ledger = Ledger.open(path)
    ledger.close()
    with pytest.raises(LedgerError, match="the ledger is closed; open it again"):
        ledger.counts()


def test_every_failure_has_a_line_and_a_remedy(path: Path) -> None:
    """Also those that SQLite may invent later."""
    for code in (*failures.FAILURES, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_CANTOPEN_ISDIR, 9999):
        error = sqlite3.OperationalError("some\nthing")
        error.sqlite_errorcode = code
        told = failures.ledger_error(path, error)
        assert told.problem
        assert told.remedy
        assert str(told).isprintable()
