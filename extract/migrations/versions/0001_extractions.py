"""Extractions, names, facts and entities."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_DOCUMENT = "extractions.document_id"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "extractions",
        sa.Column("document_id", sa.String, primary_key=True),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("indexed", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("extractions_by_version", "extractions", ["version", "document_id"])
    op.create_index("extractions_by_indexed", "extractions", ["indexed", "document_id"])
    op.create_table(
        "name_uses",
        sa.Column("document_id", sa.String, sa.ForeignKey(_DOCUMENT, ondelete="CASCADE"), primary_key=True),
        sa.Column("name_id", sa.String, primary_key=True),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("aliases", sa.String, nullable=False),
        sa.Column("mentions", sa.Integer, nullable=False),
    )
    op.create_index("name_uses_by_name", "name_uses", ["name_id", "document_id"])
    _facts()
    _entities()


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("fact_id", sa.String, primary_key=True),
        sa.Column("document_id", sa.String, sa.ForeignKey(_DOCUMENT, ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("body", sa.String, nullable=False),
    )
    op.create_index("facts_by_document", "facts", ["document_id", "position"])
    op.create_index("facts_by_kind", "facts", ["kind", "document_id", "position"])
    op.create_index("facts_by_status", "facts", ["status", "document_id", "position"])
    op.create_table(
        "fact_roles",
        sa.Column("name_id", sa.String, primary_key=True),
        sa.Column("fact_id", sa.String, sa.ForeignKey("facts.fact_id", ondelete="CASCADE"), primary_key=True),
        sa.Column("role", sa.String, primary_key=True),
    )
    op.create_index("fact_roles_by_fact", "fact_roles", ["fact_id"])


def _entities() -> None:
    op.create_table(
        "entities",
        sa.Column("entity_id", sa.String, primary_key=True),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("called", sa.String, nullable=False),
        sa.Column("mentions", sa.Integer, nullable=False),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("tier", sa.String, nullable=False),
        sa.Column("body", sa.String, nullable=False),
    )
    op.create_index("entities_by_mentions", "entities", ["mentions", "entity_id"])
    op.create_index("entities_by_label", "entities", ["label", "mentions", "entity_id"])
    op.create_table(
        "entity_names",
        sa.Column("name_id", sa.String, primary_key=True),
        sa.Column("entity_id", sa.String, sa.ForeignKey("entities.entity_id", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("entity_names_by_entity", "entity_names", ["entity_id", "name_id"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("entity_names", "entities", "fact_roles", "facts", "name_uses", "extractions"):
        op.drop_table(table)
