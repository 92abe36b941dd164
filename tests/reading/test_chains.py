"""Chains: from the publisher to the one on whose word a statement rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


SOURCES = (
    "Mayor Ela Orm",
    "the ministry",
    "He",
    "She",
    "a May memo obtained by The Guardian",
    "Orvel Radio",
    "We",
    "they",
)
SAYINGS = ("said that the road was cut.", "told The Guardian that it fled.", "said, citing officials, that two died.")
TOLD = st.lists(st.tuples(st.sampled_from(SOURCES), st.sampled_from(SAYINGS)), min_size=1, max_size=5)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TOLD)
def test_every_chain_begins_with_the_publisher(statements_of: StatementsOf, told: list[tuple[str, str]]) -> None:
    """Whoever speaks through whom: the publisher stands first and no name stands twice."""
    for claim in statements_of(" ".join(f"{source} {saying}" for source, saying in told)):
        names = [step.name.lower() for step in claim.chain]
        assert claim.chain[0].role == "publisher"
        assert len({*names}) == len(names)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TOLD)
def test_no_pronoun_is_an_origin_where_a_person_spoke(statements_of: StatementsOf, told: list[tuple[str, str]]) -> None:
    """After a woman who was named, "she" is never left as an origin."""
    words = " ".join(f"{source} {saying}" for source, saying in told)
    for claim in statements_of(f"Mrs Ela Orm said that it rained. {words}"):
        assert claim.chain[-1].name.lower() != "she"
