"""Loading: rows become the values they were written from, equal in every field."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from onrecord.differences import differences_of
from onrecord.ledger.views import ArticleRow, ClaimRow, StoryView
from onrecord.spans import Span
from onrecord.types import (
    Article,
    Attribution,
    Block,
    Claim,
    Descent,
    Document,
    Entity,
    Figure,
    Link,
    Observation,
    Office,
    PageMetadata,
    Period,
    Place,
    Reading,
    Series,
    Shown,
    Step,
    Story,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from sqlite3 import Connection, Row

    from onrecord.types import Number

# So many articles at a time are loaded whole, however many the ledger holds.
BATCH = 200
AROUND = 120  # characters shown before and after a claim's words
# Of what shares an origin or a value; the claims of a contradiction or an update do not stand for each other.
SUPPORTING = ("repeats", "corroborates", "copies")


STEPS = (
    "SELECT claim, step.name, role, mention_start, mention_end, cue_start, cue_end, entity.id AS known"
    " FROM step LEFT JOIN entity ON entity.key = step.entity"
    " WHERE claim IN (SELECT value FROM json_each(:keys)) ORDER BY claim, position"
)
FIGURES = "SELECT * FROM figure WHERE claim IN (SELECT value FROM json_each(:keys))"
PLACES = "SELECT * FROM place WHERE claim IN (SELECT value FROM json_each(:keys)) ORDER BY claim, position"

PLACES_SHOWN = 3  # of a story
AMONG_STORIES = "story IN (SELECT value FROM json_each(:keys))"
PLACES_OF_STORIES = (
    "SELECT story, place.*, count(DISTINCT claim.article) AS articles FROM story_article"
    " JOIN claim ON claim.article = story_article.article JOIN place ON place.claim = claim.key"
    f" WHERE {AMONG_STORIES} GROUP BY story, place.folded, country_code ORDER BY story, articles DESC, place.folded"
)
CLAIMS_OF_STORIES = (
    "SELECT story, claim.id, CASE comparator WHEN 'vague' THEN NULL ELSE low END AS told"
    " FROM story_article JOIN claim ON claim.article = story_article.article"
    f" LEFT JOIN figure ON figure.claim = claim.key WHERE {AMONG_STORIES}"
    ' ORDER BY story, story_article.position, claim."start", claim.key'
)
LINKS_OF_STORIES = (
    'SELECT l_of.story, link.*, l.id AS "from", r.id AS "to" FROM story_article AS l_of'
    ' JOIN claim AS l ON l.article = l_of.article JOIN link ON link."left" = l.key'
    ' JOIN claim AS r ON r.key = link."right"'
    " JOIN story_article AS r_of ON r_of.article = r.article AND r_of.story = l_of.story"
    f" WHERE l_of.{AMONG_STORIES} ORDER BY l_of.story, link.key"
)


def select(database: Connection, sql: str, keys: Iterable[object]) -> list[Row]:
    """Run `sql` on `keys`, which it names as `:keys`: `… IN (SELECT value FROM json_each(:keys))`."""
    return database.execute(sql, {"keys": json.dumps([*keys])}).fetchall()


def documents(database: Connection, keys: Iterable[int]) -> dict[int, Document]:
    """Load documents by key."""
    rows = select(database, "SELECT * FROM document WHERE key IN (SELECT value FROM json_each(:keys))", keys)
    return {row["key"]: _document(row) for row in rows}


def articles(database: Connection, keys: Iterable[int]) -> dict[int, Article]:
    """Load articles by key."""
    wanted = [*keys]
    blocks = _grouped(
        select(
            database,
            "SELECT * FROM block WHERE article IN (SELECT value FROM json_each(:keys)) ORDER BY article, position",
            wanted,
        ),
        "article",
    )
    rows = select(
        database,
        "SELECT article.*, document.id AS document_id FROM article JOIN document ON document.key = article.document"
        " WHERE article.key IN (SELECT value FROM json_each(:keys))",
        wanted,
    )
    return {row["key"]: _article(row, blocks[row["key"]]) for row in rows}


def claims(database: Connection, keys: Iterable[int]) -> dict[int, Claim]:
    """Load claims by key, in the order of their keys."""
    wanted = [*keys]
    steps, figures, places = (_grouped(select(database, sql, wanted), "claim") for sql in (STEPS, FIGURES, PLACES))
    rows = select(
        database,
        "SELECT claim.*, article.id AS article_id FROM claim JOIN article ON article.key = claim.article"
        " WHERE claim.key IN (SELECT value FROM json_each(:keys)) ORDER BY claim.key",
        wanted,
    )
    return {row["key"]: _claim(row, steps[row["key"]], figures[row["key"]], places[row["key"]]) for row in rows}


def readings(database: Connection, keys: Iterable[int]) -> Iterator[Reading]:
    """Yield the readings of articles by key, in the order of `keys`; few of them are in memory at a time."""
    waiting = iter(keys)
    texts: dict[int, Document] = {}
    while batch := [*islice(waiting, BATCH)]:
        found = articles(database, batch)
        of = dict(_pairs(database, "SELECT key, document FROM article WHERE key IN", batch))
        # The articles of one long document may fill many batches.
        texts = {key: texts[key] for key in set(of.values()) & texts.keys()}
        texts |= documents(database, set(of.values()) - texts.keys())
        told: defaultdict[int, list[Claim]] = defaultdict(list)
        holders = dict(_pairs(database, "SELECT key, article FROM claim WHERE article IN", batch))
        for key, claim in claims(database, holders).items():
            told[holders[key]].append(claim)
        for key in batch:
            yield Reading(texts[of[key]], found[key], tuple(told[key]))


def claim_rows(database: Connection, keys: Sequence[int]) -> tuple[ClaimRow, ...]:
    """Load claims as lists show them, in the order of `keys`."""
    found = claims(database, keys)
    holders = dict(_pairs(database, "SELECT key, article FROM claim WHERE key IN", keys))
    lines = article_rows(database, set(holders.values()))
    of = dict(_pairs(database, "SELECT key, document FROM article WHERE key IN", lines))
    texts = {key: document.text for key, document in documents(database, set(of.values())).items()}
    support = origin_counts(database, keys)
    return tuple(
        _claim_row(found[key], texts[of[holders[key]]], lines[holders[key]], support.get(key, 1)) for key in keys
    )


def article_rows(database: Connection, keys: Iterable[int]) -> dict[int, ArticleRow]:
    """Load articles as lists show them, by key."""
    wanted = [*keys]
    rows = select(
        database,
        "SELECT article.key, article.id, document.id AS document_id, headline, publisher, author, date_published"
        " FROM article JOIN document ON document.key = article.document"
        " WHERE article.key IN (SELECT value FROM json_each(:keys))",
        wanted,
    )
    kinds = Counter(_pairs(database, "SELECT article, kind FROM claim WHERE article IN", wanted))
    return {row["key"]: _article_row(row, kinds) for row in rows}


def origin_counts(database: Connection, keys: Iterable[int]) -> dict[int, int]:
    """Return for each claim with supporting links the largest number of independent origins among them."""
    # The plus keeps SQLite from walking all links of these relations: the keys are few.
    sides = " UNION ALL ".join(
        f'SELECT "{side}" AS claim, origin_count FROM link WHERE +relation IN {SUPPORTING}'
        f' AND "{side}" IN (SELECT value FROM json_each(:keys))'
        for side in ("left", "right")
    )
    rows = select(database, f"SELECT claim, max(origin_count) FROM ({sides}) GROUP BY claim", keys)
    return {row[0]: row[1] for row in rows}


def series(database: Connection, keys: Sequence[int]) -> tuple[Series, ...]:
    """Load series with their observations, in the order of `keys`."""
    told = _grouped(
        select(
            database,
            "SELECT observation.*, claim.id AS claim_id FROM observation JOIN claim ON claim.key = observation.claim"
            " WHERE series IN (SELECT value FROM json_each(:keys)) ORDER BY series, position",
            keys,
        ),
        "series",
    )
    rows = select(database, "SELECT * FROM series WHERE key IN (SELECT value FROM json_each(:keys))", keys)
    found = {row["key"]: _series(row, told[row["key"]]) for row in rows}
    return tuple(found[key] for key in keys)


def links(database: Connection, where: str, values: Mapping[str, object]) -> Iterator[tuple[Link, int, int]]:
    """Yield the links that meet `where`, by relation and score, with the keys of their two claims."""
    rows = database.execute(
        'SELECT link.*, l.id AS "from", r.id AS "to" FROM link JOIN claim AS l ON l.key = link."left"'
        f' JOIN claim AS r ON r.key = link."right" WHERE {where} ORDER BY relation, score DESC, l.id, r.id',
        values,
    )
    for row in rows:
        yield _link(row), row["left"], row["right"]


def entities(database: Connection) -> tuple[Entity, ...]:
    """Load all entities, by name."""
    aliases = _grouped(database.execute("SELECT * FROM alias ORDER BY entity, position"), "entity")
    offices = _grouped(
        database.execute(
            "SELECT office.*, entity.id AS body_id FROM office LEFT JOIN entity ON entity.key = office.body"
            " ORDER BY office.entity, position"
        ),
        "entity",
    )
    return tuple(
        Entity(
            row["id"],
            row["name"],
            tuple(alias["name"] for alias in aliases[row["key"]]),
            row["entity_type"],
            row["wikidata_id"],
            tuple(map(_office, offices[row["key"]])),
        )
        for row in database.execute("SELECT * FROM entity ORDER BY folded, id")
    )


def descents(database: Connection) -> tuple[Descent, ...]:
    """Load from which other each article has its words, by article."""
    rows = database.execute(
        "SELECT descent.*, article.id AS article_id, other.id AS source_id FROM descent"
        " JOIN article ON article.key = descent.article LEFT JOIN article AS other ON other.key = descent.source"
        " ORDER BY article.id"
    )
    return tuple(
        Descent(row["article_id"], row["source_id"], row["share"], bool(row["is_ordered"]), row["agency"])
        for row in rows
    )


def stories(database: Connection, only: int | None = None) -> tuple[Story, ...]:
    """Load all stories, newest first, or only the one of a key."""
    held = _grouped(
        database.execute(
            "SELECT story, article.id, happening FROM story_article JOIN article ON article.key = story_article.article"
            " WHERE :only IS NULL OR story = :only ORDER BY story, position",
            {"only": only},
        ),
        "story",
    )
    return tuple(
        Story(
            row["id"],
            row["headline"],
            tuple(each["id"] for each in held[row["key"]]),
            row["first_seen"],
            row["last_seen"],
            row["origin_count"],
            tuple(
                tuple(each["id"] for each in told)
                for _, told in sorted(_grouped(held[row["key"]], "happening").items())
            ),
        )
        for row in database.execute(
            "SELECT * FROM story WHERE :only IS NULL OR key = :only ORDER BY last_seen DESC, first_seen DESC, id",
            {"only": only},
        )
    )


def story_views(database: Connection, stories: Sequence[Story]) -> tuple[StoryView, ...]:
    """Add to stories their places and the claims on which they differ."""
    sql = "SELECT key, id FROM story WHERE id IN (SELECT value FROM json_each(:keys))"
    key_of = {row["id"]: row["key"] for row in select(database, sql, (story.id for story in stories))}
    places, claims, links = (
        _grouped(select(database, sql, key_of.values()), "story")
        for sql in (PLACES_OF_STORIES, CLAIMS_OF_STORIES, LINKS_OF_STORIES)
    )
    return tuple(
        _story_view(story, places[key], claims[key], links[key]) for story in stories for key in [key_of[story.id]]
    )


def _story_view(story: Story, places: Sequence[Row], claims: Iterable[Row], links: Iterable[Row]) -> StoryView:
    told = {row["id"]: row["told"] for row in claims}
    return StoryView(story, tuple(map(_place, places[:PLACES_SHOWN])), differences_of(map(_link, links), told))


def _pairs(database: Connection, sql: str, keys: Iterable[int]) -> Iterator[tuple[int, Any]]:
    return ((row[0], row[1]) for row in select(database, f"{sql} (SELECT value FROM json_each(:keys))", keys))


def _grouped(rows: Iterable[Row], name: str) -> defaultdict[int, list[Row]]:
    groups: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[name]].append(row)
    return groups


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _document(row: Row) -> Document:
    return Document(
        id=row["id"],
        text=row["text"],
        content_type=row["content_type"],
        path=row["path"],
        target_uri=row["target_uri"],
        captured_at=row["captured_at"],
        metadata=None if row["metadata"] is None else _metadata(json.loads(row["metadata"])),
    )


def _metadata(told: dict[str, Any]) -> PageMetadata:
    return PageMetadata(**{**told, "author": tuple(told["author"])})


def _article(row: Row, blocks: Iterable[Row]) -> Article:
    return Article(
        id=row["id"],
        document=row["document_id"],
        start=row["start"],
        end=row["end"],
        headline=row["headline"],
        publisher=row["publisher"],
        author=tuple(json.loads(row["author"])),
        section=row["section"],
        dateline=row["dateline"],
        date_published=row["date_published"],
        in_language=row["in_language"],
        url=row["url"],
        blocks=tuple(Block(each["kind"], Span(each["start"], each["end"])) for each in blocks),
    )


def _article_row(row: Row, kinds: Mapping[tuple[int, str], int]) -> ArticleRow:
    return ArticleRow(
        id=row["id"],
        document=row["document_id"],
        headline=row["headline"],
        publisher=row["publisher"],
        author=tuple(json.loads(row["author"])),
        date_published=row["date_published"],
        statements=kinds[row["key"], "statement"],
        figures=kinds[row["key"], "figure"],
    )


def _claim(row: Row, steps: Iterable[Row], figures: Sequence[Row], places: Iterable[Row]) -> Claim:
    return Claim(
        id=row["id"],
        article=row["article_id"],
        kind=row["kind"],
        span=Span(row["start"], row["end"]),
        attribution=_attribution(row),
        speech=row["speech"],
        chain=tuple(_step(step) for step in steps),
        stance=row["stance"],
        figure=_figure(figures[0], places) if figures else None,
    )


def _attribution(row: Row) -> Attribution | None:
    cue = _span(row["cue_start"], row["cue_end"])
    if cue is None:
        return None
    content = tuple(Span(*ends) for ends in json.loads(row["content"]))
    return Attribution(_span(row["source_start"], row["source_end"]), cue, content, row["score"])


def _step(row: Row) -> Step:
    # By position: of all that is loaded there is most of these.
    _, name, role, mention_start, mention_end, cue_start, cue_end, known = row
    return Step(name, role, _span(mention_start, mention_end), _span(cue_start, cue_end), known)


def _figure(row: Row, places: Iterable[Row]) -> Figure:
    return Figure(
        low=_number(row["low"]),
        high=_number(row["high"]),
        comparator=row["comparator"],
        unit=row["unit"],
        measure=row["measure"],
        subject=row["subject"],
        places=tuple(_place(place) for place in places),
        time=Period(row["time_start"], row["time_end"], row["time_text"]) if row["has_time"] else None,
        shown=tuple(Shown(field, Span(start, end)) for field, start, end in json.loads(row["shown"] or "[]")),
    )


def _place(row: Row) -> Place:
    return Place(
        row["name"], row["country_code"], row["geoname_id"], row["latitude"], row["longitude"], row["precision"]
    )


def _number(kept: Number | str | None) -> Number | None:
    return int(kept, 16) if isinstance(kept, str) else kept


def _claim_row(claim: Claim, text: str, article: ArticleRow, support: int) -> ClaimRow:
    start, end = claim.span.start, claim.span.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return ClaimRow(claim, text[start:end], before, after, article, support)


def _series(row: Row, observations: Iterable[Row]) -> Series:
    return Series(
        id=row["id"],
        measure=row["measure"],
        unit=row["unit"],
        subject=row["subject"],
        place=row["place"],
        observations=tuple(_observation(each) for each in observations),
        origin_count=row["origin_count"],
        kind=row["kind"],
    )


def _observation(row: Row) -> Observation:
    return Observation(
        time_start=row["time_start"],
        time_end=row["time_end"],
        low=_number(row["low"]),
        high=_number(row["high"]),
        comparator=row["comparator"],
        claim=row["claim_id"],
        origin=row["origin"],
        publisher=row["publisher"],
        mark=row["mark"],
    )


def _office(row: Row) -> Office:
    return Office(row["title"], row["organization"], row["body_id"], row["first_seen"], row["last_seen"])


def _link(row: Row) -> Link:
    return Link(
        relation=row["relation"],
        left=row["from"],
        right=row["to"],
        score=row["score"],
        detail=row["detail"],
        left_span=Span(row["left_start"], row["left_end"]),
        right_span=Span(row["right_start"], row["right_end"]),
        origin_count=row["origin_count"],
    )
