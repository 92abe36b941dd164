"""Bad input gets one clear line and an exit status; the pages beside it are read all the same."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from onrecord.cli.app import run
from onrecord.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = """Ferry sinks off Tarsis, 12 dead

The Quay Times | March 3, 2031
At least 12 people were killed when a ferry sank off Tarsis on Sunday, the coast guard said.
"The search goes on," coast guard captain Mira Sol said.
"""


def missing(folder: Path) -> Path:
    return folder / "missing.txt"


def empty(folder: Path) -> Path:
    return _written(folder / "empty.txt", b"")


def blank(folder: Path) -> Path:
    return _written(folder / "blank.txt", b" \n\t\r\n" * 1000)


def binary(folder: Path) -> Path:
    return _written(folder / "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)


def pdf(folder: Path) -> Path:
    return _written(folder / "memo.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")


def html_without_text(folder: Path) -> Path:
    return _written(
        folder / "shell.html", b"<!doctype html><html><head><title>x</title></head><body><div></div></body></html>"
    )


def too_large(folder: Path) -> Path:
    return _written(folder / "long.txt", b"all one line " * 1_000_000)


def folder_without_pages(folder: Path) -> Path:
    (folder / "nothing").mkdir()
    return folder / "nothing"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


def listening_socket(folder: Path) -> Path:
    path = folder / "socket"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
    return path


BAD: dict[Callable[[Path], Path], str] = {
    missing: "no such file",
    empty: "empty",
    blank: "empty",
    binary: "neither text nor HTML",
    pdf: "neither text nor HTML",
    html_without_text: "no running text",
    too_large: "larger than",
    folder_without_pages: "no page",
    pipe: "not a file",
    listening_socket: "not a file",
}


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.__name__)
@pytest.mark.parametrize("command", ["read", "add"])
def test_one_line_says_what_where_and_what_next(
    command: str, bad: Callable[[Path], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bad capture is one line on standard error with its path; the good one beside it is read; status 1."""
    path, good = bad(tmp_path), _written(tmp_path / "good.txt", GOOD.encode())
    ledger = tmp_path / "ledger.db"
    kept = ["--ledger", str(ledger)] if command == "add" else []
    status = run([command, str(path), str(good), "--largest", "10000000", "--jobs", "1", *kept])
    told = capsys.readouterr()
    lines = told.err.strip().splitlines()
    assert status == 1
    assert len(lines) == 1
    assert str(path) in lines[0]
    assert BAD[bad] in lines[0]
    assert ";" in lines[0]
    assert "12 people" in told.out if command == "read" else "1 documents added" in told.out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that may not be read is one line."""
    path = _written(tmp_path / "secret.txt", GOOD.encode())
    path.chmod(0)
    assert run(["read", str(path)]) == 1
    assert "permission" in capsys.readouterr().err.lower()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252", "windows-1251", "iso-8859-2"])
def test_encodings_are_read(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text in another encoding is decoded, not skipped."""
    words = {"windows-1251": "Паром затонул у Тарсиса, сообщила береговая охрана. " * 20}.get(encoding, GOOD)
    path = _written(tmp_path / "page.txt", words.encode(encoding))
    assert run(["read", str(path)]) == 0
    assert not capsys.readouterr().err


def test_a_line_of_fifty_megabytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One endless line is read or skipped, within the time of the suite, and never crashes."""
    path = _written(tmp_path / "long.txt", b"killed 12 people, he said. " * 400_000)
    assert run(["read", str(path), "--largest", "1000000"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["frobnicate"],
        ["read", "--no-such-option", "x"],
        ["series", "happiness"],
        ["search", "x", "--since", "Tuesday"],
        ["add", "x", "--jobs", "0"],
    ],
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage is status 2 and one line; no arguments at all show the help."""
    status = run(arguments)
    told = capsys.readouterr()
    assert (status, told.err.count("\n")) == ((2, 1) if arguments else (0, 0))


@pytest.mark.parametrize("command", [["search", "x"], ["show", "claim:1"], ["series"], ["export"]])
def test_a_missing_ledger(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Reading from a ledger that is not there says so and makes no file."""
    path = tmp_path / "missing.db"
    assert run([*command, "--ledger", str(path)]) == 1
    assert str(path) in capsys.readouterr().err
    assert not path.exists()


def test_a_file_that_is_no_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of another kind is left as it is."""
    path = _written(tmp_path / "notes.db", b"these are notes, not a database\n" * 100)
    before = path.read_bytes()
    assert run(["add", str(_written(tmp_path / "good.txt", GOOD.encode())), "--ledger", str(path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert path.read_bytes() == before


def test_show_of_an_unknown_claim(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An id that no claim has is one line."""
    ledger = tmp_path / "ledger.db"
    Ledger.open(ledger).close()
    assert run(["show", "claim:beef", "--ledger", str(ledger)]) == 1
    assert "claim:beef" in capsys.readouterr().err


def _written(path: Path, payload: bytes) -> Path:
    path.write_bytes(payload)
    return path


def test_standard_input_is_a_dash(tmp_path: Path) -> None:
    """A lone dash is standard input, not an option."""
    told = onrecord("read", "-", given=GOOD.encode(), folder=tmp_path)
    assert told.returncode == 0
    assert b"12 people" in told.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_on_a_full_disk_is_one_line(tmp_path: Path) -> None:
    """Nothing that is wrong with standard output ends in a traceback."""
    with Path("/dev/full").open("wb") as full:
        told = onrecord("read", "-", given=GOOD.encode(), folder=tmp_path, output=full)
    assert (told.returncode, told.stderr.count(b"\n")) == (1, 1)


def test_the_demo_replaces_nothing_but_a_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A ledger with other pages, or a file of another kind, is left as it is."""
    ledger, notes = tmp_path / "mine.db", _written(tmp_path / "notes.txt", b"precious")
    assert run(["add", str(_written(tmp_path / "good.txt", GOOD.encode())), "--ledger", str(ledger)]) == 0
    for path in (ledger, notes):
        assert run(["demo", "--no-serve", "--ledger", str(path)]) == 1
    assert notes.read_bytes() == b"precious"
    assert run(["search", "coast guard", "--ledger", str(ledger)]) == 0
    assert "12 people" in " ".join(capsys.readouterr().out.split())


def test_an_export_never_replaces_its_ledger(tmp_path: Path) -> None:
    """The ledger itself is refused as output."""
    ledger = tmp_path / "ledger.db"
    Ledger.open(ledger).close()
    assert run(["export", "--ledger", str(ledger), "--output", str(ledger)]) == 1
    Ledger.open(ledger, create=False).close()


@pytest.mark.parametrize("option", ["--places", "--aliases"])
@pytest.mark.parametrize("table", [None, b"", b"foo\tbar\n1\t2\n", b"\xff\xfe\x00"])
def test_a_wrong_table_is_told_before_any_page_is_read(
    option: str, table: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line about the table, and no page is lost to it."""
    path = tmp_path / "table.tsv" if table is None else _written(tmp_path / "table.tsv", table)
    good = _written(tmp_path / "good.txt", GOOD.encode())
    assert run(["read", str(good), option, str(path)]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert str(path) in told.err


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_terminated_run_leaves_no_worker(tmp_path: Path) -> None:
    """A polite kill ends the workers too, and the next run goes on."""
    for number in range(300):
        _written(tmp_path / f"page{number}.txt", GOOD.replace("12", str(12 + number)).encode())
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "add",
        str(tmp_path),
        "--ledger",
        str(tmp_path / "l.db"),
        "--jobs",
        "2",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        time.sleep(2.5)
        process.terminate()
        process.communicate(timeout=30)  # would wait for ever for the pipes of a worker left behind
    assert process.returncode in {0, 130}  # 0: it was faster than the signal


def onrecord(
    *arguments: str, given: bytes, folder: Path, output: int | IO[bytes] = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "onrecord", *arguments]
    return subprocess.run(
        command, input=given, stdout=output, stderr=subprocess.PIPE, cwd=folder, check=False, timeout=60
    )
