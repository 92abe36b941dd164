"""The readers of time expressions, under the names by which the rows of times.tsv call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.reading.times import dates, days, distances, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onrecord.reading.times.anchor import Anchor, Told
    from onrecord.reading.times.words import Words

READERS: Mapping[str, Callable[[Words, Anchor], Told | None]] = {
    name.removeprefix("read_"): reader
    for room in (dates, parts, days, distances)
    for name, reader in vars(room).items()
    if name.startswith("read_")
}
