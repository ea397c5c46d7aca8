"""What people did to documents by hand, in the database: properties set, tombstones, reports on originals.

Guarantees: what is set by hand holds at once and again whenever the same bytes are read anew; a document is withdrawn
as a whole (text, groups, marks, and with `then` its extraction) in the transaction that writes its tombstone, or not
at all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from corpus.custody.records import WITHDRAWN, ByHand, FixityProblem, FixityReport, Property, Withdrawal
from corpus.custody.schema import BY_HAND, FIXITY, WITHDRAWALS
from corpus.database import Database
from corpus.records import DocumentHead, InputState
from corpus.schema import ATTEMPTS, DOCUMENTS, LEDGER

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "custody_version"
COLUMNS = {Property.KIND: ("kind", "kind_reason"), Property.SOURCE: ("source",), Property.DATE: ("date",)}
"""The columns of a document that a property stands in."""

UNREAD = "It was withdrawn and brought back, and waits to be read again: retry it."

Then = Callable[[Connection, str], None]


class CustodyStore:
    """The read and write side on an open database; the tables are made or brought up to date at once."""

    def __init__(self, database: Database) -> None:
        self.database = database
        database.migrate(MIGRATIONS, VERSION_TABLE)

    # What is set by hand.

    def by_hand(self, sha256: str) -> tuple[ByHand, ...]:
        """Return what somebody set for the document made of these bytes, in order of name."""
        query = select(BY_HAND).where(BY_HAND.c.sha256 == sha256).order_by(BY_HAND.c.name)
        return tuple(_by_hand(row) for row in self._read(query))

    def set_by_hand(self, head: DocumentHead, name: Property, value: str | None, by: str, then: Then) -> None:
        """Set a property of a document; `then` is done in the same transaction, given the document's id."""
        with self.database.writing() as connection:
            known = connection.execute(_one(head.sha256, name)).mappings().first()
            found = json.loads(known["found"]) if known else {column: getattr(head, column) for column in COLUMNS[name]}
            row = {
                "sha256": head.sha256, "name": name, "value": value, "found": json.dumps(found), "person": by,
                "set_at": _now(),
            }  # fmt: skip
            connection.execute(
                insert(BY_HAND).values(row).on_conflict_do_update(index_elements=["sha256", "name"], set_=row)
            )
            _change(connection, head.document_id, _columns(row))
            then(connection, head.document_id)

    def unset(self, head: DocumentHead, name: Property, then: Then) -> bool:
        """Let what the program found hold again; say whether anything was set."""
        with self.database.writing() as connection:
            known = connection.execute(_one(head.sha256, name)).mappings().first()
            if known is None:
                return False
            connection.execute(delete(BY_HAND).where(BY_HAND.c.sha256 == head.sha256, BY_HAND.c.name == name))
            _change(connection, head.document_id, json.loads(known["found"]))
            then(connection, head.document_id)
            return True

    # What is withdrawn.

    def find_withdrawal(self, sha256: str) -> Withdrawal | None:
        """Return the tombstone of the document that these bytes made."""
        row = next(iter(self._read(select(WITHDRAWALS).where(WITHDRAWALS.c.sha256 == sha256))), None)
        return None if row is None else _withdrawal(row)

    def withdrawal_of(self, document_id: str) -> Withdrawal | None:
        """Return the tombstone of the document that had this id."""
        row = next(iter(self._read(select(WITHDRAWALS).where(WITHDRAWALS.c.document_id == document_id))), None)
        return None if row is None else _withdrawal(row)

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Return every tombstone, the newest first."""
        ordered = select(WITHDRAWALS).order_by(WITHDRAWALS.c.withdrawn_at.desc(), WITHDRAWALS.c.document_id)
        return tuple(_withdrawal(row) for row in self._read(ordered))

    def withdraw(self, head: DocumentHead, reason: str, by: str, then: Then) -> Withdrawal:
        """Take a document out: its tombstone is written, its inputs say so, all else of it goes.

        `then` is done in the same transaction, given the document's id.
        """
        stone = Withdrawal(head.document_id, head.sha256, head.title, head.location, by, _now(), reason)
        row = {name: value for name, value in asdict(stone).items() if name not in ("by", "at")}
        row |= {"person": stone.by, "withdrawn_at": stone.at}
        with self.database.writing() as connection:
            connection.execute(insert(WITHDRAWALS).values(row))
            _tell_inputs(connection, stone)
            then(connection, head.document_id)
            connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.document_id == head.document_id))
        return stone

    def take_back(self, document_id: str) -> None:
        """Remove a tombstone; the inputs of the document count as failed until they are read again."""
        stone = select(WITHDRAWALS.c.sha256).where(WITHDRAWALS.c.document_id == document_id).scalar_subquery()
        with self.database.writing() as connection:
            connection.execute(update(LEDGER).where(LEDGER.c.sha256 == stone).values(stage="open", reason=UNREAD))
            connection.execute(delete(WITHDRAWALS).where(WITHDRAWALS.c.document_id == document_id))

    # Originals.

    def expected(self) -> Iterator[tuple[str, str]]:
        """Yield hash and one location of every original that must be there, in order of hash."""
        query = select(LEDGER.c.sha256, func.min(LEDGER.c.location)).where(LEDGER.c.state == InputState.ADDED)
        with self.database.reading() as connection:
            rows = connection.execute(query.group_by(LEDGER.c.sha256).order_by(LEDGER.c.sha256)).all()
        yield from ((str(sha256), str(location)) for sha256, location in rows)

    def record_fixity(self, report: FixityReport) -> None:
        """Keep a report."""
        row = {name: value for name, value in asdict(report).items() if name not in ("by", "problems")}
        problems = json.dumps([asdict(problem) for problem in report.problems])
        with self.database.writing() as connection:
            connection.execute(insert(FIXITY).values(row | {"person": report.by, "problems": problems}))

    def last_fixity(self) -> FixityReport | None:
        """Return the newest report."""
        row = next(iter(self._read(select(FIXITY).order_by(FIXITY.c.number.desc()).limit(1))), None)
        if row is None:
            return None
        problems = tuple(FixityProblem(**one) for one in json.loads(row["problems"]))
        started, ended, by = row["started_at"], row["ended_at"], row["person"]
        return FixityReport(started, ended, by, row["originals"], row["size_bytes"], problems)

    def _read(self, query: Select[Any]) -> Sequence[RowMapping]:
        with self.database.reading() as connection:
            return connection.execute(query).mappings().all()


def as_set(connection: Connection, head: dict[str, Any]) -> dict[str, Any]:
    """Return a document's row with what was set by hand for its bytes, and note what the program found this time."""
    for row in connection.execute(select(BY_HAND).where(BY_HAND.c.sha256 == head["sha256"])).mappings().all():
        found = json.dumps({column: head[column] for column in COLUMNS[Property(row["name"])]})
        known = update(BY_HAND).where(BY_HAND.c.sha256 == row["sha256"], BY_HAND.c.name == row["name"])
        connection.execute(known.values(found=found))
        head = head | _columns(row)
    return head


def _one(sha256: str, name: Property) -> Select[Any]:
    return select(BY_HAND).where(BY_HAND.c.sha256 == sha256, BY_HAND.c.name == name)


def _columns(row: Any) -> dict[str, Any]:
    """Return the columns of a document that say what was set."""
    if row["name"] == Property.KIND:
        return {"kind": row["value"], "kind_reason": f"Set by hand by {row['person']} on {row['set_at'][:10]}."}
    return {str(row["name"]): row["value"]}


def _change(connection: Connection, document_id: str, columns: dict[str, Any]) -> None:
    connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.document_id == document_id).values(columns))


def _tell_inputs(connection: Connection, stone: Withdrawal) -> None:
    """Let every input of these bytes say that its document was withdrawn, and keep that as an attempt of its own."""
    inputs = connection.scalars(select(LEDGER.c.input_id).where(LEDGER.c.sha256 == stone.sha256)).all()
    said = {"state": InputState.FAILED, "stage": WITHDRAWN, "reason": stone.sentence, "recorded_at": stone.at}
    gone = said | {"document_id": None, "note": "", "detail": ""}
    connection.execute(update(LEDGER).where(LEDGER.c.sha256 == stone.sha256).values(gone))
    for input_id in inputs:
        last = select(func.max(ATTEMPTS.c.number)).where(ATTEMPTS.c.input_id == input_id)
        number = int(connection.execute(last).scalar() or 0) + 1
        attempt = said | {"input_id": input_id, "number": number, "detail": "", "tools": "[]", "seconds": 0.0}
        connection.execute(insert(ATTEMPTS).values(attempt))


def _by_hand(row: RowMapping) -> ByHand:
    name = Property(row["name"])
    found = json.loads(row["found"])[COLUMNS[name][0]]
    return ByHand(name, row["value"], found, row["person"], row["set_at"])


def _withdrawal(row: RowMapping) -> Withdrawal:
    names = ("document_id", "sha256", "title", "location", "person", "withdrawn_at", "reason")
    return Withdrawal(*(row[name] for name in names))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
