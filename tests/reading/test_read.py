"""Reading: an article in, its claims out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Claim

    ClaimsOf = Callable[..., tuple[Claim, ...]]

PIECES = (
    "Mayor Ela Orm", "said", "that", "12 people", "were killed", ",", ".", "“", "”", "according to", "he",
    "the ministry", "who", "told Reuters", "on Monday", "adding that", "(OVR)", "and", "\n", "’s",
    "UN Under-Secretary-General",
)  # fmt: skip


@settings(deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_any_article(text: str, claims_of: ClaimsOf) -> None:
    """Whatever the text: claims stand in its order, their evidence lies in it, chains begin with the publisher."""
    claims = claims_of(text)
    assert [claim.span for claim in claims] == sorted(claim.span for claim in claims)
    for claim in claims:
        assert claim.span.end <= len(text)
        assert claim.chain[0].name == "Vessany Courier"
        assert all(step.name for step in claim.chain)


@settings(deadline=None)
@given(text=st.text(max_size=200))
def test_any_characters(text: str, claims_of: ClaimsOf) -> None:
    """No text at all makes the reader raise."""
    claims_of(text)


def test_statements_and_figures_of_a_sentence(claims_of: ClaimsOf) -> None:
    """A sentence with one statement and two figures yields three claims with the same chain."""
    claims = claims_of("Mayor Ela Orm said 12 people were killed and 40 injured.")
    assert sorted(claim.kind for claim in claims) == ["figure", "figure", "statement"]
    assert len({claim.chain for claim in claims}) == 1
    assert len({claim.attribution for claim in claims}) == 1
