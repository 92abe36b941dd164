"""Entities across articles: which names are one who, and which never are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onrecord.gazetteer import load_gazetteer
from onrecord.linking.entities import link_entities

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.types import Reading

    Case = dict[str, Any]
    MakeReading = Callable[[Case], Reading]

CASES = "entities.jsonl"


def as_article(told: Case) -> Case:
    """Make one claim for each of an article's names."""
    figure = {"low": 7, "measure": "killed", "places": told.get("places", ())}
    claims = [{"words": told["text"], "chain": [name], "figure": figure} for name in told["names"]]
    return {**told, "claims": claims}


def entities_of(articles: list[Case], make_reading: MakeReading, aliases: Path | None = None) -> list[str]:
    """Return the entity of every name of the articles, in order."""
    readings = [make_reading(as_article(each)) for each in articles]
    naming = link_entities(readings, load_gazetteer(None), aliases)
    return [naming.entity_of[claim.id, 1] for reading in readings for claim in reading.claims]


def test_names(case: Case, make_reading: MakeReading) -> None:
    """Names of one group are one entity, names of two groups are two."""
    found = entities_of(case["articles"], make_reading)
    seen: dict[str, int] = {}
    assert [seen.setdefault(entity, len(seen)) for entity in found] == case["groups"]


def test_aliases_of_the_user(tmp_path: Path, make_reading: MakeReading) -> None:
    """A user's table says which names are one, whatever the rules would say."""
    table = tmp_path / "aliases.tsv"
    table.write_text("name\talias\nNorthern Front\tthe Wolves\nNorthern Front\tAnsar\n", encoding="utf-8")
    names = ("Northern Front", "the Wolves", "Ansar", "Southern Front")
    articles = [{"publisher": "A", "text": f"{name} spoke.", "names": [[name, "organization"]]} for name in names]
    found = entities_of(articles, make_reading, table)
    assert found[0] == found[1] == found[2] != found[3]


def test_the_best_name_is_shown(make_reading: MakeReading) -> None:
    """A person is shown by the fullest name, the others are aliases."""
    articles = [
        {
            "publisher": "A",
            "text": "They spoke.",
            "names": [["Hamza al-Rawi", "person"], ["Rawi", "person"], ["Rawi", "person"]],
        }
    ]
    readings = [make_reading(as_article(each)) for each in articles]
    naming = link_entities(readings, load_gazetteer(None), None)
    assert [(each.name, each.aliases) for each in naming.entities] == [("A", ()), ("Hamza al-Rawi", ("Rawi",))]


@pytest.mark.parametrize(
    ("source", "name", "body"),
    [
        ("Interior Ministry spokesman Tomas Verrick", "Tomas Verrick", "Interior Ministry"),
        ("Tomas Verrick, the ministry's spokesman,", "Tomas Verrick", "ministry"),
        ("the spokesman of the Northern Front, Abu Selim", "Abu Selim", "Northern Front"),
        ("Sudan's Defence Minister Omar Nour", "Omar Nour", "Sudan's Defence Ministry"),
        ("Prime Minister Omar Nour", "Omar Nour", None),
        ("Omar Nour, a farmer", "Omar Nour", None),
    ],
)
def test_spokespersons_speak_for_their_organisation(source: str, name: str, body: str | None) -> None:
    """The words of a source say for whom a person speaks."""
    from onrecord.linking.names import speaks_for

    assert speaks_for(source, name) == body


def test_offices_are_kept_beside_the_person(make_reading: MakeReading) -> None:
    """A person keeps every office with its days, and the body that it speaks for."""
    sources = {
        "2031-03-04": "Sudan Health Ministry spokeswoman Amna Bashir",
        "2031-03-09": "Sudan Health Ministry spokeswoman Amna Bashir",
        "2031-09-01": "Amna Bashir, director of the Nile Relief Fund,",
    }
    readings = [
        make_reading(
            {
                "publisher": "Nile Post",
                "date": date,
                "text": f"{source} said the wells were full.",
                "claims": [
                    {"words": "the wells were full", "chain": [["Amna Bashir", "person"]], "source": source},
                    {"words": "the wells", "chain": [["Sudan Health Ministry", "organization"]]},
                ],
            }
        )
        for date, source in sources.items()
    ]
    naming = link_entities(readings, load_gazetteer(None), None)
    (person,) = (each for each in naming.entities if each.name == "Amna Bashir")
    ministry = naming.entity_of[readings[0].claims[1].id, 1]
    spokeswoman, director = person.offices
    assert (spokeswoman.title, spokeswoman.entity) == ("Sudan Health Ministry spokeswoman", ministry)
    assert (spokeswoman.first_seen, spokeswoman.last_seen) == ("2031-03-04", "2031-03-09")
    assert (director.title, director.organization) == ("director of the Nile Relief Fund", "Nile Relief Fund")
    assert director.entity is None
