"""Independence: in how many origins claims end that do not know of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.linking.agencies import is_no_agency
from onrecord.partition import Groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.linking.agencies import Credit
    from onrecord.linking.entities import Naming, Voice
    from onrecord.types import Claim, Link, Reading


@dataclass(frozen=True, slots=True)
class Origins:
    """What every claim rests on: its voice, the names on its way, and the claims whose words it shares."""

    resting: Mapping[str, tuple[str, ...]]  # claim id → marks; two claims with a mark in common are not independent
    passed: Mapping[str, frozenset[str]]  # claim id → the entities that only relay it
    copied: Mapping[str, tuple[str, ...]]  # claim id → claims of the same words

    def count(self, claims: Iterable[str]) -> int:
        """Return in how many independent origins the claims end."""
        told = set(claims)
        groups = Groups(told)
        first: dict[str, str] = {}
        for claim in sorted(told):
            for mark in self.resting[claim]:
                groups.join(first.setdefault(mark, claim), claim)
        for claim in sorted(told):
            # Who relays another's word is no second witness to it.
            near = [first[relay] for relay in self.passed[claim] if relay in first]
            for other in (*near, *(copy for copy in self.copied.get(claim, ()) if copy in told)):
                groups.join(other, claim)
        return len({groups.of(claim) for claim in told})


def find_origins(
    readings: Iterable[Reading],
    naming: Naming,
    voices: Mapping[str, Voice],
    copies: Iterable[Link],
    agencies: Mapping[str, Credit],
) -> Origins:
    """Gather what every claim rests on; `agencies` says for each article whose text it is."""
    resting, passed = {}, {}
    for reading in readings:
        article = reading.article
        authors = (f"author {name.casefold()}" for name in article.author if not is_no_agency(name))
        credited = [*authors, *(f"agency {name}" for name in sorted(agencies[article.id].agencies))]
        for claim in reading.claims:
            resting[claim.id] = tuple(_marks(claim, voices[claim.id], naming, credited))
            passed[claim.id] = frozenset(naming.entity_of[claim.id, place] for place in range(1, len(claim.chain) - 1))
    copied: dict[str, list[str]] = {}
    for link in copies:
        copied.setdefault(link.left, []).append(link.right)
        copied.setdefault(link.right, []).append(link.left)
    return Origins(resting, passed, {claim: tuple(others) for claim, others in copied.items()})


def _marks(claim: Claim, voice: Voice, naming: Naming, credited: list[str]) -> Iterable[str]:
    if voice.unnamed and claim.chain:
        # Nobody can tell two unnamed sources of one outlet apart, nor those of two that print one agency.
        return [*credited, naming.entity_of[claim.id, 0]]
    doubts = sorted(voice.doubts)  # who may be one is no second origin
    return [*doubts, *credited, voice.entity] if claim.own_voice else [*doubts, voice.entity]
