"""Chains: from the publisher to the one on whose word a statement rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Claim

    StatementsOf = Callable[..., list[Claim]]

CASES = "chains.jsonl"


def test_chain(case: dict[str, Any], statements_of: StatementsOf) -> None:
    """Each case's statements have their chains, the publisher first."""
    assert [[step.name for step in claim.chain] for claim in statements_of(case["text"])] == case["expected"]


def test_roles_and_evidence(statements_of: StatementsOf) -> None:
    """Every step says what it is, and all but the publisher where the text shows it."""
    text = "According to a May Air Force memo obtained by The Guardian, 300 soldiers were moved."
    (claim,) = statements_of(text)
    assert [step.role for step in claim.chain] == ["publisher", "outlet", "document"]
    assert claim.chain[0].mention is None
    assert all("memo obtained by The Guardian" in step.mention.words(text) for step in claim.chain[1:] if step.mention)


def test_without_a_publisher(statements_of: StatementsOf) -> None:
    """An article whose publisher is unknown begins its chains with who speaks."""
    (claim,) = statements_of("Mayor Ela Orm said the road was cut.", publisher=None)
    assert [step.name for step in claim.chain] == ["Ela Orm"]
