"""The demo's expected links, end to end: how many are met, and that no trap is linked."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.demo import demo_settings
from onrecord.linking import link_readings
from onrecord.pipeline import read_captures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.types import Reading

CASES = Path(__file__).parents[1] / "cases" / "demo" / "links.jsonl"
PAGES = Path(__file__).parents[2] / "src" / "onrecord" / "demo" / "pages"

# What is met today; raise a floor when more is met.
FLOORS = {"copies": 4, "repeats": 2, "contradicts": 3, "updates": 10, "corroborates": 0}

End = dict[str, str]


@pytest.fixture(scope="module", name="linked")
def linked_fixture() -> tuple[dict[str, list[Reading]], dict[frozenset[str], str]]:
    """Return the readings of every page, and the relation of every linked pair of claims."""
    paths = sorted(PAGES.iterdir())
    settings = replace(demo_settings(), jobs=1)
    pages = {path.name: list(page.readings) for path, page in zip(paths, read_captures(paths, settings), strict=True)}
    links = link_readings([reading for readings in pages.values() for reading in readings], settings).links
    return pages, {frozenset((link.left, link.right)): link.relation for link in links}


def claims_at(end: End, readings: Iterable[Reading]) -> set[str]:
    """Return the claims that the words of one end of a link lie in or beside."""
    words = re.compile(r"\s+".join(map(re.escape, end["words"].split())))
    return {
        claim.id
        for reading in readings
        for place in words.finditer(reading.document.text)
        for claim in reading.claims
        if claim.span.start < place.end() and place.start() < claim.span.end
    }


def relations(case: dict[str, Any], linked: tuple[dict[str, list[Reading]], dict[frozenset[str], str]]) -> set[str]:
    """Return how the claims at the two ends of a case are linked."""
    pages, relation_of = linked
    ends = [claims_at(case[side], pages[case[side]["page"]]) for side in ("left", "right")]
    pairs = (frozenset((left, right)) for left in ends[0] for right in ends[1])
    return {relation_of[pair] for pair in pairs if pair in relation_of}


def expected() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("relation", FLOORS)
def test_expected_links_are_met(
    relation: str, linked: tuple[dict[str, list[Reading]], dict[frozenset[str], str]]
) -> None:
    """Of each relation at least as many links are found as ever were."""
    cases = [case for case in expected() if case["relation"] == relation]
    met = [case for case in cases if relation in relations(case, linked)]
    missed = [f"{case['left']} {case['right']}" for case in cases if case not in met]
    assert len(met) >= FLOORS[relation], "\n".join(missed)


def test_no_trap_is_linked(linked: tuple[dict[str, list[Reading]], dict[frozenset[str], str]]) -> None:
    """Equal numbers of different things stay apart."""
    violated = [case["reason"] for case in expected() if case["relation"] is None and relations(case, linked)]
    assert not violated
