"""A passage: the words of one document with whatever a corpus says of them."""

from __future__ import annotations

from dataclasses import dataclass, field

WordSpan = tuple[int, int]
"""Half-open, in words."""


@dataclass(frozen=True, slots=True)
class Said:
    """One annotated attribution: the spans of each role, in words of the passage."""

    source: tuple[WordSpan, ...]
    cue: tuple[WordSpan, ...]
    content: tuple[WordSpan, ...]

    def spans(self, role: str) -> tuple[WordSpan, ...]:
        """Return the spans of `role`."""
        found: tuple[WordSpan, ...] = getattr(self, role)
        return found


@dataclass(slots=True)
class Passage:
    """Parallel lists, one entry a word; a label list is None where the corpus says nothing of that kind."""

    name: str
    words: list[str] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    offsets: list[tuple[int, int]] | None = None
    states: list[int] | None = None
    entities: list[int] | None = None
    """For each word the set of allowed entity tags, as bits."""
    upos: list[int] | None = None
    heads: list[int] | None = None
    """The index of each word's head in the passage; -1 for a root."""
    relations: list[int] | None = None
    attributions: tuple[Said, ...] = ()
    gold: dict[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    """The annotators' own spans, in letters, by role: what a score is counted against."""
    pieces: list[tuple[int, ...]] = field(default_factory=list)
    features: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        """Return how many words it has."""
        return len(self.words)
