"""Lines, and paragraphs that were wrapped by hand."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles.lines import read_lines

PARAGRAPHS = (
    (
        "The government of Orvany will close its last two coal mines in spring and pay each of their workers a "
        "year's wages, the energy ministry said on Monday after a long night of talks in the capital."
    ),
    (
        "Nobody will be left standing at the gate, said the energy minister, after a meeting with the miners' union "
        "that had begun in the morning."
    ),
)


def _lines(text: str) -> list[str]:
    return [line.span.words(text) for line in read_lines(text, lambda words: words.startswith("By "))]


def test_wrapped_paragraphs_are_joined() -> None:
    """The lines of a paragraph that was wrapped by hand become one, with their line breaks."""
    wrapped = [textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS]
    assert _lines("\n\n".join(wrapped)) == wrapped
    assert _lines("\n".join(wrapped)) == wrapped  # a paragraph ends where its last line had room left


def test_a_short_line_is_a_line_of_its_own() -> None:
    """A headline or credit line directly above a wrapped paragraph is not joined to it."""
    body = textwrap.fill(PARAGRAPHS[0], 72)
    assert _lines(f"Mines close\nBy Mira Stolt\n{body}") == ["Mines close", "By Mira Stolt", body]


def test_whole_paragraphs_are_not_joined() -> None:
    """Paragraphs on one line each stay apart, however long the lines are."""
    assert _lines("\n".join(PARAGRAPHS)) == list(PARAGRAPHS)


def test_what_sticks_to_comments() -> None:
    """The last word of a page is cut off the first of the next, where pages were put together."""
    assert _lines("CommentsNo Script\nCommentators") == ["Comments", "No Script", "Commentators"]


@given(st.text(max_size=300))
def test_lines_cover_the_text(text: str) -> None:
    """Lines lie in order and leave out nothing but white space."""
    lines = read_lines(text, lambda _: False)
    place = 0
    for line in lines:
        assert not text[place : line.span.start].strip(
            " \t\xa0\u200b\u200e\u200f\ufeff\u3000\x00\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
        )
        place = line.span.end
