"""What lies where: the places above and below an entity that is a place, and the facts that are told of them all.

Whoever asks for a region wants what was found in its cities as well: its facts are those that name it, or any place
that lies in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from extract.gazetteers.places import find_place, path_of, place_of
from extract.records import Entity, Fact, FactKind, Label
from library.rooms import Rooms

COUNTED = 100
"""Facts of a kind, the surest, that sums and neighbours are counted over."""


@dataclass(frozen=True, slots=True)
class Above:
    """A place that another lies in, by its code; `entity_id` is None where no document names it."""

    code: str
    name: str
    entity_id: str | None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a place lies: `within` from its country down, `inside` what documents name that lies in it.

    Position in degrees, of cities alone; `country` and `region` are ISO 3166-1 and 3166-2 codes, `geonames` a number.
    """

    country: str
    region: str | None
    geonames: int | None
    latitude: float | None
    longitude: float | None
    within: tuple[Above, ...]
    inside: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """The surest facts about an entity, with what answers them, and what is counted over more than are shown.

    `contracts` are all that sums are made of; `totals` counts every fact by kind; `met` says of the others in the
    `COUNTED` surest facts of each kind in how many of which kind, by the entity's id.
    """

    facts: tuple[Fact, ...]
    contracts: tuple[Fact, ...]
    totals: Mapping[FactKind, int]
    met: Mapping[str, Mapping[FactKind, int]]


def find_whereabouts(rooms: Rooms, entity: Entity) -> Whereabouts | None:
    """Return where an entity lies and what lies in it, None for what is no place or is known to no list."""
    place = find_place(entity.identifiers) if entity.label is Label.PLACE else None
    if place is None:
        return None
    above = [place_of(code) for code in place.within]
    known = rooms.extractions.places_at([one.path for one in above])
    within = tuple(Above(one.code, one.name, known[one.path].entity_id if one.path in known else None) for one in above)
    codes = place.path.split("/")
    return Whereabouts(
        place.country,
        next((code for code in reversed(codes) if "-" in code), None),
        int(place.code) if place.city else None,
        place.city.latitude if place.city else None,
        place.city.longitude if place.city else None,
        within,
        tuple(rooms.extractions.places_in(place.path)),
    )


def facts_about(rooms: Rooms, entity: Entity, *, rejected: bool = False) -> tuple[Fact, ...]:
    """Return the facts of an entity, of a place also those of what lies in it, with allegations and their answers."""
    ids = _ids(rooms, entity)
    found = (fact for one in ids for fact in rooms.extractions.facts(entity_id=one, rejected=rejected))
    return rooms.graphs.with_answers({fact.fact_id: fact for fact in found}.values())


def best_facts_about(rooms: Rooms, entity: Entity, most: int) -> Best:
    """Return the surest facts about an entity, at most `most` of a kind.

    No more are loaded, so that an authority in thousands of facts costs no more than one in hundreds.
    """
    chosen = rooms.graphs.chosen(_ids(rooms, entity), COUNTED)
    facts = rooms.graphs.with_answers(rooms.graphs.in_order(chosen.first(most)))
    contracts = chosen.by_kind.get(FactKind.CONTRACT, ())
    met = rooms.graphs.met_with(chosen)
    return Best(
        facts,
        tuple(fact for fact in facts if fact.kind is FactKind.CONTRACT) + rooms.graphs.in_order(contracts[most:]),
        {FactKind(kind): total for kind, total in chosen.totals.items()},
        {
            one: {FactKind(kind): count for kind, count in kinds.items()}
            for one, kinds in met.items()
            if one != entity.entity_id
        },
    )


def facts_of_kind(
    rooms: Rooms, entity: Entity, kind: FactKind, *, most: int, skip: int
) -> tuple[tuple[Fact, ...], dict[FactKind, int]]:
    """Return some of the facts of one kind about an entity, past the `skip` surest, and how many there are of each."""
    ids = _ids(rooms, entity)
    chosen = rooms.graphs.outlines.chosen(ids, kinds=(kind,), most=most, skip=skip)
    totals = rooms.graphs.outlines.totals(ids)
    facts = rooms.graphs.with_answers(rooms.graphs.in_order(chosen.fact_ids))
    return facts, {FactKind(name): total for name, total in totals.items()}


def facts_in_turn(
    rooms: Rooms, entity: Entity, *, rejected: bool, limit: int, offset: int
) -> tuple[tuple[Fact, ...], bool]:
    """Return a stretch of the facts about an entity, with allegations and their answers, and whether there are more."""
    outlines = rooms.graphs.outlines
    part = outlines.part_of(_ids(rooms, entity), rejected=rejected, limit=limit + 1, offset=offset)
    return rooms.graphs.with_answers(rooms.graphs.in_order(part[:limit])), len(part) > limit


def _ids(rooms: Rooms, entity: Entity) -> tuple[str, ...]:
    """Return the ids of an entity and, of a place, of what lies in it."""
    path = path_of(entity.identifiers) if entity.label is Label.PLACE else ""
    inside = rooms.extractions.places_in(path) if path else ()
    return (entity.entity_id, *(place.entity_id for place in inside))
