"""Writing: values become rows. The door holds the transaction; all here happens wholly or not at all."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import asdict
from itertools import count
from typing import TYPE_CHECKING, Any

from onrecord.ledger.words import folded, plain
from onrecord.spans import Span, hull

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from sqlite3 import Connection

    from onrecord.types import (
        Article,
        Claim,
        Descent,
        Document,
        Entity,
        Figure,
        Link,
        Links,
        Number,
        Observation,
        Reading,
        Series,
        Skip,
        Step,
        Story,
    )

Row = dict[str, Any]
Rows = dict[str, list[Row]]

# In this order, children first, a table of relink may be emptied.
LINKED = ("descent", "story_article", "story", "observation", "series", "link", "office", "alias", "entity")
LARGEST_INTEGER = 2**63 - 1
# So much of a sentence before and after the evidence is indexed; a hostile page may have no full stop.
REACH = 600
MOST_INDEXED = 10_000
SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*\s")


def add(database: Connection, document: Document, readings: Sequence[Reading], skips: Sequence[Skip]) -> bool:
    """Write one document with all that was read in it; False when it is held already."""
    held = database.execute("SELECT 1 FROM document WHERE id = ?", (plain(document.id),)).fetchone()
    if held:
        return False
    key = next_key(database, "document")
    _insert(database, "document", [_document_row(key, document)])
    claims = count(next_key(database, "claim"))
    for number, reading in enumerate(readings, start=next_key(database, "article")):
        _insert_all(database, _reading_rows(reading, document, key, number, claims))
    _insert(database, "skip", map(_skip_row, skips))
    if readings:
        database.execute("UPDATE meta SET value = value + 1 WHERE name = 'added'")
    return True


def add_skips(database: Connection, skips: Sequence[Skip]) -> None:
    """Write the skips that are not held already."""
    told = (tuple(map(plain, (skip.document, skip.stage, skip.reason))) for skip in skips)
    database.executemany(
        "INSERT INTO skip (document, stage, reason) SELECT ?1, ?2, ?3"
        " WHERE NOT EXISTS (SELECT 1 FROM skip WHERE document = ?1 AND stage = ?2 AND reason = ?3)",
        told,
    )


def relink(database: Connection, links: Links, seen: int) -> None:
    """Put `links` in the place of all before; they speak of the ledger as it was after `seen` additions."""
    database.execute("UPDATE step SET entity = NULL WHERE entity IS NOT NULL")
    for table in LINKED:
        database.execute(f"DELETE FROM {table}")
    claims, articles = _keys(database, "claim"), _keys(database, "article")
    _insert_all(database, _entity_rows(links.entities))
    _insert(database, "link", (_link_row(link, claims) for link in links.links))
    _insert_all(database, _series_rows(links.series, claims))
    _insert_all(database, _story_rows(links.stories, articles))
    _insert(database, "descent", (_descent_row(each, articles) for each in links.descents))
    entities = {entity.id: key for key, entity in enumerate(links.entities, start=1)}
    told = ((entities[entity], claims[plain(claim)], position) for claim, position, entity in links.entity_of)
    database.executemany("UPDATE step SET entity = ? WHERE claim = ? AND position = ?", told)
    database.execute("UPDATE meta SET value = ? WHERE name = 'linked'", (seen,))


def next_key(database: Connection, table: str) -> int:
    """Return the first free key of `table`."""
    (largest,) = database.execute(f"SELECT max(key) FROM {table}").fetchone()
    return int(largest or 0) + 1


def sentence_of(text: str, span: Span, window: Span) -> Span:
    """Widen `span` to the ends of its sentence, within `window`.

    >>> sentence_of("It rained. Two boats sank. It cleared.", Span(11, 20), Span(0, 38))
    Span(start=11, end=26)
    """
    start, end = max(window.start, span.start - REACH), min(window.end, span.end + REACH)
    for match in SENTENCE_END.finditer(text, start, max(start, span.start)):
        start = match.end()
    # From the last character of the span on: a statement ends with its own full stop.
    found = SENTENCE_END.search(text, max(span.start, span.end - 1), max(span.end, end))
    return Span(min(start, span.start), max(span.end, found.end() - 1 if found else end))


def _insert_all(database: Connection, rows: Mapping[str, Iterable[Row]]) -> None:
    for table, those in rows.items():
        _insert(database, table, those)


def _insert(database: Connection, table: str, rows: Iterable[Row]) -> None:
    """Insert rows that all have the same columns."""
    told = [*rows]
    if told:
        columns = ", ".join(f'"{name}"' for name in told[0])
        marks = ", ".join("?" * len(told[0]))
        values = ([plain(value) if isinstance(value, str) else value for value in row.values()] for row in told)
        database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)


def _keys(database: Connection, table: str) -> dict[str, int]:
    return dict(database.execute(f"SELECT id, key FROM {table}").fetchall())


def _document_row(key: int, document: Document) -> Row:
    return {
        "key": key,
        "id": document.id,
        "content_type": document.content_type,
        "path": document.path,
        "target_uri": document.target_uri,
        "captured_at": document.captured_at,
        "metadata": None if document.metadata is None else _json(asdict(document.metadata)),
        "text": document.text,
    }


def _reading_rows(reading: Reading, document: Document, key: int, number: int, claims: Iterator[int]) -> Rows:
    article = reading.article
    rows: Rows = {"article": [_article_row(number, key, article)], "block": list(_block_rows(number, article))}
    rows |= {table: [] for table in ("claim", "step", "figure", "place", "claim_words")}
    for each, claim in zip(claims, reading.claims, strict=False):
        rows["claim"].append(_claim_row(each, number, claim))
        rows["step"] += (_step_row(each, place, step, claim) for place, step in enumerate(claim.chain))
        if claim.figure is not None:
            rows["figure"].append(_figure_row(each, claim.figure))
            rows["place"] += _place_rows(each, claim.figure)
        rows["claim_words"].append(_words_row(each, claim, article, document.text))
    return rows


def _article_row(key: int, document: int, article: Article) -> Row:
    return {
        "key": key,
        "id": article.id,
        "document": document,
        "start": article.start,
        "end": article.end,
        "headline": article.headline,
        "publisher": article.publisher,
        "folded": _folded(article.publisher),
        "author": _json(article.author),
        "section": article.section,
        "dateline": article.dateline,
        "date_published": article.date_published,
        "in_language": article.in_language,
        "url": article.url,
    }


def _block_rows(article: int, of: Article) -> Iterator[Row]:
    for position, block in enumerate(of.blocks):
        start, end = block.span.start, block.span.end
        yield {"article": article, "position": position, "kind": block.kind, "start": start, "end": end}


def _claim_row(key: int, article: int, claim: Claim) -> Row:
    told = claim.attribution
    return {
        "key": key,
        "id": claim.id,
        "article": article,
        "kind": claim.kind,
        "start": claim.span.start,
        "end": claim.span.end,
        **_ends("source", None if told is None else told.source),
        **_ends("cue", None if told is None else told.cue),
        "content": None if told is None else _json([(span.start, span.end) for span in told.content]),
        "score": None if told is None else told.score,
        "speech": claim.speech,
        "stance": claim.stance,
    }


def _step_row(claim: int, position: int, step: Step, of: Claim) -> Row:
    return {
        "claim": claim,
        "position": position,
        "name": step.name,
        "folded": folded(step.name),
        "role": step.role,
        "is_origin": position == len(of.chain) - 1,
        **_ends("mention", step.mention),
        **_ends("cue", step.cue),
    }


def _figure_row(claim: int, figure: Figure) -> Row:
    time = figure.time
    return {
        "claim": claim,
        "low": _exact(figure.low),
        "high": _exact(figure.high),
        "comparator": figure.comparator,
        "unit": figure.unit,
        "measure": figure.measure,
        "subject": figure.subject,
        "has_time": time is not None,
        "time_start": None if time is None else time.start,
        "time_end": None if time is None else time.end,
        "time_text": None if time is None else time.text,
        "shown": _json([(each.field, each.span.start, each.span.end) for each in figure.shown]),
    }


def _place_rows(claim: int, figure: Figure) -> Iterator[Row]:
    for position, place in enumerate(figure.places):
        yield {"claim": claim, "position": position, "folded": folded(place.name), **asdict(place)}


def _words_row(claim: int, told: Claim, article: Article, text: str) -> Row:
    window = _block_at(article, told.span.start)
    spans = [told.span]
    source = [step.name for step in told.chain]
    if told.attribution is not None:
        spans += [told.attribution.cue, *told.attribution.content]
        source += [span.words(text) for span in (told.attribution.source,) if span is not None]
    return {
        "rowid": claim,
        "evidence": told.span.words(text)[:MOST_INDEXED],
        "sentence": sentence_of(text, hull(spans), window).words(text)[:MOST_INDEXED],
        "source": " · ".join(source),
        "place": " · ".join(place.name for place in told.figure.places) if told.figure else None,
        "headline": article.headline,
        "publisher": article.publisher,
    }


def _block_at(article: Article, offset: int) -> Span:
    after = bisect_right(article.blocks, offset, key=lambda block: block.span.end)
    return article.blocks[after].span if after < len(article.blocks) else Span(offset, offset)


def _skip_row(skip: Skip) -> Row:
    return {"document": skip.document, "stage": skip.stage, "reason": skip.reason}


def _entity_rows(entities: Iterable[Entity]) -> Rows:
    rows: Rows = {"entity": [], "alias": [], "office": []}
    told = [*entities]
    keys = {entity.id: key for key, entity in enumerate(told, start=1)}
    for key, entity in enumerate(told, start=1):
        rows["entity"].append(
            {
                "key": key,
                "id": entity.id,
                "name": entity.name,
                "folded": folded(entity.name),
                "entity_type": entity.entity_type,
                "wikidata_id": entity.wikidata_id,
            }
        )
        rows["alias"] += (
            {"entity": key, "position": position, "name": name, "folded": folded(name)}
            for position, name in enumerate(entity.aliases)
        )
        rows["office"] += _office_rows(key, entity, keys)
    return rows


def _office_rows(key: int, entity: Entity, keys: Mapping[str, int]) -> Iterator[Row]:
    for position, office in enumerate(entity.offices):
        yield {
            "entity": key,
            "position": position,
            "title": office.title,
            "organization": office.organization,
            "body": None if office.entity is None else keys[office.entity],
            "first_seen": office.first_seen,
            "last_seen": office.last_seen,
        }


def _link_row(link: Link, claims: Mapping[str, int]) -> Row:
    return {
        "relation": link.relation,
        "left": claims[plain(link.left)],
        "right": claims[plain(link.right)],
        "score": link.score,
        "detail": link.detail,
        **_ends("left", link.left_span),
        **_ends("right", link.right_span),
        "origin_count": link.origin_count,
    }


def _series_rows(series: Iterable[Series], claims: Mapping[str, int]) -> Rows:
    rows: Rows = {"series": [], "observation": []}
    for key, each in enumerate(series, start=1):
        rows["series"].append(
            {
                "key": key,
                "id": each.id,
                "measure": each.measure,
                "unit": each.unit,
                "subject": each.subject,
                "place": each.place,
                "folded": _folded(each.place),
                "origin_count": each.origin_count,
                "kind": each.kind,
            }
        )
        rows["observation"] += (
            _observation_row(key, position, told, claims) for position, told in enumerate(each.observations)
        )
    return rows


def _observation_row(series: int, position: int, told: Observation, claims: Mapping[str, int]) -> Row:
    return {
        "series": series,
        "position": position,
        "time_start": told.time_start,
        "time_end": told.time_end,
        "low": _exact(told.low),
        "high": _exact(told.high),
        "comparator": told.comparator,
        "claim": claims[plain(told.claim)],
        "origin": told.origin,
        "publisher": told.publisher,
        "mark": told.mark,
    }


def _story_rows(stories: Iterable[Story], articles: Mapping[str, int]) -> Rows:
    rows: Rows = {"story": [], "story_article": []}
    for key, story in enumerate(stories, start=1):
        rows["story"].append(
            {
                "key": key,
                "id": story.id,
                "headline": story.headline,
                "first_seen": story.first_seen,
                "last_seen": story.last_seen,
                "origin_count": story.origin_count,
            }
        )
        rows["story_article"] += (
            {"story": key, "position": position, "article": articles[plain(article)]}
            for position, article in enumerate(story.articles)
        )
    return rows


def _descent_row(told: Descent, articles: Mapping[str, int]) -> Row:
    return {
        "article": articles[plain(told.article)],
        "source": None if told.source is None else articles[plain(told.source)],
        "share": told.share,
        "is_ordered": told.is_ordered,
        "agency": told.agency,
    }


def _ends(name: str, span: Span | None) -> Row:
    start, end = (None, None) if span is None else (span.start, span.end)
    return {f"{name}_start": start, f"{name}_end": end}


def _exact(number: Number | None) -> Number | str | None:
    """Return what SQLite can keep: a whole number beyond its 64 bits becomes a text."""
    if isinstance(number, int) and abs(number) > LARGEST_INTEGER:
        return hex(number)
    return number


def _folded(name: str | None) -> str | None:
    return None if name is None else folded(name)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
