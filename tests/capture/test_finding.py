"""Finding captures among files and folders, hostile ones too."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.capture import find_captures
from onrecord.types import Skip


def _names(folder: Path) -> list[str]:
    return [each.name if isinstance(each, Path) else each.reason for each in find_captures([folder])]


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    """Files come in sorted order, those of folders in their place, hidden ones not at all."""
    for name in ("b.txt", "a/z.txt", "a/y/x.txt", "c.txt", ".hidden.txt", ".git/config"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Rain")
    assert _names(tmp_path) == ["x.txt", "z.txt", "b.txt", "c.txt"]


def test_pictures_and_scripts_beside_a_saved_page(tmp_path: Path) -> None:
    """The folder that a browser saves beside a page is left out; another with such a name is not."""
    for name in ("page.html", "page_files/script.js", "other_files/text.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Rain")
    assert _names(tmp_path) == ["text.txt", "page.html"]


def test_nothing_to_find(tmp_path: Path) -> None:
    """A folder without pages yields nothing, and a name without a file is left to the opener."""
    assert list(find_captures([tmp_path])) == []
    assert list(find_captures([tmp_path / "missing", Path("x" * 5000), Path("a\0b")])) == [
        tmp_path / "missing",
        Path("x" * 5000),
        Path("a\0b"),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_what_is_no_file(tmp_path: Path) -> None:
    """Pipes, loops of links and links to nowhere are skips; links to folders are not followed."""
    os.mkfifo(tmp_path / "a-pipe")
    (tmp_path / "b-loop").symlink_to(tmp_path / "b-loop")
    (tmp_path / "c-up").symlink_to(tmp_path)
    (tmp_path / "d-gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "e.txt").write_text("Rain")
    assert _names(tmp_path) == ["not-a-file", "unreadable", "unreadable", "e.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every folder")
def test_unreadable_folder(tmp_path: Path) -> None:
    """A folder that may not be read is a skip, and the others go on."""
    (tmp_path / "a").mkdir(mode=0)
    (tmp_path / "b.txt").write_text("Rain")
    assert _names(tmp_path) == ["unreadable", "b.txt"]


def test_unreadable_folder_by_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error while a folder is listed becomes a skip."""

    def refuse(_: object) -> list[str]:
        raise PermissionError

    monkeypatch.setattr(os, "listdir", refuse)
    assert list(find_captures([tmp_path])) == [Skip(str(tmp_path), "capture", "unreadable")]
