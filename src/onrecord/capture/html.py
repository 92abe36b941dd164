"""Saved pages: the main text of HTML and what its markup says about the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped] # it ships no types
from trafilatura import bare_extraction, load_html

from onrecord.capture.metadata import read_metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped] # it ships no types

    from onrecord.types import PageMetadata

# Trees larger than these are built to do harm; no page of news comes near.
LONGEST = 24 * 2**20
DEEPEST = 2_000
MOST_ELEMENTS = 150_000
MOST_ATTRIBUTES = 2_000
# Fewer characters than these are a menu or a notice, no text.
SHORTEST = 30

# What belongs to a picture or is set beside the text, whatever the library makes of it.
ASIDE = (
    "//figcaption",
    "//figure//*[self::p or self::span or self::small]",
    *(
        f"//*[self::div or self::p or self::span][contains(concat(' ', translate(@class, '_-', '  '), ' '), '{name}')]"
        for name in (" caption ", " photocredit ")
    ),
)
PARAGRAPHS = frozenset({"p", "head", "item", "quote", "cell", "row", "list", "table", "code", "lb"})
SPACE = re.compile(r"[\s\u200b\ufeff]+")
SURROGATE = re.compile("[\ud800-\udfff\x00]")
# Tools that save a page in one file write its pictures into it.
EMBEDDED = re.compile(r"data:[\w/+.-]{3,60};base64,[A-Za-z0-9+/=]+")
LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}")
OPENING_TAG = re.compile(r"<[a-zA-Z]")
NESTING = re.compile(r"<(/?)(?:div|span|b|i|em|font|ul|ol|li|table|tr|td|section|blockquote)\b")


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page as it is stored: headline, blank line, paragraphs."""

    text: str
    metadata: PageMetadata


def read_page(source: str) -> Page | str:
    """Read the main text and the metadata of a page, or return the reason why it gives none."""
    source = EMBEDDED.sub("", source)
    if (
        len(source) > LONGEST
        or sum(1 for _ in OPENING_TAG.finditer(source)) > MOST_ELEMENTS
        or _has_monstrous_tag(source)
    ):
        return "too-large"
    tree = _parsed(source)
    if tree is None:
        return "no-text"
    metadata = read_metadata(tree)
    paragraphs = _main_text(tree)
    if metadata.headline is not None:
        paragraphs = _without_headline(paragraphs, metadata.headline)
    if sum(map(len, paragraphs)) < SHORTEST:
        return "no-text"
    shown = paragraphs if metadata.headline is None else [metadata.headline, *paragraphs]
    return Page("\n\n".join(shown) + "\n", metadata)


def _parsed(source: str) -> HtmlElement | None:
    if _deepest(source) > DEEPEST:
        return None
    return load_html(SURROGATE.sub("", source))


def _has_monstrous_tag(source: str) -> bool:
    """Answer whether a tag has so many attributes that parsing it would take for ever."""
    return any(tag[0].count("=") > MOST_ATTRIBUTES for tag in LONG_TAG.finditer(source))


def _deepest(source: str) -> int:
    """Return about how deep the elements of a page are nested, without building the tree."""
    depth = deepest = 0
    for tag in NESTING.finditer(source):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _main_text(tree: HtmlElement) -> list[str]:
    found: Any = bare_extraction(tree, include_comments=False, prune_xpath=list(ASIDE), with_metadata=False)
    if found is None or found.body is None:
        return []
    return _paragraphs(found.body)


def _paragraphs(body: etree._Element) -> list[str]:
    """Cut the library's tree into paragraphs, each on one line."""
    paragraphs, words = [], [""]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in PARAGRAPHS:
            paragraphs.append("".join(words))
            words = []
        words.append((element.text if event == "start" else element.tail) or "")
    paragraphs.append("".join(words))
    return [tidy for tidy in (SPACE.sub(" ", paragraph).strip() for paragraph in paragraphs) if tidy]


def _without_headline(paragraphs: list[str], headline: str) -> list[str]:
    """Leave out the headline where the first paragraphs repeat it."""
    said = _letters(headline)
    return [paragraph for number, paragraph in enumerate(paragraphs) if number > 2 or _letters(paragraph) != said]


def _letters(words: str) -> str:
    return re.sub(r"\W+", " ", words).casefold().strip()
