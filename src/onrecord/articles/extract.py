"""The door: a Document to its Articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.articles.bodies import Window, read_blocks
from onrecord.articles.dates import find_order
from onrecord.articles.details import Details, read_details
from onrecord.articles.languages import find_language
from onrecord.articles.layout import read_layout
from onrecord.articles.openings import find_first_paragraph, find_openings
from onrecord.articles.stamps import split_stamps
from onrecord.types import Article, PageMetadata, Skip, identifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.articles.layout import Look
    from onrecord.articles.openings import Opening
    from onrecord.settings import Settings
    from onrecord.types import Block, Document


def extract_articles(document: Document, settings: Settings) -> list[Article | Skip]:
    r"""Find the articles of a document; one without any becomes a Skip.

    >>> from onrecord.settings import Settings
    >>> from onrecord.types import Document
    >>> text = "Rain in Tarsis\n\nQuay Radio | 3 March 2031\nIt rained in Tarsis all day, the harbour office said."
    >>> [article] = extract_articles(Document("sha256:0", text, "text/plain"), Settings())
    >>> article.headline, article.publisher, article.date_published
    ('Rain in Tarsis', 'Quay Radio', '2031-03-03')
    """
    looks = read_layout(document.text, document.captured_at or settings.captured_at, find_order(document.text))
    headlined = bool(looks) and document.metadata is not None and document.metadata.headline is not None
    openings = find_openings(looks, headlined=headlined)
    windows = _windows(looks, openings, trusted=document.metadata is not None)
    found = [_article(document, window, alone=len(openings) == 1) for window in windows]
    articles: list[Article | Skip] = [article for article in found if article is not None]
    return articles or [Skip(document.id, stage="articles", reason="no-article")]


def _windows(looks: Sequence[Look], openings: Sequence[Opening], *, trusted: bool) -> Iterator[Window]:
    """Yield the window of each opening; it goes on to the headline of the next at most."""
    ends = [opening.zone if opening.headline is None else opening.headline for opening in openings]
    for opening, stop in zip(openings, [*ends[1:], len(looks)], strict=bool(openings)):
        yield Window(looks, opening, find_first_paragraph(looks, opening, stop), stop, trusted=trusted)


def _article(document: Document, window: Window, *, alone: bool) -> Article | None:
    lines = read_blocks(window)
    blocks = split_stamps(document.text, lines)
    paragraphs = [block.span.words(document.text) for block in blocks if block.kind == "body"]
    if not paragraphs:
        return None
    end = blocks[-1].span.end
    after = next((n for n in range(window.first, window.stop) if window.looks[n].line.span.start >= end), window.stop)
    printed = [block.span.words(document.text) for block in lines if block.kind == "body"]
    details = read_details(window, printed, after, alone=alone)
    return _described(document, blocks, details, find_language("\n".join(paragraphs)))


def _described(document: Document, blocks: tuple[Block, ...], details: Details, language: str | None) -> Article:
    """Put an article together; what the page's markup says comes before what it prints."""
    told = document.metadata or PageMetadata()
    start, end = blocks[0].span.start, blocks[-1].span.end
    headline = next((block.span.words(document.text) for block in blocks if block.kind == "headline"), None)
    return Article(
        id=identifier("article", document.id, start, end),
        document=document.id,
        start=start,
        end=end,
        headline=None if headline is None else " ".join(headline.split()),
        publisher=told.publisher or details.publisher,
        # The printed byline may name more authors than the markup.
        author=details.author if set(details.author) >= set(told.author) else told.author,
        section=told.section or details.section,
        dateline=details.dateline,
        date_published=told.date_published or details.date_published,
        in_language=language or told.in_language,
        url=told.url,
        blocks=blocks,
    )
