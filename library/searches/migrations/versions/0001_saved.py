"""Saved searches, what was found for them, and what readers have seen."""

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
        "saved_searches",
        sa.Column("search_id", sa.String, primary_key=True),
        sa.Column("reader", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("query", sa.String, nullable=False),
        sa.Column("created_at", sa.String, nullable=False),
    )
    op.create_index("saved_searches_by_name", "saved_searches", ["reader", "name"], unique=True)
    op.create_table(
        "found_documents",
        sa.Column(
            "search_id",
            sa.String,
            sa.ForeignKey("saved_searches.search_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column(
            "document_id",
            sa.String,
            sa.ForeignKey("documents.document_id", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
        sa.Column("found_at", sa.String, nullable=False),
        sa.Column("told_at", sa.String),
        sa.Column("first", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("found_documents_by_time", "found_documents", ["search_id", "first", "found_at"])
    op.create_table(
        "seen_documents",
        sa.Column("reader", sa.String, primary_key=True),
        sa.Column(
            "document_id",
            sa.String,
            sa.ForeignKey("documents.document_id", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
        sa.Column("seen_at", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("seen_documents", "found_documents", "saved_searches"):
        op.drop_table(table)
