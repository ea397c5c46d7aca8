"""The graph over a workspace: only the facts a question touches are loaded, unless it is about the whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extract.records import Fact, FactKind
from extract.store import ExtractionStore
from graph.build import build
from graph.export import export as write_export
from graph.network import EntityGraph
from graph.records import Node, View
from graph.view import neighbours as view_neighbours
from graph.view import path as view_path
from library.rooms import Rooms

_TOLD_TOGETHER = (FactKind.ALLEGATION, FactKind.DESIGNATION, FactKind.RESPONSE)


def facts_about(extractions: ExtractionStore, entity_id: str, *, rejected: bool = False) -> tuple[Fact, ...]:
    """Return the facts an entity takes part in, and with every allegation and response their counterparts."""
    return _with_answers(extractions, extractions.facts(entity_id=entity_id, rejected=rejected))


def neighbours(rooms: Rooms, entity_id: str, *, depth: int, kinds: tuple[str, ...], as_of: str | None) -> View:
    """Return what lies around an entity; facts are loaded one step at a time, never the whole graph."""
    entity = rooms.extractions.get_entity(entity_id)
    graph = _around(rooms, entity.entity_id, depth)
    if entity.entity_id not in graph:
        return View((Node(entity.entity_id, entity.label.value, entity.name),), ())
    return view_neighbours(graph, entity.entity_id, depth=depth, kinds=kinds, as_of=as_of)


def path(rooms: Rooms, start_id: str, end_id: str, *, as_of: str | None) -> View | None:
    """Return the best short chain of facts between two entities, None where there is none."""
    graph = whole(rooms)
    ends = [rooms.extractions.get_entity(entity_id).entity_id for entity_id in (start_id, end_id)]
    if any(end not in graph for end in ends):
        return None
    return view_path(graph, ends[0], ends[1], as_of=as_of)


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
    return _graph(rooms, rooms.extractions.facts())


def _around(rooms: Rooms, entity_id: str, depth: int) -> EntityGraph:
    extractions = rooms.extractions
    facts: dict[str, Fact] = {}
    edge, seen = [entity_id], {entity_id}
    for _ in range(depth):
        found = [fact for entity in edge for fact in facts_about(extractions, entity)]
        facts |= {fact.fact_id: fact for fact in found}
        reached = set(extractions.entity_of(filler.name_id for fact in found for filler in fact.fillers).values())
        edge = sorted(reached - seen)
        seen |= reached
    return _graph(rooms, sorted(facts.values(), key=lambda fact: fact.fact_id))


def _graph(rooms: Rooms, facts: Iterable[Fact]) -> EntityGraph:
    held = tuple(facts)
    names = {filler.name_id for fact in held for filler in fact.fillers}
    entities = {entity.entity_id: entity for entity in rooms.extractions.entities_named(names).values()}
    heads = {head.document_id: head for head in rooms.documents.heads_of({fact.document_id for fact in held})}
    copies = rooms.groups().of
    return build([entities[entity_id] for entity_id in sorted(entities)], held, heads, copies)


def _with_answers(extractions: ExtractionStore, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Add what the responses among them answer, then every response to any of them: none is shown without the other.

    Both stand in one document, so no other is looked at.
    """
    held = {fact.fact_id: fact for fact in facts}
    answered = {fact_id for fact in held.values() for fact_id in fact.answers}
    for document_id in sorted({fact.document_id for fact in held.values() if fact.kind in _TOLD_TOGETHER}):
        if next(extractions.facts(kind=FactKind.RESPONSE, document_id=document_id), None) is None:
            continue  # a list has thousands of designations and no response
        there = tuple(extractions.facts(document_id=document_id))
        held |= {fact.fact_id: fact for fact in there if fact.fact_id in answered}
        held |= {fact.fact_id: fact for fact in there if not held.keys().isdisjoint(fact.answers)}
    return tuple(held.values())
