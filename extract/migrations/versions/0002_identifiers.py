"""Numbers of names, and which entities are entries of lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what was extracted before names no numbers."""
    op.add_column("name_uses", sa.Column("identifiers", sa.String, nullable=False, server_default="[]"))
    op.add_column("entities", sa.Column("listed", sa.Integer, nullable=False, server_default="0"))
    op.create_index("entities_by_listed", "entities", ["listed", "entity_id"])
