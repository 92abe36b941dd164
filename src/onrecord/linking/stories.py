"""Stories: the articles about one matter, and in them its happenings, the articles about one happening each.

An article joins an earlier happening or starts one as it arrives; a happening joins a story in the same way, for which
less has to be alike: two raids of one week on one town are two happenings of one story.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import nlargest
from math import sqrt
from typing import TYPE_CHECKING

from onrecord.linking.pages import affinity
from onrecord.types import Story, identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.linking.independence import Origins
    from onrecord.linking.pages import Page
    from onrecord.types import Link

SILENT = timedelta(days=4)  # after so many days without an article a happening has ended
A_WEEK = timedelta(days=7)  # after so many days without a happening a story has
JOIN = 0.2  # likeness to a happening's articles that makes one of them
# Likeness of two happenings of one story: chosen on half of the topics of ECB+, which are undated, so that words alone
# tell matters apart. Within days of each other the raids of a long war are as much alike: there it takes more.
OF_ONE_STORY, OF_ONE_STORY_WITHIN_DAYS = 0.15, 0.25
NEAR = 0.15  # affinity of two articles that lets a link between their claims make them one happening
COPIED = 0.3  # share of the shorter article that stands in the other
LAST = 50  # of the happenings or stories under a word that are asked; the others have mostly ended

Group = list[int]  # articles by their positions among the pages, earliest first


@dataclass(frozen=True, slots=True)
class _Bond:
    """What holds the articles of a happening, or the happenings of a story, together."""

    silent: timedelta  # the longest time between two
    dated: float  # how much alike they must be where both have a day
    undated: float
    known_by: int  # most telling words under which they are found


_HAPPENING = _Bond(SILENT, JOIN, JOIN, known_by=12)
_STORY = _Bond(A_WEEK, OF_ONE_STORY_WITHIN_DAYS, OF_ONE_STORY, known_by=20)


@dataclass(slots=True)
class _Bundle:
    """An article, or the articles that have joined so far, with what they are about."""

    members: Group
    first: date | None  # days of the first and last of its dated articles
    last: date | None
    terms: Counter[str]
    length: float

    def is_like(self, other: _Bundle) -> float:
        """Say from 0 to 1 how far two bundles are about the same."""
        shared = sum(weight * self.terms.get(word, 0.0) for word, weight in other.terms.items())
        return shared / (self.length * other.length)

    def goes_on(self, later: _Bundle, silent: timedelta) -> bool:
        """Answer whether it has not ended before another begins; what has no day may be of any."""
        return self.last is None or later.first is None or later.first - self.last <= silent

    def join(self, later: _Bundle) -> None:
        """Take in another bundle, none of whose articles is the first of both."""
        self.members = sorted((*self.members, *later.members))
        self.terms.update(later.terms)
        self.length = _length(self.terms)
        self.first = self.first or later.first
        self.last = max((day for day in (self.last, later.last) if day), default=None)

    def telling(self, count: int) -> list[str]:
        """Return its most telling words."""
        return nlargest(count, self.terms, key=lambda word: (self.terms[word], word))


def _bundle(place: int, page: Page) -> _Bundle:
    day = page.told.first if page.told else None
    return _Bundle([place], day, day, Counter(page.terms), _length(page.terms))


def _length(terms: Mapping[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in terms.values())) or 1.0


def group_stories(
    pages: Sequence[Page], contained: Mapping[tuple[int, int], float], links: Iterable[Link]
) -> list[list[Group]]:
    """Group articles (earliest first) into stories, each the list of its happenings."""
    articles = [_bundle(place, page) for place, page in enumerate(pages)]
    happenings = _gathered(articles, _linked(pages, contained, links), _HAPPENING)
    members = [happening.members for happening in happenings]
    happening_of = {place: number for number, group in enumerate(members) for place in group}
    stories = _gathered(happenings, {}, _STORY)
    return [[members[number] for number in sorted({happening_of[place] for place in each.members})] for each in stories]


def _gathered(arriving: Iterable[_Bundle], near: Mapping[int, Iterable[int]], bond: _Bond) -> list[_Bundle]:
    """Let bundles (earliest first) join one another: those `near` each other by position, or much alike."""
    grown: list[_Bundle] = []
    home_of: dict[int, int] = {}
    known_by: dict[str, list[int]] = {}
    for place, each in enumerate(arriving):
        linked = Counter(home_of[other] for other in near.get(place, ()))
        telling = each.telling(bond.known_by)
        asked = {other for word in telling for other in known_by.get(word, ())}
        found = _home(each, linked, grown, asked, bond)
        if found is None:
            found = len(grown)
            grown.append(replace(each, terms=each.terms.copy()))
        else:
            grown[found].join(each)
        home_of[place] = found
        for word in telling:
            held = known_by.setdefault(word, [])
            if found not in held:
                held.append(found)
                del held[:-LAST]
    return grown


def _home(
    each: _Bundle,
    linked: Counter[int],
    grown: Sequence[_Bundle],
    asked: Iterable[int],
    bond: _Bond,
) -> int | None:
    """Find what a bundle belongs to, if any of it is still going on."""
    open_linked = [place for place in linked if grown[place].goes_on(each, bond.silent)]
    if open_linked:
        return max(sorted(open_linked), key=lambda place: linked[place])
    scored = [
        (likeness, -place)
        for place in asked
        if grown[place].goes_on(each, bond.silent)
        and (likeness := grown[place].is_like(each))
        >= (bond.dated if each.first and grown[place].last else bond.undated)
    ]
    return -max(scored)[1] if scored else None


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


def write_stories(groups: Iterable[Sequence[Group]], pages: Sequence[Page], origins: Origins) -> tuple[Story, ...]:
    """Make stories of groups of articles, latest first."""
    stories = [_story(group, pages, origins) for group in groups]
    return tuple(sorted(stories, key=lambda story: (story.first_seen or "", story.id), reverse=True))


def _story(happenings: Sequence[Group], told: Sequence[Page], origins: Origins) -> Story:
    pages = [told[place] for place in sorted(place for group in happenings for place in group)]
    days = sorted(page.reading.article.date_published for page in pages if page.reading.article.date_published)
    return Story(
        id=identifier("story", pages[0].reading.article.id),
        headline=_headline(pages),
        articles=tuple(page.reading.article.id for page in pages),
        first_seen=days[0] if days else None,
        last_seen=days[-1] if days else None,
        origin_count=origins.count(claim.id for page in pages for claim in page.reading.claims),
        happenings=tuple(tuple(told[place].reading.article.id for place in group) for group in happenings),
    )


def _headline(pages: Sequence[Page]) -> str:
    """Return the headline of the article most like the others; of two alike, the earlier."""
    told = [page for page in pages[:30] if page.reading.article.headline]
    best = max(told, key=lambda page: round(sum(affinity(page, other) for other in told), 6), default=None)
    return " ".join((best.reading.article.headline or "").split()) if best else ""
