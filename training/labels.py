"""Labels as sets of bits: what a corpus allows a word to be, where its classes are not ours."""

from __future__ import annotations

from typing import Final

from onrecord.reading.labels import ENTITIES, ENTITY_TAGS

UNKNOWN: Final = -100
"""A label that no head learns from."""


def tag_bits(*tags: str) -> int:
    """Return the set of entity tags as bits: a word's label is the set of tags that its corpus allows.

    >>> bin(tag_bits("O", "B-person"))
    '0b11'
    """
    return sum(1 << ENTITY_TAGS.index(tag) for tag in tags)


ANY_TAG: Final = (1 << len(ENTITY_TAGS)) - 1


def closed_over(allowed: dict[str, tuple[str, ...]], kind: str, mark: str) -> int:
    """Return the bits of the tags that the corpus's own class `kind` may stand for."""
    return tag_bits(*(f"{mark}-{entity}" for entity in allowed[kind]))


def outside(annotated: set[str]) -> int:
    """Return the bits of the tags a word may bear where the corpus, which annotates `annotated`, marks nothing."""
    free = [entity for entity in ENTITIES if entity not in annotated]
    return tag_bits("O", *(f"{mark}-{entity}" for entity in free for mark in "BI"))
