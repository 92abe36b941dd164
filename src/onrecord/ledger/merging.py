"""Merging: the parts of one thing that several windows tell of, made into what is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.types import Entity, Observation, Office, Series, Story


def merge_entities(parts: Sequence[Entity]) -> Entity:
    """Make one entity of its parts, the most mentioned first: it has their names and offices, and the first's name."""
    first, *others = parts
    if not others:
        return first
    names = {name for part in parts for name in (part.name, *part.aliases)}
    return replace(
        first,
        aliases=tuple(sorted(names - {first.name})),
        wikidata_id=next((part.wikidata_id for part in parts if part.wikidata_id), None),
        offices=_merge_offices(office for part in parts for office in part.offices),
    )


def _merge_offices(offices: Iterable[Office]) -> tuple[Office, ...]:
    told: dict[tuple[str, str | None, str | None], list[Office]] = {}
    for office in offices:
        told.setdefault((office.title, office.organization, office.entity), []).append(office)
    merged = (
        replace(
            same[0],
            first_seen=min((each.first_seen for each in same if each.first_seen), default=None),
            last_seen=max((each.last_seen for each in same if each.last_seen), default=None),
        )
        for same in told.values()
    )
    return tuple(sorted(merged, key=lambda each: (each.first_seen or "", each.title, each.organization or "")))


def merge_series(parts: Sequence[Series]) -> Series:
    """Make one series of its parts, the longest first, with all their observations by time.

    Its origins are at least as many as those of the part with most; whether those of two parts are the same is
    not known.
    """
    first, *others = parts
    if not others:
        return first
    told = sorted((each for part in parts for each in part.observations), key=_when)
    return replace(first, observations=tuple(told), origin_count=max(part.origin_count for part in parts))


def _when(told: Observation) -> tuple[bool, str, str, float, str]:
    return told.time_end is None, told.time_end or "", told.time_start or "", float(told.low or 0), told.claim


def merge_stories(parts: Sequence[tuple[Story, str | None]]) -> tuple[Story, ...]:
    """Join the parts of stories, earliest first, each with the article of an earlier part from which it goes on."""
    part_of = {article: place for place, (story, _) in enumerate(parts) for article in story.articles}
    first: list[int] = []
    for place, (_, follows) in enumerate(parts):
        before = part_of.get(follows or "", place)
        first.append(first[before] if before < place else place)
    whole: dict[int, list[Story]] = {}
    for place, (story, _) in zip(first, parts, strict=True):
        whole.setdefault(place, []).append(story)
    return tuple(map(_merge_story, whole.values()))


def _merge_story(parts: Sequence[Story]) -> Story:
    largest = max(parts, key=lambda part: len(part.articles))
    return replace(
        largest,
        id=parts[0].id,
        articles=tuple(article for part in parts for article in part.articles),
        first_seen=min((part.first_seen for part in parts if part.first_seen), default=None),
        last_seen=max((part.last_seen for part in parts if part.last_seen), default=None),
        origin_count=max(part.origin_count for part in parts),
        happenings=_merge_happenings(parts),
    )


def _merge_happenings(parts: Sequence[Story]) -> tuple[tuple[str, ...], ...]:
    """Join the happenings of a story's parts, earliest first: each goes on from the last article that it had before.

    A part's happenings hold the articles before its window too, as far as it was linked with them.
    """
    whole: list[list[str]] = []
    place_of: dict[str, int] = {}
    for part in parts:
        own = frozenset(part.articles)
        for told in part.happenings or (part.articles,):
            place = next((place_of[article] for article in reversed(told) if article in place_of), len(whole))
            whole += [[]] * (place == len(whole))
            new = [article for article in told if article in own]
            whole[place] = [*whole[place], *new]
            place_of |= dict.fromkeys(new, place)
    return tuple(tuple(told) for told in whole if told)
