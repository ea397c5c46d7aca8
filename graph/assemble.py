"""From chosen facts to a `View`, whole in what must not be torn apart.

Guarantees: every fact shown brings all responses to it, whatever was filtered, capped or later than the day looked
back to (such a response carries `after_as_of`); an allegation brings its claimant and target, a response its
responder and what it answers. Every edge of the view has both ends in it.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable

from extract.records import FactKind, Label, Role
from graph.errors import KindUnknownError
from graph.network import EntityGraph
from graph.records import Edge, View

INSEPARABLE: dict[str, frozenset[str]] = {
    FactKind.ALLEGATION.value: frozenset((Role.CLAIMANT.value, Role.TARGET.value)),
    FactKind.RESPONSE.value: frozenset((Role.RESPONDER.value,)),
}
"""Roles that no filter takes away."""
FACT_KINDS = frozenset(kind.value for kind in FactKind)
LABELS = frozenset(label.value for label in Label)


def get_kinds(kinds: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the fact kinds and the entity labels among `kinds`; raises `KindUnknownError`."""
    given = frozenset(str(kind) for kind in kinds)
    for kind in sorted(given - FACT_KINDS - LABELS):
        raise KindUnknownError(kind, sorted(FACT_KINDS | LABELS))
    return given & FACT_KINDS, given & LABELS


def is_known(graph: EntityGraph, fact_id: str, as_of: str | None) -> bool:
    """Tell whether a fact's document had been published by the end of that day."""
    if as_of is None:
        return True
    known = graph.known_on(fact_id)
    return known is not None and known <= as_of


def with_speech(graph: EntityGraph, fact_ids: Iterable[str], as_of: str | None) -> dict[str, None]:
    """Return the facts with all that answers them, and with what they answer as far as it was known, in order."""
    taken = dict.fromkeys(fact_ids)
    waiting = deque(taken)
    while waiting:
        fact_id = waiting.popleft()
        answered = (other for other in graph.answered_by(fact_id) if is_known(graph, other, as_of))
        for other in (*graph.responses_to(fact_id), *answered):
            if other not in taken:
                taken[other] = None
                waiting.append(other)
    return taken


def assemble(
    graph: EntityGraph,
    fact_ids: Iterable[str],
    *,
    entity_ids: Iterable[str] = (),
    labels: Collection[str] = (),
    as_of: str | None = None,
    left_out: Iterable[str] = (),
    undated: int = 0,
    trail: tuple[str, ...] = (),
) -> View:
    """Return the view of these facts and entities: entities as first met, then facts in the order given.

    With `labels`, other entities than these and `entity_ids` are left out. `left_out` are facts to be counted as
    omitted unless something in the view brings them.
    """
    taken = with_speech(graph, fact_ids, as_of)
    entities = dict.fromkeys(entity_ids)
    edges: list[Edge] = []
    for fact_id in taken:
        for edge in graph.edges_of(fact_id):
            if graph.is_fact(edge.target_id):
                keep = edge.target_id in taken
            else:
                keep = edge.target_id in entities or not labels or is_kept(graph, edge, labels)
                if keep:
                    entities[edge.target_id] = None
            if keep:
                edges.append(edge)
    omitted = Counter(graph.kind_of(fact_id) for fact_id in left_out if fact_id not in taken)
    return View(
        nodes=tuple(graph.get_node(node_id, as_of) for node_id in (*entities, *taken)),
        edges=tuple(edges),
        omitted=tuple(sorted(omitted.items())),
        undated=undated,
        trail=trail,
    )


def is_kept(graph: EntityGraph, edge: Edge, labels: Collection[str]) -> bool:
    """Tell whether a filter by label leaves this edge standing."""
    inseparable = INSEPARABLE.get(graph.kind_of(edge.source_id), frozenset())
    return edge.role in inseparable or graph.kind_of(edge.target_id) in labels
