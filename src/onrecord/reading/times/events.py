"""What an article gives a year to: the happenings of the table, whose days it may name without one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.reading.times.anchor import Anchor
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.spans import Span


@cache
def _events() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["words"], row["start"], row["end"]) for row in load_table("onrecord.reading", "events.tsv"))


def known_events(words: str) -> list[tuple[int, str, str]]:
    """Return where in `words` a happening of the table is named, with its start and end."""
    folded = words.lower().replace("’", "'")
    return [(at, start, end) for name, start, end in _events() if (at := folded.find(name)) >= 0]


def read_anchor(text: str, spans: Sequence[Span], published: str | None) -> Anchor:
    """Return what the times of an article are resolved against."""
    if published:
        return Anchor(published)
    years: dict[int, int] = {}
    for span in spans:
        for _, start, __ in known_events(span.words(text)):
            if len(start) == 10:
                years.setdefault(int(start[5:7]) * 100 + int(start[8:]), int(start[:4]))
    return Anchor(None, tuple(years.items()))
