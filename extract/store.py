"""What was found, in the database: mentions, names and facts by document, and the entities that names were joined to.

Guarantees: a document's extraction is replaced as a whole or not at all; facts and entities stream in a fixed order,
in pages, so memory does not grow with the corpus and no reader holds the log open; what an entity takes part in is
found by index, never by looking through all facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from corpus.database import Database
from corpus.schema import DOCUMENTS
from extract.encoding import decode_attributions, decode_entity, decode_fact, decode_mentions, decode_values
from extract.errors import EntityNotFoundError
from extract.names import name_key
from extract.records import (
    Attribution,
    Entity,
    Extraction,
    Fact,
    FactKind,
    FactStatus,
    Label,
    Mention,
    NameRow,
    ValueMention,
)
from extract.resolve import resolve
from extract.rows import entity_row, extraction_row, fact_row, name_row, name_rows, role_rows
from extract.schema import ENTITIES, ENTITY_NAMES, EXTRACTIONS, FACT_ROLES, FACTS, NAME_USES

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "extract_version"
PAGE_ROWS = 500


class ExtractionStore:
    """Extraction's read and write side on an open database; the tables are made or brought up to date at once."""

    def __init__(self, database: Database) -> None:
        self.database = database
        database.migrate(MIGRATIONS, VERSION_TABLE)

    def save(self, extraction: Extraction) -> None:
        """Store what was found in a document in place of all that was stored for it before."""
        with self.database.writing() as connection:
            connection.execute(delete(EXTRACTIONS).where(EXTRACTIONS.c.document_id == extraction.document_id))
            connection.execute(insert(EXTRACTIONS), extraction_row(extraction))
            _insert(connection, NAME_USES, name_rows(extraction))
            _insert(connection, FACTS, [fact_row(fact, at) for at, fact in enumerate(extraction.facts)])
            _insert(connection, FACT_ROLES, role_rows(extraction.facts))

    def remove(self, document_id: str) -> None:
        """Forget what was found in a document; the entities follow with the next `resolve`."""
        with self.database.writing() as connection:
            connection.execute(delete(EXTRACTIONS).where(EXTRACTIONS.c.document_id == document_id))

    def extracted_ids(self, version: str | None = None) -> Iterator[str]:
        """Yield the ids of documents that were extracted (by one version, if named), in order."""
        query = select(EXTRACTIONS.c.document_id)
        if version is not None:
            query = query.where(EXTRACTIONS.c.version == version)
        return (row["document_id"] for row in self._pages(query, EXTRACTIONS.c.document_id))

    def stale(self, version: str) -> Iterator[str]:
        """Yield, in order, the documents of the corpus that were not extracted by this version."""
        query = _stale(select(DOCUMENTS.c.document_id), version)
        return (row["document_id"] for row in self._pages(query, DOCUMENTS.c.document_id))

    def count_stale(self, version: str) -> int:
        """Return how many documents of the corpus were not extracted by this version."""
        return self._count(_stale(select(func.count(DOCUMENTS.c.document_id)), version))

    def unindexed(self) -> Iterator[str]:
        """Yield the documents whose extraction, or whose entities, changed since they were indexed, in order."""
        query = select(EXTRACTIONS.c.document_id).where(EXTRACTIONS.c.indexed == 0)
        return (row["document_id"] for row in self._pages(query, EXTRACTIONS.c.document_id))

    def count_unindexed(self) -> int:
        """Return how many documents wait for the index."""
        return self._count(select(func.count()).select_from(EXTRACTIONS).where(EXTRACTIONS.c.indexed == 0))

    def mark_indexed(self, document_ids: Iterable[str]) -> None:
        """Note that the index holds these documents as they stand here."""
        self._mark(tuple(document_ids), indexed=1)

    def mark_unindexed(self, document_ids: Iterable[str] | None = None) -> None:
        """Note that the index lacks these documents, or all of them where none are named."""
        self._mark(None if document_ids is None else tuple(document_ids), indexed=0)

    def _mark(self, rows: Sequence[str] | None, *, indexed: int) -> None:
        changed = update(EXTRACTIONS).values(indexed=indexed)
        with self.database.writing() as connection:
            for some in _portions(rows or ()):
                connection.execute(changed.where(EXTRACTIONS.c.document_id.in_(some)))
            if rows is None:
                connection.execute(changed)

    def mentions(self, document_id: str) -> tuple[Mention, ...]:
        """Return the mentions of a document, in the order of its text."""
        body = self._body(document_id)
        return () if body is None else decode_mentions(document_id, body)

    def values(self, document_id: str) -> tuple[ValueMention, ...]:
        """Return the values of a document, in the order of its text."""
        body = self._body(document_id)
        return () if body is None else decode_values(document_id, body)

    def attributions(self, document_id: str) -> tuple[Attribution, ...]:
        """Return the attributions of a document, in the order of their cues."""
        return () if (body := self._body(document_id)) is None else decode_attributions(body)

    def facts(
        self,
        kind: FactKind | None = None,
        *,
        entity_id: str | None = None,
        document_id: str | None = None,
        status: FactStatus | None = None,
    ) -> Iterator[Fact]:
        """Yield facts in order of document and place in it: of one kind, entity, document or status, if named.

        `entity_id` may be the id of any of the entity's names.
        """
        query = select(FACTS)
        if kind is not None:
            query = query.where(FACTS.c.kind == kind)
        if document_id is not None:
            query = query.where(FACTS.c.document_id == document_id)
        if status is not None:
            query = query.where(FACTS.c.status == status)
        if entity_id is not None:
            roles = select(FACT_ROLES.c.fact_id).where(FACT_ROLES.c.name_id.in_(_names_of(entity_id)))
            query = query.where(FACTS.c.fact_id.in_(roles))
        return (decode_fact(row["body"]) for row in self._pages(query, FACTS.c.document_id, FACTS.c.position))

    def names(self) -> Iterator[NameRow]:
        """Yield every name over all documents, in order of id; its form is the one used most."""
        query = select(NAME_USES)
        rows = self._pages(query, NAME_USES.c.name_id, NAME_USES.c.document_id)
        for name_id, uses in groupby(rows, key=lambda row: row["name_id"]):
            yield name_row(name_id, uses)

    def resolve(self) -> int:
        """Join all names to entities anew and return how many there are; see `extract.resolve`."""
        return self.save_entities(resolve(self.names()))

    def save_entities(self, entities: Iterable[Entity]) -> int:
        """Store entities in place of all there were; documents whose entities changed wait for the index again."""
        rows = [(entity_row(entity), entity.name_ids) for entity in entities]
        with self.database.writing() as connection:
            before = _shown(connection)
            connection.execute(delete(ENTITY_NAMES))
            connection.execute(delete(ENTITIES))
            _insert(connection, ENTITIES, [row for row, _ in rows])
            pairs = ((name_id, row["entity_id"]) for row, name_ids in rows for name_id in name_ids)
            _insert(connection, ENTITY_NAMES, [{"name_id": name, "entity_id": entity} for name, entity in pairs])
            _count_documents(connection)
            after = _shown(connection)
            changed = sorted({name_id for name_id in after if before.get(name_id, after[name_id]) != after[name_id]})
            for some in _portions(changed):
                told = select(NAME_USES.c.document_id).where(NAME_USES.c.name_id.in_(some))
                connection.execute(update(EXTRACTIONS).where(EXTRACTIONS.c.document_id.in_(told)).values(indexed=0))
        return len(rows)

    def entities(self, label: Label | None = None, *, name: str | None = None, whole: bool = False) -> Iterator[Entity]:
        """Yield entities, the most mentioned first: of a label, or with `name` in, or as a `whole`, name of theirs."""
        query = select(ENTITIES.c.entity_id, ENTITIES.c.mentions, ENTITIES.c.documents, ENTITIES.c.body)
        if label is not None:
            query = query.where(ENTITIES.c.label == label)
        if name is not None:
            wanted = f"|{name_key(name)}|" if whole else name_key(name)
            query = query.where(ENTITIES.c.called.contains(wanted, autoescape=True))
        page = query.order_by(ENTITIES.c.mentions.desc(), ENTITIES.c.entity_id).limit(PAGE_ROWS)
        rows = self._read(page)
        while rows:
            yield from (decode_entity(row["body"], row["documents"]) for row in rows)
            mentions, entity_id = rows[-1]["mentions"], rows[-1]["entity_id"]
            later = (ENTITIES.c.mentions == mentions) & (ENTITIES.c.entity_id > entity_id)
            rows = self._read(page.where(or_(ENTITIES.c.mentions < mentions, later))) if len(rows) == PAGE_ROWS else []

    def find_entity(self, entity_id: str) -> Entity | None:
        """Return the entity with this id, which may be the id of any of its names."""
        query = select(ENTITIES).join(ENTITY_NAMES).where(ENTITY_NAMES.c.name_id == entity_id)
        row = next(iter(self._read(query)), None)
        return None if row is None else decode_entity(row["body"], row["documents"])

    def get_entity(self, entity_id: str) -> Entity:
        """Return the entity with this id, which may be the id of any of its names; raises EntityNotFoundError."""
        entity = self.find_entity(entity_id)
        if entity is None:
            raise EntityNotFoundError(entity_id)
        return entity

    def entity_of(self, name_ids: Iterable[str]) -> dict[str, str]:
        """Return the entity id of each name that belongs to one, by name id."""
        found: dict[str, str] = {}
        for some in _portions(sorted(set(name_ids))):
            rows = self._read(select(ENTITY_NAMES).where(ENTITY_NAMES.c.name_id.in_(some)))
            found.update((row["name_id"], row["entity_id"]) for row in rows)
        return found

    def entities_named(self, name_ids: Iterable[str]) -> dict[str, Entity]:
        """Return the entity of each name that belongs to one, by name id."""
        query = select(ENTITY_NAMES.c.name_id, ENTITIES.c.documents, ENTITIES.c.body).join(ENTITIES)
        return {
            row["name_id"]: decode_entity(row["body"], row["documents"])
            for some in _portions(sorted(set(name_ids)))
            for row in self._read(query.where(ENTITY_NAMES.c.name_id.in_(some)))
        }

    def documents_of(self, entity_id: str) -> Iterator[str]:
        """Yield the documents that name an entity, in order of id."""
        query = select(NAME_USES.c.document_id).where(NAME_USES.c.name_id.in_(_names_of(entity_id))).distinct()
        return (row["document_id"] for row in self._pages(query, NAME_USES.c.document_id))

    def counts(self) -> dict[str, int]:
        """Return how much there is: every label and fact kind by its name, and `extracted`, `entities` and `facts`."""
        with self.database.reading() as connection:
            labels = _tally(connection, ENTITIES.c.label)
            kinds = _tally(connection, FACTS.c.kind)
            extracted = connection.execute(select(func.count()).select_from(EXTRACTIONS)).scalar_one()
        by_label = {label.value: labels[label] for label in Label}
        by_kind = {kind.value: kinds[kind] for kind in FactKind}
        totals = {"extracted": extracted, "entities": sum(by_label.values()), "facts": sum(by_kind.values())}
        return by_label | by_kind | totals

    def _body(self, document_id: str) -> bytes | None:
        rows = self._read(select(EXTRACTIONS.c.body).where(EXTRACTIONS.c.document_id == document_id))
        return rows[0]["body"] if rows else None

    def _count(self, query: Select[Any]) -> int:
        with self.database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def _read(self, query: Select[Any]) -> Sequence[RowMapping]:
        with self.database.reading() as connection:
            return connection.execute(query).mappings().all()

    def _pages(self, query: Select[Any], *key: ColumnElement[Any]) -> Iterator[RowMapping]:
        """Yield rows ordered by `key`, a page at a time, each page a transaction of its own."""
        page = query.order_by(*key).limit(PAGE_ROWS)
        rows = self._read(page)
        while rows:
            yield from rows
            after = tuple(rows[-1][column.key or ""] for column in key)
            rows = self._read(page.where(_after(key, after))) if len(rows) == PAGE_ROWS else []


def _after(key: Sequence[ColumnElement[Any]], values: Sequence[Any]) -> ColumnElement[bool]:
    column, value = key[0], values[0]
    return column > value if len(key) == 1 else or_(column > value, (column == value) & _after(key[1:], values[1:]))


def _stale(query: Select[Any], version: str) -> Select[Any]:
    fresh = select(EXTRACTIONS.c.document_id).where(EXTRACTIONS.c.version == version)
    return query.where(DOCUMENTS.c.document_id.not_in(fresh))


def _names_of(entity_id: str) -> Select[Any]:
    """Select the names of the entity that a name id leads to."""
    entity = select(ENTITY_NAMES.c.entity_id).where(ENTITY_NAMES.c.name_id == entity_id)
    return select(ENTITY_NAMES.c.name_id).where(ENTITY_NAMES.c.entity_id.in_(entity))


def _insert(connection: Connection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table).on_conflict_do_nothing(), rows)


def _count_documents(connection: Connection) -> None:
    """Count the documents that name an entity by any of its names: a document that uses two counts once."""
    counted = (
        select(func.count(NAME_USES.c.document_id.distinct()))
        .join(ENTITY_NAMES, ENTITY_NAMES.c.name_id == NAME_USES.c.name_id)
        .where(ENTITY_NAMES.c.entity_id == ENTITIES.c.entity_id)
    )
    connection.execute(update(ENTITIES).values(documents=counted.scalar_subquery()))


def _shown(connection: Connection) -> dict[str, tuple[str, str]]:
    """Return the entity that each name shows up as, by name id."""
    query = select(ENTITY_NAMES.c.name_id, ENTITIES.c.entity_id, ENTITIES.c.name).join(ENTITIES)
    return {name_id: (entity_id, name) for name_id, entity_id, name in connection.execute(query)}


def _tally(connection: Connection, column: Any) -> Counter[str]:
    return Counter({row[0]: row[1] for row in connection.execute(select(column, func.count()).group_by(column))})


def _portions(rows: Sequence[str]) -> Iterator[Sequence[str]]:
    return (rows[start : start + PAGE_ROWS] for start in range(0, len(rows), PAGE_ROWS))
