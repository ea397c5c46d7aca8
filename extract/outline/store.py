"""Facts in outline, read from the tables of extraction without what they say.

Guarantees: rejected facts are never among them; nothing here loads a fact's words, so that a question about an entity
in tens of thousands of facts costs milliseconds.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, or_, select

from corpus.database import Database
from corpus.schema import DOCUMENTS
from extract.database import portions, read
from extract.judgements.schema import JUDGEMENTS, RESOLUTIONS
from extract.records import FactKind, FactStatus, Label, Role
from extract.schema import ENTITIES, ENTITY_NAMES, EXTRACTIONS, FACT_ANSWERS, FACT_ROLES, FACTS

STANDING = FACTS.c.status != FactStatus.REJECTED


@dataclass(frozen=True, slots=True)
class Outline:
    """A fact without its words: its document's date, ISO 8601 at any precision, and the entities in it."""

    fact_id: str
    date: str | None
    entity_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The facts of an entity that are worth loading, by kind, the surest first; how many there are of each in all."""

    by_kind: Mapping[str, tuple[str, ...]]
    totals: Mapping[str, int]

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """All of them."""
        return self.first(None)

    def first(self, most: int | None) -> tuple[str, ...]:
        """Return the surest of each kind, at most so many."""
        return tuple(fact_id for some in self.by_kind.values() for fact_id in some[:most])

    @property
    def whole(self) -> bool:
        """Whether these are all there are."""
        return len(self.fact_ids) == sum(self.totals.values())


@dataclass(frozen=True, slots=True)
class Strong:
    """An entity in which several kinds of fact meet; `documents` say so in all."""

    entity_id: str
    documents: int


class OutlineStore:
    """The reading side of facts in outline, on an open database."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def stand(self) -> tuple[int, int]:
        """Return a pair that changes when names are joined anew or somebody judges."""
        joined = read(self.database, select(RESOLUTIONS.c.number).where(RESOLUTIONS.c.one == 1))
        judged = read(self.database, select(func.max(JUDGEMENTS.c.number).label("number")))
        return (joined[0]["number"] if joined else 0), (judged[0]["number"] or 0)

    def count_extracted(self, document_ids: Iterable[str]) -> int:
        """Return how many of these documents hold an extraction still."""
        query = select(func.count().label("count")).select_from(EXTRACTIONS)
        return sum(
            read(self.database, query.where(EXTRACTIONS.c.document_id.in_(some)))[0]["count"]
            for some in portions(sorted(set(document_ids)))
        )

    def totals(self, entity_ids: Iterable[str]) -> dict[str, int]:
        """Return in how many facts of each kind entities take part; kinds without any are left out."""
        query = select(FACTS.c.kind, func.count().label("count"))
        query = query.where(FACTS.c.fact_id.in_(_facts_of(entity_ids, None)), STANDING)
        return {row["kind"]: row["count"] for row in read(self.database, query.group_by(FACTS.c.kind))}

    def strongest(
        self, parts: Mapping[FactKind, Role], places: Iterable[Role], label: Label, most: int
    ) -> tuple[Strong, ...]:
        """Return the entities of a label in which most kinds of fact meet, the strongest first.

        `parts` says which kinds count, and which role in them is the entity's own. That a place is told in any of them
        counts as a kind more; what has less than two is left out. Ties go to whom more documents, then more facts tell.
        """
        own = or_(*(and_(FACTS.c.kind == kind, FACT_ROLES.c.role == role) for kind, role in parts.items()))
        other = FACT_ROLES.alias("other")
        placed = exists().where(other.c.fact_id == FACTS.c.fact_id, other.c.role.in_(sorted(places)))
        documents = func.count(FACTS.c.document_id.distinct()).label("documents")
        meeting = func.count(FACTS.c.kind.distinct()) + func.max(case((placed, 1), else_=0))
        told = (
            select(ENTITIES.c.entity_id, documents)
            .join(ENTITY_NAMES, ENTITY_NAMES.c.entity_id == ENTITIES.c.entity_id)
            .join(FACT_ROLES, FACT_ROLES.c.name_id == ENTITY_NAMES.c.name_id)
            .join(FACTS, FACTS.c.fact_id == FACT_ROLES.c.fact_id)
            .where(ENTITIES.c.label == label, STANDING, own)
            .group_by(ENTITIES.c.entity_id)
            .having(meeting >= 2)
            .order_by(meeting.desc(), documents.desc(), func.count(FACTS.c.fact_id.distinct()).desc(), ENTITIES.c.name)
        )
        return tuple(Strong(row["entity_id"], row["documents"]) for row in read(self.database, told.limit(most)))

    def chosen(
        self,
        entity_ids: Iterable[str],
        *,
        kinds: Iterable[FactKind] = (),
        role: Role | None = None,
        day: str | None = None,
        most: int,
        skip: int = 0,
    ) -> Chosen:
        """Return the facts of entities that are worth loading: those surest to be right, at most `most` of a kind.

        Of some kinds only, where they are named; those in which they fill a `role`; with `day`, of documents that may
        have been published by then; `skip` passes over so many of each kind. The totals count all of them, but of a
        kind of which everything is passed over.
        """
        surest = (FACTS.c.confidence.desc(), FACTS.c.fact_id)
        place = func.row_number().over(partition_by=FACTS.c.kind, order_by=surest).label("place")
        total = func.count().over(partition_by=FACTS.c.kind).label("total")
        query = select(FACTS.c.fact_id, FACTS.c.kind, place, total)
        query = query.where(FACTS.c.fact_id.in_(_facts_of(entity_ids, role)), STANDING)
        if wanted := sorted(kinds):
            query = query.where(FACTS.c.kind.in_(wanted))
        if day is not None:
            query = query.join(DOCUMENTS, DOCUMENTS.c.document_id == FACTS.c.document_id)
            query = query.where(DOCUMENTS.c.date <= day)
        ranked = query.subquery()
        best = select(ranked).where(ranked.c.place > skip, ranked.c.place <= skip + most)
        rows = read(self.database, best.order_by(ranked.c.kind, ranked.c.place))
        by_kind: defaultdict[str, list[str]] = defaultdict(list)
        for row in rows:
            by_kind[row["kind"]].append(row["fact_id"])
        totals = {row["kind"]: row["total"] for row in rows}
        return Chosen({kind: tuple(some) for kind, some in by_kind.items()}, totals)

    def part_of(self, entity_ids: Iterable[str], *, rejected: bool, limit: int, offset: int) -> tuple[str, ...]:
        """Return a stretch of the facts of entities, in the order of the workspace, `rejected` ones too if wanted."""
        query = select(FACTS.c.fact_id).where(FACTS.c.fact_id.in_(_facts_of(entity_ids, None)))
        if not rejected:
            query = query.where(STANDING)
        ordered = query.order_by(FACTS.c.document_id, FACTS.c.position).limit(limit).offset(offset)
        return tuple(row["fact_id"] for row in read(self.database, ordered))

    def met_with(self, fact_ids: Iterable[str]) -> dict[str, dict[str, int]]:
        """Return in how many of these facts each entity takes part, by its id and their kind."""
        met: defaultdict[str, Counter[str]] = defaultdict(Counter)
        parts = select(ENTITY_NAMES.c.entity_id, FACTS.c.kind, func.count(FACTS.c.fact_id.distinct()).label("facts"))
        parts = parts.select_from(FACT_ROLES).join(ENTITY_NAMES, ENTITY_NAMES.c.name_id == FACT_ROLES.c.name_id)
        parts = parts.join(FACTS, FACTS.c.fact_id == FACT_ROLES.c.fact_id)
        for some in portions(sorted(set(fact_ids))):
            here = parts.where(FACT_ROLES.c.fact_id.in_(some)).group_by(ENTITY_NAMES.c.entity_id, FACTS.c.kind)
            for row in read(self.database, here):
                met[row["entity_id"]][row["kind"]] += row["facts"]
        return {entity_id: dict(kinds) for entity_id, kinds in met.items()}

    def answering(self, fact_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of all responses to these facts, in order."""
        query = select(FACT_ANSWERS.c.fact_id).join(FACTS, FACTS.c.fact_id == FACT_ANSWERS.c.fact_id).where(STANDING)
        found = {
            row["fact_id"]
            for some in portions(sorted(set(fact_ids)))
            for row in read(self.database, query.where(FACT_ANSWERS.c.answered_id.in_(some)))
        }
        return tuple(sorted(found))

    def outlines(self) -> Iterator[Outline]:
        """Yield every fact in outline, in order of id; all are read at one moment."""
        dated = select(FACTS.c.fact_id, DOCUMENTS.c.date).where(STANDING)
        dated = dated.outerjoin(DOCUMENTS, DOCUMENTS.c.document_id == FACTS.c.document_id)
        with self.database.reading() as connection:
            rows = connection.execute(dated).all()
            joined = connection.execute(select(ENTITY_NAMES.c.name_id, ENTITY_NAMES.c.entity_id)).all()
            filled = connection.execute(select(FACT_ROLES.c.fact_id, FACT_ROLES.c.name_id)).all()
        entities: defaultdict[str, set[str]] = defaultdict(set)
        entity_of = dict(joined)
        for fact_id, name_id in filled:
            if name_id in entity_of:
                entities[fact_id].add(entity_of[name_id])
        for fact_id, day in sorted(rows, key=itemgetter(0)):
            yield Outline(fact_id, day, tuple(sorted(entities[fact_id])))

    def answers(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each response with the ids of the facts it answers, in order of id."""
        query = select(FACT_ANSWERS).join(FACTS, FACTS.c.fact_id == FACT_ANSWERS.c.fact_id).where(STANDING)
        rows = read(self.database, query.order_by(FACT_ANSWERS.c.fact_id, FACT_ANSWERS.c.answered_id))
        for fact_id, some in groupby(rows, key=itemgetter("fact_id")):
            yield fact_id, tuple(row["answered_id"] for row in some)


def _facts_of(entity_ids: Iterable[str], role: Role | None) -> Select[Any]:
    """Select the ids of the facts in which any of these entities takes part, in one role if it is named."""
    wanted = func.json_each(json.dumps(sorted(entity_ids))).table_valued("value")
    names = select(ENTITY_NAMES.c.name_id).where(ENTITY_NAMES.c.entity_id.in_(select(wanted.c.value)))
    ids = select(FACT_ROLES.c.fact_id).where(FACT_ROLES.c.name_id.in_(names)).distinct()
    return ids if role is None else ids.where(FACT_ROLES.c.role == role)
