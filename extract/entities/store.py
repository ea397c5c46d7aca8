"""Names and the entities they are joined to, in the database.

Guarantees: every name leads to exactly one entity, at any moment; entities obey what people decided of them, and a
joining that was overtaken by another one, or by a judgement, is never written; lists stream in a fixed order.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, literal_column, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from corpus.database import Database
from corpus.schema import DOCUMENTS
from extract.database import PAGE_ROWS, fill, pages, portions, read
from extract.encoding import decode_entity
from extract.entities.schema import replace_entities, replace_names
from extract.errors import EntityNotFoundError
from extract.judgements.records import Decision, Judgement, Party
from extract.judgements.schema import JUDGED_NAMES, JUDGEMENTS, RESOLUTIONS
from extract.judgements.standing import standing
from extract.judgements.store import JudgementStore
from extract.names import name_key
from extract.records import Entity, Label, NameRow, NameUse
from extract.resolve import resolve
from extract.rows import entity_row, name_row
from extract.schema import ENTITIES, ENTITY_NAMES, EXTRACTIONS, FACTS, NAME_USES

Row = Mapping[Any, Any]

_NONE: ColumnElement[str] = literal_column("'[]'")
"""No numbers, written out: SQLite uses a partial index only where its condition stands in the query in words."""


class EntityStore:
    """The read and write side of names and entities on an open database whose tables are there."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.judgements = JudgementStore(database)

    def names(self) -> Iterator[NameRow]:
        """Yield every name over all documents, in order of id; its form is the one used most.

        Names that no text has, but that somebody put into a fact, are among them with no mentions.
        """
        given = [_given(row) for row in read(self.database, select(JUDGED_NAMES).order_by(JUDGED_NAMES.c.name_id))]
        used = pages(self.database, select(NAME_USES), NAME_USES.c.name_id, NAME_USES.c.document_id)
        rows: Iterator[Row] = heapq.merge(used, given, key=_name_id)
        for name_id, some in groupby(rows, key=_name_id):
            uses = list(some)
            yield name_row(name_id, [row for row in uses if row["mentions"] is not None] or [_unused(uses[0])])

    def judge(self, decision: Decision, *, after: str | None = None) -> Judgement:
        """Write a decision into the log and let facts and entities follow it; see `JudgementStore.add`."""
        made = self.judgements.add(decision, after=after, then=house)
        if not made.is_of_fact or (decision.edit is not None and decision.edit.roles):
            self.resolve()
        return made

    def resolve(self) -> int:
        """Join all names to entities anew, as people decided, and return how many there are; see `extract.resolve`.

        Where somebody judged, or joined names, while this went on, it is done again: the newest word always holds.
        """
        while True:
            with self.database.reading() as connection:
                stand = _stand(connection)
            judged = standing(self.judgements.of_entities())
            written = self.save_entities(resolve(self.names(), judged), stand)
            if written is not None:
                return written

    def save_entities(self, entities: Iterable[Entity], stand: tuple[int, int] | None = None) -> int | None:
        """Store entities in place of all there were and return how many; documents they change wait for the index.

        With `stand`, nothing is written and None returned where names were joined or judged since.
        """
        rows = [(entity_row(entity), entity.name_ids) for entity in entities]
        with self.database.writing() as connection:
            if stand is not None and stand != _stand(connection):
                return None
            number = insert(RESOLUTIONS).values(one=1, number=1)
            again = {"number": RESOLUTIONS.c.number + 1}
            connection.execute(number.on_conflict_do_update(index_elements=["one"], set_=again))
            before = _shown(connection)
            replace_entities(connection, [row for row, _ in rows])
            pairs = ((name_id, row["entity_id"]) for row, name_ids in rows for name_id in name_ids)
            replace_names(connection, dict(pairs), {name_id: entity_id for name_id, (entity_id, _) in before.items()})
            house(connection)
            _count_documents(connection)
            after = _shown(connection)
            changed = sorted({name_id for name_id in after if before.get(name_id, after[name_id]) != after[name_id]})
            for some in portions(changed):
                told = select(NAME_USES.c.document_id).where(NAME_USES.c.name_id.in_(some))
                connection.execute(update(EXTRACTIONS).where(EXTRACTIONS.c.document_id.in_(told)).values(indexed=0))
        return len(rows)

    def entities(
        self, label: Label | None = None, *, name: str | None = None, whole: bool = False, most: int | None = None
    ) -> Iterator[Entity]:
        """Yield entities, the most mentioned first: of a label, or with `name` in, or as a `whole`, name of theirs.

        `most` says how many will be looked at, where that is known.
        """
        size = PAGE_ROWS if most is None else max(1, min(most, PAGE_ROWS))
        query = select(ENTITIES.c.entity_id, ENTITIES.c.mentions, ENTITIES.c.documents, ENTITIES.c.body)
        if label is not None:
            query = query.where(ENTITIES.c.label == label)
        if name is not None:
            wanted = f"|{name_key(name)}|" if whole else name_key(name)
            query = query.where(ENTITIES.c.called.contains(wanted, autoescape=True))
        page = query.order_by(ENTITIES.c.mentions.desc(), ENTITIES.c.entity_id).limit(size)
        rows = read(self.database, page)
        while rows:
            yield from (decode_entity(row["body"], row["documents"]) for row in rows)
            mentions, entity_id = rows[-1]["mentions"], rows[-1]["entity_id"]
            later = (ENTITIES.c.mentions == mentions) & (ENTITIES.c.entity_id > entity_id)
            rows = (
                read(self.database, page.where(or_(ENTITIES.c.mentions < mentions, later))) if len(rows) == size else []
            )

    def listed(self) -> Iterator[Entity]:
        """Yield the entities that are entries of lists, in order of id."""
        query = select(ENTITIES.c.entity_id, ENTITIES.c.documents, ENTITIES.c.body).where(ENTITIES.c.listed == 1)
        found = pages(self.database, query, ENTITIES.c.entity_id)
        return (decode_entity(row["body"], row["documents"]) for row in found)

    def listed_with(self, word: str, most: int) -> Iterator[Entity]:
        """Yield entries of lists with these letters in a folded name of theirs, in order of id, at most so many."""
        query = select(ENTITIES.c.documents, ENTITIES.c.body).where(ENTITIES.c.listed == 1)
        query = query.where(ENTITIES.c.called.contains(word, autoescape=True)).order_by(ENTITIES.c.entity_id)
        return (decode_entity(row["body"], row["documents"]) for row in read(self.database, query.limit(most)))

    def find_entity(self, entity_id: str) -> Entity | None:
        """Return the entity with this id, which may be the id of any of its names."""
        query = select(ENTITIES).join(ENTITY_NAMES).where(ENTITY_NAMES.c.name_id == entity_id)
        row = next(iter(read(self.database, query)), None)
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
        for some in portions(sorted(set(name_ids))):
            rows = read(self.database, select(ENTITY_NAMES).where(ENTITY_NAMES.c.name_id.in_(some)))
            found.update((row["name_id"], row["entity_id"]) for row in rows)
        return found

    def entities_named(self, name_ids: Iterable[str]) -> dict[str, Entity]:
        """Return the entity of each name that belongs to one, by name id."""
        query = select(ENTITY_NAMES.c.name_id, ENTITIES.c.documents, ENTITIES.c.body).join(ENTITIES)
        return {
            row["name_id"]: decode_entity(row["body"], row["documents"])
            for some in portions(sorted(set(name_ids)))
            for row in read(self.database, query.where(ENTITY_NAMES.c.name_id.in_(some)))
        }

    def parties(self, name_ids: Iterable[str]) -> tuple[Party, ...]:
        """Return names as judgements know them, in the order given; ids of none are passed over."""
        wanted = list(dict.fromkeys(name_ids))
        found: dict[str, Party] = {}
        for table in (JUDGED_NAMES, NAME_USES):
            query = select(table.c.name_id, table.c.label, func.min(table.c.name).label("name"))
            for some in portions(wanted):
                rows = read(self.database, query.where(table.c.name_id.in_(some)).group_by(table.c.name_id))
                found.update((r["name_id"], Party(r["name_id"], Label(r["label"]), r["name"])) for r in rows)
        return tuple(found[one] for one in wanted if one in found)

    def uses_of(self, name_ids: Sequence[str]) -> tuple[NameUse, ...]:
        """Return how the documents use names, each with the document that does so most, the most used first."""
        most = func.max(NAME_USES.c.mentions).label("most")  # SQLite takes the other columns from the row of the most
        counted = func.count().label("documents"), func.sum(NAME_USES.c.mentions).label("mentions")
        query = select(NAME_USES.c.name_id, NAME_USES.c.name, NAME_USES.c.document_id, most, *counted)
        found: list[NameUse] = []
        for some in portions(name_ids):
            rows = read(self.database, query.where(NAME_USES.c.name_id.in_(some)).group_by(NAME_USES.c.name_id))
            found += (NameUse(r["name_id"], r["name"], r["document_id"], r["documents"], r["mentions"]) for r in rows)
        return tuple(sorted(found, key=lambda use: (-use.mentions, use.name, use.name_id)))

    def numbers_of(self, name_ids: Sequence[str]) -> dict[tuple[str, str], str]:
        """Return the numbers that documents give under these names, `(scheme, value)`, each with one such document."""
        query = select(NAME_USES.c.identifiers, func.min(NAME_USES.c.document_id).label("document_id"))
        told: dict[tuple[str, str], str] = {}
        for some in portions(name_ids):
            named = query.where(NAME_USES.c.name_id.in_(some), NAME_USES.c.identifiers != _NONE)
            for row in read(self.database, named.group_by(NAME_USES.c.identifiers)):
                numbers = ((scheme, value) for scheme, value in json.loads(row["identifiers"]))
                told |= dict.fromkeys(numbers, row["document_id"])
        return told

    def places_in(self, path: str) -> Iterator[Entity]:
        """Yield the places that lie in a place, or in one that lies in it, in order of their paths."""
        query = select(ENTITIES.c.path, ENTITIES.c.entity_id, ENTITIES.c.documents, ENTITIES.c.body)
        inside = query.where(ENTITIES.c.path > f"{path}/", ENTITIES.c.path < f"{path}0")  # `0` comes after `/`
        found = pages(self.database, inside, ENTITIES.c.path, ENTITIES.c.entity_id)
        return (decode_entity(row["body"], row["documents"]) for row in found)

    def places_at(self, paths: Iterable[str]) -> dict[str, Entity]:
        """Return the places with these paths, by path; of several with one the most mentioned."""
        query = select(ENTITIES.c.path, ENTITIES.c.documents, ENTITIES.c.body).order_by(ENTITIES.c.mentions)
        rows = read(self.database, query.where(ENTITIES.c.path.in_(sorted(set(paths)))))
        return {row["path"]: decode_entity(row["body"], row["documents"]) for row in rows}

    def documents_of(self, entity_id: str) -> Iterator[str]:
        """Yield the documents that name an entity, in order of id."""
        query = select(NAME_USES.c.document_id).where(NAME_USES.c.name_id.in_(names_of(entity_id))).distinct()
        return (row["document_id"] for row in pages(self.database, query, NAME_USES.c.document_id))

    def newest_documents_of(self, entity_id: str, most: int) -> tuple[str, ...]:
        """Return the documents that name an entity, those with the latest dates, at most so many."""
        query = select(DOCUMENTS.c.document_id).order_by(DOCUMENTS.c.date.desc().nulls_last(), DOCUMENTS.c.title)
        naming = select(NAME_USES.c.document_id).where(NAME_USES.c.name_id.in_(names_of(entity_id)))
        named = query.where(DOCUMENTS.c.document_id.in_(naming)).limit(most)
        return tuple(row["document_id"] for row in read(self.database, named))


def names_of(entity_id: str) -> Select[Any]:
    """Select the names of the entity that a name id leads to."""
    entity = select(ENTITY_NAMES.c.entity_id).where(ENTITY_NAMES.c.name_id == entity_id)
    return select(ENTITY_NAMES.c.name_id).where(ENTITY_NAMES.c.entity_id.in_(entity))


def _stand(connection: Connection) -> tuple[int, int]:
    """Return what tells whether entities, or what people decided of them, changed."""
    joined = select(RESOLUTIONS.c.number).where(RESOLUTIONS.c.one == 1)
    judged = select(func.max(JUDGEMENTS.c.number)).where(JUDGEMENTS.c.fact_key.is_(None))
    return int(connection.execute(joined).scalar() or 0), int(connection.execute(judged).scalar() or 0)


def house(connection: Connection, document_id: str | None = None) -> None:
    """Give every name, or every one of a document, that leads to no entity one of its own."""
    housed = select(ENTITY_NAMES.c.name_id)
    used = select(NAME_USES).where(NAME_USES.c.name_id.not_in(housed)).order_by(NAME_USES.c.name_id)
    given = select(JUDGED_NAMES).where(JUDGED_NAMES.c.name_id.not_in(housed))
    if document_id is not None:
        used = used.where(NAME_USES.c.document_id == document_id)
        given = given.join(FACTS).where(FACTS.c.document_id == document_id)
    rows = [dict(row) for row in connection.execute(used).mappings()]
    known = {row["name_id"] for row in rows}
    held = (_given(row) for row in connection.execute(given).mappings())
    rows += [_unused(row) for row in held if row["name_id"] not in known]
    grouped = groupby(sorted(rows, key=_name_id), key=_name_id)
    homeless = [entity for name_id, uses in grouped for entity in resolve([name_row(name_id, uses)])]
    fill(connection, ENTITIES, [entity_row(entity) for entity in homeless])
    pairs = ((name_id, entity.entity_id) for entity in homeless for name_id in entity.name_ids)
    fill(connection, ENTITY_NAMES, [{"name_id": name, "entity_id": entity} for name, entity in pairs])


def _given(row: Row) -> Row:
    """Return a name that somebody put into a fact as a row of `name_uses`; `mentions` tells the two apart."""
    return {**row, "aliases": "[]", "identifiers": "[]", "mentions": None}


def _unused(row: Row) -> dict[Any, Any]:
    return {**row, "mentions": 0}


def _name_id(row: Row) -> str:
    return str(row["name_id"])


def _count_documents(connection: Connection) -> None:
    """Count the documents that name an entity by any of its names: a document that uses two counts once."""
    used = select(ENTITY_NAMES.c.entity_id, func.count(NAME_USES.c.document_id.distinct())).join(
        NAME_USES, NAME_USES.c.name_id == ENTITY_NAMES.c.name_id
    )
    counted = {row[0]: row[1] for row in connection.execute(used.group_by(ENTITY_NAMES.c.entity_id))}
    held = connection.execute(select(ENTITIES.c.entity_id, ENTITIES.c.documents))
    changed = [
        {"one": entity_id, "count": counted.get(entity_id, 0)}
        for entity_id, documents in held
        if documents != counted.get(entity_id, 0)
    ]
    if changed:
        counting = update(ENTITIES).where(ENTITIES.c.entity_id == bindparam("one")).values(documents=bindparam("count"))
        connection.execute(counting, changed)


def _shown(connection: Connection) -> dict[str, tuple[str, str]]:
    """Return the entity that each name shows up as, by name id."""
    query = select(ENTITY_NAMES.c.name_id, ENTITIES.c.entity_id, ENTITIES.c.name).join(ENTITIES)
    return {name_id: (entity_id, name) for name_id, entity_id, name in connection.execute(query)}
