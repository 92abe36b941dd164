"""Evidence: why two things are held to be one or to bear on each other, in words fit for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

T = TypeVar("T")
K = TypeVar("K", bound="Hashable")


@dataclass(frozen=True, slots=True)
class Evidence:
    """How far one look at two things speaks for or against them, from -1 to 1, and in which words."""

    score: float
    detail: str


NOTHING = Evidence(0.0, "")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """One way of looking at two things, and how much it counts."""

    look: Callable[[T, T], Evidence]
    weight: float


def weigh(rules: Sequence[Rule[T]], left: T, right: T) -> Evidence:
    """Add up what every rule says, with the words of those that say anything.

    >>> same = Rule(lambda left, right: Evidence(float(left == right), "same word"), weight=0.5)
    >>> weigh([same, same], "a", "a")
    Evidence(score=1.0, detail='same word; same word')
    """
    told = [(rule.weight, rule.look(left, right)) for rule in rules]
    total = sum(weight * evidence.score for weight, evidence in told)
    return Evidence(round(total, 4), "; ".join(evidence.detail for _, evidence in told if evidence.score))


class Groups(Generic[K]):
    """A partition that grows by joining (union-find); the least member names a group, so order does not matter.

    >>> groups = Groups([3, 1, 2])
    >>> groups.join(3, 1)
    >>> groups.of(3), groups.of(2)
    (1, 2)
    """

    __slots__ = ("_parent",)

    def __init__(self, members: Iterable[K] = ()) -> None:
        """Begin with every member by itself."""
        self._parent: dict[K, K] = {each: each for each in members}

    def of(self, member: K) -> K:
        """Return the name of the member's group, a stranger's being itself."""
        root = member
        while (above := self._parent.setdefault(root, root)) != root:
            root = above
        while (above := self._parent[member]) != root:
            self._parent[member], member = root, above
        return root

    def join(self, left: K, right: K) -> None:
        """Make one group of two."""
        first, second = sorted((self.of(left), self.of(right)))  # type: ignore[type-var]  # members are sortable
        self._parent[second] = first

    def all(self) -> Iterator[tuple[K, list[K]]]:
        """Yield each group's name and its members, in order."""
        told: dict[K, list[K]] = {}
        for member in sorted(self._parent):  # type: ignore[type-var]  # members are sortable
            told.setdefault(self.of(member), []).append(member)
        yield from told.items()
