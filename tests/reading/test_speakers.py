"""Speakers: whom "he", "the ministry" or a surname means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Claim

CASES = "speakers.jsonl"


def test_speaker(case: dict[str, Any], statements_of: Callable[..., list[Claim]]) -> None:
    """Each case's statements rest on those expected, by the fullest name that the text gives."""
    told = statements_of(case["text"], model=case.get("model", False))
    assert [claim.origin for claim in told] == case["expected"]
