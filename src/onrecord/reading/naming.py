"""Names as the trained reader sees them: it tells persons, bodies and places apart where capitals alone do not."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.reading.mentions import Mention
    from onrecord.reading.tagger import Entity
    from onrecord.spans import Span

SPEAKING: Final = frozenset({"person", "organisation", "group"})
PLACES: Final = frozenset({"place", "facility"})
LOCATED = re.compile(
    r"\b(?:in|at|near|from|of|outside|inside|around|to|into|across|over|towards?|between)\s(?:the\s)?$",
    re.IGNORECASE,
)
BEFORE: Final = 16  # letters before a name in which its preposition is looked for


@dataclass(frozen=True, slots=True)
class Seen:
    """The names that the trained reader found in a text, in order; none where rules read alone."""

    text: str
    entities: Sequence[Entity] = ()

    def within(self, span: Span) -> list[Entity]:
        """Return the names that share letters with a span."""
        first = bisect_left(self.entities, span.start, key=lambda each: each.end)
        found = []
        for each in self.entities[first:]:
            if each.start >= span.end:
                break
            if each.end > span.start:
                found.append(each)
        return found

    def words(self, entity: Entity) -> str:
        """Return a name as printed, on one line."""
        return " ".join(self.text[entity.start : entity.end].split())


def confirmed(mentions: Iterable[Mention], seen: Seen) -> tuple[Mention, ...]:
    """Return the mentions that may be whom a pronoun means, each as what the trained reader sees in it."""
    if not seen.entities:
        return tuple(mentions)
    return tuple(corrected(each, seen) for each in mentions if not _is_nobody(each, seen))


def corrected(mention: Mention, seen: Seen) -> Mention:
    """Return a mention with the one name that the reader sees in it, where the rules could only guess its kind."""
    first = next((each for each in seen.within(mention.span) if each.start == mention.span.start), None)
    of_body = mention.role in {"organization", "group"} or " of " in mention.name
    if first and first.kind == "person" and of_body and seen.text.startswith(" of ", first.end):
        return replace(mention, name=seen.words(first), role="person", gender="", nouns=(), seen=True)
    if not _is_guess(mention):
        return mention
    names = [each for each in seen.within(mention.span) if each.kind in SPEAKING]
    if len(names) != 1:
        return mention
    (name,) = names
    words = seen.words(name)
    if name.kind == "person" and words in mention.name:
        return replace(mention, name=words, role="person", gender="", seen=True)
    if name.kind == "organisation" and words == mention.name:
        return replace(mention, role="organization", gender="n")
    return mention


def _is_guess(mention: Mention) -> bool:
    """Answer whether capitals alone say what a mention is: no title, no table, no given name."""
    known = mention.nouns or mention.gender in {"m", "f", "p"}
    return mention.kind == "name" and not known and mention.role in {"person", "organization"}


def _is_nobody(mention: Mention, seen: Seen) -> bool:
    """Answer whether a capital names nobody: a place where something is, or a word that begins a sentence."""
    if not _is_guess(mention):
        return False
    kinds = {each.kind for each in seen.within(mention.span)}
    if not kinds:
        return " " not in mention.name and not mention.name.isupper()
    start = mention.span.start
    return kinds <= PLACES and LOCATED.search(seen.text, max(0, start - BEFORE), start) is not None
