"""The audit log, which nothing can change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and what guards it."""
    op.create_table(
        "audit_log",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("made_at", "person", "act", "subject", "detail", "via", "address")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("audit_log_by_person", "audit_log", ["person", "number"])
    op.create_index("audit_log_by_subject", "audit_log", ["subject", "number"])
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_log_no_{change.lower()} BEFORE {change} ON audit_log "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END"
        )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("audit_log")
