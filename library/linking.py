"""The graph over a workspace: only the facts a question touches are loaded, unless it is about the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from extract.records import Entity, Fact
from graph.assemble import FACT_KINDS
from graph.dates import get_last_day
from graph.export import export as write_export
from graph.network import EntityGraph
from graph.records import Node, View
from graph.view import neighbours as view_neighbours
from graph.view import paths as view_paths
from library.rooms import Rooms


def facts_about(rooms: Rooms, entity_id: str, *, rejected: bool = False) -> tuple[Fact, ...]:
    """Return the facts an entity takes part in, and with every allegation and response their counterparts."""
    return rooms.graphs.with_answers(rooms.extractions.facts(entity_id=entity_id, rejected=rejected))


def neighbours(rooms: Rooms, entity_id: str, *, depth: int, kinds: tuple[str, ...], as_of: str | None) -> View:
    """Return what lies around an entity; facts are loaded one step at a time, never the whole graph."""
    entity = rooms.extractions.get_entity(entity_id)
    day = get_last_day(as_of) if as_of else None
    if depth == 1:
        part = rooms.graphs.around(entity.entity_id, day=day)
        view = alone(entity)
        if entity.entity_id in part.graph:
            view = view_neighbours(part.graph, entity.entity_id, depth=1, kinds=kinds, as_of=as_of)
        return replace(view, omitted=left_out(view, part.totals, kinds))
    graph = _around(rooms, entity.entity_id, depth)
    if entity.entity_id not in graph:
        return alone(entity)
    return view_neighbours(graph, entity.entity_id, depth=depth, kinds=kinds, as_of=as_of)


def alone(entity: Entity) -> View:
    """Return the view of an entity that takes part in nothing."""
    return View((Node(entity.entity_id, entity.label.value, entity.name),), ())


def path(rooms: Rooms, start_id: str, end_id: str, *, as_of: str | None) -> View | None:
    """Return the best short chain of facts between two entities, None where there is none."""
    return next(iter(paths(rooms, start_id, end_id, as_of=as_of, ways=1)), None)


def paths(rooms: Rooms, start_id: str, end_id: str, *, as_of: str | None, ways: int) -> tuple[View, ...]:
    """Return the best chains of facts between two entities, the best first; only facts near them are loaded."""
    start, end = (rooms.extractions.get_entity(entity_id) for entity_id in (start_id, end_id))
    if start.entity_id == end.entity_id:
        return (replace(alone(start), trail=(start.entity_id,)),)
    graph = region(rooms, start.entity_id, end.entity_id, get_last_day(as_of) if as_of else None)
    if start.entity_id not in graph or end.entity_id not in graph:
        return ()
    return view_paths(graph, start.entity_id, end.entity_id, as_of=as_of, ways=ways)


def region(rooms: Rooms, start_id: str, end_id: str, day: str | None) -> EntityGraph:
    """Return the graph of the facts that may lie on a short path between two entities."""
    near = rooms.graphs.topology().between(start_id, end_id, day=day)
    return rooms.graphs.of_facts(rooms.extractions.facts_with(near).values())


def left_out(view: View, totals: Mapping[str, int], kinds: Iterable[str] = ()) -> tuple[tuple[str, int], ...]:
    """Return, by kind, how many facts a view lacks of those that there are, of some kinds only if any are named."""
    shown = Counter(node.kind for node in view.nodes)
    wanted = FACT_KINDS.intersection(kinds)
    lacking = ((kind, count - shown[kind]) for kind, count in totals.items() if not wanted or kind in wanted)
    return tuple(sorted((kind, count) for kind, count in lacking if count > 0))


def export(rooms: Rooms, form: str, output: Path, *, entity_id: str | None, depth: int) -> tuple[int, int]:
    """Write the whole graph, or what lies around one entity, and return how many nodes and edges were written."""
    if entity_id is None:
        graph = whole(rooms)
    else:
        graph = _around(rooms, rooms.extractions.get_entity(entity_id).entity_id, depth)
    write_export(graph, form, output)
    return graph.node_count, graph.edge_count


def whole(rooms: Rooms) -> EntityGraph:
    """Build the graph of every fact."""
    return rooms.graphs.of_facts(rooms.extractions.facts())


def _around(rooms: Rooms, entity_id: str, depth: int) -> EntityGraph:
    extractions = rooms.extractions
    facts: dict[str, Fact] = {}
    edge, seen = [entity_id], {entity_id}
    for _ in range(depth):
        found = [fact for entity in edge for fact in facts_about(rooms, entity)]
        facts |= {fact.fact_id: fact for fact in found}
        reached = set(extractions.entity_of(filler.name_id for fact in found for filler in fact.fillers).values())
        edge = sorted(reached - seen)
        seen |= reached
    return rooms.graphs.of_facts(facts.values())
