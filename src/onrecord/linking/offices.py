"""Offices: what articles call a person, and for which body that makes them speak; an office outlives its holder."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.linking.words import folded_words
from onrecord.types import Office

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Telling:
    """What the words of one source say of a person beside the name."""

    person: str  # entity
    title: str | None
    body: str | None  # the name of the body for which they speak, as printed
    entity: str | None  # that body's
    is_clear: bool  # whether the article tells which body it is
    day: str | None


def spokespersons(told: Iterable[Telling]) -> dict[str, tuple[str, str]]:
    """Return for whom each person speaks; a body that one article leaves open is what another tells."""
    counts: dict[str, Counter[tuple[bool, str, str]]] = {}
    for each in told:
        if each.entity is not None and each.body is not None:
            counts.setdefault(each.person, Counter())[each.is_clear, each.entity, each.body] += 1
    best = {person: max(sorted(seen), key=lambda each: (each[0], seen[each])) for person, seen in counts.items()}
    return {person: (entity, body) for person, (_, entity, body) in best.items()}


def offices_of(told: Iterable[Telling], names: Mapping[str, str]) -> dict[str, tuple[Office, ...]]:
    """Return the offices of each person with when they were seen in it; `names` are those of all entities."""
    seen: dict[tuple[str, str], list[Telling]] = {}
    for each in told:
        if each.title is not None:
            seen.setdefault((each.person, " ".join(folded_words(each.title))), []).append(each)
    offices: dict[str, list[Office]] = {}
    for (person, _), those in seen.items():
        offices.setdefault(person, []).append(_office(those, names))
    return {
        person: tuple(sorted(those, key=lambda office: (office.first_seen or "9999", office.title)))
        for person, those in offices.items()
    }


def _office(told: list[Telling], names: Mapping[str, str]) -> Office:
    titles = Counter(each.title for each in told if each.title)
    bodies = Counter((each.is_clear, each.entity, each.body) for each in told if each.entity and each.body)
    _, entity, body = max(sorted(bodies), key=lambda each: (each[0], bodies[each]), default=(False, None, None))
    days = sorted(each.day for each in told if each.day)
    return Office(
        title=max(sorted(titles), key=lambda title: titles[title]),
        organization=names.get(entity or "", body),
        entity=entity if entity in names else None,
        first_seen=days[0] if days else None,
        last_seen=days[-1] if days else None,
    )
