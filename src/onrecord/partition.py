"""Parting things into groups that pairs hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

K = TypeVar("K")


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
