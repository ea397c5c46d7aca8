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

from sqlalchemy import ColumnElement, Connection, Select, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from corpus.database import Database
from corpus.schema import DOCUMENTS
from extract.database import PAGE_ROWS, count, fill, pages, portions, read
from extract.encoding import decode_attributions, decode_mention, decode_mentions, decode_values
from extract.entities.store import EntityStore, house, names_of
from extract.extraction import Extraction
from extract.judgements.errors import FactNotFoundError
from extract.judgements.rows import fact_of
from extract.judgements.store import apply, with_judgements
from extract.records import Attribution, Fact, FactKind, FactStatus, Label, Mention, ValueMention
from extract.rows import answer_rows, extraction_row, fact_row, name_rows, role_rows
from extract.schema import ENTITIES, ENTITY_NAMES, EXTRACTIONS, FACT_ANSWERS, FACT_ROLES, FACTS, NAME_USES

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "extract_version"
WAITING, TAKEN, INDEXED = 0, 2, 1
"""Whether the index holds a document as it stands here: no; not yet, but it is being told; yes."""


class ExtractionStore(EntityStore):
    """Extraction's read and write side on an open database; the tables are made or brought up to date at once."""

    def __init__(self, database: Database) -> None:
        database.migrate(MIGRATIONS, VERSION_TABLE)
        super().__init__(database)

    def save(self, extraction: Extraction) -> None:
        """Store what was found in a document in place of all that was stored for it before.

        What people decided of its facts holds at once, and every name leads to an entity, if only to one of its own
        until names are joined again: nothing half-done is ever seen.
        """
        with self.database.writing() as connection:
            connection.execute(delete(EXTRACTIONS).where(EXTRACTIONS.c.document_id == extraction.document_id))
            connection.execute(insert(EXTRACTIONS), extraction_row(extraction))
            fill(connection, NAME_USES, name_rows(extraction))
            fill(connection, FACTS, [fact_row(fact, at) for at, fact in enumerate(extraction.facts)])
            fill(connection, FACT_ROLES, role_rows(extraction.facts))
            fill(connection, FACT_ANSWERS, answer_rows(extraction.facts))
            apply(connection, extraction.document_id)
            house(connection, extraction.document_id)

    def remove(self, document_id: str) -> None:
        """Forget what was found in a document; the entities follow with the next `resolve`."""
        with self.database.writing() as connection:
            forget(connection, document_id)

    def extracted_ids(self, version: str | None = None) -> Iterator[str]:
        """Yield the ids of documents that were extracted (by one version, if named), in order."""
        query = select(EXTRACTIONS.c.document_id)
        if version is not None:
            query = query.where(EXTRACTIONS.c.version == version)
        return (row["document_id"] for row in pages(self.database, query, EXTRACTIONS.c.document_id))

    def find_version(self, document_id: str) -> str | None:
        """Return the version of model and rules that extracted a document, None where none has."""
        query = select(EXTRACTIONS.c.version).where(EXTRACTIONS.c.document_id == document_id)
        with self.database.reading() as connection:
            found: str | None = connection.execute(query).scalar()
        return found

    def stale(self, version: str) -> Iterator[str]:
        """Yield the documents of the corpus that were not extracted by this version.

        Those that no version read come first, then the newest by date, those without one last.
        """
        query = _stale(select(DOCUMENTS.c.document_id), version).outerjoin(
            EXTRACTIONS, EXTRACTIONS.c.document_id == DOCUMENTS.c.document_id
        )
        ordered = query.order_by(
            EXTRACTIONS.c.document_id.is_not(None),
            DOCUMENTS.c.date.is_(None),
            DOCUMENTS.c.date.desc(),
            DOCUMENTS.c.document_id,
        )
        return (row["document_id"] for row in read(self.database, ordered))

    def count_stale(self, version: str) -> int:
        """Return how many documents of the corpus were not extracted by this version."""
        return count(self.database, _stale(select(func.count(DOCUMENTS.c.document_id)), version))

    def length_stale(self, version: str) -> int:
        """Return how many characters these documents hold together."""
        return count(self.database, _stale(select(func.coalesce(func.sum(DOCUMENTS.c.length), 0)), version))

    def count_outdated(self, version: str) -> int:
        """Return how many documents another version than this extracted: they are shown as that one read them."""
        other = select(func.count()).select_from(EXTRACTIONS).where(EXTRACTIONS.c.version != version)
        return count(self.database, other)

    def mark_outdated(self) -> None:
        """Note that every document is to be extracted again; until then all stays as it is."""
        with self.database.writing() as connection:
            connection.execute(update(EXTRACTIONS).values(version=""))

    def unindexed(self) -> Iterator[str]:
        """Yield the documents whose extraction, or whose entities, changed since they were indexed, in order."""
        query = select(EXTRACTIONS.c.document_id).where(EXTRACTIONS.c.indexed != INDEXED)
        return (row["document_id"] for row in pages(self.database, query, EXTRACTIONS.c.document_id))

    def count_unindexed(self) -> int:
        """Return how many documents wait for the index."""
        return count(
            self.database, select(func.count()).select_from(EXTRACTIONS).where(EXTRACTIONS.c.indexed != INDEXED)
        )

    def mark_taken(self, document_ids: Iterable[str]) -> None:
        """Note that the index is about to be told of these documents; what changes from now on waits again."""
        self._mark(tuple(document_ids), indexed=TAKEN)

    def mark_indexed(self, document_ids: Iterable[str]) -> None:
        """Note that the index holds those of these documents that have not changed since they were taken."""
        self._mark(tuple(document_ids), indexed=INDEXED, only=TAKEN)

    def mark_unindexed(self, document_ids: Iterable[str] | None = None) -> None:
        """Note that the index lacks these documents, or all of them where none are named."""
        self._mark(None if document_ids is None else tuple(document_ids), indexed=WAITING)

    def _mark(self, rows: Sequence[str] | None, *, indexed: int, only: int | None = None) -> None:
        changed = update(EXTRACTIONS).values(indexed=indexed)
        if only is not None:
            changed = changed.where(EXTRACTIONS.c.indexed == only)
        with self.database.writing() as connection:
            for some in portions(rows or ()):
                connection.execute(changed.where(EXTRACTIONS.c.document_id.in_(some)))
            if rows is None:
                connection.execute(changed)

    def mentions(self, document_id: str) -> tuple[Mention, ...]:
        """Return the mentions of a document, in the order of its text."""
        return () if (body := self._body(document_id)) is None else decode_mentions(document_id, body)

    def find_mention(self, document_id: str, name_id: str) -> Mention | None:
        """Return the first mention of a name in a document."""
        return None if (body := self._body(document_id)) is None else decode_mention(document_id, body, name_id)

    def values(self, document_id: str) -> tuple[ValueMention, ...]:
        """Return the values of a document, in the order of its text."""
        return () if (body := self._body(document_id)) is None else decode_values(document_id, body)

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
        rejected: bool = False,
    ) -> Iterator[Fact]:
        """Yield facts in order of document and place in it: of one kind, entity, document or status, if named.

        `entity_id` may be the id of any of the entity's names. Facts are told as people edited them; those that
        somebody rejected come only with `rejected`, or where that status is asked for.
        """
        query = with_judgements()
        if kind is not None:
            query = query.where(FACTS.c.kind == kind)
        if document_id is not None:
            query = query.where(FACTS.c.document_id == document_id)
        if status is not None:
            query = query.where(FACTS.c.status == status)
        elif not rejected:
            query = query.where(FACTS.c.status != FactStatus.REJECTED)
        if entity_id is not None:
            roles = select(FACT_ROLES.c.fact_id).where(FACT_ROLES.c.name_id.in_(names_of(entity_id)))
            query = query.where(FACTS.c.fact_id.in_(roles))
        return (fact_of(row) for row in pages(self.database, query, FACTS.c.document_id, FACTS.c.position))

    def get_fact(self, fact_id: str) -> Fact:
        """Return a fact by its id, rejected or not; raises FactNotFoundError."""
        rows = read(self.database, with_judgements().where(FACTS.c.fact_id == fact_id))
        if not rows:
            raise FactNotFoundError(fact_id)
        return fact_of(rows[0])

    def proposed(self, kinds: Iterable[FactKind]) -> Iterator[tuple[str, float, str]]:
        """Yield id, confidence and values (the JSON of `extract.encoding`) of facts that nobody judged."""
        confidence, values = (func.json_extract(FACTS.c.body, f"$.{name}") for name in ("confidence", "values"))
        query = select(FACTS.c.fact_id, confidence.label("confidence"), values.label("given"))
        waiting = query.where(FACTS.c.status == FactStatus.PROPOSED, FACTS.c.kind.in_(sorted(kinds)))
        for row in pages(self.database, waiting, FACTS.c.fact_id, rows_a_page=20 * PAGE_ROWS):
            yield row["fact_id"], float(row["confidence"]), row["given"]

    def facts_with(self, fact_ids: Iterable[str]) -> dict[str, Fact]:
        """Return facts by their ids, rejected or not; ids of none are passed over."""
        query, wanted = with_judgements(), portions(sorted(set(fact_ids)))
        rows = (row for some in wanted for row in read(self.database, query.where(FACTS.c.fact_id.in_(some))))
        return {row["fact_id"]: fact_of(row) for row in rows}

    def facts_in(self, document_ids: Iterable[str]) -> Iterator[Fact]:
        """Yield the facts of documents that nobody rejected, in order of document and place in it."""
        shown = with_judgements().where(FACTS.c.status != FactStatus.REJECTED)
        for some in portions(sorted(set(document_ids))):
            here = shown.where(FACTS.c.document_id.in_(some)).order_by(FACTS.c.document_id, FACTS.c.position)
            yield from (fact_of(row) for row in read(self.database, here))

    def linked(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each fact that nobody rejected with the ids of the entities in it, each in order."""
        last, size = "", 20 * PAGE_ROWS
        shown = select(FACTS.c.fact_id).where(FACTS.c.status != FactStatus.REJECTED).order_by(FACTS.c.fact_id)
        query = (
            select(FACT_ROLES.c.fact_id, ENTITY_NAMES.c.entity_id)
            .join(ENTITY_NAMES, ENTITY_NAMES.c.name_id == FACT_ROLES.c.name_id)
            .distinct()
            .order_by(FACT_ROLES.c.fact_id, ENTITY_NAMES.c.entity_id)
        )
        while ids := [row["fact_id"] for row in read(self.database, shown.where(FACTS.c.fact_id > last).limit(size))]:
            rows = read(self.database, query.where(FACT_ROLES.c.fact_id.between(ids[0], ids[-1])))
            here, last = set(ids), ids[-1]
            for fact_id, some in groupby(rows, key=lambda row: str(row["fact_id"])):
                if fact_id in here:
                    yield fact_id, tuple(row["entity_id"] for row in some)

    def facts_naming(self, name_ids: Iterable[str]) -> dict[str, int]:
        """Return in how many facts names take part, by name id; those in none are left out."""
        found: dict[str, int] = {}
        query = select(FACT_ROLES.c.name_id, func.count(FACT_ROLES.c.fact_id.distinct()).label("facts"))
        for some in portions(sorted(set(name_ids))):
            rows = read(self.database, query.where(FACT_ROLES.c.name_id.in_(some)).group_by(FACT_ROLES.c.name_id))
            found.update((row["name_id"], row["facts"]) for row in rows)
        return found

    def count_entities(self) -> tuple[tuple[str, int], ...]:
        """Return how many entities there are of each label, in the order of labels."""
        with self.database.reading() as connection:
            labels = _tally(connection, ENTITIES.c.label)
        return tuple((label.value, labels[label]) for label in Label)

    def counts(self) -> dict[str, int]:
        """Return how much there is: every label and fact kind by its name, `extracted`, `entities` and `facts`.

        Facts that somebody rejected count as `rejected` alone.
        """
        with self.database.reading() as connection:
            labels = _tally(connection, ENTITIES.c.label)
            rejected = _tally(connection, FACTS.c.kind, FACTS.c.status == FactStatus.REJECTED)
            kinds = _tally(connection, FACTS.c.kind) - rejected  # both by index alone, whatever the facts say
            extracted = connection.execute(select(func.count()).select_from(EXTRACTIONS)).scalar_one()
        by_label = {label.value: labels[label] for label in Label}
        by_kind = {kind.value: kinds[kind] for kind in FactKind}
        totals = {
            "extracted": extracted,
            "entities": sum(by_label.values()),
            "facts": sum(by_kind.values()),
            "rejected": rejected.total(),
        }
        return by_label | by_kind | totals

    def _body(self, document_id: str) -> bytes | None:
        rows = read(self.database, select(EXTRACTIONS.c.body).where(EXTRACTIONS.c.document_id == document_id))
        return rows[0]["body"] if rows else None


def forget(connection: Connection, document_id: str) -> None:
    """Take away all that was found in a document, in somebody else's transaction."""
    connection.execute(delete(EXTRACTIONS).where(EXTRACTIONS.c.document_id == document_id))


def outdate(connection: Connection, document_id: str) -> None:
    """Note in somebody else's transaction that a document is to be extracted again; until then all stays as it is."""
    connection.execute(update(EXTRACTIONS).where(EXTRACTIONS.c.document_id == document_id).values(version=""))


def unindex(connection: Connection, document_id: str) -> None:
    """Note in somebody else's transaction that the index is to be told of a document again."""
    told = update(EXTRACTIONS).where(EXTRACTIONS.c.document_id == document_id)
    connection.execute(told.values(indexed=WAITING))


def _stale(query: Select[Any], version: str) -> Select[Any]:
    fresh = select(EXTRACTIONS.c.document_id).where(EXTRACTIONS.c.version == version)
    return query.where(DOCUMENTS.c.document_id.not_in(fresh))


def _tally(connection: Connection, column: Any, *only: ColumnElement[bool]) -> Counter[str]:
    query = select(column, func.count()).where(*only).group_by(column)
    return Counter({row[0]: row[1] for row in connection.execute(query)})
