"""What places lie in: the codes of a place from its country down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; the next joining of names fills it."""
    op.add_column("entities", sa.Column("path", sa.String, nullable=False, server_default=""))
    op.create_index("entities_by_path", "entities", ["path", "entity_id"])
