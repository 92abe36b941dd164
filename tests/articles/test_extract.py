"""What is an article in a document, and what the page says of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles import extract_articles
from onrecord.settings import Settings
from onrecord.spans import Span
from onrecord.types import Article, Document, PageMetadata, Skip

CASES = "articles.jsonl"

PARAGRAPH = "At least six people were killed when a ferry struck a pier in Marrick, the coast guard said."
LINES = st.sampled_from(
    [
        "Ferry strikes pier",
        "Coast Post | June 12, 2031",
        "By Ada Renn",
        "12 June 2031",
        "Comments",
        "Related",
        "© 2031 Coast Post",
        "folder_openCoast access_time3 days ago",
        "Home | News | Sport",
        PARAGRAPH,
        "“No.”",
        "• Six dead",
        "",
    ]
)


def _document(text: str, metadata: PageMetadata | None = None, captured_at: str | None = None) -> Document:
    return Document("sha256:00", text, "text/plain", captured_at=captured_at, metadata=metadata)


def _articles(document: Document) -> list[Article]:
    return [each for each in extract_articles(document, Settings()) if isinstance(each, Article)]


def test_articles_of_a_case(case: dict[str, Any]) -> None:
    """Each case's text gives its articles, each with all that is promised of it."""
    document = _document(case["text"], captured_at=case.get("captured_at"))
    found = [_told(article, document.text) for article in _articles(document)]
    wanted = case["expected"]
    assert [_part(each, want) for each, want in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted)


def _told(article: Article, text: str) -> dict[str, Any]:
    body = [span.words(text) for span in article.body]
    return {
        "headline": article.headline,
        "publisher": article.publisher,
        "date_published": article.date_published,
        "author": list(article.author),
        "section": article.section,
        "dateline": article.dateline,
        "in_language": article.in_language,
        "paragraphs": len(body),
        "subheadings": sum(block.kind == "subheading" for block in article.blocks),
        "begins": body[0],
        "ends": body[-1],
    }


def _part(told: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """Cut what was found down to what a case asks for."""
    part = {key: told[key] for key in wanted}
    if "begins" in wanted:
        part["begins"] = told["begins"][: len(wanted["begins"])]
    if "ends" in wanted:
        part["ends"] = told["ends"][-len(wanted["ends"]) :]
    return part


def test_repeated_headline_counts_from_the_last() -> None:
    """An article begins at the last repetition of its headline, next to its credit lines."""
    text = f"Ferry strikes pier\n\nFerry strikes pier\nBy Ada Renn\n\n{PARAGRAPH}\n"
    [article] = _articles(_document(text))
    assert article.start == text.rindex("Ferry strikes pier")


def test_end_excludes_what_follows() -> None:
    """An article ends with its text, before comments and white space."""
    text = f"Ferry strikes pier\nBy Ada Renn\n\n{PARAGRAPH}\n\nComments"
    [article] = _articles(_document(text))
    assert text[article.start : article.end].endswith("coast guard said.")


def test_markup_comes_before_print() -> None:
    """What a page's markup says is taken before what its text prints, and the headline is its first line."""
    told = PageMetadata(headline="Ferry strikes pier", publisher="Coast Post", author=("Ada Renn",), in_language="en")
    text = f"Ferry strikes pier\n\nBy Ada Renn, QNA\n\n{PARAGRAPH}\n"
    [article] = _articles(_document(text, told))
    assert (article.headline, article.publisher) == ("Ferry strikes pier", "Coast Post")
    assert article.author == ("Ada Renn", "QNA")  # the byline names the author of the markup and more
    assert article.body == (Span(text.index(PARAGRAPH), text.index(PARAGRAPH) + len(PARAGRAPH)),)


@pytest.mark.parametrize("text", ["", "\n\n", "Home\nNews\nSport\n", "Ferry strikes pier\n12 June 2031\n", "a" * 5000])
def test_no_article_is_a_skip(text: str) -> None:
    """A document without any news text is skipped with a reason."""
    assert extract_articles(_document(text), Settings()) == [Skip("sha256:00", "articles", "no-article")]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028"])
def test_any_line_break(break_: str) -> None:
    """Lines end as the file's maker ended them, and no offset shifts."""
    text = break_.join(["Ferry strikes pier", "Coast Post | June 12, 2031", PARAGRAPH, PARAGRAPH]) + break_
    [article] = _articles(_document(text))
    assert [span.words(text) for span in article.body] == [PARAGRAPH, PARAGRAPH]


def test_mark_of_utf8_is_no_part_of_the_headline() -> None:
    """A byte order mark that stayed in the text keeps its place, outside the article."""
    [article] = _articles(_document(f"\ufeffFerry strikes pier\nCoast Post | June 12, 2031\n{PARAGRAPH}\n"))
    assert (article.start, article.headline) == (1, "Ferry strikes pier")


def _is_sound(document: Document, articles: list[Article]) -> bool:
    """Answer whether windows and blocks lie in order, apart, inside and on words."""
    ends = 0
    for article in articles:
        assert ends <= article.start < article.end <= len(document.text)
        place = article.start
        for block in article.blocks:
            assert place <= block.span.start < block.span.end <= article.end
            assert block.span.words(document.text).strip()
            place = block.span.end
        assert article.body
        ends = article.end
    return True


@given(st.lists(LINES, max_size=30))
def test_any_page_is_read_soundly(lines: list[str]) -> None:
    """However the lines of pages are mixed, windows and blocks lie in order and apart."""
    document = _document("\n".join(lines))
    assert _is_sound(document, _articles(document))


@given(st.text(max_size=400), st.booleans())
def test_any_text_is_read_soundly(text: str, headlined: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """No text makes it raise, and all that it finds lies in the text."""
    document = _document(text, PageMetadata(headline="Rain") if headlined else None)
    assert _is_sound(document, _articles(document))


@given(st.lists(LINES, max_size=20))
def test_reading_again_is_the_same(lines: list[str]) -> None:
    """The same document gives the same articles, ids included."""
    document = _document("\n".join(lines))
    assert extract_articles(document, Settings()) == extract_articles(document, Settings())
