"""The tables of kept searches, as they stand now; `migrations/` holds how they came to be."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from corpus.schema import METADATA

SAVED = Table(
    "saved_searches",
    METADATA,
    Column("search_id", String, primary_key=True),
    Column("reader", String, nullable=False),
    Column("name", String, nullable=False),
    Column("query", String, nullable=False),
    Column("created_at", String, nullable=False),
    Index("saved_searches_by_name", "reader", "name", unique=True),
)
"""One row a search that is kept; `reader` is who keeps it."""

FOUND = Table(
    "found_documents",
    METADATA,
    Column("search_id", ForeignKey("saved_searches.search_id", ondelete="CASCADE"), primary_key=True),
    Column("document_id", ForeignKey("documents.document_id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("found_at", String, nullable=False),
    Column("told_at", String),
    Column("first", Boolean, nullable=False),
    Index("found_documents_by_time", "search_id", "first", "found_at"),
    sqlite_with_rowid=False,
)
"""What a kept search has found: `first` is what it found when it was saved, `told_at` empty what nobody was told of."""

SEEN = Table(
    "seen_documents",
    METADATA,
    Column("reader", String, primary_key=True),
    Column("document_id", ForeignKey("documents.document_id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("seen_at", String, nullable=False),
    sqlite_with_rowid=False,
)
"""What a reader has marked as seen, whichever search led there."""

VISITS = Table(
    "visits",
    METADATA,
    Column("reader", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("at", String, nullable=False),
)
"""Up to which judgement, by number, a reader has looked through what others decided."""
