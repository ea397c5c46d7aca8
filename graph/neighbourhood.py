"""What surrounds an entity: a ranked, capped neighbourhood, and the whole graph as a view.

A step leads from an entity over its facts to the other entities in them. Nearer facts come before farther ones, and
within a step the better evidenced first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.assemble import assemble, get_kinds, is_known
from graph.dates import get_last_day
from graph.network import EntityGraph
from graph.options import DEFAULTS
from graph.records import View


def neighbours(
    graph: EntityGraph,
    entity_id: str,
    *,
    depth: int = 1,
    kinds: Iterable[str] = (),
    cap: int = DEFAULTS.cap,
    as_of: str | None = None,
) -> View:
    """Return what lies within `depth` steps of an entity (or of a fact), in at most `cap` facts.

    `kinds` are fact kinds to walk over and labels of the entities to show; none means all. What an allegation brings
    along comes on top of the cap. `omitted` counts the facts of the last step taken that the cap left out, `undated`
    those of unknown date left out under `as_of`, an ISO date of any precision. Raises `NodeNotFoundError`,
    `KindUnknownError`, `DateUnreadableError`.
    """
    start = graph.get_id(entity_id)
    fact_kinds, labels = get_kinds(kinds)
    day = get_last_day(as_of) if as_of else None
    taken: list[str] = [start] if graph.is_fact(start) else []
    ring = entities = dict.fromkeys(graph.participants(start) if taken else (start,))
    left_out: set[str] = set()
    undated: set[str] = set()
    for _ in range(min(depth, DEFAULTS.max_depth) - len(taken)):
        candidates = facts_around(graph, ring, fact_kinds).difference(taken)
        if day is not None:
            undated.update(fact_id for fact_id in candidates if graph.known_on(fact_id) is None)
            candidates = {fact_id for fact_id in candidates if is_known(graph, fact_id, day)}
        if labels:
            candidates = {fact_id for fact_id in candidates if reaches(graph, fact_id, labels, ring)}
        chosen = graph.strongest(candidates, max(0, cap - len(taken)), day)
        left_out = candidates.difference(chosen)
        taken += chosen
        ring = next_ring(graph, chosen, labels, entities)
        if not ring or left_out:
            break
        entities = entities | ring
    shown = () if graph.is_fact(start) else (start,)
    return assemble(graph, taken, entity_ids=shown, labels=labels, as_of=day, left_out=left_out, undated=len(undated))


def facts_around(graph: EntityGraph, ring: Iterable[str], kinds: Collection[str]) -> set[str]:
    """Return the facts that touch these entities."""
    found = set[str]().union(*map(graph.facts_of, ring))
    return {fact_id for fact_id in found if graph.kind_of(fact_id) in kinds} if kinds else found


def reaches(graph: EntityGraph, fact_id: str, labels: Collection[str], ring: Collection[str]) -> bool:
    """Tell whether a fact leads from the ring to an entity of one of these labels."""
    return any(graph.kind_of(other) in labels for other in graph.participants(fact_id) if other not in ring)


def next_ring(
    graph: EntityGraph, fact_ids: Iterable[str], labels: Collection[str], seen: Collection[str]
) -> dict[str, None]:
    """Return the entities that these facts lead to, in order, without those seen."""
    return {
        other: None
        for fact_id in fact_ids
        for other in graph.participants(fact_id)
        if other not in seen and (not labels or graph.kind_of(other) in labels)
    }


def everything(graph: EntityGraph, *, kinds: Iterable[str] = (), as_of: str | None = None) -> View:
    """Return the whole graph as a view, or what of it was known on a date, or what is of some kinds.

    For a large graph exported whole, give the graph itself to the exporter: a view holds every node at once.
    """
    fact_kinds, labels = get_kinds(kinds)
    day = get_last_day(as_of) if as_of else None
    facts = [fact_id for fact_id in graph.fact_ids() if not fact_kinds or graph.kind_of(fact_id) in fact_kinds]
    undated = sum(graph.known_on(fact_id) is None for fact_id in facts) if day is not None else 0
    known = (fact_id for fact_id in facts if is_known(graph, fact_id, day))
    return assemble(graph, known, labels=labels, as_of=day, undated=undated)


def around_facts(graph: EntityGraph, fact_ids: Iterable[str], *, as_of: str | None = None) -> View:
    """Return the view of chosen facts (the hits of a search, say); ids that are not in the graph are passed over."""
    day = get_last_day(as_of) if as_of else None
    found = [fact_id for fact_id in fact_ids if fact_id in graph and graph.is_fact(fact_id)]
    return assemble(graph, (fact_id for fact_id in found if is_known(graph, fact_id, day)), as_of=day)
