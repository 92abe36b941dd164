"""Text reuse: the same words found again under light editing, and told from formulas, quotations and background."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.linking.pages import prepare_pages
from onrecord.linking.text_reuse import Text, find_reuse
from onrecord.linking.words import read_lines
from onrecord.spans import Span
from onrecord.types import Article, Block

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Reading

    Case = dict[str, Any]

CASES = "text_reuse.jsonl"


def test_texts(case: Case, make_reading: Callable[[Case], Reading]) -> None:
    """The pairs of texts that share a sentence are those of the case, and so are those that share background."""
    readings = [make_reading(each) for each in case["texts"]]
    place_of = {reading.article.id: place for place, reading in enumerate(readings)}
    pages = prepare_pages(readings)
    reuse = find_reuse(
        [Text(page.lines, page.reading.article.publisher, page.told.first if page.told else None) for page in pages]
    )
    found: dict[bool, set[tuple[int, ...]]] = {True: set(), False: set()}
    for passage in reuse.passages:
        pair = (place_of[pages[each].reading.article.id] for each in (passage.left, passage.right))
        found[passage.stock].add(tuple(sorted(pair)))
    assert (sorted(found[False]), sorted(found[True])) == (
        sorted(map(tuple, case["shared"])),
        sorted(map(tuple, case["stock"])),
    )


def as_text(text: str) -> Text:
    """Make a text of one paragraph."""
    article = Article(
        "a", "d", 0, len(text), None, None, (), None, None, None, None, None, (Block("body", Span(0, len(text))),)
    )
    return Text(tuple(read_lines(text, article)))


@given(st.lists(st.text(max_size=400), max_size=4))
def test_any_text(texts: list[str]) -> None:
    """No text raises, and every passage lies inside its texts."""
    for passage in find_reuse([as_text(text) for text in texts]).passages:
        assert passage.left < passage.right
        assert passage.left_span.end <= len(texts[passage.left])
        assert passage.right_span.end <= len(texts[passage.right])


def test_a_page_of_a_million_signs_without_an_end() -> None:
    """A hostile page costs no more than its length."""
    for hostile in ("." * 1_000_000, "a" * 1_000_000, '"' * 1_000_000, "“" * 100_000, "a. " * 300_000):
        find_reuse([as_text(hostile), as_text(hostile)])
