"""Revision 0003: kinds of series, marks on observations, offices of persons, and whence articles have their words."""

from alembic import op
from sqlalchemy import REAL, Column, ForeignKey, Integer, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add two columns and two tables; what was linked before has none of it until it is linked anew."""
    op.add_column("series", Column("kind", Text))
    op.add_column("observation", Column("mark", Text))
    _make_office()
    _make_descent()


def _make_office() -> None:
    op.create_table(
        "office",
        Column("entity", Integer, ForeignKey("entity.key"), primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("title", Text, nullable=False),
        Column("organization", Text),
        Column("body", Integer, ForeignKey("entity.key")),
        Column("first_seen", Text),
        Column("last_seen", Text),
        sqlite_with_rowid=False,
    )


def _make_descent() -> None:
    op.create_table(
        "descent",
        Column("article", Integer, ForeignKey("article.key"), primary_key=True),
        Column("source", Integer, ForeignKey("article.key")),
        Column("share", REAL, nullable=False),
        Column("is_ordered", Integer, nullable=False),
        Column("agency", Text),
        sqlite_with_rowid=False,
    )
    op.create_index("descent_by_source", "descent", ["source"])
