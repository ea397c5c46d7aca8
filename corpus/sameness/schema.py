"""The tables of sameness, as they stand now; `migrations/` holds how they came to be."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from corpus.schema import METADATA

SKETCHES = Table(
    "sketches",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document_id", ForeignKey("documents.document_id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("text_sha256", String, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("grouping", Integer, nullable=False),
    Index("sketches_by_grouping", "grouping", "document_id"),
    sqlite_autoincrement=True,
)
"""One row a document; `grouping` is the number of the first of its group, its own where it stands alone."""

BANDS = Table(
    "sketch_bands",
    METADATA,
    Column("band", BigInteger, primary_key=True),
    Column("number", ForeignKey("sketches.number", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Documents that share a band are compared; a document without words has none."""
