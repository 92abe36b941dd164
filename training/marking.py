"""Marking names: what each corpus's own classes may stand for here."""

from __future__ import annotations

from training.labels import closed_over

Allowed = dict[str, tuple[str, ...]]
"""A corpus's class and the kinds it may stand for: where there are several, the word's label is the set."""


def annotated(allowed: Allowed) -> set[str]:
    """Return the kinds that a corpus marks wherever it meets them.

    >>> sorted(annotated({"PER": ("person",), "LOC": ("place", "facility")}))
    ['facility', 'person', 'place']
    """
    return {kind for kinds in allowed.values() for kind in kinds}


def mark(bits: list[int], start: int, end: int, allowed: Allowed, kind: str) -> None:
    """Label the words `[start, end)` as one name of the corpus's class `kind`."""
    bits[start:end] = [closed_over(allowed, kind, "I")] * (end - start)
    bits[start] = closed_over(allowed, kind, "B")
