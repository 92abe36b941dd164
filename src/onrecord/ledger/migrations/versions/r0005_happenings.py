"""Revision 0005: the happenings of which a story tells."""

from alembic import op
from sqlalchemy import Column, Integer

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add which of its story's happenings an article tells of; stories found before are one each until linked anew."""
    op.add_column("story_article", Column("happening", Integer, nullable=False, server_default="0"))
