"""Finding captures: files as given, folders walked in sorted order."""

from __future__ import annotations

import os
import re
from os.path import isdir, isfile, islink, lexists
from typing import TYPE_CHECKING

from onrecord.types import Skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def find_captures(paths: Iterable[Path]) -> Iterator[Path | Skip]:
    """Yield the files among `paths` and those in the folders among them; hidden ones are left out."""
    for path in paths:
        # os.path, here and below: its questions answer no where pathlib's raise (a name too long, a loop of links).
        if isdir(path):  # noqa: PTH112 - see above
            yield from _walk(path)
        else:
            yield path


def printable(path: Path) -> str:
    r"""Return the name of a file in characters that can be written on one line, whatever its bytes are.

    >>> from pathlib import Path
    >>> printable(Path("caf\udce9.txt"))
    'caf\\xe9.txt'
    """
    name = os.fsencode(path).decode("utf-8", errors="backslashreplace")
    return CONTROL.sub(lambda sign: sign[0].encode("unicode_escape").decode(), name)


def _walk(folder: Path) -> Iterator[Path | Skip]:
    """Walk with a stack of our own, as a tree may be deeper than Python's; links to folders are not followed."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if isfile(path):  # noqa: PTH113 - see find_captures
            yield path
        elif isdir(path):  # noqa: PTH112 - see find_captures
            inside = () if islink(path) and path != folder else _entries(path)  # noqa: PTH114 - see find_captures
            if inside is None:
                yield Skip(printable(path), stage="capture", reason="unreadable")
            waiting += reversed(inside or ())
        else:
            special = lexists(path) and not islink(path)  # noqa: PTH114 - see find_captures
            yield Skip(printable(path), stage="capture", reason="not-a-file" if special else "unreadable")


def _entries(folder: Path) -> list[Path] | None:
    """List what a folder holds, without hidden files and what a browser saves beside a page."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names, not paths: they are compared with each other
    except OSError:
        return None
    beside = {
        f"{stem}_files"
        for stem, _, ending in (name.rpartition(".") for name in names)
        if ending.lower() in {"html", "htm"}
    }
    return [folder / name for name in names if not name.startswith(".") and name not in beside]
