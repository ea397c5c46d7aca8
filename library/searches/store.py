"""Saved searches, what they found and what was told of it, and marks of what was seen, in the workspace's database.

Guarantees: a document is told once for each search; marks are a reader's own; all of it is primary, and rebuilding the
index or the extraction leaves it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, Select, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from corpus.database import Database
from corpus.identity import sha256_of
from corpus.schema import DOCUMENTS
from library.searches.records import LOCAL, FoundDocument, SavedSearch
from library.searches.schema import FOUND, SAVED, SEEN, VISITS

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "searches_version"
PORTION = 500


class SearchStore:
    """The read and write side on an open database; the tables are made or brought up to date at once."""

    def __init__(self, database: Database) -> None:
        self.database = database
        database.migrate(MIGRATIONS, VERSION_TABLE)
        self._seen: dict[str, tuple[tuple[int, str], frozenset[str]]] = {}

    def save(self, name: str, query: str, reader: str = LOCAL) -> SavedSearch:
        """Keep a query under a name that the reader has not used yet; the name in use raises no error, see `called`."""
        created = _now()
        digest = sha256_of(f"{reader}\0{name}\0{query}\0{created}".encode("utf-8", "surrogatepass"))
        saved = SavedSearch("s" + digest[:16], name, query, created, reader)
        row = {"search_id": saved.search_id, "reader": reader, "name": name, "query": query, "created_at": created}
        with self.database.writing() as connection:
            connection.execute(insert(SAVED).values(row))
        return saved

    def saved(self, reader: str | None = LOCAL) -> tuple[SavedSearch, ...]:
        """Return a reader's saved searches, or those of all, in order of name."""
        query = select(SAVED).order_by(SAVED.c.name, SAVED.c.search_id)
        return self._with_new(query if reader is None else query.where(SAVED.c.reader == reader))

    def find(self, search_id: str) -> SavedSearch | None:
        """Return the saved search with this id."""
        return next(iter(self._with_new(select(SAVED).where(SAVED.c.search_id == search_id))), None)

    def called(self, name: str, reader: str = LOCAL) -> SavedSearch | None:
        """Return a reader's saved search with this name."""
        query = select(SAVED).where(SAVED.c.reader == reader, SAVED.c.name == name)
        return next(iter(self._with_new(query)), None)

    def remove(self, search_id: str) -> None:
        """Forget a saved search and what it found."""
        with self.database.writing() as connection:
            connection.execute(delete(SAVED).where(SAVED.c.search_id == search_id))

    def record(self, search_id: str, document_ids: Iterable[str], *, first: bool = False) -> int:
        """Note what a search finds; return how much of it is new. What it finds at `first` counts as told."""
        now = _now()
        row = {"search_id": search_id, "found_at": now, "told_at": now if first else None, "first": first}
        added = 0
        with self.database.writing() as connection:
            if connection.execute(select(SAVED.c.search_id).where(SAVED.c.search_id == search_id)).first() is None:
                return 0
            for some in _portions(document_ids):
                here = set(connection.scalars(select(DOCUMENTS.c.document_id).where(DOCUMENTS.c.document_id.in_(some))))
                known = select(FOUND.c.document_id).where(FOUND.c.search_id == search_id, FOUND.c.document_id.in_(some))
                fresh = here - set(connection.scalars(known))
                if fresh:
                    connection.execute(insert(FOUND), [row | {"document_id": one} for one in sorted(fresh)])
                added += len(fresh)
        return added

    def untold(self, search_id: str) -> frozenset[str]:
        """Return the documents a search found that nobody was told of."""
        query = select(FOUND.c.document_id).where(FOUND.c.search_id == search_id, FOUND.c.told_at.is_(None))
        return frozenset(row["document_id"] for row in self._read(query))

    def tell(self, search_id: str, document_ids: Iterable[str]) -> None:
        """Note that these documents were told of."""
        changed = update(FOUND).where(FOUND.c.search_id == search_id).values(told_at=_now())
        with self.database.writing() as connection:
            for some in _portions(document_ids):
                connection.execute(changed.where(FOUND.c.document_id.in_(some)))

    def newest(self, search_ids: Sequence[str], limit: int) -> tuple[FoundDocument, ...]:
        """Return what these searches found after they were saved, told or not, the newest first."""
        query = select(FOUND).where(FOUND.c.search_id.in_(search_ids), FOUND.c.first.is_(False))
        ordered = query.order_by(FOUND.c.found_at.desc(), FOUND.c.search_id, FOUND.c.document_id).limit(limit)
        return tuple(FoundDocument(r["search_id"], r["document_id"], r["found_at"]) for r in self._read(ordered))

    def seen(self, reader: str = LOCAL) -> frozenset[str]:
        """Return the documents a reader has marked; the same object as long as nothing changed."""
        stand = select(func.count(), func.max(SEEN.c.seen_at)).where(SEEN.c.reader == reader)
        with self.database.reading() as connection:
            count, last = connection.execute(stand).one()
        version = (int(count), str(last))
        held = self._seen.get(reader)
        if held is None or held[0] != version:
            rows = self._read(select(SEEN.c.document_id).where(SEEN.c.reader == reader))
            self._seen[reader] = held = (version, frozenset(row["document_id"] for row in rows))
        return held[1]

    def mark(self, document_ids: Iterable[str], *, seen: bool, reader: str = LOCAL) -> None:
        """Mark documents as seen, or take the mark off; ids of none are passed over."""
        now = datetime.now(UTC).isoformat()
        with self.database.writing() as connection:
            for some in _portions(document_ids):
                if seen:
                    here = connection.scalars(select(DOCUMENTS.c.document_id).where(DOCUMENTS.c.document_id.in_(some)))
                    rows = [{"reader": reader, "document_id": one, "seen_at": now} for one in here]
                    if rows:
                        connection.execute(insert(SEEN).on_conflict_do_nothing(), rows)
                else:
                    marks = delete(SEEN).where(SEEN.c.reader == reader)
                    connection.execute(marks.where(SEEN.c.document_id.in_(some)))
        self._seen.pop(reader, None)

    def visit(self, reader: str = LOCAL) -> int:
        """Return the number of the last judgement up to which a reader has looked through them; 0 at first."""
        rows = self._read(select(VISITS.c.number).where(VISITS.c.reader == reader))
        return int(rows[0]["number"]) if rows else 0

    def visited(self, number: int, reader: str = LOCAL) -> None:
        """Note up to which judgement a reader has looked through them; never less than before."""
        given = insert(VISITS).values(reader=reader, number=number, at=_now())
        newer = {"number": given.excluded.number, "at": given.excluded.at}
        more = VISITS.c.number < given.excluded.number
        changed = given.on_conflict_do_update(index_elements=[VISITS.c.reader], set_=newer, where=more)
        with self.database.writing() as connection:
            connection.execute(changed)

    def _with_new(self, query: Select[Any]) -> tuple[SavedSearch, ...]:
        counted = select(FOUND.c.search_id, func.count().label("new")).where(FOUND.c.told_at.is_(None))
        new = {row["search_id"]: row["new"] for row in self._read(counted.group_by(FOUND.c.search_id))}
        return tuple(
            SavedSearch(r["search_id"], r["name"], r["query"], r["created_at"], r["reader"], new.get(r["search_id"], 0))
            for r in self._read(query)
        )

    def _read(self, query: Select[Any]) -> Sequence[RowMapping]:
        with self.database.reading() as connection:
            return connection.execute(query).mappings().all()


def _portions(items: Iterable[str]) -> Iterator[tuple[str, ...]]:
    left = iter(items)
    while some := tuple(islice(left, PORTION)):
        yield some


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
