"""Documents and the ledger in the database: what was read, and what became of every input.

Guarantees: a document and its ledger entry are written together or not at all; nothing is written twice for the same
bytes at the same location; lists stream in order of location, in pages, so memory does not grow with the corpus and a
reader never holds the log open.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Select, delete, func, select, tuple_
from sqlalchemy.dialects.sqlite import insert

from corpus.custody.store import CustodyStore, as_set
from corpus.database import Database
from corpus.encoding import decode_content, encode_content
from corpus.errors import DocumentNotFoundError, DocumentWithdrawnError
from corpus.records import Attempt, Document, DocumentHead, InputState, Kind, LedgerEntry, SectionKind, Source
from corpus.schema import ATTEMPTS, CONTENTS, DOCUMENTS, LEDGER

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "corpus_version"
PAGE_ROWS = 500
ATTEMPTED = ("input_id", "recorded_at", "state", "stage", "reason", "detail", "tools")
ATTEMPT = """
    INSERT INTO attempts (input_id, number, recorded_at, state, stage, reason, detail, tools, seconds)
    VALUES (:input_id, (SELECT coalesce(max(number), 0) + 1 FROM attempts WHERE input_id = :input_id),
            :recorded_at, :state, :stage, :reason, :detail, :tools, :seconds)
"""
HEAD_FIELDS = tuple(column.name for column in DOCUMENTS.columns)


class DocumentStore:
    """The corpus's read and write side on an open database; the tables are made or brought up to date at once."""

    def __init__(self, database: Database) -> None:
        self.database = database
        database.migrate(MIGRATIONS, VERSION_TABLE)
        self.custody = CustodyStore(database)

    def add(self, document: Document, entry: LedgerEntry) -> None:
        """Store a document with the ledger entry of the input that gave it; a document already there is kept as is.

        What people set by hand for its bytes takes the place of what was found.
        """
        head = {name: _head_value(document, name) for name in HEAD_FIELDS}
        body = {"document_id": document.document_id, "body": encode_content(document)}
        with self.database.writing() as connection:
            connection.execute(insert(DOCUMENTS).values(as_set(connection, head)).on_conflict_do_nothing())
            connection.execute(insert(CONTENTS).values(body).on_conflict_do_nothing())
            _record(connection, entry)

    def record(self, entry: LedgerEntry) -> None:
        """Store what became of an input that gave no document of its own: a duplicate, a failure, a container."""
        with self.database.writing() as connection:
            _record(connection, entry)

    def find_document(self, document_id: str) -> Document | None:
        """Return the document with this id, or the only one whose id begins so; None when there is none."""
        pattern = _pattern(document_id)
        query = select(DOCUMENTS, CONTENTS.c.body).join(CONTENTS)
        with self.database.reading() as connection:
            rows = connection.execute(query.where(DOCUMENTS.c.document_id == document_id)).mappings().all()
            if not rows and document_id:
                matching = query.where(DOCUMENTS.c.document_id.like(pattern, escape="\\")).limit(2)
                rows = connection.execute(matching).mappings().all()
        return _document(rows[0]) if len(rows) == 1 else None

    def get_document(self, document_id: str) -> Document:
        """Return the document with this id or unambiguous beginning of an id; raises DocumentNotFoundError."""
        document = self.find_document(document_id)
        if document is None:
            raise self._missing(document_id)
        return document

    def get_head(self, document_id: str) -> DocumentHead:
        """Return a document without its text, by id or unambiguous beginning of one; raises DocumentNotFoundError."""
        head = self.find_head(document_id)
        if head is None:
            raise self._missing(document_id)
        return head

    def find_head(self, document_id: str) -> DocumentHead | None:
        """Return the document with this id, or the only one whose id begins so, without its text."""
        query, pattern = select(DOCUMENTS), _pattern(document_id)
        with self.database.reading() as connection:
            rows = connection.execute(query.where(DOCUMENTS.c.document_id == document_id)).mappings().all()
            if not rows and document_id:
                matching = query.where(DOCUMENTS.c.document_id.like(pattern, escape="\\")).limit(2)
                rows = connection.execute(matching).mappings().all()
        return _head(rows[0]) if len(rows) == 1 else None

    def newest(self, most: int) -> tuple[DocumentHead, ...]:
        """Return the documents with the latest dates, at most so many, those of one day by title."""
        ordered = select(DOCUMENTS).order_by(
            DOCUMENTS.c.date.desc().nulls_last(), DOCUMENTS.c.title, DOCUMENTS.c.document_id
        )
        with self.database.reading() as connection:
            return tuple(_head(row) for row in connection.execute(ordered.limit(most)).mappings().all())

    def heads_of(self, document_ids: Iterable[str]) -> Iterator[DocumentHead]:
        """Yield these documents without their text, in order of id; ids of none are passed over."""
        for some in _portions(sorted(set(document_ids)), PAGE_ROWS):
            query = select(DOCUMENTS).where(DOCUMENTS.c.document_id.in_(some)).order_by(DOCUMENTS.c.document_id)
            with self.database.reading() as connection:
                rows = connection.execute(query).mappings().all()
            yield from (_head(row) for row in rows)

    def find_by_sha256(self, sha256: str) -> DocumentHead | None:
        """Return the document made from exactly these bytes."""
        with self.database.reading() as connection:
            row = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.sha256 == sha256)).mappings().first()
        return None if row is None else _head(row)

    def find_entry(self, location: str, sha256: str) -> LedgerEntry | None:
        """Return what became of these bytes at this location."""
        query = select(LEDGER).where(LEDGER.c.location == location, LEDGER.c.sha256 == sha256)
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else entry_of(row)

    def entries_at(self, location: str) -> tuple[LedgerEntry, ...]:
        """Return what became of whatever lay at this location, the earliest first."""
        query = select(LEDGER).where(LEDGER.c.location == location).order_by(LEDGER.c.recorded_at, LEDGER.c.sha256)
        with self.database.reading() as connection:
            return tuple(entry_of(row) for row in connection.execute(query).mappings().all())

    def find_first_added(self, sha256: str) -> LedgerEntry | None:
        """Return the entry under which these bytes were added, a container's included."""
        query = select(LEDGER).where(LEDGER.c.sha256 == sha256, LEDGER.c.state == InputState.ADDED)
        with self.database.reading() as connection:
            row = connection.execute(query.order_by(LEDGER.c.location).limit(1)).mappings().first()
        return None if row is None else entry_of(row)

    def heads(
        self, kind: Kind | None = None, source: str | None = None, *, limit: int | None = None, offset: int = 0
    ) -> Iterator[DocumentHead]:
        """Yield documents without their text, in order of location, of one kind or one collection if named.

        With a `limit`, these are read at once.
        """
        query = select(DOCUMENTS)
        if kind is not None:
            query = query.where(DOCUMENTS.c.kind == kind)
        if source is not None:
            query = query.where(DOCUMENTS.c.source == source)
        if limit is None and not offset:
            yield from (_head(row) for row in self._pages(query, "location", "document_id"))
            return
        ordered = query.order_by(DOCUMENTS.c.location, DOCUMENTS.c.document_id)
        with self.database.reading() as connection:
            rows = connection.execute(ordered.limit(-1 if limit is None else limit).offset(offset)).mappings().all()
        yield from (_head(row) for row in rows)

    def document_ids(self) -> Iterator[str]:
        """Yield the id of every document, in order of id."""
        for row in self._pages(select(DOCUMENTS.c.document_id), "document_id"):
            yield row["document_id"]

    def iter_documents(self, document_ids: Iterable[str]) -> Iterator[Document]:
        """Yield these documents in the order asked for, one in memory at a time; raises DocumentNotFoundError."""
        for document_id in document_ids:
            yield self.get_document(document_id)

    def ledger(
        self, *, failed_only: bool = False, inside: str | None = None, document_id: str | None = None
    ) -> Iterator[LedgerEntry]:
        """Yield what became of every input, in order of location.

        `inside` keeps to the members of the container at that location, at any depth; `document_id` to the inputs
        that gave or repeat one document.
        """
        query = select(LEDGER)
        if failed_only:
            query = query.where(LEDGER.c.state == InputState.FAILED)
        if inside is not None:
            # `!` is 0x21 and `"` 0x22: between the two lies exactly what begins with `inside!`.
            query = query.where(LEDGER.c.location > f"{inside}!", LEDGER.c.location < f'{inside}"')
        if document_id is not None:
            query = query.where(LEDGER.c.document_id == document_id)
        for row in self._pages(query, "location", "sha256"):
            yield entry_of(row)

    def attempts(self, input_id: str) -> tuple[Attempt, ...]:
        """Return every attempt at an input, the first one first."""
        query = select(ATTEMPTS).where(ATTEMPTS.c.input_id == input_id).order_by(ATTEMPTS.c.number)
        with self.database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(_attempt(row) for row in rows)

    def counts(self) -> dict[str, int]:
        """Return how many documents there are by kind, and how many inputs by state, under their names.

        Keys: every Kind (`news`, ...), `documents`, every InputState (`added`, ...), and `found`, their sum.
        """
        with self.database.reading() as connection:
            kinds = _tally(connection, DOCUMENTS.c.kind)
            states = _tally(connection, LEDGER.c.state)
        by_kind = {str(kind): kinds.get(kind, 0) for kind in Kind}
        by_state = {str(state): states.get(state, 0) for state in InputState}
        return by_kind | {"documents": sum(by_kind.values())} | by_state | {"found": sum(by_state.values())}

    def _missing(self, document_id: str) -> DocumentNotFoundError:
        stone = self.custody.withdrawal_of(document_id)
        return (
            DocumentNotFoundError(document_id) if stone is None else DocumentWithdrawnError(document_id, stone.sentence)
        )

    def _pages(self, query: Select[Any], *key: str) -> Iterator[RowMapping]:
        """Yield the rows of a query ordered by `key`, a page at a time, each page a transaction of its own."""
        table = query.get_final_froms()[0]
        columns = [table.c[name] for name in key]
        page = query.order_by(*columns).limit(PAGE_ROWS)
        while True:
            with self.database.reading() as connection:
                rows = connection.execute(page).mappings().all()
            yield from rows
            if len(rows) < PAGE_ROWS:
                return
            after = tuple_(*columns) > tuple(rows[-1][name] for name in key)
            page = query.where(after).order_by(*columns).limit(PAGE_ROWS)


def _record(connection: Connection, entry: LedgerEntry) -> None:
    """Write one ledger row over an earlier one for the same input.

    An input that could not even be opened has no hash; its row gives way once the location could be read.
    """
    if entry.source.sha256:
        connection.execute(delete(LEDGER).where(LEDGER.c.location == entry.source.location, LEDGER.c.sha256 == ""))
    row = {name: value for name, value in asdict(entry).items() if name not in ("source", "tools", "seconds")}
    row |= asdict(entry.source) | {"tools": json.dumps(entry.tools)}
    row["recorded_at"] = entry.recorded_at or datetime.now(UTC).isoformat(timespec="seconds")
    statement = insert(LEDGER).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["input_id"], set_=row))
    connection.exec_driver_sql(ATTEMPT, {name: row[name] for name in ATTEMPTED} | {"seconds": round(entry.seconds, 3)})


def _pattern(beginning: str) -> str:
    """Return the LIKE pattern, escaped with a backslash, of what begins so."""
    return beginning.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def _portions(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _tally(connection: Connection, column: Column[str]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(select(column, func.count()).group_by(column))}


def _head_value(document: Document, name: str) -> object:
    if name == "pages":
        return sum(section.kind is SectionKind.PAGE for section in document.sections)
    return len(document.text) if name == "length" else getattr(document, name)


def _head(row: RowMapping) -> DocumentHead:
    values = {name: row[name] for name in HEAD_FIELDS}
    return DocumentHead(**values | {"kind": Kind(row["kind"])})


def _document(row: RowMapping) -> Document:
    values = {name: row[name] for name in HEAD_FIELDS if name not in ("pages", "length")}
    return Document(**values | {"kind": Kind(row["kind"])} | decode_content(row["body"]))


def _attempt(row: RowMapping) -> Attempt:
    names = ("number", "recorded_at", "stage", "reason", "detail", "seconds")
    return Attempt(state=InputState(row["state"]), tools=_tools(row["tools"]), **{name: row[name] for name in names})


def entry_of(row: RowMapping) -> LedgerEntry:
    """Return what a row of the ledger says."""
    source = Source(row["location"], row["sha256"], row["size_bytes"], row["parent_sha256"], row["modified_at"])
    names = ("input_id", "media_type", "document_id", "note", "stage", "reason", "detail", "recorded_at")
    tools = _tools(row["tools"])
    return LedgerEntry(source=source, state=InputState(row["state"]), tools=tools, **{n: row[n] for n in names})


def _tools(value: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, version) for name, version in json.loads(value))
