"""What a claim shows in a terminal: each field of a figure with the words that gave it; and never a control."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from onrecord.cli.app import run
from onrecord.cli.exporting import write_csv
from onrecord.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """Ferry sinks off Tarsis, 12 dead

The Quay Times | March 3, 2031
At least 12 fishermen were killed when a ferry sank off Tarsis on Sunday, the coast \x1b[31mguard said.
"The search goes on," coast guard captain Mira Sol said.
"""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Answer yes."""
        return True


@pytest.fixture(name="path")
def path_fixture(tmp_path: Path) -> Path:
    """Return a ledger that holds the page."""
    page, path = tmp_path / "page.txt", tmp_path / "ledger.db"
    page.write_text(PAGE, encoding="utf-8")
    assert run(["add", str(page), "--ledger", str(path), "--rules-only"]) == 0
    return path


def test_a_claim_says_which_words_gave_each_field(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each field: its name, what was read, the words of the page; no words where none gave it."""
    with Ledger.open(path) as ledger:
        figures = [(each.id, each.figure) for reading in ledger.readings() for each in reading.claims]
    ident = next(ident for ident, figure in figures if figure and figure.measure == "killed")
    capsys.readouterr()
    assert run(["show", ident, "--ledger", str(path)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    for expected in (
        ["field", "reading", "words"],
        ["comparator", "at_least", "“At", "least”"],
        ["unit", "people", "“fishermen”"],
        ["measure", "killed", "“killed”"],
        ["time", "2031-03-02", "“Sunday”"],
        ["stance", "asserted"],
    ):
        assert expected in lines


def test_a_terminal_is_sent_no_controls(path: Path) -> None:
    """A table that is printed to a terminal shows them; written to a file it keeps the page's own characters."""
    terminal, file = Terminal(), io.StringIO()
    with Ledger.open(path) as ledger:
        write_csv(ledger, terminal)
        write_csv(ledger, file)
    assert "\x1b" not in terminal.getvalue()
    assert "�[31m" in terminal.getvalue()
    assert "\x1b[31m" in file.getvalue()
