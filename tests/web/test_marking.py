"""Evidence is marked without losing, moving or doubling a character, however spans overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.views import ArticleRow, ClaimRow
from onrecord.spans import Span
from onrecord.types import Claim
from onrecord.web.marking import Mark, Part, around, cut, cut_row, read_passages

if TYPE_CHECKING:
    from onrecord.types import Reading

PARTS: tuple[Part, ...] = ("source", "cue", "content", "figure", "step", "evidence", "match")


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, Span, list[Mark]]:
    """Draw a text, a window on it, and marks that may lie anywhere, also outside or empty."""
    text = draw(st.text(max_size=40))
    places = st.integers(0, len(text) + 5)
    spans = st.tuples(places, places).map(lambda ends: Span(min(ends), max(ends)))
    marks = draw(st.lists(st.builds(Mark, spans, st.sampled_from(PARTS), st.integers(0, 5)), max_size=12))
    ends = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text, Span(*ends), marks


@given(marked_texts())
def test_segments_are_the_text(drawn: tuple[str, Span, list[Mark]]) -> None:
    """The words of the segments, joined, are the window; each lies where it says."""
    text, window, marks = drawn
    segments = cut(text, window, marks)
    assert "".join(each.words for each in segments) == window.words(text)
    assert all(each.span.words(text) == each.words for each in segments)


@given(marked_texts())
def test_each_character_has_exactly_its_marks(drawn: tuple[str, Span, list[Mark]]) -> None:
    """A character's segment names the parts and claims of all marks over it and of no other."""
    text, window, marks = drawn
    for segment in cut(text, window, marks):
        for at in range(segment.span.start, segment.span.end):
            over = [mark for mark in marks if mark.span.start <= at < mark.span.end]
            assert segment.parts == tuple(sorted({mark.part for mark in over}))
            assert segment.claims == tuple(sorted({mark.claim for mark in over}))


def test_every_character_of_an_article_is_shown(readings: tuple[Reading, ...]) -> None:
    """Blocks and what lies between them are all there, but for white space."""
    for reading in readings:
        shown = "".join(passage.words for passage in read_passages(reading))
        printed = reading.document.text[reading.article.start : reading.article.end]
        assert "".join(shown.split()) == "".join(printed.split())


def test_every_claim_has_one_note(readings: tuple[Reading, ...]) -> None:
    """The margin names each claim of the article once, beside the paragraph that holds its evidence."""
    for reading in readings:
        passages = read_passages(reading)
        told = [claim for passage in passages for note in passage.notes for claim in note.claims]
        assert sorted(told) == list(range(len(reading.claims)))
        assert all(passage.holds(claim) for passage in passages for note in passage.notes for claim in note.claims)


def test_context_holds_the_evidence_with_its_neighbours(readings: tuple[Reading, ...]) -> None:
    """A claim's page shows its paragraph with the one before and the one after, marked for this claim alone."""
    context = around(read_passages(readings[0], 1), 1)
    assert [passage.words.split()[0] for passage in context] == ["At", "“We", "According"]
    assert {claim for passage in context for segment in passage.segments for claim in segment.claims} == {1}


def test_found_words_are_marked_in_a_row() -> None:
    """What a search found is marked at its place, and a paragraph that goes on says so."""
    claim = Claim("claim:1", "article:1", "statement", Span(200, 213), None, None, (), "asserted")
    article = ArticleRow("article:1", "sha256:1", None, None, (), None, 1, 0)
    row = ClaimRow(claim, "the dam burst", "x" * 120, ".\nNext", article, 1, marked="the \x02dam\x03 burst")
    snippet = cut_row(row)
    assert [each.words for each in snippet.segments if "match" in each.parts] == ["dam"]
    assert snippet.begun_before
    assert not snippet.goes_on
