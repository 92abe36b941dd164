"""Independence: claims that meet in their chains or texts count as one origin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onrecord.linking import link_readings
from onrecord.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Reading

    Case = dict[str, Any]

MINISTRY = ["Sudan Health Ministry", "organization"]
UNION = ["Doctors' Union", "organization"]
OFFICIALS = ["local officials", "anonymous"]


def counted(number: int, publisher: str, chain: list[list[str]], author: list[str], source: str | None) -> Case:
    """Return an article of its own words that says how many died; `number` tells it from the others."""
    words = f"31 people ({number})"
    text = f"{words} died in the flood, {source or 'it was said'}.\nParagraph {number} of {publisher}."
    figure = {"low": 31, "measure": "killed", "places": ["Khartoum"], "start": "2031-03-04", "end": "2031-03-04"}
    claim: Case = {"words": words, "chain": chain, "figure": figure}
    if source:
        claim["source"] = source
    return {"publisher": publisher, "date": "2031-03-04", "text": text, "author": author, "claims": [claim]}


@pytest.mark.parametrize(
    ("articles", "origins"),
    [
        pytest.param([("A", [MINISTRY]), ("B", [MINISTRY])], 1, id="one ministry"),
        pytest.param([("A", [MINISTRY]), ("B", [UNION])], 2, id="a ministry and a union"),
        pytest.param([("A", []), ("B", [["A", "outlet"]])], 1, id="an outlet and who cites it"),
        pytest.param([("A", [["C", "outlet"], MINISTRY]), ("B", [MINISTRY])], 1, id="one by way of another outlet"),
        pytest.param([("A", [["C", "outlet"], MINISTRY]), ("C", [])], 1, id="the outlet that relays it"),
        pytest.param([("A", [OFFICIALS]), ("A", [OFFICIALS])], 1, id="unnamed officials of one outlet"),
        pytest.param([("A", [OFFICIALS]), ("B", [OFFICIALS])], 2, id="unnamed officials of two outlets"),
        pytest.param(
            [("A", [OFFICIALS]), ("A", [["witnesses", "anonymous"]])], 1, id="unnamed sources are their outlet"
        ),
        pytest.param([("A", [], ["AFP"]), ("B", [], ["AFP"])], 1, id="one agency's credit"),
        pytest.param([("A", [], ["Agencies"]), ("B", [], ["Agencies"])], 2, id="a credit that names no agency"),
        pytest.param([("A", [OFFICIALS], ["AFP"]), ("B", [OFFICIALS], ["AFP"])], 1, id="an agency's unnamed officials"),
        pytest.param([("A", [], ["AFP"]), ("AFP", [])], 1, id="an agency and who prints it"),
        pytest.param([("A", [], ["AFP"]), ("Agence France-Presse", [])], 1, id="an agency under two names"),
        pytest.param([("A", [], ["AFP"]), ("B", [], ["AP"])], 2, id="two agencies"),
        pytest.param([("A", [], ["Jo Arden"]), ("B", [], ["Jo Arden"])], 1, id="one reporter in two papers"),
        pytest.param([("A", [MINISTRY], ["AFP"]), ("B", [UNION], ["AFP"])], 2, id="two sources told by one agency"),
        pytest.param(
            [
                ("A", [MINISTRY]),
                ("B", [["Amna Bashir", "person"]], [], "Sudan Health Ministry spokeswoman Amna Bashir"),
            ],
            1,
            id="a spokeswoman and her ministry",
        ),
        pytest.param(
            [("A", [MINISTRY]), ("B", [UNION]), ("C", [MINISTRY]), ("D", [UNION])], 2, id="four papers, two words"
        ),
    ],
)
def test_origins(articles: list[tuple[Any, ...]], origins: int, make_reading: Callable[[Case], Reading]) -> None:
    """A series over the articles counts so many independent origins."""
    readings = []
    for number, (publisher, chain, *more) in enumerate(articles):
        author, source = (*more, [], None)[:2] if len(more) != 1 else (more[0], None)
        readings.append(make_reading(counted(number, publisher, chain, author, source)))
    (series,) = link_readings(readings, Settings()).series
    assert series.origin_count == origins
