"""Looks through the ledger in the database; every question is answered a page at a time, in order of location."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, case, func, select

from corpus.custody.records import WITHDRAWN
from corpus.database import Database
from corpus.records import InputState, LedgerEntry
from corpus.register.records import LedgerQuestion
from corpus.schema import LEDGER
from corpus.store import entry_of

STANDING = case((LEDGER.c.stage == WITHDRAWN, WITHDRAWN), else_=LEDGER.c.state)
PORTION = 500


class Register:
    """The ledger on an open database whose tables are there."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def entries(self, question: LedgerQuestion, *, limit: int, offset: int = 0) -> tuple[LedgerEntry, ...]:
        """Return inputs in order of location."""
        ordered = _asked(select(LEDGER), question).order_by(LEDGER.c.location, LEDGER.c.sha256)
        with self.database.reading() as connection:
            rows = connection.execute(ordered.limit(limit).offset(offset)).mappings().all()
        return tuple(entry_of(row) for row in rows)

    def count(self, question: LedgerQuestion) -> int:
        """Return how many inputs there are."""
        with self.database.reading() as connection:
            return int(connection.execute(_asked(select(func.count()).select_from(LEDGER), question)).scalar_one())

    def standings(self) -> dict[str, int]:
        """Return how many inputs stand how."""
        return self._tally(select(STANDING, func.count()).group_by(STANDING))

    def media_types(self) -> dict[str, int]:
        """Return how many inputs there are of each type, the most common first."""
        return self._tally(select(LEDGER.c.media_type, func.count()).group_by(LEDGER.c.media_type))

    def reasons(self, limit: int = 50) -> dict[str, int]:
        """Return why inputs failed and how many did so, the most common reason first; not what was withdrawn."""
        query = select(LEDGER.c.reason, func.count()).where(
            LEDGER.c.state == InputState.FAILED, LEDGER.c.stage != WITHDRAWN
        )
        return dict(list(self._tally(query.group_by(LEDGER.c.reason)).items())[:limit])

    def find(self, input_id: str) -> LedgerEntry | None:
        """Return one input by its id."""
        return next(iter(self.with_ids([input_id])), None)

    def with_ids(self, input_ids: Iterable[str]) -> tuple[LedgerEntry, ...]:
        """Return inputs by their ids; ids of none are passed over."""
        wanted = sorted(set(input_ids))
        found: list[LedgerEntry] = []
        for start in range(0, len(wanted), PORTION):
            query = select(LEDGER).where(LEDGER.c.input_id.in_(wanted[start : start + PORTION]))
            with self.database.reading() as connection:
                found += (entry_of(row) for row in connection.execute(query).mappings().all())
        return tuple(sorted(found, key=lambda entry: entry.source.location))

    def under(self, places: Iterable[str], limit: int) -> tuple[LedgerEntry, ...]:
        """Return the inputs that are, lie under or in one of these places, what failed first, at most so many."""
        found: dict[str, LedgerEntry] = {}
        for place in places:
            # `/` is 0x2F and `0` 0x30, `!` 0x21 and `"` 0x22: between the two lies exactly what is in the place.
            inside = [
                LEDGER.c.location == place,
                (LEDGER.c.location > f"{place}/") & (LEDGER.c.location < f"{place}0"),
                (LEDGER.c.location > f"{place}!") & (LEDGER.c.location < f'{place}"'),
            ]
            for condition in inside:
                failed_first = select(LEDGER).where(condition).order_by(LEDGER.c.state != InputState.FAILED)
                with self.database.reading() as connection:
                    rows = connection.execute(failed_first.limit(limit)).mappings().all()
                found |= {row["input_id"]: entry_of(row) for row in rows}
        ordered = sorted(found.values(), key=lambda one: (one.state is not InputState.FAILED, one.source.location))
        return tuple(ordered[:limit])

    def _tally(self, query: Select[Any]) -> dict[str, int]:
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return {str(row[0]): int(row[1]) for row in sorted(rows, key=lambda row: (-row[1], row[0]))}


def _asked(query: Select[Any], question: LedgerQuestion) -> Select[Any]:
    if question.standing in ("added", "duplicate"):
        query = query.where(LEDGER.c.state == question.standing)
    elif question.standing == "failed":
        query = query.where(LEDGER.c.state == InputState.FAILED, LEDGER.c.stage != WITHDRAWN)
    elif question.standing == WITHDRAWN:
        query = query.where(LEDGER.c.state == InputState.FAILED, LEDGER.c.stage == WITHDRAWN)
    if question.name:
        query = query.where(LEDGER.c.location.icontains(question.name, autoescape=True))
    if question.reason:
        query = query.where(LEDGER.c.reason == question.reason)
    if question.media_type:
        query = query.where(LEDGER.c.media_type == question.media_type)
    return query
