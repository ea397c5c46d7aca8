"""Extraction's tables, as they stand now; `migrations/` holds how they came to be."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, text

METADATA = MetaData()

EXTRACTIONS = Table(
    "extractions",
    METADATA,
    Column("document_id", String, primary_key=True),
    Column("version", String, nullable=False),
    Column("indexed", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("extractions_by_version", "version", "document_id"),
    Index("extractions_by_indexed", "indexed", "document_id"),
)
"""One row a document read: its mentions, values and attributions, compressed (see `extract.encoding`).

`indexed` is 1 once the search index holds what stands here, and 0 again when it changes.
"""

NAME_USES = Table(
    "name_uses",
    METADATA,
    Column("document_id", ForeignKey("extractions.document_id", ondelete="CASCADE"), primary_key=True),
    Column("name_id", String, primary_key=True),
    Column("label", String, nullable=False),
    Column("name", String, nullable=False),
    Column("aliases", String, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("identifiers", String, nullable=False),
    Index("name_uses_by_name", "name_id", "document_id", "mentions", "name"),
    Index("name_uses_with_numbers", "name_id", "identifiers", "document_id", sqlite_where=text("identifiers != '[]'")),
)
"""What each document calls whom, how often, and by which numbers."""

FACTS = Table(
    "facts",
    METADATA,
    Column("fact_id", String, primary_key=True),
    Column("document_id", ForeignKey("extractions.document_id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("body", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Index("facts_by_document", "document_id", "position"),
    Index("facts_by_kind", "kind", "document_id", "position"),
    Index("facts_by_status", "status", "document_id", "position"),
    Index("facts_in_outline", "fact_id", "kind", "status", "confidence", "document_id"),
)
"""Facts as JSON (see `extract.encoding`); `position` is their order in the document.

`facts_in_outline` has all that counting and ranking ask for, so that neither reads what the facts say.
"""

FACT_ANSWERS = Table(
    "fact_answers",
    METADATA,
    Column("answered_id", String, primary_key=True),
    Column("fact_id", ForeignKey("facts.fact_id", ondelete="CASCADE"), primary_key=True),
    Index("fact_answers_by_fact", "fact_id"),
)
"""Which fact each response answers; both stand in one document."""

FACT_ROLES = Table(
    "fact_roles",
    METADATA,
    Column("name_id", String, primary_key=True),
    Column("fact_id", ForeignKey("facts.fact_id", ondelete="CASCADE"), primary_key=True),
    Column("role", String, primary_key=True),
    Index("fact_roles_by_fact", "fact_id"),
)
"""Who fills a role in which fact: an entity's facts are found without looking through all."""

ENTITIES = Table(
    "entities",
    METADATA,
    Column("entity_id", String, primary_key=True),
    Column("label", String, nullable=False),
    Column("name", String, nullable=False),
    Column("called", String, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("tier", String, nullable=False),
    Column("body", String, nullable=False),
    Column("listed", Integer, nullable=False),
    Column("path", String, nullable=False),
    Index("entities_by_mentions", "mentions", "entity_id"),
    Index("entities_by_label", "label", "mentions", "entity_id"),
    Index("entities_by_listed", "listed", "entity_id"),
    Index("entities_by_path", "path", "entity_id"),
)
"""Joined names; `called` holds every folded form between bars, to be searched; `listed` is 1 for entries of lists.

`path` holds the codes of a place from its country down (see `extract.gazetteers.places`), empty for everything else.
"""

ENTITY_NAMES = Table(
    "entity_names",
    METADATA,
    Column("name_id", String, primary_key=True),
    Column("entity_id", ForeignKey("entities.entity_id", ondelete="CASCADE"), nullable=False),
    Index("entity_names_by_entity", "entity_id", "name_id"),
)
"""The entity that each name leads to."""
