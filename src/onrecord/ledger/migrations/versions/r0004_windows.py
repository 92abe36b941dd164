"""Revision 0004: windows, each of which is linked by itself, and their parts of what runs through several."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, PrimaryKeyConstraint, Text, UniqueConstraint

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables; what was linked before stays, as one window of its own, until the next pages are added."""
    op.create_table(
        "window",
        Column("key", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("fingerprint", Text, nullable=False),
        PrimaryKeyConstraint("key"),
        UniqueConstraint("name"),
    )
    op.create_table(
        "part",
        Column("window", Integer, ForeignKey("window.key"), primary_key=True),
        Column("kind", Text, primary_key=True),
        Column("id", Text, primary_key=True),
        Column("weight", Integer, nullable=False),
        Column("follows", Text),
        Column("content", Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("part_by_id", "part", ["kind", "id"])
    for table in ("article", "link"):
        op.execute(f'ALTER TABLE {table} ADD COLUMN "window" INTEGER REFERENCES "window" (key)')
        op.create_index(f"{table}_by_window", table, ["window"])
    op.execute("INSERT INTO window (name, fingerprint) SELECT 'all', '' WHERE EXISTS (SELECT 1 FROM entity)")
    op.drop_table("meta")
