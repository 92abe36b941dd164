"""The door: a Document to its Articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.articles.bodies import Window, read_blocks
from onrecord.articles.credits import bare_authors, find_agency, is_name
from onrecord.articles.datelines import read_dateline
from onrecord.articles.dates import find_dates, find_order
from onrecord.articles.languages import find_language
from onrecord.articles.layout import icon_section, read_layout
from onrecord.articles.openings import find_first_paragraph, find_openings
from onrecord.articles.publishers import find_publisher
from onrecord.spans import Span
from onrecord.types import Article, Skip, identifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.articles.credits import Credit
    from onrecord.articles.layout import Look
    from onrecord.articles.openings import Opening
    from onrecord.settings import Settings
    from onrecord.types import Block, Document, PageMetadata

# Lines above a headline in which its date, section and the like may stand.
ABOVE = 6
# Lines above and below an article in which its publisher may be named.
NEAR = 200
LEADING_DATE = re.compile(r"(?:(?:date of publication|published(?: on)?|posted(?: on)?|updated)\s*:?\s*)?$", re.IGNORECASE)
HOME = re.compile(r"(?:home(?: ?page)?|start|front page|you are here|index|main)", re.IGNORECASE)


def extract_articles(document: Document, settings: Settings) -> list[Article | Skip]:
    """Find the articles of a document; one without any becomes a Skip.

    >>> from onrecord.settings import Settings
    >>> from onrecord.types import Document
    >>> text = "Rain in Tarsis\\n\\nQuay Radio | 3 March 2031\\nIt rained in Tarsis all day, the harbour office said."
    >>> [article] = extract_articles(Document("sha256:0", text, "text/plain"), Settings())
    >>> article.headline, article.publisher, article.date_published
    ('Rain in Tarsis', 'Quay Radio', '2031-03-03')
    """
    looks = read_layout(document.text, document.captured_at or settings.captured_at, find_order(document.text))
    known = 0 if document.metadata is not None and document.metadata.headline is not None and looks else None
    openings = find_openings(looks, known)
    found = [_article(document, looks, openings, number) for number in range(len(openings))]
    articles: list[Article | Skip] = [article for article in found if article is not None]
    return articles or [Skip(document.id, stage="articles", reason="no-article")]


def _article(document: Document, looks: Sequence[Look], openings: Sequence[Opening], number: int) -> Article | None:
    opening = openings[number]
    stop = _stop(openings, number, len(looks))
    first = find_first_paragraph(looks, opening, stop)
    blocks = read_blocks(Window(looks, opening, first, stop, trusted=document.metadata is not None))
    body = [block.span for block in blocks if block.kind == "body"]
    if not body:
        return None
    window = Span(blocks[0].span.start, blocks[-1].span.end)
    return _described(document, looks, opening, first, stop, window, blocks, alone=len(openings) == 1)


def _stop(openings: Sequence[Opening], number: int, count: int) -> int:
    """An article goes on to the headline of the next at most."""
    if number + 1 == len(openings):
        return count
    following = openings[number + 1]
    return following.zone if following.headline is None else following.headline


def _described(
    document: Document, looks: Sequence[Look], opening: Opening, first: int, stop: int, window: Span, blocks: tuple[Block, ...], *, alone: bool
) -> Article:
    text = document.text
    title = opening.body if opening.headline is None else opening.headline
    head = looks[title:first] if opening.headline is not None else looks[opening.zone : first]
    above = looks[max(opening.zone, title - ABOVE) : title]
    told = document.metadata
    paragraphs = [block.span.words(text) for block in blocks if block.kind == "body"]
    dateline = read_dateline(paragraphs[0])
    last = max(place for place in range(first, stop) if looks[place].line.span.start <= window.end)
    publisher = _publisher(head) or find_publisher(looks[max(opening.zone, title - NEAR) : title], head[1:], looks[last + 1 : min(stop, last + NEAR)] if alone else ())
    return Article(
        id=identifier("article", document.id, window.start, window.end),
        document=document.id,
        start=window.start,
        end=window.end,
        headline=None if opening.headline is None else " ".join(looks[opening.headline].line.span.words(text).split()),
        publisher=(told and told.publisher) or publisher,
        author=_joint(told.author if told else (), _authors(head, above, paragraphs[-1], looks[last : last + 3], publisher)),
        section=(told and told.section) or _section(looks[max(opening.zone, title - NEAR) : first]),
        dateline=None if dateline is None else dateline.place,
        date_published=(told and told.date_published) or _date(head, above, paragraphs[0]),
        in_language=find_language("\n".join(paragraphs)) or (told and told.in_language),
        url=told and told.url,
        blocks=blocks,
    )


def _joint(marked: tuple[str, ...], printed: tuple[str, ...]) -> tuple[str, ...]:
    """Prefer the printed byline to the markup where it names all of the markup's authors and more."""
    return printed if set(printed) >= set(marked) else marked


def _credits(looks: Sequence[Look]) -> list[Credit]:
    return [look.credit for look in looks if look.credit is not None]


def _publisher(head: Sequence[Look]) -> str | None:
    return next((credit.publisher for credit in _credits(head) if credit.publisher), None)


def _authors(head: Sequence[Look], above: Sequence[Look], paragraph: str, tail: Sequence[Look], publisher: str | None) -> tuple[str, ...]:
    """Read the authors from the byline; else from names without "By", else from the agency that the text ends with."""
    named = next((credit.author for credit in (*_credits(head), *_credits(above)) if credit.author), ())
    printed = (bare_authors(look.words) for look in head[1:] if look.kind == "title")
    bare = next((names for names in printed if names and publisher not in names), ())
    return named or bare or find_agency(paragraph, [look.words for look in tail if look.clutter == "credit"])


def _date(head: Sequence[Look], above: Sequence[Look], paragraph: str) -> str | None:
    dates = [credit.date for credit in (*_credits(head), *reversed(_credits(above))) if credit.date]
    return dates[0] if dates else _leading_date(paragraph)


def _leading_date(paragraph: str) -> str | None:
    """Return the date that a paragraph begins with."""
    found = find_dates(paragraph[:80])
    if not found or LEADING_DATE.fullmatch(paragraph[: found[0].span.start]) is None:
        return None
    value = found[0].value
    return value if value and len(value) >= 10 else None


def _section(zone: Sequence[Look]) -> str | None:
    marked = icon_section(zone)
    if marked is not None:
        return marked
    for look in reversed(zone):
        items = [item for item in re.split(r"\s*[>»›/]\s*", look.words) if item]
        if look.kind in {"title", "clutter"} and len(items) > 1 and len(look.words) < 100 and all(is_name(item) for item in items):
            return next((item for item in reversed(items) if HOME.fullmatch(item) is None), None)
    return None
