"""Every attempt at an input, and when a file on disk was last changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, with what the ledger knows as each input's first attempt."""
    op.add_column("ledger", sa.Column("modified_at", sa.String, nullable=False, server_default=""))
    op.create_table(
        "attempts",
        sa.Column("input_id", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("recorded_at", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("detail", sa.String, nullable=False),
        sa.Column("tools", sa.String, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
    )
    op.execute(
        "INSERT INTO attempts SELECT input_id, 1, recorded_at, state, stage, reason, detail, tools, 0.0 FROM ledger"
    )


def downgrade() -> None:
    """Drop what was made."""
    op.drop_table("attempts")
    op.drop_column("ledger", "modified_at")
