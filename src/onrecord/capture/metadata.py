"""What a page's own markup says about its article: schema.org, OpenGraph, meta tags, in this order."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from trafilatura import extract_metadata

from onrecord.types import PageMetadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement  # type: ignore[import-untyped] # it ships no types

    Json = dict[str, Any]

ARTICLE_TYPES = re.compile(r"(Article|Posting|Report|Review|WebPage)$", re.IGNORECASE)
ISO_DATE = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?)?")
SEPARATOR = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*\|\s*")
SITE_SEPARATOR = re.compile(r"\s+[|\-–—·•»]+\s+|\s*\|\s*")
LONG_SITE = 6  # words
# Parts of a site's name that name no publisher.
GENERIC = re.compile(
    r"(?:home(?:page)?|(?:latest |breaking |world |local |top )?(?:news|headlines|stories)(?: online| site| portal)?|"
    r"official (?:web)?site|online|world|politics|business|sports?|opinion|welcome|english|en|start(?:seite)?|accueil)",
    re.IGNORECASE,
)
DOMAIN = re.compile(r"(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})", re.IGNORECASE)
LONGEST_JSON = 2**20
MOST_AUTHORS = 12
LONGEST_NAME = 120
LONGEST_HOLDER = 40


def read_metadata(tree: HtmlElement) -> PageMetadata:
    """Read who published what when, as the page's markup says it; what it does not say is None."""
    linked = tuple(_linked_data(tree))
    guessed = extract_metadata(
        tree, date_config={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    )
    headline = _headline(tree, linked) or guessed.title
    return PageMetadata(
        headline=_tidy(headline),
        publisher=_publisher(tree, linked, headline),
        author=_authors(linked) or _split_authors(guessed.author),
        section=_section(tree, linked),
        date_published=_date(tree, linked) or guessed.date,
        in_language=_language(tree, linked),
        url=_address(tree) or guessed.url,
    )


def publisher_name(site: str, host: str | None = None) -> str | None:
    """Cut a publisher's name out of what a site calls itself.

    >>> publisher_name("The Quay Times | News"), publisher_name("News - Quay Radio"), publisher_name("Home")
    ('The Quay Times', 'Quay Radio', None)
    """
    parts = [part for part in map(str.strip, SEPARATOR.split(site)) if part and GENERIC.fullmatch(part) is None]
    if not parts:
        return None
    squeezed = re.sub(r"\W", "", host or "").casefold()
    named = [part for part in parts if squeezed and re.sub(r"\W", "", part).casefold() in squeezed]
    name = (named or parts)[0]
    return name if len(name) <= LONGEST_NAME else None


def _linked_data(tree: HtmlElement) -> Iterator[Json]:
    """Yield the schema.org objects of a page, articles before all others."""
    found: list[Json] = []
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        if len(script) > LONGEST_JSON:
            continue
        try:
            found += _objects(json.loads(re.sub(r"[\x00-\x1f]+", " ", script)))
        except (ValueError, RecursionError):
            continue
    yield from sorted(found, key=lambda each: _rank(each.get("@type")))


def _rank(kind: object) -> int:
    """Order schema.org types: an article says more than the page that it stands on."""
    kinds = kind if isinstance(kind, list) else [kind]
    told = [each for each in kinds if isinstance(each, str)]
    if any(each.endswith(("Article", "Posting")) for each in told):
        return 0
    return 1 if any(ARTICLE_TYPES.search(each) for each in told) else 2


def _objects(value: object) -> Iterator[Json]:
    if isinstance(value, list):
        for each in value:
            yield from _objects(each)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"))
        yield from _objects(value.get("mainEntity"))


def _first(linked: tuple[Json, ...], key: str) -> object:
    """Return what the article, or else its page, says under `key`."""
    return next((each[key] for each in linked if _rank(each.get("@type")) < 2 and each.get(key)), None)


def _name(value: object) -> str | None:
    """Read the name of a schema.org thing, which may be a string, an object or a list of these."""
    if isinstance(value, list):
        value = next((each for each in value if _name(each)), None)
    if isinstance(value, dict):
        value = value.get("name")
        if not isinstance(value, str):
            return _name(value) if isinstance(value, list) else None
    return _tidy(value) if isinstance(value, str) else None


def _tidy(words: str | None) -> str | None:
    return None if words is None else re.sub(r"[\s\u200b\ufeff]+", " ", unescape(words)).strip() or None


def _meta(tree: HtmlElement, *names: str) -> str | None:
    for name in names:
        for value in tree.xpath("//meta[@property=$name or @name=$name or @itemprop=$name]/@content", name=name):
            if value.strip():
                return _tidy(value)
    return None


def _headline(tree: HtmlElement, linked: tuple[Json, ...]) -> str | None:
    """Prefer the headline that the page shows to those that it tells machines."""
    told = [
        each for each in (_text(_first(linked, "headline")), _meta(tree, "og:title", "headline"), _title(tree)) if each
    ]
    shown = [words for words in (_tidy(heading.text_content()) for heading in tree.xpath("//h1")) if words]
    agreed = [words for words in shown if any(_alike(words, each) for each in told)]
    if agreed:
        return agreed[0]
    if told:
        return told[0] if told[0] != _title(tree) else _without_site(told[0])
    return shown[0] if len(shown) == 1 else None


def _without_site(title: str) -> str:
    """Return the longest part of a page's title: the others name the site and the section.

    >>> _without_site("Quay Radio – Rain closes the harbour of Tarsis | News")
    'Rain closes the harbour of Tarsis'
    """
    parts = [part for part in SITE_SEPARATOR.split(title) if part]
    longest = max(parts, key=len, default=title)
    rest = [part for part in parts if part is not longest]
    return longest.strip() if all(len(part.split()) < LONG_SITE for part in rest) else title


def _alike(left: str, right: str) -> bool:
    """Answer whether two wordings of a headline share most of the words of the shorter."""
    one, other = (set(re.findall(r"\w+", each.casefold())) for each in (left, right))
    return len(one & other) * 2 > min(len(one), len(other)) if min(len(one), len(other)) > 2 else one == other


def _title(tree: HtmlElement) -> str | None:
    return next((_tidy(words) for words in tree.xpath("//head/title/text()") if words.strip()), None)


def _text(value: object) -> str | None:
    return _tidy(value) if isinstance(value, str) else None


def _publisher(tree: HtmlElement, linked: tuple[Json, ...], headline: str | None) -> str | None:
    host = urlsplit(_address(tree) or "").hostname
    site = _meta(tree, "og:site_name", "application-name", "dc.publisher", "DC.publisher", "publisher")
    named = (_name(_first(linked, "publisher")), site, _beside_headline(tree, headline), _copyright_holder(tree))
    names = [name for name in (publisher_name(each, host) for each in named if each) if name]
    spelled = [name for name in names if DOMAIN.fullmatch(name) is None]
    return next(iter(spelled or names), None)


def _beside_headline(tree: HtmlElement, headline: str | None) -> str | None:
    """Return what a page's title adds to its headline: nearly always the site's name."""
    title = _title(tree)
    if title is None or headline is None or headline not in title:
        return None
    before, after = title.split(headline, 1)
    parts = [part.strip() for rest in (after, before) for part in SEPARATOR.split(f" {rest} ") if part.strip()]
    return parts[-1] if parts else None


def _copyright_holder(tree: HtmlElement) -> str | None:
    holder = _meta(tree, "copyright")
    return holder if holder is not None and len(holder) < LONGEST_HOLDER else None


def _authors(linked: tuple[Json, ...]) -> tuple[str, ...]:
    value = _first(linked, "author")
    people = value if isinstance(value, list) else [value]
    names = [name for each in people for name in _split_authors(_name(each))]
    return tuple(dict.fromkeys(names))[:MOST_AUTHORS]


def _split_authors(names: str | None) -> tuple[str, ...]:
    if names is None or "://" in names:
        return ()
    names = re.sub(r"^(?:by|von|par|por)\s+", "", names, flags=re.IGNORECASE)
    parts = (part.strip(" ,") for part in re.split(r"\s*;\s*|,\s+(?:and\s+)?|\s+and\s+", names))
    return tuple(dict.fromkeys(part for part in parts if part and len(part) <= LONGEST_NAME))[:MOST_AUTHORS]


def _section(tree: HtmlElement, linked: tuple[Json, ...]) -> str | None:
    value = _first(linked, "articleSection")
    section = _meta(tree, "article:section", "articleSection") or _text(
        value[0] if isinstance(value, list) and value else value
    )
    return section if section and len(section) <= LONGEST_NAME else None


def _date(tree: HtmlElement, linked: tuple[Json, ...]) -> str | None:
    """Read the date of first publication, no more precise than the page gives it."""
    told = (
        _text(_first(linked, "datePublished")),
        _meta(
            tree,
            "article:published_time",
            "og:article:published_time",
            "datePublished",
            "dcterms.created",
            "dc.date.issued",
            "DC.date.issued",
            "date",
            "pubdate",
        ),
        *tree.xpath("//*[@itemprop='datePublished']/@datetime"),
        *tree.xpath("//article//header//time/@datetime")[:1],
    )
    return next((date for date in (iso_date(each) for each in told if each) if date), None)


def iso_date(told: str) -> str | None:
    """Return a machine's date in ISO 8601, or None where it is none.

    >>> iso_date("2031-03-04 09:15:00.000+0100"), iso_date("2031-03-04"), iso_date("4 March")
    ('2031-03-04T09:15:00+01:00', '2031-03-04', None)
    """
    found = ISO_DATE.match(told)
    if found is None:
        return None
    day, time, zone = found.groups()
    if time is None:
        return day
    zone = {None: "", "UTC": "Z"}.get(zone, zone)
    return f"{day}T{time}{zone if len(zone) < 5 or ':' in zone else zone[:3] + ':' + zone[3:]}"


def _language(tree: HtmlElement, linked: tuple[Json, ...]) -> str | None:
    told = _text(_first(linked, "inLanguage")) or next(iter(tree.xpath("/html/@lang")), None) or _meta(tree, "language")
    found = re.match(r"[a-zA-Z]{2,3}(?![a-zA-Z])", told or "")
    return None if found is None else found[0].lower()


def _address(tree: HtmlElement) -> str | None:
    told = (*tree.xpath("//link[@rel='canonical']/@href"), _meta(tree, "og:url"))
    return next((each.strip() for each in told if each and re.match(r"https?://\S+$", each.strip())), None)
