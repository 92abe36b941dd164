"""Saved pages: their text, their metadata, and pages built to do harm."""

from __future__ import annotations

import time
from typing import Any

import pytest

from onrecord.capture import open_stream
from onrecord.settings import Settings
from onrecord.types import Document, PageMetadata, Skip

PARAGRAPH = (
    "At least six people were killed and 14 injured when a ferry struck a pier in the port of Marrick early on "
    "Thursday, the coast guard said, and divers were still searching for two members of the crew in the evening."
)
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebPage", "datePublished": "2030-01-01"},
 {"@type": "NewsArticle", "headline": "Ferry strikes pier", "datePublished": "2031-06-12T09:40:00.000+0200",
  "author": [{"@type": "Person", "name": "Ada Renn"}, {"@type": "Person", "name": "Pim Holt"}],
  "publisher": {"@type": "Organization", "name": "Coast Post | News"}, "articleSection": ["Coast", "Ports"],
  "inLanguage": "en-GB"}]}</script><link rel="canonical" href="https://coastpost.example/ferry">"""


def _page(body: str, head: str = "") -> bytes:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


def _opened(payload: bytes, name: str = "page.html") -> Document:
    document = open_stream(payload, name, Settings())
    assert isinstance(document, Document)
    return document


def _metadata(payload: bytes) -> PageMetadata:
    metadata = _opened(payload).metadata
    assert metadata is not None
    return metadata


BODY = f"<h1>Ferry strikes pier</h1><p>{PARAGRAPH}</p><h2>In the dark</h2><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>"


def test_text_as_stored() -> None:
    """The stored text is headline, blank line, paragraphs; menus, captions and footers are not in it."""
    more = [f"Day {number}: {PARAGRAPH}" for number in (1, 2, 3)]
    page = _page(
        "<nav><a href='/'>Home</a><a href='/n'>News</a></nav><article><h1>Ferry strikes pier</h1>"
        f"<p>{PARAGRAPH}</p><figure><img src='f.jpg'><figcaption>The ferry on Monday, seen from the pier.</figcaption>"
        f"</figure><p>{more[0]}</p><p>{more[1]}<br><br>{more[2]}</p></article>"
        "<footer><p>© 2031 Coast Post. All rights reserved.</p></footer>"
    )
    assert _opened(page).text == "\n\n".join(["Ferry strikes pier", PARAGRAPH, *more]) + "\n"


def test_linked_data() -> None:
    """The article of a page's linked data is believed before the page that it stands on."""
    document = _opened(_page(BODY, LINKED))
    assert document.target_uri == "https://coastpost.example/ferry"
    assert document.metadata == PageMetadata(
        headline="Ferry strikes pier",
        publisher="Coast Post",
        author=("Ada Renn", "Pim Holt"),
        section="Coast",
        date_published="2031-06-12T09:40:00+02:00",
        in_language="en",
        url="https://coastpost.example/ferry",
    )


HEADS: dict[str, tuple[str, dict[str, Any]]] = {
    "OpenGraph": (
        """<meta property="og:title" content="Ferry strikes pier">
        <meta property="og:site_name" content="News - Coast Post">
        <meta property="article:published_time" content="2031-06-12T09:40:00Z">
        <meta name="author" content="Ada Renn">""",
        {"publisher": "Coast Post", "date_published": "2031-06-12T09:40:00Z", "author": ("Ada Renn",)},
    ),
    "title with the site behind": ("<title>Ferry strikes pier | Coast Post</title>", {"publisher": "Coast Post"}),
    "title with the site before": (
        "<title>Coast Post – Ferry strikes pier in the dark</title>",
        {"publisher": "Coast Post", "headline": "Ferry strikes pier in the dark"},
    ),
    "nothing": ("", {"publisher": None, "date_published": None, "author": ()}),
    "broken linked data": ('<script type="application/ld+json">{"@type": "NewsArticle",</script>', {"publisher": None}),
    "odd linked data": (
        """<script type="application/ld+json">{"@type": ["NewsArticle", 3], "author": [1, null, {"name": ["Ada Renn"]}],
        "publisher": {"name": {"x": 1}}, "datePublished": 5, "headline": ["x"]}</script>""",
        {"publisher": None, "date_published": None, "author": ("Ada Renn",)},
    ),
}


@pytest.mark.parametrize("label", HEADS)
def test_metadata(label: str) -> None:
    """What the head of a page says is read; what it does not say is unknown."""
    head, wanted = HEADS[label]
    body = BODY if "headline" not in wanted else BODY.replace("<h1>Ferry strikes pier</h1>", "")
    metadata = _metadata(_page(body, head))
    assert {key: getattr(metadata, key) for key in wanted} == wanted


@pytest.mark.parametrize(
    ("mark", "captured_at", "target_uri"),
    [
        (
            """<!--
 Page saved with SingleFile
 url: https://coastpost.example/f
 saved date: Thu Jun 12 2031 10:20:30 GMT+0200 (x)
-->""",
            "2031-06-12T10:20:30+02:00",
            "https://coastpost.example/f",
        ),
        ("<!-- saved from url=(0028)https://coastpost.example/f -->", None, "https://coastpost.example/f"),
        (
            "<!--\n     FILE ARCHIVED ON 08:20:30 Jun 12, 2031 AND RETRIEVED FROM THE\n INTERNET ARCHIVE -->",
            "2031-06-12T08:20:30+00:00",
            None,
        ),
        ("<!-- FILE ARCHIVED ON 99:99:99 Foo 12, 2031 AND RETRIEVED FROM -->", None, None),
    ],
)
def test_marks_of_saving_tools(mark: str, captured_at: str | None, target_uri: str | None) -> None:
    """When and from where a page was saved is read from the mark of the tool that saved it."""
    document = _opened(_page(mark + BODY))
    assert (document.captured_at, document.target_uri) == (captured_at, target_uri)


def test_a_page_is_told_by_what_it_holds() -> None:
    """A page in a file of another name is a page, and a dump with a page's name a dump."""
    assert _opened(_page(BODY), "page.txt").content_type == "text/html"
    assert _opened(PARAGRAPH.encode(), "page.html").content_type == "text/plain"
    assert _opened(f"He wrote <p> and </p>. {PARAGRAPH}".encode(), "page.txt").content_type == "text/plain"


def test_encoding_that_the_page_declares() -> None:
    """A page's own word on its encoding counts, unless the bytes are UTF-8."""
    told = "Гавань Тарсиса была закрыта в воскресенье после шторма, сообщила администрация порта в заявлении. " * 3
    page = f'<html><head><meta charset="koi8-r"></head><body><p>{told}</p><p>{told}</p></body></html>'
    for encoding in ("koi8-r", "utf-8"):
        assert told.strip() in _opened(page.encode(encoding)).text


TEXT = f"<p>{PARAGRAPH}</p>" * 3
HOSTILE = {
    "nested 100,000 deep": "<div>" * 100_000 + TEXT,
    "nested 100,000 deep with closing tags": "<div>" * 100_000 + TEXT + "</div>" * 100_000,
    "nested unknown elements": "<x>" * 100_000 + TEXT,
    "unclosed letters": "<b>" * 1_900 + TEXT,
    "500,000 elements": "<p>a</p>" * 500_000,
    "100,000 attributes": f"<p {' '.join(f'a{number}=1' for number in range(100_000))}>{PARAGRAPH}</p>",
    "deep linked data": f'<script type="application/ld+json">{"[" * 100_000}</script>{TEXT}',
    "a surrogate and a zero byte": TEXT + "<p>&#xD800;\x00 rain</p>",
}


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_page(label: str) -> None:
    """A page built to do harm is read or skipped, soon and without an error."""
    before = time.monotonic()
    found = open_stream(_page(HOSTILE[label]), "page.html", Settings())
    assert time.monotonic() - before < 20
    assert found.reason in {"no-text", "too-large"} if isinstance(found, Skip) else PARAGRAPH in found.text


def test_entities_of_entities_are_not_expanded() -> None:
    """A page whose entities would grow a billionfold stays small."""
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    doctype = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">{entities}]>'
    source = f"{doctype}<html><body><p>&l9;</p>{TEXT}</body></html>"
    assert len(_opened(source.encode()).text) < 4 * len(TEXT)
