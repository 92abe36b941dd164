"""Claims against claims: every relation, and everything that only looks like one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.linking import link_readings
from onrecord.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Reading

CASES = "links.jsonl"


def test_two_articles(case: dict[str, Any], make_reading: Callable[[dict[str, Any]], Reading]) -> None:
    """The claims of two articles are linked as the case says, the earlier one on the left, or not at all."""
    readings = [make_reading(each) for each in case["articles"]]
    links = link_readings(readings, Settings()).links
    assert [link.relation for link in links] == case["expected"]
    dates = [reading.article.date_published or "9999" for reading in readings]
    for link in links:
        assert link.detail
        assert dates[0] == dates[1] or link.left in {claim.id for claim in readings[0].claims}


def test_order_makes_no_difference(make_reading: Callable[[dict[str, Any]], Reading]) -> None:
    """All cases at once, in any order, give the same links."""
    lines = (Path(__file__).parents[1] / "cases" / CASES).read_text(encoding="utf-8").splitlines()
    readings = {
        reading.article.id: reading
        for line in lines
        for each in json.loads(line)["articles"]
        for reading in [make_reading(each)]
    }
    straight = list(readings.values())
    links = link_readings(straight, Settings())
    for other in (straight[::-1], straight[1::2] + straight[::2], sorted(straight, key=lambda each: each.article.id)):
        assert link_readings(other, Settings()) == links


def test_a_crowded_day(make_reading: Callable[[dict[str, Any]], Reading]) -> None:
    """On a day of very many happenings the two reports of each place still find each other."""
    towns = [f"Aktul {number}" for number in range(60)]
    readings = [make_reading(strike(town, low, paper)) for low, town in enumerate(towns, 113) for paper in "AB"]
    links = link_readings(readings, Settings()).links
    ends = [{reading.article.id for reading in readings[start : start + 2]} for start in range(0, 120, 2)]
    article_of = {claim.id: reading.article.id for reading in readings for claim in reading.claims}
    assert [link.relation for link in links] == ["repeats"] * 60
    assert all({article_of[link.left], article_of[link.right]} in ends for link in links)


def strike(town: str, low: int, paper: str) -> dict[str, Any]:
    """Return an article of one town's strike, with its toll."""
    figure = {"low": low, "measure": "killed", "places": [town], "start": "2031-03-04", "end": "2031-03-04"}
    told = f"A strike on {town} killed {low} people, the Coast Monitor said."
    again = f"According to the Coast Monitor, {low} people died when bombs fell on {town}."
    return {
        "publisher": f"Paper {paper}",
        "date": "2031-03-04",
        "headline": f"Strike on {town}",
        "text": told if paper == "A" else again,
        "claims": [{"words": f"{low} people", "chain": [["Coast Monitor", "organization"]], "figure": figure}],
    }
