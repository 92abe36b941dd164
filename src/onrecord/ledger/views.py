"""What the ledger hands out beside the values of types.py: rows of lists, one claim's page, counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.differences import Difference
    from onrecord.types import Claim, ClaimKind, Link, Measure, Place, Reading, Series, Stance, Story


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds."""

    documents: int
    articles: int
    statements: int
    figures: int
    origins: int
    publishers: int
    links: int
    series: int
    stories: int
    skips: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as a list shows it."""

    id: str
    document: str
    headline: str | None
    publisher: str | None
    author: tuple[str, ...]
    date_published: str | None
    statements: int
    figures: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a list shows it: with its words, its sentence's surroundings and its article."""

    claim: Claim
    words: str  # the evidence as printed
    before: str  # up to 120 characters of the document before and after the evidence
    after: str
    article: ArticleRow
    origin_count: (
        int  # independent origins of the claims linked to this one as repeats, corroborates or copies; 1 when alone
    )
    marked: str | None = None  # of a search: the evidence with the matched words between \x02 and \x03


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim with all that a page about it needs."""

    row: ClaimRow
    reading: Reading
    links: tuple[tuple[Link, ClaimRow], ...]  # each link with the claim on the other side
    series: tuple[Series, ...]  # that hold this claim


@dataclass(frozen=True, slots=True)
class StoryView:
    """One story with where it happens and on what its claims differ."""

    story: Story
    places: tuple[Place, ...]  # those that most of its articles' figures name, most often named first
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search or list is narrowed to; None leaves a field open. Text matches ignore case."""

    kind: ClaimKind | None = None
    measure: Measure | None = None
    stance: Stance | None = None
    origin: str | None = None  # any of the entity's names
    publisher: str | None = None
    place: str | None = None
    since: str | None = None  # ISO date of publication, inclusive
    until: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results and how many there are in all."""

    rows: tuple[ClaimRow, ...]
    total: int
