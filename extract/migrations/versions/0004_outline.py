"""Facts in outline: how sure each is, an index that has all that counting and ranking ask for, and who answers whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, the index and the table, and fill them from what the facts say."""
    op.add_column("facts", sa.Column("confidence", sa.Float, nullable=False, server_default="0"))
    op.execute("UPDATE facts SET confidence = coalesce(json_extract(body, '$.confidence'), 0)")
    op.create_index("facts_in_outline", "facts", ["fact_id", "kind", "status", "confidence", "document_id"])
    op.create_table(
        "fact_answers",
        sa.Column("answered_id", sa.String, primary_key=True),
        sa.Column("fact_id", sa.String, sa.ForeignKey("facts.fact_id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("fact_answers_by_fact", "fact_answers", ["fact_id"])
    op.execute(
        "INSERT OR IGNORE INTO fact_answers (answered_id, fact_id) "
        "SELECT answered.value, facts.fact_id FROM facts, json_each(facts.body, '$.answers') AS answered"
    )
