"""The tables of a ledger, in the words of CONTRACT. Imported only to make a ledger or to compare it.

Ids are content, so every table with an id also has a `key`: a small number for other tables to refer to.
`folded` is a name as filters compare it (see words.folded). A text with lone surrogates is kept
with U+FFFD in their place, one for one. Change a table here and by a new migration; a test compares the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import REAL, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from onrecord.ledger.file import APPLICATION_ID, HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.types import TypeEngine

TABLES = MetaData()

# SQLite keeps a value in a BLOB column as it is given, so 3 stays 3 and 3.0 stays 3.0.
Exact = LargeBinary


def _key() -> Column[int]:
    return Column("key", Integer, primary_key=True)


def _id() -> Column[str]:
    return Column("id", Text, nullable=False, unique=True)


def _to(table: str, name: str | None = None, *, primary: bool = False, empty: bool = False) -> Column[int]:
    return Column(name or table, Integer, ForeignKey(f"{table}.key"), primary_key=primary, nullable=empty)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True)


def _must(*names: str, kind: type[TypeEngine[Any]] = Text) -> Iterator[Column[Any]]:
    return (Column(name, kind, nullable=False) for name in names)


def _may(*names: str, kind: type[TypeEngine[Any]] = Text) -> Iterator[Column[Any]]:
    return (Column(name, kind) for name in names)


Table("alembic_version", TABLES, Column("version_num", String(32), primary_key=True))
Table("window", TABLES, _key(), Column("name", Text, nullable=False, unique=True), *_must("fingerprint"))
Table(
    "document",
    TABLES,
    _key(),
    _id(),
    *_must("content_type"),
    *_may("path", "target_uri", "captured_at", "metadata"),
    *_must("text"),  # last, so that the others are read without it
)
Table(
    "article",
    TABLES,
    _key(),
    _id(),
    _to("document"),
    *_must("start", "end", kind=Integer),
    *_may("headline", "publisher", "folded"),
    *_must("author"),
    *_may("section", "dateline", "date_published", "in_language", "url"),
    _to("window", empty=True),
    Index("article_by_document", "document"),
    Index("article_by_publisher", "folded"),
    Index("article_by_date", "date_published"),
    Index("article_by_window", "window"),
)
Table(
    "block",
    TABLES,
    _to("article", primary=True),
    _position(),
    *_must("kind"),
    *_must("start", "end", kind=Integer),
    sqlite_with_rowid=False,
)
Table(
    "claim",
    TABLES,
    _key(),
    _id(),
    _to("article"),
    *_must("kind"),
    *_must("start", "end", kind=Integer),
    *_may("source_start", "source_end", "cue_start", "cue_end", kind=Integer),
    *_may("content", "speech"),
    *_must("stance"),
    *_may("score", kind=REAL),
    Index("claim_by_article", "article", "kind"),
)
Table(
    "step",
    TABLES,
    _to("claim", primary=True),
    _position(),
    *_must("name", "folded", "role"),
    *_must("is_origin", kind=Integer),
    *_may("mention_start", "mention_end", "cue_start", "cue_end", kind=Integer),
    _to("entity", empty=True),
    Index("step_by_entity", "entity"),
    Index("step_by_origin", "folded", sqlite_where=text("is_origin")),
    sqlite_with_rowid=False,
)
Table(
    "figure",
    TABLES,
    _to("claim", primary=True),
    *_may("low", "high", kind=Exact),
    *_must("comparator"),
    *_may("unit"),
    *_must("measure"),
    *_may("subject"),
    *_must("has_time", kind=Integer),
    *_may("time_start", "time_end", "time_text", "shown"),
    Index("figure_by_measure", "measure"),
)
Table(
    "place",
    TABLES,
    _to("claim", primary=True),
    _position(),
    *_must("name", "folded"),
    *_may("country_code"),
    *_may("geoname_id", kind=Integer),
    *_may("latitude", "longitude", kind=REAL),
    *_may("precision"),
    Index("place_by_name", "folded"),
    Index("place_by_country", "country_code", "precision"),
    sqlite_with_rowid=False,
)
Table(
    "entity",
    TABLES,
    _key(),
    _id(),
    *_must("name", "folded", "entity_type"),
    *_may("wikidata_id"),
    Index("entity_by_name", "folded"),
)
Table(
    "alias",
    TABLES,
    _to("entity", primary=True),
    _position(),
    *_must("name", "folded"),
    Index("alias_by_name", "folded"),
    sqlite_with_rowid=False,
)
Table(
    "office",
    TABLES,
    _to("entity", primary=True),
    _position(),
    *_must("title"),
    *_may("organization"),
    _to("entity", "body", empty=True),
    *_may("first_seen", "last_seen"),
    sqlite_with_rowid=False,
)
Table(
    "descent",
    TABLES,
    _to("article", primary=True),
    _to("article", "source", empty=True),
    *_must("share", kind=REAL),
    *_must("is_ordered", kind=Integer),
    *_may("agency"),
    Index("descent_by_source", "source"),
    sqlite_with_rowid=False,
)
Table(
    "link",
    TABLES,
    _key(),
    *_must("relation"),
    _to("claim", "left"),
    _to("claim", "right"),
    *_must("score", kind=REAL),
    *_must("detail"),
    *_must("left_start", "left_end", "right_start", "right_end", "origin_count", kind=Integer),
    _to("window", empty=True),
    Index("link_by_relation", "relation", "score"),
    Index("link_by_left", "left"),
    Index("link_by_right", "right"),
    Index("link_by_window", "window"),
)
Table(
    "series",
    TABLES,
    _key(),
    _id(),
    *_must("measure"),
    *_may("unit", "subject", "place", "folded"),
    *_must("origin_count", kind=Integer),
    *_may("kind"),
)
Table(
    "observation",
    TABLES,
    _to("series", primary=True),
    _position(),
    *_may("time_start", "time_end"),
    *_may("low", "high", kind=Exact),
    *_must("comparator"),
    _to("claim"),
    *_may("origin", "publisher", "mark"),
    Index("observation_by_claim", "claim"),
    sqlite_with_rowid=False,
)
Table(
    "story",
    TABLES,
    _key(),
    _id(),
    *_must("headline"),
    *_may("first_seen", "last_seen"),
    *_must("origin_count", kind=Integer),
)
Table(
    "story_article",
    TABLES,
    _to("story", primary=True),
    _position(),
    _to("article"),
    Column("happening", Integer, nullable=False, server_default="0"),
    Index("story_article_by_article", "article"),
    sqlite_with_rowid=False,
)
Table(
    "part",
    TABLES,
    _to("window", primary=True),
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    *_must("weight", kind=Integer),
    *_may("follows"),
    *_must("content"),
    Index("part_by_id", "kind", "id"),
    sqlite_with_rowid=False,
)
Table("skip", TABLES, _key(), *_must("document", "stage", "reason"), Index("skip_by_document", "document"))

# The index keeps no text of its own (content=''): the words are in the document.
CLAIM_WORDS = """CREATE VIRTUAL TABLE claim_words USING fts5(
    evidence, sentence, source, place, headline, publisher,
    content='', tokenize='unicode61 remove_diacritics 2'
)"""


def statements() -> Iterator[str]:
    """Yield the SQL that makes a new ledger of the present revision in an empty file."""
    dialect = sqlite.dialect()
    for table in TABLES.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))
    yield CLAIM_WORDS
    yield f"INSERT INTO alembic_version (version_num) VALUES ('{HEAD}')"
    yield f"PRAGMA application_id = {APPLICATION_ID}"
