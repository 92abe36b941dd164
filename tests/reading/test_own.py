"""Own measures: a user's table gives words and units that the tables we ship lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.errors import TableError
from onrecord.gazetteer import load_gazetteer
from onrecord.reading.figures import FoundFigure, read_figures
from onrecord.reading.own import NOTHING, load_measures
from onrecord.reading.sentences import read_sentences
from onrecord.spans import Span
from onrecord.types import Article, Block

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.reading.own import Own

TABLE = """words\tmeasure\trole\tunit\tkind
defenestrated\tinjured
put to flight\tdisplaced\tverb
kilopond\t\t\tkp\tweight
crowns\t\t\tCZK\tmoney
killed\tinjured
"""


def figures_of(text: str, own: Own) -> list[FoundFigure]:
    """Read the figures of an invented page."""
    body = (Block("body", Span(0, len(text))),)
    article = Article("a", "d", 0, len(text), None, None, (), None, None, None, "en", None, body)
    return list(read_figures(text, article, read_sentences(text, article), load_gazetteer(None), own))


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """Return the table above, loaded."""
    path = tmp_path / "measures.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return load_measures(path)


@pytest.mark.parametrize(
    ("text", "without", "measure"),
    [
        ("Four ministers were defenestrated in Orvel.", "count", "injured"),
        ("Raiders put to flight 900 villagers.", "count", "displaced"),
        ("A storm killed 12 farmers.", "killed", "injured"),
    ],
)
def test_words_of_the_table_give_the_measure(text: str, without: str, measure: str, own: Own) -> None:
    """A measure comes from the user's words, before ours on the same words."""
    assert [each.figure.measure for each in figures_of(text, NOTHING)] == [without]
    assert [each.figure.measure for each in figures_of(text, own)] == [measure]


@pytest.mark.parametrize(
    ("text", "low", "unit", "measure"),
    [
        ("The press holds 300 kilopond of pressure.", 300, "kp", "count"),
        ("The bridge cost 40 million crowns.", 40_000_000, "CZK", "money"),
    ],
)
def test_units_of_the_table_are_written(text: str, low: int, unit: str, measure: str, own: Own) -> None:
    """A unit comes from the user's words, and its kind gives the measure."""
    [found] = figures_of(text, own)
    assert (found.figure.low, found.figure.unit, found.figure.measure) == (low, unit, measure)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("\tkilled", "no words"),
        ("felled", "either a measure or a unit"),
        ("felled\tkilled\t\tkp\tweight", "either a measure or a unit"),
        ("felled\tslain", "'slain' is no measure"),
        ("felled\tkilled\tadverb", "'adverb' is no role"),
        ("kilopond\t\t\tkp\theaviness", "'heaviness' is no kind"),
    ],
)
def test_a_row_that_says_nothing_usable_is_named(row: str, problem: str, tmp_path: Path) -> None:
    """The error names the table, the row and what is wrong with it."""
    path = tmp_path / "measures.tsv"
    path.write_text(f"words\tmeasure\trole\tunit\tkind\n{row}\n", encoding="utf-8")
    with pytest.raises(TableError, match=problem) as told:
        load_measures(path)
    assert "row 1" in str(told.value)
