"""The tables of custody, as they stand now; `migrations/` holds how they came to be. All of them are primary."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from corpus.schema import METADATA

BY_HAND = Table(
    "set_by_hand",
    METADATA,
    Column("sha256", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", String),
    Column("found", String, nullable=False),
    Column("person", String, nullable=False),
    Column("set_at", String, nullable=False),
    sqlite_with_rowid=False,
)
"""What somebody set for the document made of these bytes; `found` holds what it replaced, as JSON by column.

The hash is no foreign key: what was set holds also when the document is withdrawn and comes back.
"""

WITHDRAWALS = Table(
    "withdrawals",
    METADATA,
    Column("document_id", String, primary_key=True),
    Column("sha256", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("location", String, nullable=False),
    Column("person", String, nullable=False),
    Column("withdrawn_at", String, nullable=False),
    Column("reason", String, nullable=False),
    Index("withdrawals_by_time", "withdrawn_at", "document_id"),
)
"""The tombstones of the documents that are withdrawn now."""

FIXITY = Table(
    "fixity_reports",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("started_at", String, nullable=False),
    Column("ended_at", String, nullable=False),
    Column("person", String, nullable=False),
    Column("originals", Integer, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("problems", String, nullable=False),
    sqlite_autoincrement=True,
)
"""Every reading of all originals, with its problems as JSON."""
