"""Words as a search compares them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.words import MARK_END, MARK_START, MOST, folded, marked, match, plain, read_query


def test_accents_case_and_apostrophes_do_not_count() -> None:
    """Names that differ only so are the same to a filter."""
    assert folded("L’ÉLYSÉE") == folded("l'élysée") == folded("L'e\u0301lyse\u0301e") == "l'elysee"


def test_stop_words_are_left_out_unless_nothing_else_is_asked() -> None:
    """They narrow nothing, but a search for one alone is still a search."""
    assert [unit.words for unit in read_query("the troops in Iraq")] == [("troops",), ("Iraq",)]
    assert [unit.words for unit in read_query("in the")] == [("in",), ("the",)]


def test_only_the_last_word_may_be_unfinished() -> None:
    """And only where it is long enough not to be an abbreviation, and stands outside quotation marks."""
    assert match(read_query("sold troo"), "AND") == '"sold" AND ("troo" OR "troo"*)'
    assert match(read_query("troops US"), "AND") == '"troops" AND "US"'
    assert match(read_query("“armed men”"), "AND") == '"armed men"'


def test_a_page_of_text_is_a_query_of_its_first_words() -> None:
    """Nobody waits for the rest."""
    assert len(read_query("".join(f"w{number} " for number in range(50_000)))) == MOST


def test_quoted_words_are_marked_together_only() -> None:
    """A word of the phrase elsewhere is not what was asked for."""
    shown = marked("Armed men met men.", read_query('"armed men"'))
    assert shown == f"{MARK_START}Armed men{MARK_END} met men."


def test_marks_of_the_page_are_no_marks_of_ours() -> None:
    """A page that prints control characters cannot mark its own words."""
    assert marked("\x02rain\x03", read_query("snow")) == " rain "


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded compares equal to itself."""
    assert folded(folded(text)) == folded(text)


@given(st.text(), st.text())
def test_marking_adds_nothing_but_marks(text: str, query: str) -> None:
    """Without its marks the text is as it was."""
    shown = marked(text, read_query(query))
    bare = str.maketrans({MARK_START: None, MARK_END: None})
    blank = str.maketrans({MARK_START: " ", MARK_END: " "})
    assert shown.translate(bare) == text.translate(blank)


@given(st.text(st.characters(categories=["Cs", "Ll", "Lo"])))
def test_plain_text_keeps_its_offsets(text: str) -> None:
    """And it can be written as UTF-8."""
    assert len(plain(text)) == len(text)
    plain(text).encode()
