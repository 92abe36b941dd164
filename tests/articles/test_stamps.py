"""Stamps that a capture has run together with the first words of the text are no part of the text."""

from __future__ import annotations

import pytest

from onrecord.articles.extract import extract_articles
from onrecord.settings import Settings
from onrecord.types import Article, Document

HEADLINE = "Ferry sinks off Tarsis, 12 dead"
TEXT = "A ferry sank off Tarsis on Sunday with 40 people on board, the coast guard said."


@pytest.mark.parametrize(
    "stamp",
    [
        "Published March 3 2031 ",
        "Date of publication 3 March 2031 ",
        "Monday 3 March 2031 10:13 ",
        "Mon Mar 3 2031 ",
        "03.03.2031(updated 17:31 03.03.2031) Get short URL 0 110 ",
        f"{HEADLINE}. ",
        f"{HEADLINE} AFP Monday 3 Mar 2031 ",
        f"3 March 2031 {HEADLINE.replace(',', '')}. ",
        f"Monday 03 March 2031 18:14 {HEADLINE}. ",
    ],
)
def test_a_stamp_is_cut_off(stamp: str) -> None:
    """The body begins with the first words of the news."""
    assert bodies(stamp + TEXT) == [TEXT]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "3 March 2031 was the day on which the ferry Adelina sank off Tarsis with 40 people on board.",
        "Published accounts of the sinking differ, and the coast guard has said nothing of them.",
        "UN monitors counted 12 dead after the ferry sank off Tarsis, a day after the storm.",
    ],
)
def test_what_only_looks_like_one_stays(text: str) -> None:
    """A sentence that begins with a date or a label is left whole."""
    assert bodies(text)[0] == text


def bodies(text: str) -> list[str]:
    page = f"{HEADLINE}\n\nThe Quay Times | March 3, 2031\n{text}\nThe search goes on, the coast guard said.\n"
    (article,) = extract_articles(Document("sha256:0", page, "text/plain"), Settings())
    assert isinstance(article, Article)
    return [span.words(page) for span in article.body][:-1]
