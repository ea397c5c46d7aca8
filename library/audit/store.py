"""The audit log in the workspace's database: it is only ever added to, and triggers refuse every change of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from corpus.database import Database
from library.audit.records import Change
from library.audit.schema import CHANGES

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "audit_version"
LONGEST = 2_000


class AuditStore:
    """The read and write side on an open database; the table is made or brought up to date at once."""

    def __init__(self, database: Database) -> None:
        self.database = database
        database.migrate(MIGRATIONS, VERSION_TABLE)

    def record(
        self, by: str, act: str, subject: str = "", detail: str = "", *, via: str = "command", address: str = ""
    ) -> None:
        """Write down that somebody did something."""
        row = {"made_at": datetime.now(UTC).isoformat(timespec="seconds"), "person": by, "act": act}
        row |= {"subject": subject[:LONGEST], "detail": detail[:LONGEST], "via": via, "address": address}
        with self.database.writing() as connection:
            connection.execute(insert(CHANGES).values(row))

    def changes(
        self, *, by: str | None = None, about: str | None = None, before: int | None = None, limit: int = 50
    ) -> tuple[Change, ...]:
        """Return changes, the newest first: by one person, with `about` in what was changed, before a number."""
        query = select(CHANGES).order_by(CHANGES.c.number.desc()).limit(limit)
        if by:
            query = query.where(CHANGES.c.person == by)
        if about:
            parts = (CHANGES.c.subject, CHANGES.c.act, CHANGES.c.detail)
            wanted = [part.icontains(about, autoescape=True) for part in parts]
            query = query.where(wanted[0] | wanted[1] | wanted[2])
        if before is not None:
            query = query.where(CHANGES.c.number < before)
        with self.database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        names = ("number", "made_at", "person", "act", "subject", "detail", "via", "address")
        return tuple(Change(*(row[name] for name in names)) for row in rows)
