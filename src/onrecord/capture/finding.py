"""Finding captures: files as given, folders walked in sorted order."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.types import Skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def find_captures(paths: Iterable[Path]) -> Iterator[Path | Skip]:
    """Yield the files among `paths` and those in the folders among them; hidden ones are left out."""
    for path in paths:
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def printable(path: Path) -> str:
    r"""Return the name of a file in characters that can be written, whatever its bytes are.

    >>> printable(Path("caf\udce9.txt"))
    'caf\\xe9.txt'
    """
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def _walk(folder: Path) -> Iterator[Path | Skip]:
    """Walk with a stack of our own: a hostile tree may be deeper than Python's."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not path.is_dir() or (path.is_symlink() and path != folder):
            # A link to a folder is not followed: the folder may contain the link. A link to a file is a file.
            if not path.is_dir():
                yield path if path.is_file() else Skip(printable(path), stage="capture", reason="not-a-file")
            continue
        inside = _entries(path)
        if inside is None:
            yield Skip(printable(path), stage="capture", reason="unreadable")
        else:
            waiting += reversed(inside)


def _entries(folder: Path) -> list[Path] | None:
    """List what a folder holds, without hidden files and the pictures and scripts that a browser saves beside a page."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names, not paths: they are compared with each other
    except OSError:
        return None
    pages = {name.rpartition(".")[0] for name in names if name.lower().endswith((".html", ".htm"))}
    return [folder / name for name in names if not name.startswith(".") and name.removesuffix("_files") not in pages - {name}]
