"""Revision 0002: how sure the trained reader is of an attribution, and which words gave each field of a figure."""

from alembic import op
from sqlalchemy import REAL, Column, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the two columns; what was read before has neither."""
    op.add_column("claim", Column("score", REAL))
    op.add_column("figure", Column("shown", Text))
