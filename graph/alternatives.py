"""Several paths between two entities: the best one, and the next best that take another way.

Two paths are different where they pass other entities, or go between the same two by an answer instead of a fact;
another fact between the same two neighbours makes no other path. The paths come in the order of `graph.paths`: fewest
facts, then fewest mere places and groups, then least doubt. No path is passed over (Lawler's method: every further path
lacks at least one link of each path before it).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from graph.dates import get_last_day
from graph.network import EntityGraph
from graph.options import DEFAULTS
from graph.paths import beside, burden, path
from graph.records import View

Weight = tuple[int, int, float, tuple[str, ...]]
Link = frozenset[str]
"""The facts that lead from one entity of a path to the next."""


def paths(
    graph: EntityGraph,
    start_id: str,
    end_id: str,
    *,
    ways: int,
    as_of: str | None = None,
    max_length: int = DEFAULTS.max_length,
) -> tuple[View, ...]:
    """Return the best `ways` paths between two entities, the best first; raises as `graph.paths.path` does."""
    day = get_last_day(as_of) if as_of else None
    waiting: list[tuple[Weight, frozenset[str], View]] = []
    seen: set[tuple[str, ...]] = set()
    tried: set[frozenset[str]] = set()
    found: list[View] = []

    def look(barred: frozenset[str]) -> None:
        if barred in tried:
            return
        tried.add(barred)
        view = path(graph, start_id, end_id, as_of=as_of, max_length=max_length, without=barred)
        if view is not None and view.trail not in seen:
            seen.add(view.trail)
            heapq.heappush(waiting, (weight(graph, view.trail, day), barred, view))

    look(frozenset())
    while waiting and len(found) < ways:
        _, barred, view = heapq.heappop(waiting)
        found.append(view)
        if len(found) < ways:
            for link in links(graph, view.trail, day):
                look(barred | link)
    return tuple(found)


def weight(graph: EntityGraph, trail: tuple[str, ...], day: str | None) -> Weight:
    """Return what paths are ordered by: facts, mere places and groups, doubt, and the ids."""
    burdens = [burden(graph, node_id, day) for node_id in trail]
    facts = sum(graph.is_fact(node_id) for node_id in trail)
    return facts, sum(hubs for hubs, _ in burdens), sum(doubt for _, doubt in burdens), trail


def links(graph: EntityGraph, trail: tuple[str, ...], day: str | None) -> Iterator[Link]:
    """Yield the facts between each two entities that follow each other on a path, those beside it included."""
    entity, between = trail[0], []
    for node_id in trail[1:]:
        if graph.is_fact(node_id):
            between.append(node_id)
        else:
            direct = beside(graph, (entity, node_id), day) if len(between) == 1 else ()
            yield frozenset((*between, *direct))
            entity, between = node_id, []
