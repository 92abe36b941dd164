"""Our own corpus, which lies in this repository: `corpora/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from corpora.items import read_part

from onrecord.reading.labels import ENTITIES, ROLES
from training.corpora.polnear import flat_states
from training.corpora.reports import ARTICLES
from training.corpora.text import passage_of_text, word_range
from training.labels import outside
from training.marking import Allowed, mark
from training.passages import Said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpora.items import Item

    from training.passages import Passage

KINDS: Final[Allowed] = {kind: (kind,) for kind in ENTITIES}


def read_own(_data: Path, part: str) -> Iterator[Passage]:
    """Read a part of our own corpus; the folder of the others' data is not asked."""
    items, problems = read_part(part)
    if problems:
        message = f"mend the corpus first (python -m corpora): {problems[0]}"
        raise ValueError(message)
    yield from map(passage_of_item, items)


def passage_of_item(item: Item) -> Passage:
    """Cut an item into words, and put its names and its attributions on them."""
    passage = passage_of_text(item.id, item.body)
    passage.entities = [outside(set(ENTITIES))] * len(passage)
    for name in item.marks:
        found = word_range(passage, name.span.start, name.span.end) if name.is_name else None
        if found:
            low, high = found
            low += passage.words[low].lower() in ARTICLES and high - low > 1  # as the other corpora have it
            mark(passage.entities, low, high, KINDS, name.tag)
    everyone = [_said(item, passage, number) for number in range(len(item.told))]
    passage.gold = {
        role: frozenset((span.start, span.end) for told in item.told for span in getattr(told, role)) for role in ROLES
    }
    passage.states = flat_states(len(passage), everyone)
    # What stands inside another's content has no states of its own, so there is no cue to link from.
    passage.attributions = tuple(said for said in everyone if not _is_inside(said, everyone))
    return passage


def _said(item: Item, passage: Passage, number: int) -> Said:
    spans = ((word_range(passage, span.start, span.end) for span in getattr(item.told[number], role)) for role in ROLES)
    return Said(*(tuple(found for found in each if found) for each in spans))


def _is_inside(said: Said, everyone: list[Said]) -> bool:
    """Answer whether the cue of `said` lies in the content of another."""
    contents = [span for other in everyone if other is not said for span in other.content]
    return any(start <= low and high <= end for low, high in said.cue for start, end in contents)
