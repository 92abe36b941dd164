"""Revision 0001: the first tables of a ledger. A revision that has been released is never changed."""

from alembic import op
from sqlalchemy import (
    REAL,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
    text,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, the index of words and the mark in the file's header."""
    op.create_table(
        "document",
        Column("key", Integer, nullable=False),
        Column("id", Text, nullable=False),
        Column("content_type", Text, nullable=False),
        Column("path", Text),
        Column("target_uri", Text),
        Column("captured_at", Text),
        Column("metadata", Text),
        Column("text", Text, nullable=False),
        PrimaryKeyConstraint("key"),
        UniqueConstraint("id"),
    )
    op.create_table(
        "entity",
        Column("key", Integer, nullable=False),
        Column("id", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("folded", Text, nullable=False),
        Column("entity_type", Text, nullable=False),
        Column("wikidata_id", Text),
        PrimaryKeyConstraint("key"),
        UniqueConstraint("id"),
    )
    op.create_index("entity_by_name", "entity", ["folded"], unique=False)
    op.create_table(
        "meta",
        Column("name", Text, nullable=False),
        Column("value", Integer, nullable=False),
        PrimaryKeyConstraint("name"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "series",
        Column("key", Integer, nullable=False),
        Column("id", Text, nullable=False),
        Column("measure", Text, nullable=False),
        Column("unit", Text),
        Column("subject", Text),
        Column("place", Text),
        Column("folded", Text),
        Column("origin_count", Integer, nullable=False),
        PrimaryKeyConstraint("key"),
        UniqueConstraint("id"),
    )
    op.create_table(
        "skip",
        Column("key", Integer, nullable=False),
        Column("document", Text, nullable=False),
        Column("stage", Text, nullable=False),
        Column("reason", Text, nullable=False),
        PrimaryKeyConstraint("key"),
    )
    op.create_index("skip_by_document", "skip", ["document"], unique=False)
    op.create_table(
        "story",
        Column("key", Integer, nullable=False),
        Column("id", Text, nullable=False),
        Column("headline", Text, nullable=False),
        Column("first_seen", Text),
        Column("last_seen", Text),
        Column("origin_count", Integer, nullable=False),
        PrimaryKeyConstraint("key"),
        UniqueConstraint("id"),
    )
    op.create_table(
        "alias",
        Column("entity", Integer, nullable=False),
        Column("position", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("folded", Text, nullable=False),
        ForeignKeyConstraint(
            ["entity"],
            ["entity.key"],
        ),
        PrimaryKeyConstraint("entity", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("alias_by_name", "alias", ["folded"], unique=False)
    op.create_table(
        "article",
        Column("key", Integer, nullable=False),
        Column("id", Text, nullable=False),
        Column("document", Integer, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("headline", Text),
        Column("publisher", Text),
        Column("folded", Text),
        Column("author", Text, nullable=False),
        Column("section", Text),
        Column("dateline", Text),
        Column("date_published", Text),
        Column("in_language", Text),
        Column("url", Text),
        ForeignKeyConstraint(
            ["document"],
            ["document.key"],
        ),
        PrimaryKeyConstraint("key"),
        UniqueConstraint("id"),
    )
    op.create_index("article_by_date", "article", ["date_published"], unique=False)
    op.create_index("article_by_document", "article", ["document"], unique=False)
    op.create_index("article_by_publisher", "article", ["folded"], unique=False)
    op.create_table(
        "block",
        Column("article", Integer, nullable=False),
        Column("position", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        ForeignKeyConstraint(
            ["article"],
            ["article.key"],
        ),
        PrimaryKeyConstraint("article", "position"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim",
        Column("key", Integer, nullable=False),
        Column("id", Text, nullable=False),
        Column("article", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("source_start", Integer),
        Column("source_end", Integer),
        Column("cue_start", Integer),
        Column("cue_end", Integer),
        Column("content", Text),
        Column("speech", Text),
        Column("stance", Text, nullable=False),
        ForeignKeyConstraint(
            ["article"],
            ["article.key"],
        ),
        PrimaryKeyConstraint("key"),
        UniqueConstraint("id"),
    )
    op.create_index("claim_by_article", "claim", ["article", "kind"], unique=False)
    op.create_table(
        "story_article",
        Column("story", Integer, nullable=False),
        Column("position", Integer, nullable=False),
        Column("article", Integer, nullable=False),
        ForeignKeyConstraint(
            ["article"],
            ["article.key"],
        ),
        ForeignKeyConstraint(
            ["story"],
            ["story.key"],
        ),
        PrimaryKeyConstraint("story", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("story_article_by_article", "story_article", ["article"], unique=False)
    op.create_table(
        "figure",
        Column("claim", Integer, nullable=False),
        Column("low", LargeBinary),
        Column("high", LargeBinary),
        Column("comparator", Text, nullable=False),
        Column("unit", Text),
        Column("measure", Text, nullable=False),
        Column("subject", Text),
        Column("has_time", Integer, nullable=False),
        Column("time_start", Text),
        Column("time_end", Text),
        Column("time_text", Text),
        ForeignKeyConstraint(
            ["claim"],
            ["claim.key"],
        ),
        PrimaryKeyConstraint("claim"),
    )
    op.create_index("figure_by_measure", "figure", ["measure"], unique=False)
    op.create_table(
        "link",
        Column("key", Integer, nullable=False),
        Column("relation", Text, nullable=False),
        Column("left", Integer, nullable=False),
        Column("right", Integer, nullable=False),
        Column("score", REAL, nullable=False),
        Column("detail", Text, nullable=False),
        Column("left_start", Integer, nullable=False),
        Column("left_end", Integer, nullable=False),
        Column("right_start", Integer, nullable=False),
        Column("right_end", Integer, nullable=False),
        Column("origin_count", Integer, nullable=False),
        ForeignKeyConstraint(
            ["left"],
            ["claim.key"],
        ),
        ForeignKeyConstraint(
            ["right"],
            ["claim.key"],
        ),
        PrimaryKeyConstraint("key"),
    )
    op.create_index("link_by_left", "link", ["left"], unique=False)
    op.create_index("link_by_relation", "link", ["relation", "score"], unique=False)
    op.create_index("link_by_right", "link", ["right"], unique=False)
    op.create_table(
        "observation",
        Column("series", Integer, nullable=False),
        Column("position", Integer, nullable=False),
        Column("time_start", Text),
        Column("time_end", Text),
        Column("low", LargeBinary),
        Column("high", LargeBinary),
        Column("comparator", Text, nullable=False),
        Column("claim", Integer, nullable=False),
        Column("origin", Text),
        Column("publisher", Text),
        ForeignKeyConstraint(
            ["claim"],
            ["claim.key"],
        ),
        ForeignKeyConstraint(
            ["series"],
            ["series.key"],
        ),
        PrimaryKeyConstraint("series", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("observation_by_claim", "observation", ["claim"], unique=False)
    op.create_table(
        "place",
        Column("claim", Integer, nullable=False),
        Column("position", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("folded", Text, nullable=False),
        Column("country_code", Text),
        Column("geoname_id", Integer),
        Column("latitude", REAL),
        Column("longitude", REAL),
        Column("precision", Text),
        ForeignKeyConstraint(
            ["claim"],
            ["claim.key"],
        ),
        PrimaryKeyConstraint("claim", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("place_by_country", "place", ["country_code", "precision"], unique=False)
    op.create_index("place_by_name", "place", ["folded"], unique=False)
    op.create_table(
        "step",
        Column("claim", Integer, nullable=False),
        Column("position", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("folded", Text, nullable=False),
        Column("role", Text, nullable=False),
        Column("is_origin", Integer, nullable=False),
        Column("mention_start", Integer),
        Column("mention_end", Integer),
        Column("cue_start", Integer),
        Column("cue_end", Integer),
        Column("entity", Integer),
        ForeignKeyConstraint(
            ["claim"],
            ["claim.key"],
        ),
        ForeignKeyConstraint(
            ["entity"],
            ["entity.key"],
        ),
        PrimaryKeyConstraint("claim", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index("step_by_entity", "step", ["entity"], unique=False)
    op.create_index("step_by_origin", "step", ["folded"], unique=False, sqlite_where=text("is_origin"))
    op.execute("""CREATE VIRTUAL TABLE claim_words USING fts5(
    evidence, sentence, source, place, headline, publisher,
    content='', tokenize='unicode61 remove_diacritics 2'
)""")
    op.execute("INSERT INTO meta (name, value) VALUES ('added', 0), ('linked', 0)")
    op.execute("PRAGMA application_id = 1869509219")
