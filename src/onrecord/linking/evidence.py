"""Evidence: why two things are held to be one or to bear on each other, in words fit for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

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
