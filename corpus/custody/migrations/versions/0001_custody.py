"""Properties set by hand, tombstones, and reports on originals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "set_by_hand",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String),
        sa.Column("found", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("set_at", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "withdrawals",
        sa.Column("document_id", sa.String, primary_key=True),
        sa.Column("sha256", sa.String, nullable=False, unique=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("location", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("withdrawn_at", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
    )
    op.create_index("withdrawals_by_time", "withdrawals", ["withdrawn_at", "document_id"])
    op.create_table(
        "fixity_reports",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("started_at", sa.String, nullable=False),
        sa.Column("ended_at", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("originals", sa.Integer, nullable=False),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("problems", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("fixity_reports", "withdrawals", "set_by_hand"):
        op.drop_table(table)
