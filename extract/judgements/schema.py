"""The tables of judgements, as they stand now; `migrations/` holds how they came to be.

`judgements` and `judgement_names` are primary: nothing rebuilds them, and triggers refuse every change and deletion.
`judged_facts` and `judged_names` are drawn from them and from the extraction, and go when their facts go.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from extract.schema import METADATA

JUDGEMENTS = Table(
    "judgements",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("act", String, nullable=False),
    Column("judge", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("note", String, nullable=False),
    Column("fact_key", String),
    Column("document_id", String),
    Column("undoes", String),
    Column("body", String, nullable=False),
    Index("judgements_by_fact", "fact_key", "number"),
    Index("judgements_by_document", "document_id", "number"),
    Index("judgements_by_judge", "judge", "number"),
    sqlite_autoincrement=True,
)
"""The log: one row a judgement, added and never changed. An undoing has the fact key and the names of what it undoes.

`document_id` is no foreign key: a judgement outlives its document.
"""

JUDGEMENT_NAMES = Table(
    "judgement_names",
    METADATA,
    Column("name_id", String, primary_key=True),
    Column("number", ForeignKey("judgements.number"), primary_key=True),
    sqlite_with_rowid=False,
)
"""The names that judgements of entities speak of, to find an entity's history."""

JUDGED_FACTS = Table(
    "judged_facts",
    METADATA,
    Column("fact_id", ForeignKey("facts.fact_id", ondelete="CASCADE"), primary_key=True),
    Column("fact_key", String, nullable=False),
    Column("decided", Integer, nullable=False),
    Column("edited", Integer),
    Column("body", String),
    Index("judged_facts_by_key", "fact_key"),
)
"""The facts on which a judgement stands: the number of the one that decides, that of the last edit, and the fact as
edited. The key is that of the judgements, which differs from the fact's own where it was carried."""

JUDGED_NAMES = Table(
    "judged_names",
    METADATA,
    Column("name_id", String, primary_key=True),
    Column("fact_id", ForeignKey("facts.fact_id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("label", String, nullable=False),
    Column("name", String, nullable=False),
)
"""Names that an edit put into a fact: they lead to entities even where no text has them."""

RESOLUTIONS = Table(
    "resolutions",
    METADATA,
    Column("one", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""How often names were joined to entities: who joins on what has changed since begins again."""
