"""Relinking: what was found in one window takes the place of what was found there before.

What windows have in common - an entity that many of them name, a series or story that runs through several - is
kept twice: each window's part of it, and all parts merged, which is what is shown. So one window is replaced
without a look at the others but for the parts of the very things that it tells of.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

from onrecord.ledger.load import stories
from onrecord.ledger.merging import merge_entities, merge_series, merge_stories
from onrecord.ledger.rows import Row, Rows, as_json, ends, exact, insert, insert_all, keys_of, maybe_folded, next_key
from onrecord.ledger.words import folded, plain
from onrecord.types import Entity, Series, Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from sqlite3 import Connection

    from onrecord.types import Descent, Link, Links, Observation, Window

Kind = Literal["entity", "series", "story"]
T = TypeVar("T")

# A ledger of before there were windows holds one with this name, and no parts.
ALL = "all"
# In this order, children first, the tables of what was linked may be emptied.
LINKED = ("descent", "story_article", "story", "observation", "series", "link", "office", "alias", "entity")


def stale(database: Connection, windows: Iterable[Window]) -> tuple[Window, ...]:
    """Return those windows whose articles, or what they are linked with, have changed since they were linked."""
    linked = dict(database.execute("SELECT name, fingerprint FROM window").fetchall())
    return tuple(window for window in windows if linked.get(window.name) != window.fingerprint)


def drop_others(database: Connection, windows: Iterable[Window]) -> None:
    """Take out what was found in windows that are none any more: one that grew too large is cut in two."""
    kept = {window.name for window in windows}
    held = dict(database.execute("SELECT name, key FROM window").fetchall())
    for name in held.keys() - kept:
        if name == ALL:
            database.execute("UPDATE step SET entity = NULL WHERE entity IS NOT NULL")
            for table in LINKED:
                database.execute(f"DELETE FROM {table}")
        _merge(database, _clear(database, held[name]))
        database.execute("UPDATE article SET window = NULL WHERE window = ?", (held[name],))
        database.execute("DELETE FROM window WHERE key = ?", (held[name],))


def relink(database: Connection, window: Window, links: Links) -> None:
    """Put `links` in the place of all that was found in `window` before; a KeyError names what is not held."""
    key = _window_key(database, window)
    articles = keys_of(database, "article", (*window.articles, *window.before))
    own = [articles[plain(article)] for article in window.articles]
    marks = ((key, article, key) for article in own)
    database.executemany("UPDATE article SET window = ? WHERE key = ? AND window IS NOT ?", marks)
    claims = _claims_of(database, articles.values())
    _put_links(database, [_link_row(link, claims, key) for link in links.links], key)
    database.execute("DELETE FROM descent WHERE article IN (SELECT value FROM json_each(?))", (json.dumps(own),))
    insert(database, "descent", (_descent_row(each, articles) for each in links.descents))
    steps = _changed_steps(database, links, claims, own)
    database.executemany("UPDATE step SET entity = NULL WHERE claim = ? AND position = ?", steps)
    _merge(database, _put_parts(database, links, key))
    # Entities first, then the steps that mean them.
    entities = keys_of(database, "entity", (entity.id for entity in links.entities))
    told = ((entities[entity], *step) for step, entity in steps.items() if entity is not None)
    database.executemany("UPDATE step SET entity = ? WHERE claim = ? AND position = ?", told)


def _put_links(database: Connection, rows: Sequence[Row], window: int) -> None:
    """Make the links of a window those told, without a touch to those that it has already."""
    columns = ", ".join(f'"{name}"' for name in (rows[0] if rows else ("window",)))
    held = {
        key: told for key, *told in database.execute(f"SELECT key, {columns} FROM link WHERE window = ?", (window,))
    }
    kept = {tuple(told) for told in held.values()} & {_as_kept(row) for row in rows}
    database.executemany(
        "DELETE FROM link WHERE key = ?", ((key,) for key, told in held.items() if tuple(told) not in kept)
    )
    insert(database, "link", (row for row in rows if _as_kept(row) not in kept))


def _as_kept(row: Row) -> tuple[object, ...]:
    return tuple(plain(value) if isinstance(value, str) else value for value in row.values())


def _changed_steps(
    database: Connection, links: Links, claims: Mapping[str, int], own: Sequence[int]
) -> dict[tuple[int, int], str | None]:
    """Return the steps of a window's own articles that mean another entity than before, and which."""
    rows = database.execute(
        "SELECT step.claim, position, entity.id FROM claim JOIN step ON step.claim = claim.key"
        " LEFT JOIN entity ON entity.key = step.entity WHERE claim.article IN (SELECT value FROM json_each(?))",
        (json.dumps(own),),
    )
    told = {(claims[plain(claim)], position): plain(entity) for claim, position, entity in links.entity_of}
    held = {(claim, position): entity for claim, position, entity in rows}
    return {step: told.get(step) for step in held.keys() | told.keys() if held.get(step) != told.get(step)}


def _put_parts(database: Connection, links: Links, window: int) -> set[tuple[Kind, str]]:
    """Make the parts of a window those told, and return the things of which a part has changed."""
    told = {(row["kind"], plain(row["id"])): row for row in _part_rows(links, window)}
    rows = database.execute("SELECT kind, id, weight, follows, content FROM part WHERE window = ?", (window,))
    held = {(kind, ident): tuple(rest) for kind, ident, *rest in rows}
    changed = {each for each, row in told.items() if _as_kept(row)[3:] != held.get(each)}
    gone = held.keys() - told.keys()
    database.executemany(
        "DELETE FROM part WHERE window = ? AND kind = ? AND id = ?",
        ((window, *each) for each in gone | (changed & held.keys())),
    )
    insert(database, "part", (told[each] for each in sorted(changed)))
    return changed | gone


def _window_key(database: Connection, window: Window) -> int:
    database.execute(
        "INSERT INTO window (name, fingerprint) VALUES (?1, ?2)"
        " ON CONFLICT (name) DO UPDATE SET fingerprint = excluded.fingerprint",
        (window.name, window.fingerprint),
    )
    (key,) = database.execute("SELECT key FROM window WHERE name = ?", (window.name,)).fetchone()
    return int(key)


def _clear(database: Connection, window: int) -> set[tuple[Kind, str]]:
    """Take out what a window holds alone, and return of what it held parts."""
    own = "SELECT key FROM article WHERE window = ?"
    database.execute(
        "UPDATE step SET entity = NULL WHERE entity IS NOT NULL"
        f" AND claim IN (SELECT key FROM claim WHERE article IN ({own}))",
        (window,),
    )
    database.execute(f"DELETE FROM descent WHERE article IN ({own})", (window,))
    database.execute("DELETE FROM link WHERE window = ?", (window,))
    held = _parts(database, window)
    database.execute("DELETE FROM part WHERE window = ?", (window,))
    return held


def _parts(database: Connection, window: int) -> set[tuple[Kind, str]]:
    return {(kind, ident) for kind, ident in database.execute("SELECT kind, id FROM part WHERE window = ?", (window,))}


def _claims_of(database: Connection, articles: Iterable[int]) -> dict[str, int]:
    sql = "SELECT id, key FROM claim WHERE article IN (SELECT value FROM json_each(?))"
    return dict(database.execute(sql, (json.dumps([*articles]),)).fetchall())


def _part_rows(links: Links, window: int) -> Iterator[Row]:
    mentions = Counter(entity for *_, entity in links.entity_of)
    follows = dict(links.going_on)
    for entity in links.entities:
        yield _part_row(window, "entity", entity, mentions[entity.id])
    for series in links.series:
        yield _part_row(window, "series", series, len(series.observations))
    for story in links.stories:
        yield {**_part_row(window, "story", story, len(story.articles)), "follows": follows.get(story.id)}


def _part_row(window: int, kind: Kind, value: Entity | Series | Story, weight: int) -> Row:
    content = as_json(msgspec.to_builtins(value))
    return {"window": window, "kind": kind, "id": value.id, "weight": weight, "follows": None, "content": content}


def _merge(database: Connection, touched: Iterable[tuple[Kind, str]]) -> None:
    """Make anew what is shown of all things of which some part has changed."""
    ids: dict[Kind, set[str]] = {"entity": set(), "series": set(), "story": set()}
    for kind, ident in touched:
        ids[kind].add(ident)
    _put_entities(database, ids["entity"], _load(database, "entity", ids["entity"], Entity, merge_entities))
    _put_series(database, ids["series"], _load(database, "series", ids["series"], Series, merge_series))
    if ids["story"]:
        _put_stories(database)


def _load(
    database: Connection, kind: Kind, ids: Iterable[str], of: type[T], merge: Callable[[Sequence[T]], T]
) -> list[T]:
    """Load the parts of things, the heaviest first, and merge those of each."""
    rows = database.execute(
        "SELECT part.id, content FROM part JOIN window ON window.key = part.window"
        " WHERE kind = ? AND part.id IN (SELECT value FROM json_each(?)) ORDER BY part.id, weight DESC, name",
        (kind, json.dumps(sorted(ids))),
    )
    return [
        merge([msgspec.convert(json.loads(content), of) for _, content in told])
        for _, told in groupby(rows, key=lambda row: row[0])
    ]


def _put_entities(database: Connection, ids: set[str], entities: Sequence[Entity]) -> None:
    """Keep entities under the keys that they have: the steps of other windows refer to them."""
    gone = keys_of(database, "entity", ids - {plain(entity.id) for entity in entities})
    old = json.dumps([*keys_of(database, "entity", ids).values()])
    for table in ("office", "alias"):
        database.execute(f"DELETE FROM {table} WHERE entity IN (SELECT value FROM json_each(?))", (old,))
    database.executemany("DELETE FROM entity WHERE key = ?", ((key,) for key in gone.values()))
    database.executemany(
        "INSERT INTO entity (id, name, folded, entity_type, wikidata_id)"
        " VALUES (:id, :name, :folded, :entity_type, :wikidata_id) ON CONFLICT (id) DO UPDATE SET name ="
        " excluded.name, folded = excluded.folded, entity_type = excluded.entity_type,"
        " wikidata_id = excluded.wikidata_id",
        map(_entity_row, entities),
    )
    bodies = (office.entity for entity in entities for office in entity.offices if office.entity)
    keys = keys_of(database, "entity", (*(entity.id for entity in entities), *bodies))
    insert_all(database, _names_rows(entities, keys))


def _put_series(database: Connection, ids: set[str], series: Sequence[Series]) -> None:
    old = json.dumps([*keys_of(database, "series", ids).values()])
    for table, column in (("observation", "series"), ("series", "key")):
        database.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", (old,))
    claims = keys_of(database, "claim", (told.claim for each in series for told in each.observations))
    insert_all(database, _series_rows(series, claims, next_key(database, "series")))


def _put_stories(database: Connection) -> None:
    """Merge all stories, which may go on through many windows, and put those that have changed."""
    rows = database.execute(
        "SELECT content, follows FROM part JOIN window ON window.key = part.window WHERE kind = 'story'"
        " ORDER BY name, part.id"
    )
    merged = merge_stories([(msgspec.convert(json.loads(content), Story), after) for content, after in rows])
    told = {story.id: story for story in merged}
    held = {story.id: story for story in stories(database)}
    gone = keys_of(database, "story", (ident for ident, story in held.items() if told.get(ident) != story))
    for table, column in (("story_article", "story"), ("story", "key")):
        database.executemany(f"DELETE FROM {table} WHERE {column} = ?", ((key,) for key in gone.values()))
    new = [story for ident, story in told.items() if held.get(ident) != story]
    articles = keys_of(database, "article", (article for story in new for article in story.articles))
    insert_all(database, _story_rows(new, articles, next_key(database, "story")))


def _entity_row(entity: Entity) -> Row:
    return {
        "id": plain(entity.id),
        "name": plain(entity.name),
        "folded": folded(entity.name),
        "entity_type": entity.entity_type,
        "wikidata_id": entity.wikidata_id,
    }


def _names_rows(entities: Iterable[Entity], keys: Mapping[str, int]) -> Rows:
    rows: Rows = {"alias": [], "office": []}
    for entity in entities:
        key = keys[plain(entity.id)]
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
            "body": None if office.entity is None else keys[plain(office.entity)],
            "first_seen": office.first_seen,
            "last_seen": office.last_seen,
        }


def _link_row(link: Link, claims: Mapping[str, int], window: int) -> Row:
    return {
        "window": window,
        "relation": link.relation,
        "left": claims[plain(link.left)],
        "right": claims[plain(link.right)],
        "score": link.score,
        "detail": link.detail,
        **ends("left", link.left_span),
        **ends("right", link.right_span),
        "origin_count": link.origin_count,
    }


def _series_rows(series: Iterable[Series], claims: Mapping[str, int], first: int) -> Rows:
    rows: Rows = {"series": [], "observation": []}
    for key, each in enumerate(series, start=first):
        rows["series"].append(
            {
                "key": key,
                "id": each.id,
                "measure": each.measure,
                "unit": each.unit,
                "subject": each.subject,
                "place": each.place,
                "folded": maybe_folded(each.place),
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
        "low": exact(told.low),
        "high": exact(told.high),
        "comparator": told.comparator,
        "claim": claims[plain(told.claim)],
        "origin": told.origin,
        "publisher": told.publisher,
        "mark": told.mark,
    }


def _story_rows(told: Iterable[Story], articles: Mapping[str, int], first: int) -> Rows:
    rows: Rows = {"story": [], "story_article": []}
    for key, story in enumerate(told, start=first):
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
        happening_of = {article: place for place, told in enumerate(story.happenings) for article in told}
        rows["story_article"] += (
            {
                "story": key,
                "position": position,
                "article": articles[plain(article)],
                "happening": happening_of[article],
            }
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
