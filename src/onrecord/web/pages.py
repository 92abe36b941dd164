"""Pages: what each page shows, gathered from the ledger. The words are the templates', the marks marking's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.ledger import Filters
from onrecord.skips import explained
from onrecord.types import MEASURES, Skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.ledger import ArticleRow, ClaimRow, ClaimView, Counts, Ledger, StoryView
    from onrecord.types import Entity, Link, Measure, Relation, Series, Story

FIRST = 8  # entries of each list on the overview
PAIRS = 3  # contradictions on the overview
OFFERED = 100  # names that a form offers
RELATIONS_SHOWN: tuple[Relation, ...] = ("contradicts", "corroborates", "updates", "repeats", "copies")


@dataclass(frozen=True, slots=True)
class Pair:
    """A link with the claims on both its sides."""

    link: Link
    left: ClaimRow
    right: ClaimRow


@dataclass(frozen=True, slots=True)
class SkipGroup:
    """What was skipped for one reason."""

    stage: str
    reason: str
    skips: tuple[Skip, ...]

    @property
    def told(self) -> str:
        """Why, and what to do next, in words fit for people."""
        skip = Skip(self.skips[0].document, self.skips[0].stage, self.reason)
        words = explained(skip).removeprefix(f"{skip.document}: ")
        return "" if words == self.reason else words


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page shows."""

    counts: Counts
    origins: tuple[tuple[str, int], ...]
    publishers: tuple[tuple[str, int], ...]
    measures: tuple[tuple[Measure, int], ...]
    stories: tuple[Story, ...]
    contradicted: tuple[Pair, ...]
    relations: tuple[tuple[Relation, int], ...]
    longest: tuple[Series, ...]
    skips: tuple[SkipGroup, ...]


def overview(ledger: Ledger) -> Overview:
    """Gather the first page."""
    return _overview(ledger, _state(ledger))


def every_series(ledger: Ledger, filters: Filters) -> tuple[Series, ...]:
    """Return the series that the filters leave, longest first."""
    return _every_series(ledger, filters, _state(ledger))


def entities(ledger: Ledger, words: str) -> tuple[tuple[Entity, int], ...]:
    """Return the entities of which a name holds the `words`, with their number of claims, most first."""
    told = _entities(ledger, _state(ledger))
    return tuple((each, claims) for each, claims in told if is_named(each, words))


def names(ledger: Ledger) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the origins and the publishers that a form offers."""
    return _names(ledger, _state(ledger))


def links_by_relation(ledger: Ledger) -> dict[Relation, tuple[Link, ...]]:
    """Return the links of each relation that has any, the surest first, relations in the order of a page."""
    return _links_by_relation(ledger, _state(ledger))


def _state(ledger: Ledger) -> tuple[object, ...]:
    """Return what changes whenever the ledger does: the times and sizes of its file and its write-ahead log.

    What takes the ledger long to gather is kept for as long as this stays the same.
    """
    files = (ledger.path, ledger.path.with_name(ledger.path.name + "-wal"))
    told = [file.stat() if file.exists() else None for file in files]
    return tuple((each.st_mtime_ns, each.st_size) if each else None for each in told)


@lru_cache(maxsize=2)
def _overview(ledger: Ledger, _: tuple[object, ...]) -> Overview:
    series = tuple(each for each in every_series(ledger, Filters()) if len(each.observations) > 1)
    stories = ledger.stories()
    links = links_by_relation(ledger)
    return Overview(
        counts=ledger.counts(),
        origins=ledger.origins(limit=FIRST),
        publishers=ledger.publishers(limit=FIRST),
        measures=measures_of(series),
        # What has one article only, or is a mere count, says least.
        stories=(tuple(story for story in stories if len(story.articles) > 1) or stories)[:FIRST],
        contradicted=pairs(ledger, links.get("contradicts", ())[:PAIRS]),
        relations=tuple((relation, len(held)) for relation, held in links.items()),
        longest=(tuple(each for each in series if each.measure != "count") or series)[:FIRST],
        skips=grouped_skips(ledger.skips()),
    )


@lru_cache(maxsize=8)
def _every_series(ledger: Ledger, filters: Filters, _: tuple[object, ...]) -> tuple[Series, ...]:
    return ledger.series(filters)


@lru_cache(maxsize=2)
def _entities(ledger: Ledger, _: tuple[object, ...]) -> tuple[tuple[Entity, int], ...]:
    claims = ledger.claims_by_entity()
    told = ((each, claims.get(each.id, 0)) for each in ledger.entities())
    return tuple(sorted(told, key=lambda each: -each[1]))  # those of one number stay by name


@lru_cache(maxsize=2)
def _names(ledger: Ledger, _: tuple[object, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    origins, publishers = ledger.origins(limit=OFFERED), ledger.publishers(limit=OFFERED)
    return tuple(name for name, _ in origins), tuple(name for name, _ in publishers)


@lru_cache(maxsize=2)
def _links_by_relation(ledger: Ledger, _: tuple[object, ...]) -> dict[Relation, tuple[Link, ...]]:
    told: dict[Relation, list[Link]] = {relation: [] for relation in RELATIONS_SHOWN}
    for link in ledger.links():
        told[link.relation].append(link)
    return {relation: tuple(held) for relation, held in told.items() if held}


def measures_of(series: Iterable[Series]) -> tuple[tuple[Measure, int], ...]:
    """Count the series of each measure, in the order of the contract."""
    told = Counter(each.measure for each in series)
    return tuple((measure, told[measure]) for measure in MEASURES if told[measure])


def pairs(ledger: Ledger, links: Iterable[Link]) -> tuple[Pair, ...]:
    """Fetch the claims on both sides of each link."""
    return tuple(pair for link in links if (pair := _pair(ledger.claim(link.left), link)) is not None)


def _pair(view: ClaimView, link: Link) -> Pair | None:
    """Find the other side of a link; None when another process has linked anew in between."""
    others = (row for held, row in view.links if held == link)
    return next((Pair(link, view.row, other) for other in others), None)


def grouped_links(view: ClaimView) -> tuple[tuple[Relation, bool, tuple[tuple[Link, ClaimRow], ...]], ...]:
    """Group a claim's links by relation and by the side on which the claim stands."""
    groups = ((relation, is_left) for relation in RELATIONS_SHOWN for is_left in (True, False))
    told = []
    for relation, is_left in groups:
        held = tuple(each for each in view.links if _stands(each[0], view, relation, is_left=is_left))
        if held:
            told.append((relation, is_left, held))
    return tuple(told)


# Relations whose two sides are not alike: the later figure updates the earlier one, one text had the words first.
ONE_WAY = frozenset({"updates", "copies"})


def _stands(link: Link, view: ClaimView, relation: Relation, *, is_left: bool) -> bool:
    on_left = link.left == view.row.claim.id or relation not in ONE_WAY
    return link.relation == relation and on_left == is_left


def grouped_skips(skips: Sequence[Skip]) -> tuple[SkipGroup, ...]:
    """Group skips by stage and reason, most frequent first."""
    told: dict[tuple[str, str], list[Skip]] = {}
    for skip in skips:
        told.setdefault((skip.stage, skip.reason.partition(": ")[0]), []).append(skip)
    groups = [SkipGroup(stage, reason, tuple(held)) for (stage, reason), held in told.items()]
    return tuple(sorted(groups, key=lambda group: -len(group.skips)))


def is_named(entity: Entity, words: str) -> bool:
    """Answer whether one of the entity's names holds the `words`."""
    return any(words.casefold() in name.casefold() for name in (entity.name, *entity.aliases))


def story_page(ledger: Ledger, view: StoryView) -> dict[str, object]:
    """Gather what a story's page shows: on what its outlets differ, and from which other each article has its words."""
    story = view.story
    descents = {each.article: each for each in ledger.descents() if each.article in story.articles}
    sources = [each.source for each in descents.values() if each.source]
    rows = story_articles(ledger, story)
    others = (ledger.articles(Filters(article=ident), limit=1)[0][0] for ident in sources)
    publishers = {row.id: row.publisher for row in (*rows, *others)}
    return {
        "story": story,
        "places": view.places,
        "matters": matters(ledger, view),
        "rows": rows,
        "happenings": [[row for row in rows if row.id in told] for told in story.happenings],
        "descents": descents,
        "publishers": publishers,
    }


def matters(ledger: Ledger, view: StoryView) -> list[list[list[ClaimRow]]]:
    """Fetch the claims on which a story differs, by matter and side; of each side one claim an outlet and origin."""
    return [[_one_of_each(ledger.claim_rows(side)) for side in difference.sides] for difference in view.differences]


def _one_of_each(rows: Iterable[ClaimRow]) -> list[ClaimRow]:
    told: dict[tuple[str | None, str | None], ClaimRow] = {}
    for row in rows:
        told.setdefault((row.article.publisher, row.claim.origin), row)
    return [*told.values()]


def story_articles(ledger: Ledger, story: Story) -> tuple[ArticleRow, ...]:
    """Fetch the articles of a story, oldest first."""
    rows = [row for ident in story.articles for row in ledger.articles(Filters(article=ident), limit=1)[0]]
    return tuple(sorted(rows, key=lambda row: (row.date_published or "", row.id)))
