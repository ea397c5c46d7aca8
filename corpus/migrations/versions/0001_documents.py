"""Documents, their contents and the ledger."""

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
        "documents",
        sa.Column("document_id", sa.String, primary_key=True),
        sa.Column("sha256", sa.String, nullable=False, unique=True),
        sa.Column("location", sa.String, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("kind_reason", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("date", sa.String),
        sa.Column("language", sa.String),
        sa.Column("publisher", sa.String),
        sa.Column("source", sa.String),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
    )
    op.create_index("documents_by_location", "documents", ["location", "document_id"])
    op.create_index("documents_by_kind", "documents", ["kind", "location", "document_id"])
    op.create_table(
        "contents",
        sa.Column(
            "document_id", sa.String, sa.ForeignKey("documents.document_id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "ledger",
        sa.Column("input_id", sa.String, primary_key=True),
        sa.Column("location", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("parent_sha256", sa.String),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.Column("document_id", sa.String, sa.ForeignKey("documents.document_id")),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("stage", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("detail", sa.String, nullable=False),
        sa.Column("tools", sa.String, nullable=False),
        sa.Column("recorded_at", sa.String, nullable=False),
    )
    op.create_index("ledger_by_location", "ledger", ["location", "sha256"], unique=True)
    op.create_index("ledger_by_hash", "ledger", ["sha256", "state"])
    op.create_index("ledger_by_state", "ledger", ["state", "location", "sha256"])
    op.create_index("ledger_by_document", "ledger", ["document_id"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("ledger", "contents", "documents"):
        op.drop_table(table)
