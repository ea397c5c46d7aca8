"""The strongest threads of a workspace: vendors with their contracts, places, listings and what is alleged of them.

A thread is one company and the facts it plays the vendor's or the accused's part in. Threads are ranked by how many
kinds of fact meet in them, then by how many documents say so, then by how many facts; ties by name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice

from extract.records import Entity, Fact, FactKind, FactStatus, Label, Role
from library.library import Library

LOOKED_AT = 20_000
"""Facts of one kind that are looked at, at most: a bound on the work of the first page."""

VENDOR_ROLES = {
    FactKind.CONTRACT: Role.SUPPLIER,
    FactKind.DEPLOYMENT: Role.VENDOR,
    FactKind.DESIGNATION: Role.TARGET,
    FactKind.ALLEGATION: Role.TARGET,
}
PLACE_ROLES = (Role.REGION, Role.PLACE)


@dataclass(frozen=True, slots=True)
class Thread:
    """One vendor and what hangs together through it; facts by kind in the order of the workspace."""

    entity: Entity
    facts: tuple[tuple[FactKind, tuple[Fact, ...]], ...]
    places: tuple[tuple[str, str], ...]
    documents: int

    def of(self, kind: FactKind) -> tuple[Fact, ...]:
        """Return the facts of one kind."""
        return dict(self.facts).get(kind, ())


@dataclass(slots=True)
class Gathered:
    """What is gathered of one vendor while facts go by; `places` are `{entity_id: name}`."""

    facts: dict[FactKind, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, str] = field(default_factory=dict)
    documents: set[str] = field(default_factory=set)

    def rank(self, name: str) -> tuple[int, int, int, str]:
        """Return the sort key: the richest first."""
        kinds = len(self.facts) + bool(self.places)
        return (-kinds, -len(self.documents), -sum(len(facts) for facts in self.facts.values()), name)


def gather(library: Library) -> tuple[dict[str, Gathered], dict[str, Entity]]:
    """Return what there is of each vendor, by entity id, and the entities."""
    entities: dict[str, Entity | None] = {}
    gathered: dict[str, Gathered] = {}
    for kind, role in VENDOR_ROLES.items():
        for fact in islice(library.facts(kind=kind), LOOKED_AT):
            if fact.status is FactStatus.REJECTED:
                continue
            for filler in fact.fillers:
                if filler.name_id not in entities:
                    entities[filler.name_id] = library.entity_of(filler.name_id)
            places = [e for f in fact.fillers if f.role in PLACE_ROLES and (e := entities[f.name_id])]
            for entity in {e.entity_id: e for f in fact.filled(role) if (e := entities[f.name_id])}.values():
                if entity.label is not Label.COMPANY:
                    continue
                here = gathered.setdefault(entity.entity_id, Gathered())
                here.facts[kind].append(fact)
                here.documents.add(fact.document_id)
                here.places |= {place.entity_id: place.name for place in places}
    return gathered, {e.entity_id: e for e in entities.values() if e}


def strongest(library: Library, limit: int) -> tuple[Thread, ...]:
    """Return the strongest threads; only those in which at least two kinds of fact, or a fact and a place, meet."""
    gathered, entities = gather(library)
    ranked = sorted(gathered.items(), key=lambda item: item[1].rank(entities[item[0]].name))
    return tuple(
        Thread(
            entities[entity_id],
            tuple((kind, tuple(facts)) for kind, facts in found.facts.items()),
            tuple(found.places.items()),
            len(found.documents),
        )
        for entity_id, found in ranked[:limit]
        if len(found.facts) + bool(found.places) >= 2
    )
