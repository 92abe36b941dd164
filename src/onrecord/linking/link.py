"""The linking room's whole way: entities, copies, links between claims, stories and series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.gazetteer import load_gazetteer
from onrecord.linking.agencies import find_agencies
from onrecord.linking.claim_matching import match_claims, one_for_each_pair
from onrecord.linking.copies import as_stars, link_copies
from onrecord.linking.descents import on_own_words, trace_descents
from onrecord.linking.entities import link_entities
from onrecord.linking.independence import find_origins
from onrecord.linking.pages import prepare_pages
from onrecord.linking.series import build_series
from onrecord.linking.stories import group_stories, write_stories
from onrecord.linking.text_reuse import Text, find_reuse
from onrecord.linking.windows import own_part
from onrecord.types import Links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.linking.pages import Page
    from onrecord.settings import Settings
    from onrecord.types import Reading, Window


def link_window(window: Window, readings: Sequence[Reading], settings: Settings) -> Links:
    """Find how the claims of a window's articles bear on each other and on those of the articles just before."""
    return own_part(link_readings(readings, settings), window, readings)


def link_readings(readings: Sequence[Reading], settings: Settings) -> Links:
    """Find how the claims of `readings` bear on each other; their order makes no difference."""
    gazetteer = load_gazetteer(settings.places)
    pages = prepare_pages(readings)
    ordered = [page.reading for page in pages]
    naming = link_entities(ordered, gazetteer, settings.aliases)
    reuse = find_reuse([_text(page) for page in pages])
    copies = tuple(link_copies(pages, reuse))
    voices = naming.voices(ordered)
    matches = match_claims(pages, voices, gazetteer)
    agencies = find_agencies(ordered, naming.aliases)
    origins = find_origins(ordered, naming, voices, copies, agencies)
    links = one_for_each_pair((*copies, *on_own_words(matches.links, pages, reuse)), origins)
    groups = group_stories(pages, reuse.contained, links)
    stories = write_stories(groups, pages, origins)
    happenings = (articles for story in stories for articles in story.happenings)
    happening_of = {article: articles[0] for articles in happenings for article in articles}
    return Links(
        entities=naming.entities,
        entity_of=tuple(sorted((claim, place, entity) for (claim, place), entity in naming.entity_of.items())),
        links=as_stars(links, pages),
        series=build_series(matches.facts, happening_of, origins, links),
        stories=stories,
        descents=trace_descents(pages, reuse, agencies),
    )


def _text(page: Page) -> Text:
    return Text(page.lines, page.reading.article.publisher, page.told.first if page.told else None)
