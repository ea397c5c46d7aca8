"""The corpus's tables, as they stand now; `migrations/` holds how they came to be."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table

METADATA = MetaData()

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("document_id", String, primary_key=True),
    Column("sha256", String, nullable=False, unique=True),
    Column("location", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("kind_reason", String, nullable=False),
    Column("title", String, nullable=False),
    Column("date", String),
    Column("language", String),
    Column("publisher", String),
    Column("source", String),
    Column("pages", Integer, nullable=False),
    Column("length", Integer, nullable=False),
    Index("documents_by_location", "location", "document_id"),
    Index("documents_by_kind", "kind", "location", "document_id"),
)
"""What lists and facets need; `pages` is 0 where a document has none, `length` counts code points."""

CONTENTS = Table(
    "contents",
    METADATA,
    Column("document_id", ForeignKey("documents.document_id", ondelete="CASCADE"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""The text and all else, compressed (see `corpus.encoding`): apart, so that a list does not read it past."""

LEDGER = Table(
    "ledger",
    METADATA,
    Column("input_id", String, primary_key=True),
    Column("location", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("parent_sha256", String),
    Column("state", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("document_id", ForeignKey("documents.document_id")),
    Column("note", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("tools", String, nullable=False),
    Column("recorded_at", String, nullable=False),
    Column("modified_at", String, nullable=False, server_default=""),
    Index("ledger_by_location", "location", "sha256", unique=True),
    Index("ledger_by_hash", "sha256", "state"),
    Index("ledger_by_state", "state", "location", "sha256"),
    Index("ledger_by_document", "document_id"),
)
"""Every input ever met: one row for a location and the bytes found there."""

ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("input_id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("recorded_at", String, nullable=False),
    Column("state", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("tools", String, nullable=False),
    Column("seconds", Float, nullable=False),
)
"""Every time that something became of an input; the ledger holds the last."""
