"""The values that the stages hand each other, in the words of CONTRACT and STYLE.

All are frozen: a stage returns new values and never fills in blanks on someone else's. Unknown is
`None`; an empty tuple is "looked and found none". Dates are ISO 8601 strings, only as precise as the
page says ("2023-10"). Spans are half-open code-point offsets into the document's text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal, get_args

from onrecord.spans import Span  # noqa: TC001 - the ledger resolves the annotations at run time

BlockKind = Literal["headline", "credit", "subheading", "body", "clutter"]
ClaimKind = Literal["statement", "figure"]
Speech = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserted", "denied", "not_stated", "planned", "hypothetical"]
Role = Literal["publisher", "outlet", "agency", "document", "person", "organization", "group", "anonymous"]
Comparator = Literal["exactly", "about", "at_least", "more_than", "at_most", "less_than", "almost", "between", "vague"]
Measure = Literal[
    "killed",
    "injured",
    "casualties",
    "missing",
    "detained",
    "released",
    "abducted",
    "displaced",
    "troops_deployed",
    "troops_present",
    "deployed",
    "destroyed",
    "damaged",
    "supplied",
    "votes_for",
    "votes_against",
    "abstentions",
    "share",
    "change",
    "money",
    "duration",
    "count",
]
FigureField = Literal["value", "comparator", "unit", "measure", "subject", "places", "time", "stance"]
Relation = Literal["repeats", "corroborates", "contradicts", "updates", "copies"]
Precision = Literal["exact", "near", "admin1", "country", "region"]
SeriesKind = Literal["cumulative", "event", "snapshot"]
Mark = Literal["lowered", "jump"]
Stage = Literal["capture", "articles", "reading", "linking", "ledger"]

MEASURES: tuple[Measure, ...] = get_args(Measure)
RELATIONS: tuple[Relation, ...] = get_args(Relation)
STANCES: tuple[Stance, ...] = get_args(Stance)

Number = int | float


def identifier(kind: str, *parts: object) -> str:
    """Derive an id from content: the same parts always give the same id.

    >>> identifier("claim", "sha256:ab", 3, None)
    'claim:8889cdc056237772'
    """
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"))
    return f"{kind}:{digest.hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a saved page's own markup says about its one article (schema.org, OpenGraph, meta tags)."""

    headline: str | None = None
    publisher: str | None = None
    author: tuple[str, ...] = ()
    section: str | None = None
    date_published: str | None = None
    in_language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes as captured, and the text that was read out of them (WARC's words)."""

    id: str  # "sha256:…" of the payload
    text: str
    content_type: str  # "text/plain", "text/html"
    path: str | None = None
    target_uri: str | None = None
    captured_at: str | None = None
    metadata: PageMetadata | None = None  # only of pages with markup


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's window: what of the page it is."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One news text, a window `[start, end)` on a document (schema.org NewsArticle).

    `blocks` lie in order inside the window and do not overlap; the paragraphs to read are those of
    kind `body`. Clutter inside the window is a block too, so the text itself is never rewritten.
    """

    id: str
    document: str
    start: int
    end: int
    headline: str | None
    publisher: str | None
    author: tuple[str, ...]
    section: str | None
    dateline: str | None
    date_published: str | None
    in_language: str | None
    url: str | None
    blocks: tuple[Block, ...]

    @property
    def body(self) -> tuple[Span, ...]:
        """The paragraphs of the news text itself."""
        return tuple(block.span for block in self.blocks if block.kind == "body")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to hold what (PARC, PolNeAR)."""

    source: Span | None  # who holds the content; None when the text does not say
    cue: Span  # "said", "according to"
    content: tuple[Span, ...]  # may be split: "We lost," she said, "two boats."
    # How sure the trained reader is that these belong together, 0 to 1; None where rules alone read it. A likelihood
    # moves with each model, so it makes no claim another claim.
    score: float | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain, with the mention in this article that shows it (None for the publisher)."""

    name: str
    role: Role
    mention: Span | None = None
    cue: Span | None = None
    entity: str | None = None  # id of the entity across articles, once linked


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure holds (GeoNames' words); coordinates in degrees, WGS 84."""

    name: str
    country_code: str | None = None  # ISO 3166-1 alpha-2
    geoname_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a figure covers, ISO 8601 only as precise as the text allows."""

    start: str | None
    end: str | None
    text: str | None = None  # the words that said so


@dataclass(frozen=True, slots=True)
class Shown:
    """Words of the page that gave one field of a figure."""

    field: FigureField
    span: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with what is counted (UCDP's low and high, SDMX's measure)."""

    low: Number | None
    high: Number | None  # None for an open end
    comparator: Comparator
    unit: str | None
    measure: Measure
    subject: str | None
    places: tuple[Place, ...] = ()
    time: Period | None = None
    # What is said of a figure, not what it is: the same figure told by other words is the same.
    shown: tuple[Shown, ...] = field(default=(), compare=False, repr=False)

    def shown_by(self, name: FigureField) -> tuple[Span, ...]:
        """Return the words of the page that gave a field; none where no word did."""
        return tuple(each.span for each in self.shown if each.field == name)


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement or figure made whole: evidence, attribution, chain, origin."""

    id: str
    article: str
    kind: ClaimKind
    span: Span  # the evidence
    attribution: Attribution | None
    speech: Speech | None
    chain: tuple[Step, ...]  # from the publisher to the origin
    stance: Stance
    figure: Figure | None = None

    @property
    def origin(self) -> str | None:
        """On whose word the claim rests."""
        return self.chain[-1].name if self.chain else None

    @property
    def own_voice(self) -> bool:
        """Whether the publisher, named or not, says it itself: no step of the chain is mentioned in the text."""
        return len(self.chain) < 2 and all(step.mention is None for step in self.chain)


@dataclass(frozen=True, slots=True)
class Reading:
    """One article read: the document it stands in and the claims it makes."""

    document: Document
    article: Article
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Skip:
    """What a stage could not use, and why. Nothing vanishes."""

    document: str  # the document's id, or its path where there is none
    stage: Stage
    reason: str


@dataclass(frozen=True, slots=True)
class Office:
    """What a person is called beside the name, and for whom that makes them speak."""

    title: str  # as printed: "Health Ministry spokesman"
    organization: str | None  # the name of the body the title names
    entity: str | None  # id of that body, where claims rest on it too
    first_seen: str | None  # dates of the articles that say so
    last_seen: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """One who, under all the names that the articles give it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    entity_type: Role
    wikidata_id: str | None = None
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims that bear on each other, and the words that show it on both sides."""

    relation: Relation
    left: str  # claim id; for `copies` the earlier text
    right: str  # claim id; for `updates` the later figure
    score: float  # 0 to 1
    detail: str  # why, in words fit for a page
    left_span: Span
    right_span: Span
    origin_count: int = 1


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of a series: what one claim says for one period."""

    time_start: str | None
    time_end: str | None
    low: Number | None
    high: Number | None
    comparator: Comparator
    claim: str
    origin: str | None
    publisher: str | None
    mark: Mark | None = None  # its origin took its number back, or it leapt


@dataclass(frozen=True, slots=True)
class Series:
    """Comparable figures over time (SDMX): running totals, counts of single events, or states at a moment."""

    id: str
    measure: Measure
    unit: str | None
    subject: str | None
    place: str | None
    observations: tuple[Observation, ...]
    origin_count: int
    kind: SeriesKind | None = None  # None in a ledger that was linked before kinds were told apart


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one matter: a happening, or several that are alike and that no week without one sets apart."""

    id: str
    headline: str
    articles: tuple[str, ...]
    first_seen: str | None
    last_seen: str | None
    origin_count: int
    happenings: tuple[tuple[str, ...], ...] = ()  # its articles by what they tell of, earliest first


@dataclass(frozen=True, slots=True)
class Descent:
    """From which other an article has its words, or which agency it credits with them."""

    article: str
    source: str | None  # the article whose words it reuses most
    share: float  # how much of the shorter of the two stands in the other, background paragraphs aside
    is_ordered: bool  # whether the source is known to be the earlier one
    agency: str | None  # credited in byline, dateline or at the end


@dataclass(frozen=True, slots=True)
class Dated:
    """An article with what is known of its day."""

    article: str
    date_published: str | None
    captured_at: str | None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days whose articles are linked together, and with those printed just before."""

    name: str
    articles: tuple[str, ...]  # its own; every article of a ledger is in one window
    before: tuple[str, ...] = ()  # of earlier windows
    tables: str = ""  # tells one state of the user's tables from another, as far as they concern its articles

    @property
    def fingerprint(self) -> str:
        """What its links depend on, as one short word: they are made anew only when it has changed."""
        told = "\x1e".join("\x1f".join(part) for part in (self.articles, self.before, (self.tables,)))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Links:
    """All that linking found across the articles of a ledger, or of one window of it."""

    entities: tuple[Entity, ...] = ()
    entity_of: tuple[tuple[str, int, str], ...] = ()  # (claim id, position in its chain, entity id)
    links: tuple[Link, ...] = ()
    series: tuple[Series, ...] = ()
    stories: tuple[Story, ...] = ()
    going_on: tuple[tuple[str, str], ...] = ()  # story id, the article of an earlier window from which it goes on
    descents: tuple[Descent, ...] = ()
