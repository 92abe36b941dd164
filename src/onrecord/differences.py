"""Differences: what the claims of one story say against each other, and who says each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from onrecord.partition import Groups

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from onrecord.types import Link, Number

M = TypeVar("M", bound="Hashable")

SUPPORTING = frozenset({"repeats", "corroborates", "copies"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One matter on which claims differ: its sides, and of each the claims that say the same, the earliest first."""

    sides: tuple[tuple[str, ...], ...]


def differences_of(links: Iterable[Link], told: Mapping[str, Number | None]) -> tuple[Difference, ...]:
    """Gather on what the claims `told` differ, by the links between them.

    They come earliest first, each with its number: none of a statement, or of a figure as vague as "dozens".

    >>> from onrecord.spans import Span
    >>> from onrecord.types import Link
    >>> def link(relation, left, right): return Link(relation, left, right, 0.9, "", Span(0, 1), Span(0, 1))
    >>> found = [link("contradicts", "a", "b"), link("repeats", "b", "c"), link("updates", "a", "d")]
    >>> differences_of(found, {"a": 20, "b": 85, "c": 85, "d": 21})
    (Difference(sides=(('a',), ('b', 'c'))),)
    """
    within = [link for link in links if link.left in told and link.right in told]
    alike = [(each.left, each.right) for each in within if each.relation in SUPPORTING and not _is_apart(each, told)]
    sides = _joined(told, alike)
    side_of = {claim: side for side in sides for claim in side}
    apart = [(side_of[each.left], side_of[each.right]) for each in within if _is_apart(each, told)]
    return tuple(Difference(matter) for matter in _joined(sides, apart) if len(matter) > 1)


def _is_apart(link: Link, told: Mapping[str, Number | None]) -> bool:
    """Answer whether a link sets its claims against each other; a copy does that gives another number."""
    left, right = told[link.left], told[link.right]
    return link.relation == "contradicts" or (link.relation == "copies" and None not in {left, right} and left != right)


def _joined(members: Iterable[M], pairs: Iterable[tuple[M, M]]) -> list[tuple[M, ...]]:
    """Part `members` into groups that the pairs hold together; the order of the members stays."""
    told = list(members)
    place_of = {member: place for place, member in enumerate(told)}
    groups = Groups(range(len(told)))
    for left, right in pairs:
        groups.join(place_of[left], place_of[right])
    return [tuple(told[place] for place in places) for _, places in groups.all()]
