"""The gazetteer: offline, quick to load, and open to a user's own places."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import TableError
from onrecord.gazetteer import load_gazetteer, name_key

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("printed", "name", "kind"),
    [
        ("Syria", "Syria", "country"),
        ("U.S.", "United States", "country"),
        ("Britain", "United Kingdom", "country"),
        ("Gaza Strip", "Gaza", "region"),
        ("Donbass", "Donbas", "region"),
        ("Deir Ezzor", "Deir ez-Zor", "admin1"),
        ("Kiev", "Kyiv", "city"),
        ("Israeli", "Israel", "demonym"),
    ],
)
def test_known_names(printed: str, name: str, kind: str) -> None:
    """Names, older names, short forms and demonyms lead to the place under its English name."""
    assert (load_gazetteer(None).named(printed)[0].name, load_gazetteer(None).named(printed)[0].kind) == (name, kind)


def test_case_accents_and_apostrophes_do_not_matter() -> None:
    """A name is found however a page prints it."""
    assert name_key("Dar’a") == name_key("DARA") == name_key("Dár'a")


def test_towns_that_are_words_say_so() -> None:
    """A town such as Reading is marked, so that a sentence that begins with it is not taken there."""
    assert load_gazetteer(None).named("Reading")[0].common


def test_unknown_names_are_empty() -> None:
    """A name that no place bears, and one that is too long, lead nowhere."""
    assert load_gazetteer(None).named("Xyzzyburgh") == ()
    assert load_gazetteer(None).named("a" * 1_000_000) == ()


@given(st.text(max_size=60))
def test_any_name_can_be_asked(name: str) -> None:
    """No name makes the gazetteer fail."""
    for each in load_gazetteer(None).named(name):
        assert each.name


def test_loads_quickly() -> None:
    """Loading takes a fraction of the start of the program."""
    started = time.perf_counter()
    load_gazetteer.__wrapped__(None)
    assert time.perf_counter() - started < 0.5


def test_a_users_own_places(tmp_path: Path) -> None:
    """A user's table adds places and wins against namesakes."""
    table = tmp_path / "places.tsv"
    table.write_text(
        "name\talternates\tkind\tparent\tlatitude\tlongitude\tcountry_code\n"
        "Skerran\tOld Skerran|Skerren\tcity\tNorth\t31.5\t-42.25\tXA\nParis\t\tcity\t\t1\t2\tXB\n",
        encoding="utf-8",
    )
    gazetteer = load_gazetteer(table)
    (place,) = gazetteer.named("old skerran")
    assert (place.name, place.country_code, place.latitude) == ("Skerran", "XA", 31.5)
    assert gazetteer.named("Paris")[0].country_code == "XB"
    assert gazetteer.named("Syria")[0].country_code == "SY"


@pytest.mark.parametrize("row", ["\t\tcity\t\t\t\t", "Ostrel\t\tplanet\t\t\t\t", "Ostrel\t\tcity\t\tnorth\t\t"])
def test_a_row_that_says_nothing_usable(tmp_path: Path, row: str) -> None:
    """A row without a name, of an unknown kind or with coordinates that are none is one line of error."""
    table = tmp_path / "places.tsv"
    table.write_text(f"name\talternates\tkind\tparent\tlatitude\tlongitude\tcountry_code\n{row}\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"places\.tsv"):
        load_gazetteer(table)
