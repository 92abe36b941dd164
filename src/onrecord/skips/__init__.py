"""Skips in words fit for people: what could not be used, why, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.tables import Row, load_table

if TYPE_CHECKING:
    from onrecord.types import Skip


def explained(skip: Skip, where: str | None = None) -> str:
    """Say on one line what was skipped, why, and what to do next; `where` is the path of its document.

    >>> from onrecord.types import Skip
    >>> explained(Skip("notes.txt", stage="capture", reason="empty-file"))
    'notes.txt: the file is empty; capture the page again'
    """
    where = where or skip.document
    word, _, detail = skip.reason.partition(": ")
    row = _rows().get(word)
    if row is None:
        return f"{where}: {skip.reason}"
    told = f" ({detail})" if detail else ""
    return f"{where}: {row['problem']}{told}; {row['remedy']}"


def _rows() -> dict[str, Row]:
    return {row["reason"]: row for row in load_table("onrecord.skips", "skips.tsv")}
