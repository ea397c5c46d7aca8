"""The log of judgements in the database, and what is drawn from it for the facts of a document.

Guarantees: nothing in the log is ever changed or deleted, not by this program and not by another one that opens the
file (triggers refuse it); a judgement and its effect on its fact are committed together; judgements of two people who
judge at once are both kept, in one order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from corpus.database import Database
from extract.database import count, fill, portions, read
from extract.encoding import decode_fact, encode_fact
from extract.judgements.editing import parties_of
from extract.judgements.encoding import encode_decision, number_of, read_judgement
from extract.judgements.errors import JudgedMeanwhileError, JudgementNotFoundError, NothingToJudgeError
from extract.judgements.records import Decision, Judgement
from extract.judgements.rows import judged
from extract.judgements.schema import JUDGED_FACTS, JUDGED_NAMES, JUDGEMENT_NAMES, JUDGEMENTS
from extract.judgements.standing import undone_by, verdicts
from extract.records import FactStatus
from extract.rows import role_rows
from extract.schema import EXTRACTIONS, FACT_ROLES, FACTS

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "judgements_version"


class JudgementStore:
    """The read and write side on an open database; the tables are made or brought up to date at once."""

    def __init__(self, database: Database) -> None:
        self.database = database
        database.migrate(MIGRATIONS, VERSION_TABLE)

    def add(
        self,
        decision: Decision,
        *,
        after: str | None = None,
        then: Callable[[Connection, str], None] | None = None,
    ) -> Judgement:
        """Write a decision into the log, with its effect on the fact it is about, and return it as a judgement.

        `then` is done in the same transaction, given the fact's document; `after` is the last judgement of the same
        subject that its maker knew of. Raises NothingToJudgeError where it undoes what is undone already, and
        JudgedMeanwhileError where somebody judged after `after`.
        """
        name_ids = {party.name_id for side in decision.sides for party in side}
        with self.database.writing() as connection:
            if after is not None:
                _check_meanwhile(connection, decision, name_ids, after)
            if decision.undoes is not None:
                _check_undone(connection, decision)
            number = int(connection.execute(insert(JUDGEMENTS).values(_row(decision))).lastrowid)
            if name_ids:
                rows = [{"name_id": name_id, "number": number} for name_id in sorted(name_ids)]
                connection.execute(insert(JUDGEMENT_NAMES), rows)
            if decision.document_id is not None:
                apply(connection, decision.document_id)
                told = update(EXTRACTIONS).where(EXTRACTIONS.c.document_id == decision.document_id)
                connection.execute(told.values(indexed=0))
                if then is not None:
                    then(connection, decision.document_id)
            return _one(connection, number)

    def get(self, judgement_id: str) -> Judgement:
        """Return a judgement by its id; raises JudgementNotFoundError."""
        number = number_of(judgement_id)
        rows = [] if number is None else self._judgements(select(JUDGEMENTS).where(JUDGEMENTS.c.number == number))
        if not rows:
            raise JudgementNotFoundError(judgement_id)
        return rows[0]

    def log(
        self,
        *,
        fact_key: str | None = None,
        name_ids: Iterable[str] | None = None,
        by: str | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> list[Judgement]:
        """Return judgements, the newest first: of a fact, of an entity by its names, by one person, before a number."""
        query = select(JUDGEMENTS).order_by(JUDGEMENTS.c.number.desc()).limit(limit)
        if fact_key is not None:
            query = query.where(JUDGEMENTS.c.fact_key == fact_key)
        if name_ids is not None:
            named = select(JUDGEMENT_NAMES.c.number).where(JUDGEMENT_NAMES.c.name_id.in_(sorted(name_ids)))
            query = query.where(JUDGEMENTS.c.number.in_(named))
        if by is not None:
            query = query.where(JUDGEMENTS.c.judge == by)
        if before is not None:
            query = query.where(JUDGEMENTS.c.number < before)
        return self._judgements(query)

    def of_entities(self) -> list[Judgement]:
        """Return every judgement of entities, undoings included, in the order made."""
        query = select(JUDGEMENTS).where(JUDGEMENTS.c.fact_key.is_(None)).order_by(JUDGEMENTS.c.number)
        return self._judgements(query)

    def of_facts(self, fact_keys: Iterable[str]) -> list[Judgement]:
        """Return every judgement of some facts, undoings included, in the order made."""
        query = select(JUDGEMENTS).order_by(JUDGEMENTS.c.number)
        found = [
            judgement
            for some in portions(sorted(set(fact_keys)))
            for judgement in self._judgements(query.where(JUDGEMENTS.c.fact_key.in_(some)))
        ]
        return sorted(found, key=lambda one: one.number)

    def fact_ids(self, fact_keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the facts on which judgements under these keys stand, by key."""
        found: dict[str, tuple[str, ...]] = {}
        query = select(JUDGED_FACTS.c.fact_key, JUDGED_FACTS.c.fact_id).order_by(JUDGED_FACTS.c.fact_id)
        for some in portions(sorted(set(fact_keys))):
            for row in read(self.database, query.where(JUDGED_FACTS.c.fact_key.in_(some))):
                found[row["fact_key"]] = (*found.get(row["fact_key"], ()), row["fact_id"])
        return found

    def orphaned(self) -> list[str]:
        """Return the keys of judged facts that are not found any more, in order; undone judgements count no longer."""
        here = select(JUDGED_FACTS.c.fact_key)
        gone = select(JUDGEMENTS.c.fact_key).where(
            JUDGEMENTS.c.fact_key.is_not(None), JUDGEMENTS.c.fact_key.not_in(here)
        )
        keys = [row["fact_key"] for row in read(self.database, gone.distinct())]
        return sorted(verdicts(self.of_facts(keys)))

    def count(self) -> int:
        """Return how many judgements were ever made, undoings included."""
        return count(self.database, select(func.count()).select_from(JUDGEMENTS))

    def _judgements(self, query: Select[Any]) -> list[Judgement]:
        return [read_judgement(row) for row in read(self.database, query)]


def apply(connection: Connection, document_id: str) -> None:
    """Draw anew, from the log and the extraction, what stands of the judgements of one document's facts."""
    mine = select(FACTS.c.fact_id).where(FACTS.c.document_id == document_id)
    query = select(JUDGEMENTS).where(JUDGEMENTS.c.document_id == document_id).order_by(JUDGEMENTS.c.number)
    log = [read_judgement(row) for row in connection.execute(query).mappings()]
    before = set(connection.scalars(select(JUDGED_FACTS.c.fact_id).where(JUDGED_FACTS.c.fact_id.in_(mine))))
    if not log and not before:
        return
    bodies = connection.execute(select(FACTS.c.body).where(FACTS.c.document_id == document_id))
    facts = {fact.fact_id: fact for fact in map(decode_fact, bodies.scalars())}
    found = judged(facts.values(), log)
    for fact_id in sorted(before | found.keys()):
        one = found.get(fact_id)
        told = facts[fact_id] if one is None else one.fact
        status = FactStatus.PROPOSED if one is None else one.verdict.status
        connection.execute(delete(JUDGED_FACTS).where(JUDGED_FACTS.c.fact_id == fact_id))
        connection.execute(delete(JUDGED_NAMES).where(JUDGED_NAMES.c.fact_id == fact_id))
        connection.execute(update(FACTS).where(FACTS.c.fact_id == fact_id).values(status=status))
        connection.execute(delete(FACT_ROLES).where(FACT_ROLES.c.fact_id == fact_id))
        fill(connection, FACT_ROLES, role_rows([told]))
        if one is not None:
            edit = one.verdict.last_edit
            row = {"fact_id": fact_id, "fact_key": one.fact_key, "decided": one.verdict.last.number}
            row |= {"edited": edit.number if edit else None, "body": encode_fact(told) if edit else None}
            connection.execute(insert(JUDGED_FACTS).values(row))
            parties = {party.name_id: party for party in parties_of(one.verdict.edit)}
            names = [
                {"name_id": name_id, "fact_id": fact_id, "label": party.label.value, "name": party.name}
                for name_id, party in sorted(parties.items())
            ]
            fill(connection, JUDGED_NAMES, names)


def with_judgements() -> Select[Any]:
    """Select facts with what was decided of them, in the columns that `extract.judgements.rows.fact_of` reads."""
    decided, edited = JUDGEMENTS.alias("decided"), JUDGEMENTS.alias("edited")
    columns = [
        one.c[name].label(f"{one.name}_{name}")
        for one in (decided, edited)
        for name in ("number", "act", "judge", "made_at", "note")
    ]
    key, body = JUDGED_FACTS.c.fact_key.label("judged_key"), JUDGED_FACTS.c.body.label("edited_body")
    joined = (
        FACTS.outerjoin(JUDGED_FACTS, JUDGED_FACTS.c.fact_id == FACTS.c.fact_id)
        .outerjoin(decided, decided.c.number == JUDGED_FACTS.c.decided)
        .outerjoin(edited, edited.c.number == JUDGED_FACTS.c.edited)
    )
    return select(FACTS, key, body, *columns).select_from(joined)


def _row(decision: Decision) -> dict[str, Any]:
    return {
        "act": decision.act.value,
        "judge": decision.by,
        "made_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "note": decision.note,
        "fact_key": decision.fact_key,
        "document_id": decision.document_id,
        "undoes": decision.undoes,
        "body": encode_decision(decision),
    }


def _one(connection: Connection, number: int) -> Judgement:
    row = connection.execute(select(JUDGEMENTS).where(JUDGEMENTS.c.number == number)).mappings().one()
    return read_judgement(row)


def _check_meanwhile(connection: Connection, decision: Decision, name_ids: set[str], after: str) -> None:
    """Refuse a decision whose maker did not know what somebody else decided last."""
    query = select(JUDGEMENTS).order_by(JUDGEMENTS.c.number.desc()).limit(1)
    named = select(JUDGEMENT_NAMES.c.number).where(JUDGEMENT_NAMES.c.name_id.in_(sorted(name_ids)))
    same: ColumnElement[bool] = JUDGEMENTS.c.number.in_(named)
    if decision.fact_key is not None:
        same = or_(same, JUDGEMENTS.c.fact_key == decision.fact_key)
    last = next(iter(connection.execute(query.where(same)).mappings()), None)
    if last is not None and last["number"] > (number_of(after) or 0):
        raise JudgedMeanwhileError(read_judgement(last))


def _check_undone(connection: Connection, decision: Decision) -> None:
    """Refuse to undo what is undone already."""
    query = select(JUDGEMENTS)
    same = JUDGEMENTS.c.fact_key.is_(None) if decision.fact_key is None else JUDGEMENTS.c.fact_key == decision.fact_key
    done = undone_by([read_judgement(row) for row in connection.execute(query.where(same)).mappings()])
    if decision.undoes in done:
        raise NothingToJudgeError(f"The judgement {decision.undoes} is undone already, by {done[decision.undoes]}.")
