"""Views joined and cut: several into one, and what somebody put away taken out of it.

Guarantees that what is left is whole (see `graph.assemble`): an allegation keeps its claimant, its target and all
responses, or goes with all of them; no edge is left without both its ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from extract.records import FactKind
from graph.assemble import FACT_KINDS, INSEPARABLE
from graph.network import ANSWERS
from graph.records import Edge, Node, View

TOGETHER = (FactKind.ALLEGATION.value, FactKind.RESPONSE.value)
"""Whoever puts away the one puts away the other."""


def joined(views: Iterable[View]) -> View:
    """Return several views as one: nodes and edges as first met; what each left out is not summed up."""
    some = tuple(views)
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    for view in some:
        for node in view.nodes:
            nodes.setdefault(node.node_id, node)
        for edge in view.edges:
            edges.setdefault(edge.edge_id, edge)
    entities = [node for node in nodes.values() if node.kind not in FACT_KINDS]
    facts = [node for node in nodes.values() if node.kind in FACT_KINDS]
    trail = next((view.trail for view in some if view.trail), ())
    return View(
        (*entities, *facts), tuple(edges.values()), undated=max((view.undated for view in some), default=0), trail=trail
    )


def cut(view: View, kinds: Collection[str], dropped: Collection[str], kept: Collection[str]) -> View:
    """Return a view without what is of these kinds and without the nodes `dropped`, and the facts these are in.

    The entities `kept` stay whatever their kind, and so do those on a path; any other goes when no fact leads to it.
    """
    kind_of = {node.node_id: node.kind for node in view.nodes}
    stays = set(kept) | {node_id for node_id in view.trail if kind_of.get(node_id) not in FACT_KINDS}
    stays -= set(dropped)
    gone = _with_answers(view, _facts_gone(view, kind_of, kinds, dropped))
    edges = []
    for edge in view.edges:
        other = kind_of[edge.target_id]
        put_away = other in kinds and other not in FACT_KINDS and edge.target_id not in stays
        if put_away and edge.role in INSEPARABLE.get(kind_of[edge.source_id], frozenset()):
            put_away = False
        if not put_away and edge.source_id not in gone and edge.target_id not in gone:
            edges.append(edge)
    linked = {node_id for edge in edges for node_id in (edge.source_id, edge.target_id)}
    shown = (linked | stays | {one for one, kind in kind_of.items() if kind in FACT_KINDS}) - gone - set(dropped)
    return View(
        tuple(node for node in view.nodes if node.node_id in shown),
        tuple(edges),
        view.omitted,
        view.undated,
        view.trail,
    )


def _facts_gone(view: View, kind_of: dict[str, str], kinds: Collection[str], dropped: Collection[str]) -> set[str]:
    """Return the facts of kinds put away, and those in which somebody dropped takes part."""
    speech = set(TOGETHER) if FactKind.ALLEGATION.value in kinds else set[str]()
    unwanted = (set(kinds) & FACT_KINDS) - set(TOGETHER) | speech
    gone = {node_id for node_id, kind in kind_of.items() if kind in unwanted}
    gone |= {node_id for node_id in dropped if kind_of.get(node_id) in FACT_KINDS}
    return gone | {edge.source_id for edge in view.edges if edge.target_id in dropped}


def _with_answers(view: View, gone: set[str]) -> set[str]:
    """Add to facts that go whatever answers them or is answered by them."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for edge in view.edges:
        if edge.role == ANSWERS:
            beside[edge.source_id].add(edge.target_id)
            beside[edge.target_id].add(edge.source_id)
    waiting, found = list(gone), set(gone)
    while waiting:
        for other in beside[waiting.pop()] - found:
            found.add(other)
            waiting.append(other)
    return found
