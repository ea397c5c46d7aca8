"""Sketches of documents and the bands they are found by."""

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
        "sketches",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column(
            "document_id",
            sa.String,
            sa.ForeignKey("documents.document_id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        sa.Column("text_sha256", sa.String, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("grouping", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("sketches_by_grouping", "sketches", ["grouping", "document_id"])
    op.create_table(
        "sketch_bands",
        sa.Column("band", sa.BigInteger, primary_key=True),
        sa.Column(
            "number", sa.Integer, sa.ForeignKey("sketches.number", ondelete="CASCADE"), primary_key=True, index=True
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("sketch_bands", "sketches"):
        op.drop_table(table)
