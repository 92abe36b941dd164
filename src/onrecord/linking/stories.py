"""Stories: the articles about one happening, each joining an earlier story or starting one as it arrives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import sqrt
from typing import TYPE_CHECKING

from onrecord.linking.pages import affinity
from onrecord.types import Story, identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.linking.independence import Origins
    from onrecord.linking.pages import Page
    from onrecord.types import Link

SILENT = timedelta(days=4)  # after so many days without an article a story has ended
JOIN = 0.2  # affinity to a story's articles that makes one of them
NEAR = 0.15  # affinity of two articles that lets a link between their claims make them one story
COPIED = 0.3  # share of the shorter article that stands in the other
KNOWN_BY = 12  # of an article's most telling words, under which its story is found


@dataclass(slots=True)
class _Growing:
    """A story while articles are still joining it."""

    members: list[int]
    last: date
    terms: Counter[str] = field(default_factory=Counter)

    def affinity(self, page: Page) -> float:
        """Say how far an article is about what the story's articles have in common."""
        length = sqrt(sum(weight * weight for weight in self.terms.values())) or 1.0
        return sum(weight * self.terms.get(word, 0.0) for word, weight in page.terms.items()) / length


def group_stories(
    pages: Sequence[Page], contained: Mapping[tuple[int, int], float], links: Iterable[Link]
) -> list[list[int]]:
    """Group articles (earliest first) into stories, by their positions in `pages`."""
    near = _linked(pages, contained, links)
    stories: list[_Growing] = []
    story_of: dict[int, int] = {}
    known_by: dict[str, list[int]] = {}
    for place, page in enumerate(pages):
        found = _home(page, near.get(place, ()), stories, story_of, known_by)
        if found is None:
            found = len(stories)
            stories.append(_Growing([], page.day))
        _join(stories[found], found, place, page, known_by)
        story_of[place] = found
    return [story.members for story in stories]


def _linked(
    pages: Sequence[Page], contained: Mapping[tuple[int, int], float], links: Iterable[Link]
) -> dict[int, list[int]]:
    """Return for every article the earlier ones that it copies or whose claims its own bear on."""
    place_of = {claim.id: place for place, page in enumerate(pages) for claim in page.reading.claims}
    told: dict[int, set[int]] = {}
    for (left, right), share in contained.items():
        if share >= COPIED:
            told.setdefault(right, set()).add(left)
    for link in links:
        if link.relation in {"corroborates", "contradicts", "repeats"}:
            left, right = sorted((place_of[link.left], place_of[link.right]))
            if affinity(pages[left], pages[right]) >= NEAR:
                told.setdefault(right, set()).add(left)
    return {right: sorted(lefts) for right, lefts in told.items()}


def _home(
    page: Page,
    near: Iterable[int],
    stories: Sequence[_Growing],
    story_of: Mapping[int, int],
    known_by: dict[str, list[int]],
) -> int | None:
    """Find the story that an article belongs to, if any is still going on."""
    linked = Counter(story_of[place] for place in near)
    open_linked = [story for story in linked if _goes_on(stories[story], page)]
    if open_linked:
        return max(sorted(open_linked), key=lambda story: linked[story])
    candidates = {story for word in _telling(page) for story in known_by.get(word, ())}
    scored = [(stories[story].affinity(page), -story) for story in candidates if _goes_on(stories[story], page)]
    best, story = max(scored, default=(0.0, 0))
    return -story if best >= JOIN else None


def _goes_on(story: _Growing, page: Page) -> bool:
    return page.told is None or page.day - story.last <= SILENT


def _join(story: _Growing, number: int, place: int, page: Page, known_by: dict[str, list[int]]) -> None:
    story.members.append(place)
    story.last = page.day
    story.terms.update(page.terms)
    for word in _telling(page):
        held = known_by.setdefault(word, [])
        if number not in held:
            held.append(number)
            # Only the last stories under a word can still be going on; the others need not be asked.
            del held[:-50]


def _telling(page: Page) -> list[str]:
    return list(page.terms)[:KNOWN_BY]


def write_stories(groups: Sequence[Sequence[int]], pages: Sequence[Page], origins: Origins) -> tuple[Story, ...]:
    """Make stories of groups of articles, latest first."""
    stories = [_story([pages[place] for place in group], origins) for group in groups]
    return tuple(sorted(stories, key=lambda story: (story.first_seen or "", story.id), reverse=True))


def _story(pages: Sequence[Page], origins: Origins) -> Story:
    days = sorted(page.reading.article.date_published for page in pages if page.reading.article.date_published)
    return Story(
        id=identifier("story", pages[0].reading.article.id),
        headline=_headline(pages),
        articles=tuple(page.reading.article.id for page in pages),
        first_seen=days[0] if days else None,
        last_seen=days[-1] if days else None,
        origin_count=origins.count(claim.id for page in pages for claim in page.reading.claims),
    )


def _headline(pages: Sequence[Page]) -> str:
    """Return the headline of the article most like the others; of two alike, the earlier."""
    told = [page for page in pages[:30] if page.reading.article.headline]
    best = max(told, key=lambda page: round(sum(affinity(page, other) for other in told), 6), default=None)
    return " ".join((best.reading.article.headline or "").split()) if best else ""
