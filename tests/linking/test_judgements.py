"""Judgements: what a user's table says of names holds above the rules, and is transitive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.errors import TableError
from onrecord.gazetteer import load_gazetteer
from onrecord.linking import link_readings
from onrecord.linking.entities import link_entities
from onrecord.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from onrecord.types import Reading

    MakeReading = Callable[[dict[str, Any]], Reading]


def groups(names: list[tuple[str, str]], rows: list[str], tmp_path: Path, make_reading: MakeReading) -> list[int]:
    """Return for each name of an article of its own the number of its entity, in order of appearance."""
    table = tmp_path / "aliases.tsv"
    table.write_text("\n".join(["name\talias\tverdict", *rows]), encoding="utf-8")
    readings = [
        make_reading(
            {
                "publisher": "Nile Post",
                "date": "2031-03-04",
                "headline": "Sudan",
                "text": f"{place}: {name} spoke.",
                "claims": [{"words": f"{name} spoke.", "chain": [[name, role]]}],
            }
        )
        for place, (name, role) in enumerate(names)
    ]
    naming = link_entities(readings, load_gazetteer(None), table)
    found = [naming.entity_of[reading.claims[0].id, 1] for reading in readings]
    seen: dict[str, int] = {}
    return [seen.setdefault(entity, len(seen)) for entity in found]


BODY, MAN = "organization", "person"


@pytest.mark.parametrize(
    ("names", "rows", "expected"),
    [
        pytest.param(
            [("Northern Front", BODY), ("Wolves", BODY), ("Ansar Brigade", BODY)],
            ["Wolves\tNorthern Front", "Ansar Brigade\tWolves\tsame"],
            [0, 0, 0],
            id="same is transitive",
        ),
        pytest.param(
            [
                ("Sudan Health Ministry", BODY),
                ("Sudanese Health Ministry", BODY),
                ("Ministry of Health of Sudan", BODY),
            ],
            ["Sudan Health Ministry\tSudanese Health Ministry\tnot_same"],
            [0, 1, 0],
            id="two names that the rules make one",
        ),
        pytest.param(
            [("Hamza al-Rawi", MAN), ("Hamza Rawi", MAN), ("H. Rawi", MAN)],
            ["Hamza al-Rawi\tHamza Rawi\tnot same"],
            [0, 1, 0],
            id="two persons of one name, told apart by the particle",
        ),
        pytest.param(
            [("Khaled Meshaal", MAN), ("Khalid Mashal", MAN)],
            ["Khaled Meshaal\tKhalid Mashal\tunsure"],
            [0, 1],
            id="unsure keeps apart",
        ),
        pytest.param(
            [("Khaled Meshaal", MAN), ("Khalid Mashal", MAN), ("Abu Walid", MAN)],
            ["Khaled Meshaal\tAbu Walid\tsame", "Abu Walid\tKhalid Mashal\tnot_same"],
            [0, 1, 0],
            id="not the same as one, so not the same as the other",
        ),
        pytest.param(
            [("Khaled Meshaal", MAN), ("Khalid Mashal", MAN)],
            ["Northern Front\tWolves\tnot_same"],
            [0, 0],
            id="a judgement on others changes nothing",
        ),
    ],
)
def test_verdicts(
    names: list[tuple[str, str]], rows: list[str], expected: list[int], tmp_path: Path, make_reading: MakeReading
) -> None:
    """Whatever the rules say, the table's word holds."""
    assert groups(names, rows, tmp_path, make_reading) == expected


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        pytest.param(["A Front\tB Front", "A Front\tB Front\tnot_same"], "apart", id="both same and not"),
        pytest.param(
            ["A Front\tB Front", "B Front\tC Front", "A Front\tC Front\tunsure"], "apart", id="the same by a third"
        ),
        pytest.param(["A Front\tB Front\tperhaps"], "no verdict", id="a word that is no verdict"),
    ],
)
def test_a_table_at_odds_with_itself(rows: list[str], problem: str, tmp_path: Path, make_reading: MakeReading) -> None:
    """The error names the row."""
    with pytest.raises(TableError, match=problem) as told:
        groups([("A Front", BODY)], rows, tmp_path, make_reading)
    assert f"name {len(rows)}" in str(told.value)


@pytest.mark.parametrize(("verdict", "origins"), [("not_same", 2), ("unsure", 1)])
def test_who_may_be_one_is_no_second_origin(
    verdict: str, origins: int, tmp_path: Path, make_reading: MakeReading
) -> None:
    """Two names kept apart for want of knowledge are no two witnesses; two that are known to be two are."""
    table = tmp_path / "aliases.tsv"
    table.write_text(f"name\talias\tverdict\nNorthern Front\tWolves\t{verdict}\n", encoding="utf-8")
    readings = [
        make_reading(
            {
                "publisher": publisher,
                "date": "2031-03-04",
                "headline": "Strike on the livestock market of Khartoum",
                "text": text,
                "claims": [
                    {
                        "words": "31 people",
                        "chain": [[name, BODY]],
                        "figure": {"low": 31, "measure": "killed", "places": ["Khartoum"], "start": "2031-03-04"},
                    }
                ],
            }
        )
        for publisher, name, text in (
            ("Nile Post", "Northern Front", "At the livestock market 31 people died, the Northern Front said."),
            ("Delta News", "Wolves", "The Wolves count 31 people dead among the livestock pens."),
        )
    ]
    links = link_readings(readings, Settings(aliases=table))
    assert [series.origin_count for series in links.series] == [origins]
    assert [link.relation for link in links.links] == ["corroborates"] * (origins - 1)
