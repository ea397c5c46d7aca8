"""The table of the audit log, as it stands now; `migrations/` holds how it came to be. Triggers refuse every change."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from corpus.schema import METADATA

CHANGES = Table(
    "audit_log",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("made_at", String, nullable=False),
    Column("person", String, nullable=False),
    Column("act", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("via", String, nullable=False),
    Column("address", String, nullable=False),
    Index("audit_log_by_person", "person", "number"),
    Index("audit_log_by_subject", "subject", "number"),
    sqlite_autoincrement=True,
)
"""One row a change, added and never changed."""
