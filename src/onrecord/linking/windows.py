"""Windows: a ledger cut along its days, so that what a new article costs does not grow with what is held.

The line of days is halved, and each half again, until at most so many articles lie in a piece. So a cut depends on
the articles alone, never on the order in which they came, and one more article moves no cut but those of its own
piece. A window is a piece with the articles just before it: it is linked as if there were no others.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.linking.judgements import rows_about
from onrecord.linking.when import read_days
from onrecord.tables import load_user_table
from onrecord.types import Links, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.settings import Settings
    from onrecord.types import Dated, Entity, Reading, Series, Story

MOST = 1000  # articles in a piece of several days; a day is never cut
BEFORE = 500  # articles before a piece that its own are linked with
_DAYS = 1 << 22  # a power of two beyond the last day that a date can be
_UNDATED = _DAYS - 1


def plan_windows(dates: Iterable[Dated], most: int = MOST, before: int = BEFORE) -> tuple[Window, ...]:
    """Cut all articles of a ledger into windows, earliest first; their order makes no difference.

    >>> from onrecord.types import Dated
    >>> dates = [Dated(f"article:{day}", f"2031-03-0{day}", None) for day in range(1, 7)]
    >>> [(window.articles, window.before) for window in plan_windows(dates, most=4, before=1)]
    [(('article:1', 'article:2'), ()), (('article:3', 'article:4', 'article:5', 'article:6'), ('article:2',))]
    """
    placed = sorted((_day(each), each.article) for each in dates)
    names, days = tuple(article for _, article in placed), [day for day, _ in placed]
    return tuple(
        # What has no day stands after all others, but follows on none of them.
        Window(name, names[start:end], () if days[start] == _UNDATED else names[max(0, start - before) : start])
        for name, (start, end) in _pieces(days, 0, _DAYS, most)
    )


def _day(dated: Dated) -> int:
    days = read_days(dated.date_published) or read_days(dated.captured_at)
    return days.first.toordinal() if days else _UNDATED


def _pieces(days: Sequence[int], first: int, length: int, most: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the name of each piece of the days from `first` on, and where its articles lie among all."""
    start, end = bisect_left(days, first), bisect_left(days, first + length)
    if start == end:
        return
    if end - start <= most or length == 1:
        yield f"{first:07}+{length}", (start, end)
        return
    yield from _pieces(days, first, length // 2, most)
    yield from _pieces(days, first + length // 2, length // 2, most)


def with_tables(window: Window, names: Iterable[str], settings: Settings) -> Window:
    """Tell a window what the user's tables say: of places at all, of names as far as its own `names` go."""
    told = [f"place {row}" for row in (load_user_table(settings.places) if settings.places else ())]
    told += [f"name {row}" for row in (rows_about(names, settings.aliases) if settings.aliases else ())]
    return replace(window, tables=hashlib.sha256("\n".join(told).encode()).hexdigest()) if told else window


def own_part(links: Links, window: Window, readings: Iterable[Reading]) -> Links:
    """Leave of all that was found among the articles of a window what is its own.

    Every link belongs to the window of the later of its two articles, every other finding to that of its article.
    """
    own = frozenset(window.articles)
    article_of = {claim.id: reading.article.id for reading in readings for claim in reading.claims}
    entity_of = tuple(told for told in links.entity_of if article_of[told[0]] in own)
    return replace(
        links,
        entities=tuple(_meant(links.entities, {entity for *_, entity in entity_of})),
        descents=tuple(told for told in links.descents if told.article in own),
        entity_of=entity_of,
        links=tuple(link for link in links.links if own & {article_of[link.left], article_of[link.right]}),
        series=tuple(_own_series(links.series, article_of, own)),
        stories=tuple(_own_stories(links.stories, own)),
        going_on=tuple(_going_on(links.stories, own)),
    )


def _meant(entities: Sequence[Entity], meant: set[str]) -> Iterator[Entity]:
    """Yield the entities that are meant, and the bodies for which they speak."""
    bodies = {office.entity for entity in entities if entity.id in meant for office in entity.offices}
    kept = meant | bodies
    return (entity for entity in entities if entity.id in kept)


def _own_series(series: Iterable[Series], article_of: Mapping[str, str], own: frozenset[str]) -> Iterator[Series]:
    for each in series:
        kept = tuple(told for told in each.observations if article_of[told.claim] in own)
        if kept:
            yield replace(each, observations=kept)


def _own_stories(stories: Iterable[Story], own: frozenset[str]) -> Iterator[Story]:
    for story in stories:
        kept = tuple(article for article in story.articles if article in own)
        if kept:
            yield replace(story, articles=kept)


def _going_on(stories: Iterable[Story], own: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the stories that began before the window, with the last article that they had then."""
    for story in stories:
        earlier = [article for article in story.articles if article not in own]
        if earlier and len(earlier) < len(story.articles):
            yield story.id, earlier[-1]
