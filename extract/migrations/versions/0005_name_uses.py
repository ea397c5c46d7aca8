"""Indexes that hold all a dossier asks of the uses of its names, so that the rows themselves are not read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen the index by name, and add one of the uses that come with numbers."""
    op.drop_index("name_uses_by_name", table_name="name_uses")
    op.create_index("name_uses_by_name", "name_uses", ["name_id", "document_id", "mentions", "name"])
    op.create_index(
        "name_uses_with_numbers",
        "name_uses",
        ["name_id", "identifiers", "document_id"],
        sqlite_where=sa.text("identifiers != '[]'"),
    )
