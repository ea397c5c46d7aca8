"""How two entities hang together: the shortest and best-evidenced path between them.

A path leads from entity to fact to entity, or from a response to what it answers; its length is its number of facts.
Of the paths of equal length that one wins which passes the fewest mere places and groups of people (that two
companies are both named beside London links them hardly), then the one with the least doubt. The doubt of a fact is
`(1 - confidence) / documents that state it`. The search runs from both ends at once, level by level.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from extract.records import Label
from graph.assemble import assemble, is_known
from graph.dates import get_last_day
from graph.errors import NodeNotFoundError
from graph.network import EntityGraph
from graph.options import DEFAULTS
from graph.records import View

HUBS = (Label.PLACE.value, Label.GROUP.value)
LONGEST = 100  # facts; nobody reads a longer path, and the search recurses once a step
Cost = tuple[int, float, tuple[str, ...]]
"""Places and groups passed, doubt, and the trail from the end."""


def path(
    graph: EntityGraph,
    start_id: str,
    end_id: str,
    *,
    as_of: str | None = None,
    max_length: int = DEFAULTS.max_length,
    without: Collection[str] = (),
) -> View | None:
    """Return the best of the shortest paths between two entities, None where none has at most `max_length` facts.

    `trail` holds its nodes in order; `omitted` counts the other facts that link the same neighbours on it. No fact of
    `without` is passed. Raises `NodeNotFoundError`, `DateUnreadableError`.
    """
    ends = [graph.get_id(start_id), graph.get_id(end_id)]
    for end in ends:
        if graph.is_fact(end):
            raise NodeNotFoundError(end)
    day = get_last_day(as_of) if as_of else None
    if ends[0] == ends[1]:
        return assemble(graph, (), entity_ids=ends[:1], as_of=day, trail=(ends[0],))
    barred = frozenset(without)
    sides = (Side(graph, ends[0], day, barred), Side(graph, ends[1], day, barred))
    joints = meet(*sides, min(max_length, LONGEST))
    if not joints:
        return None
    trail = min(joined(graph, *sides, joint) for joint in joints)[2]
    facts = [node_id for node_id in trail if graph.is_fact(node_id)]
    entities = [node_id for node_id in trail if not graph.is_fact(node_id)]
    return assemble(graph, facts, entity_ids=entities, as_of=day, left_out=beside(graph, trail, day), trail=trail)


@dataclass(slots=True)
class Side:
    """The search from one end: how many facts lie between it and each node reached, `levels` of them explored."""

    graph: EntityGraph
    end: str
    day: str | None
    barred: frozenset[str] = frozenset()
    levels: int = 0
    distance: dict[str, int] = field(default_factory=dict)
    frontier: list[str] = field(default_factory=list)
    _best: dict[str, Cost] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.distance[self.end] = 0
        self.frontier.append(self.end)
        self._best[self.end] = (0, 0.0, (self.end,))

    def advance(self) -> None:
        """Explore one fact farther."""
        self.levels += 1
        found: list[str] = []
        for node_id in self.frontier:
            for fact_id in self._facts_at(node_id):
                if fact_id not in self.distance:
                    self.distance[fact_id] = self.levels
                    found.append(fact_id)
        for fact_id in tuple(found):
            for entity_id in self.graph.participants(fact_id):
                if entity_id not in self.distance:
                    self.distance[entity_id] = self.levels
                    found.append(entity_id)
        self.frontier = found

    def best(self, node_id: str) -> Cost:
        """Return the cost of the best shortest way from the end to a node, the node itself included."""
        if node_id not in self._best:
            before = min(self.best(other) for other in self._before(node_id))
            hubs, doubt = burden(self.graph, node_id, self.day)
            self._best[node_id] = (before[0] + hubs, before[1] + doubt, (*before[2], node_id))
        return self._best[node_id]

    def _before(self, node_id: str) -> Iterator[str]:
        """Yield the nodes that come just before a node on shortest ways from the end."""
        level = self.distance[node_id]
        if not self.graph.is_fact(node_id):
            return (other for other in self.graph.facts_of(node_id) if self.distance.get(other) == level)
        near = (*self.graph.participants(node_id), *answering(self.graph, node_id))
        return (other for other in near if self.distance.get(other) == level - 1)

    def _facts_at(self, node_id: str) -> Iterator[str]:
        facts = answering(self.graph, node_id) if self.graph.is_fact(node_id) else self.graph.facts_of(node_id)
        free = (fact_id for fact_id in facts if fact_id not in self.barred)
        return (fact_id for fact_id in free if is_known(self.graph, fact_id, self.day))


def answering(graph: EntityGraph, fact_id: str) -> Iterator[str]:
    """Yield the facts that answer a fact or are answered by it."""
    yield from graph.responses_to(fact_id)
    yield from graph.answered_by(fact_id)


def burden(graph: EntityGraph, node_id: str, day: str | None) -> tuple[int, float]:
    """Return what a node adds to a path: whether it is a mere place or group, and its doubt."""
    if graph.is_fact(node_id):
        return 0, (1 - graph.confidence_of(node_id)) / graph.document_count(node_id, day)
    return int(graph.kind_of(node_id) in HUBS), 0.0


def meet(start: Side, end: Side, max_length: int) -> list[tuple[str, str]]:
    """Let both sides advance, the narrower first, until they meet; return where all shortest paths cross over.

    A crossing is a pair of one node twice, or of a fact and its answer.
    """
    while start.levels + end.levels < max_length + 1:
        side, other = (start, end) if len(start.frontier) <= len(end.frontier) else (end, start)
        if not side.frontier:
            return []
        side.advance()
        lengths = {node_id: length(start, end, node_id) for node_id in side.frontier if node_id in other.distance}
        if lengths and (shortest := min(lengths.values())) <= max_length:
            joints = [(node_id, node_id) for node_id in lengths if lengths[node_id] == shortest]
            return joints + answered_joints(start, end, shortest)
    return []


def length(start: Side, end: Side, node_id: str) -> int:
    """Return the number of facts on the shortest path through a node that both sides have reached."""
    return start.distance[node_id] + end.distance[node_id] - start.graph.is_fact(node_id)


def answered_joints(start: Side, end: Side, shortest: int) -> list[tuple[str, str]]:
    """Return the crossings between a fact that one side reached last and its answer, reached last by the other."""
    return [
        (fact_id, other)
        for fact_id in start.frontier
        if start.graph.is_fact(fact_id)
        for other in answering(start.graph, fact_id)
        if other in end.distance and start.distance[fact_id] + end.distance[other] == shortest
    ]


def joined(graph: EntityGraph, start: Side, end: Side, joint: tuple[str, str]) -> Cost:
    """Return the cost and the whole trail of the best path over one crossing."""
    left, right = start.best(joint[0]), end.best(joint[1])
    if joint[0] != joint[1]:
        return left[0] + right[0], left[1] + right[1], left[2] + right[2][::-1]
    hubs, doubt = burden(graph, joint[0], start.day)  # counted by both sides
    return left[0] + right[0] - hubs, left[1] + right[1] - doubt, left[2] + right[2][-2::-1]


def beside(graph: EntityGraph, trail: Iterable[str], day: str | None) -> list[str]:
    """Return the facts off the trail that link two entities which follow each other on it."""
    entities = [node_id for node_id in trail if not graph.is_fact(node_id)]
    found: dict[str, None] = {}
    for left, right in pairwise(entities):
        shared = set(graph.facts_of(left)) & set(graph.facts_of(right))
        found |= dict.fromkeys(fact_id for fact_id in sorted(shared) if is_known(graph, fact_id, day))
    return list(found)
