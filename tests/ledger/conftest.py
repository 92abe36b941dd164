"""Pages invented for the ledger's tests, and ledgers to keep them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onrecord.ledger import Ledger
from onrecord.spans import Span
from onrecord.types import Article, Block, Claim, Document, Figure, Place, Reading, Step, Window, identifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Page = tuple[Document, tuple[Reading, ...]]


def _page(
    *told: dict[str, Any],
    headline: str = "Rain in Vessany",
    publisher: str = "Vessany Courier",
    date: str | None = None,
) -> Page:
    """Make a page with one claim for each of `told`: its `words` in a sentence, and what else it says."""
    sentences = [each.get("sentence", each["words"]) for each in told]
    text = headline + "\n" + " ".join(sentences)
    document = Document(identifier("sha256", text, publisher, date), text, "text/plain")
    article = Article(
        id=identifier("article", document.id),
        document=document.id,
        start=0,
        end=len(text),
        headline=headline,
        publisher=publisher,
        author=(),
        section=None,
        dateline=None,
        date_published=date,
        in_language="en",
        url=None,
        blocks=(Block("headline", Span(0, len(headline))), Block("body", Span(len(headline) + 1, len(text)))),
    )
    claims, start = [], len(headline) + 1
    for each, sentence in zip(told, sentences, strict=True):
        claims.append(_claim(article, text, text.index(each["words"], start), each))
        start += len(sentence) + 1
    return document, (Reading(document, article, tuple(claims)),)


def _claim(article: Article, text: str, start: int, told: dict[str, Any]) -> Claim:
    span = Span(start, start + len(told["words"]))
    relayed = (Step(told["origin"], "organization"),) if "origin" in told else ()
    return Claim(
        id=identifier("claim", article.id, span, text[:start].count(".")),
        article=article.id,
        kind="figure" if "measure" in told else "statement",
        span=span,
        attribution=None,
        speech=None,
        chain=(Step(str(article.publisher), "publisher"), *relayed),
        stance=told.get("stance", "asserted"),
        figure=_figure(told) if "measure" in told else None,
    )


def _figure(told: dict[str, Any]) -> Figure:
    places = tuple(Place(*place) for place in told.get("places", ()))
    low, comparator = told.get("low", 1), told.get("comparator", "exactly")
    high = low if comparator == "exactly" else None
    return Figure(low, high, comparator, "people", told["measure"], None, places)


@pytest.fixture
def page() -> Callable[..., Page]:
    """Give the maker of invented pages."""
    return _page


def _whole(ledger: Ledger) -> Window:
    return Window("whole", tuple(sorted(dated.article for dated in ledger.dates())))


@pytest.fixture
def whole() -> Callable[[Ledger], Window]:
    """Give what makes one window of all that a ledger holds."""
    return _whole


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a ledger that is not there yet."""
    return tmp_path / "news.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """Give a new ledger."""
    with Ledger.open(path) as new:
        yield new
