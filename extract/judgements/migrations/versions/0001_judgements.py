"""The log of judgements, and what is drawn from it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_FACT = "facts.fact_id"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("act", sa.String, nullable=False),
        sa.Column("judge", sa.String, nullable=False),
        sa.Column("made_at", sa.String, nullable=False),
        sa.Column("note", sa.String, nullable=False),
        sa.Column("fact_key", sa.String),
        sa.Column("document_id", sa.String),
        sa.Column("undoes", sa.String),
        sa.Column("body", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("judgements_by_fact", "judgements", ["fact_key", "number"])
    op.create_index("judgements_by_document", "judgements", ["document_id", "number"])
    op.create_index("judgements_by_judge", "judgements", ["judge", "number"])
    op.create_table(
        "judgement_names",
        sa.Column("name_id", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, sa.ForeignKey("judgements.number"), primary_key=True),
        sqlite_with_rowid=False,
    )
    for table in ("judgements", "judgement_names"):
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'judgements are never changed'); END"
            )
    _drawn()


def _drawn() -> None:
    op.create_table(
        "judged_facts",
        sa.Column("fact_id", sa.String, sa.ForeignKey(_FACT, ondelete="CASCADE"), primary_key=True),
        sa.Column("fact_key", sa.String, nullable=False),
        sa.Column("decided", sa.Integer, nullable=False),
        sa.Column("edited", sa.Integer),
        sa.Column("body", sa.String),
    )
    op.create_index("judged_facts_by_key", "judged_facts", ["fact_key"])
    op.create_table(
        "judged_names",
        sa.Column("name_id", sa.String, primary_key=True),
        sa.Column("fact_id", sa.String, sa.ForeignKey(_FACT, ondelete="CASCADE"), primary_key=True, index=True),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
    )
    op.create_table(
        "resolutions",
        sa.Column("one", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("resolutions", "judged_names", "judged_facts", "judgement_names", "judgements"):
        op.drop_table(table)
