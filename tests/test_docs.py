"""Docs cannot lag: commands, options, tables, skips and links are described as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.cli.app import app
from onrecord.tables import load_table

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "onrecord"
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md"), *ROOT.glob("corpora/*.md")]
)
TABLES = sorted(SOURCE.glob("*/tables/*.tsv"))
COMMANDS = sorted(name for name in app if not name.startswith("-"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_the_changelog(command: str) -> None:
    """A newcomer reads of each command before meeting it."""
    words = (ROOT / "README.md").read_text(encoding="utf-8") + (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"onrecord {command}" in words
    assert command in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_and_links_in_the_docs_are_real(page: Path) -> None:
    """Every `onrecord …` line of the docs names a command that is there, every local link a file."""
    words = page.read_text(encoding="utf-8")
    named = set(re.findall(r"^(?: {4}|`)onrecord ([a-z]+)", words, re.MULTILINE))
    assert named <= set(COMMANDS)
    for target in re.findall(r"\]\((?!https?://|#)([^)#\s]+)", words):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The help of each command describes every option and gives an example."""
    app([command, "--help"], result_action="return_value")
    told = capsys.readouterr().out
    assert "Example:" in told
    assert "docs/" not in told or all((ROOT / path).exists() for path in re.findall(r"docs/\w+\.md", told))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table.relative_to(SOURCE)))
def test_every_table_says_its_source(table: Path) -> None:
    """A table begins with a comment on what it holds and where it comes from, and has rows."""
    assert table.read_text(encoding="utf-8").startswith("# ")
    assert load_table(f"onrecord.{table.parents[1].name}", table.name)


def test_every_skip_has_words() -> None:
    """Each reason that the code gives for a skip is explained, with what to do next."""
    told = {row["reason"]: row for row in load_table("onrecord.skips", "skips.tsv")}
    used = {
        reason
        for path in SOURCE.rglob("*.py")
        for reason in re.findall(r'reason=f?"([a-z-]+)', path.read_text(encoding="utf-8"))
    }
    assert used <= set(told)
    assert all(row["problem"] and row["remedy"] for row in told.values())
