"""Groups of documents that say the same, in the database; each document is compared once, when it is new.

Guarantees: two documents are in one group exactly if they are alike by at least `ALIKE`, or joined by a chain of
documents that are; in which order they came makes no difference. The cost of a new document grows with the number of
documents like it, not with the corpus. Bounds: at most `CHECKED` documents are compared word by word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select, update
from sqlalchemy.dialects.sqlite import insert

from corpus.database import Database
from corpus.records import Document
from corpus.sameness.schema import BANDS, SKETCHES
from corpus.sameness.sketches import Sketch, estimates, jaccard, sketch_of
from corpus.schema import DOCUMENTS

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "sameness_version"
ALIKE = 0.85
"""Shingles that two documents must share to be copies; a wire story with another headline does."""

PROMISING = 0.72
"""Documents whose sketches agree less than this are not looked at: alike ones do so in one case of a thousand."""

CHECKED = 32
PAGE_ROWS = 500


class SamenessStore:
    """The read and write side of sameness on an open database; the tables are made or brought up to date at once."""

    def __init__(self, database: Database) -> None:
        self.database = database
        database.migrate(MIGRATIONS, VERSION_TABLE)

    def unplaced(self) -> Iterator[str]:
        """Yield the ids of documents that were not compared yet, in order."""
        last = ""
        placed = select(SKETCHES.c.document_id).where(SKETCHES.c.document_id == DOCUMENTS.c.document_id).exists()
        query = select(DOCUMENTS.c.document_id).where(~placed).order_by(DOCUMENTS.c.document_id).limit(PAGE_ROWS)
        while rows := self._read(query.where(DOCUMENTS.c.document_id > last)):
            last = rows[-1]["document_id"]
            yield from (row["document_id"] for row in rows)

    def place(self, document: Document, read: Callable[[str], Document]) -> None:
        """Compare a document with those before it and put it into its group; `read` gives another by its id."""
        sketch = sketch_of(document)
        joined = self._groups_like(sketch, read)
        with self.database.writing() as connection:
            _insert(connection, document.document_id, sketch, joined)

    def version(self) -> int:
        """Return a number that grows whenever groups grow."""
        with self.database.reading() as connection:
            return int(connection.execute(select(func.max(SKETCHES.c.number))).scalar() or 0)

    def groups(self) -> dict[str, str]:
        """Return the name of each document's group, for documents that have a copy."""
        several = select(SKETCHES.c.grouping).group_by(SKETCHES.c.grouping).having(func.count() > 1)
        rows = self._read(select(SKETCHES.c.document_id, SKETCHES.c.grouping).where(SKETCHES.c.grouping.in_(several)))
        return {row["document_id"]: str(row["grouping"]) for row in rows}

    def group_of(self, document_id: str) -> tuple[tuple[str, bool], ...]:
        """Return a document and its copies, the earliest first, each with whether its words are exactly the same.

        Earliest by date, documents without one last; then by location. Empty where the document is not compared yet.
        """
        own = next(iter(self._read(select(SKETCHES).where(SKETCHES.c.document_id == document_id))), None)
        if own is None:
            return ()
        columns = select(SKETCHES.c.document_id, SKETCHES.c.text_sha256).join(
            DOCUMENTS, DOCUMENTS.c.document_id == SKETCHES.c.document_id
        )
        date, location = DOCUMENTS.c.date, DOCUMENTS.c.location
        ordered = columns.where(SKETCHES.c.grouping == own["grouping"]).order_by(
            date.is_(None), date, location, SKETCHES.c.document_id
        )
        return tuple((row["document_id"], row["text_sha256"] == own["text_sha256"]) for row in self._read(ordered))

    def _groups_like(self, sketch: Sketch, read: Callable[[str], Document]) -> set[int]:
        """Return the groups that hold a document like this one."""
        if not sketch.bands:
            return set()
        sharing = select(BANDS.c.number).where(BANDS.c.band.in_(sketch.bands)).distinct()
        rows = self._read(select(SKETCHES).where(SKETCHES.c.number.in_(sharing)).order_by(SKETCHES.c.number))
        joined = {row["grouping"] for row in rows if row["text_sha256"] == sketch.text_sha256}
        rows = [row for row in rows if row["grouping"] not in joined]
        if not rows:
            return joined
        likely = estimates(sketch.signature, [row["signature"] for row in rows])
        ranked = sorted((place for place in range(len(rows)) if likely[place] >= PROMISING), key=lambda i: -likely[i])
        checked = 0
        for row in (rows[place] for place in ranked):
            if row["grouping"] not in joined and checked < CHECKED:
                checked += 1
                if jaccard(sketch.shingles, sketch_of(read(row["document_id"])).shingles) >= ALIKE:
                    joined.add(row["grouping"])
        return joined

    def _read(self, query: Select[Any]) -> Sequence[RowMapping]:
        with self.database.reading() as connection:
            return connection.execute(query).mappings().all()


def _insert(connection: Connection, document_id: str, sketch: Sketch, joined: set[int]) -> None:
    """Write a document's sketch, and make one group of all it belongs to."""
    row = {
        "document_id": document_id,
        "text_sha256": sketch.text_sha256,
        "signature": sketch.signature,
        "grouping": min(joined, default=0),
    }
    done = connection.execute(insert(SKETCHES).values(row).on_conflict_do_nothing())
    if not done.rowcount:
        return
    number = int(done.lastrowid)
    if not joined:
        connection.execute(update(SKETCHES).where(SKETCHES.c.number == number).values(grouping=number))
    elif others := joined - {min(joined)}:
        connection.execute(update(SKETCHES).where(SKETCHES.c.grouping.in_(others)).values(grouping=min(joined)))
    if sketch.bands:
        connection.execute(insert(BANDS), [{"band": band, "number": number} for band in sorted(set(sketch.bands))])
