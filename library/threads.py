"""The strongest threads of a workspace: vendors with their contracts, places, listings and what is alleged of them.

A thread is one company and the facts it plays the vendor's or the accused's part in. Threads are ranked by how many
kinds of fact meet in them, then by how many documents say so, then by how many facts; ties by name. Only of those that
are shown are facts loaded, so that the cost of a first page hardly grows with the workspace.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.records import Entity, Fact, FactKind, Label, Role
from library.rooms import Rooms

LOOKED_AT = 100
"""Facts of a kind that are loaded for a thread, at most: the surest."""

VENDOR_ROLES = {
    FactKind.CONTRACT: Role.SUPPLIER,
    FactKind.DEPLOYMENT: Role.VENDOR,
    FactKind.DESIGNATION: Role.TARGET,
    FactKind.ALLEGATION: Role.TARGET,
}
PLACE_ROLES = (Role.REGION, Role.PLACE)


@dataclass(frozen=True, slots=True)
class Told:
    """A vendor's facts of one kind, those that are loaded in the order of the workspace; `total` counts all."""

    kind: FactKind
    facts: tuple[Fact, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Thread:
    """One vendor and what hangs together through it; `places` are `(entity_id, name)`."""

    entity: Entity
    told: tuple[Told, ...]
    places: tuple[tuple[str, str], ...]
    documents: int

    def of(self, kind: FactKind) -> tuple[Fact, ...]:
        """Return the facts of one kind."""
        return next((one.facts for one in self.told if one.kind is kind), ())


def strongest(rooms: Rooms, limit: int) -> tuple[Thread, ...]:
    """Return the strongest threads; only those in which at least two kinds of fact, or a fact and a place, meet."""
    found = rooms.graphs.outlines.strongest(VENDOR_ROLES, PLACE_ROLES, Label.COMPANY, limit)
    entities = rooms.extractions.entities_named(one.entity_id for one in found)
    return tuple(_thread(rooms, entities[one.entity_id], one.documents) for one in found if one.entity_id in entities)


def _thread(rooms: Rooms, entity: Entity, documents: int) -> Thread:
    told = tuple(one for kind, role in VENDOR_ROLES.items() if (one := _told(rooms, entity, kind, role)).facts)
    fillers = [filler for one in told for fact in one.facts for filler in fact.fillers if filler.role in PLACE_ROLES]
    places = rooms.extractions.entities_named(filler.name_id for filler in fillers)
    named = {place.entity_id: place.name for f in fillers if (place := places.get(f.name_id))}
    return Thread(entity, told, tuple(named.items()), documents)


def _told(rooms: Rooms, entity: Entity, kind: FactKind, role: Role) -> Told:
    chosen = rooms.graphs.outlines.chosen([entity.entity_id], kinds=(kind,), role=role, most=LOOKED_AT)
    return Told(kind, rooms.graphs.in_order(chosen.fact_ids), chosen.totals.get(kind, 0))
