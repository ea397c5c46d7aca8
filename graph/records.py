"""The records of the graph: nodes, edges with their evidence, and views of a part of it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.records import Evidence


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, or a fact that links entities.

    `node_id` is an entity id or a fact id; `kind` is a `Label` value for an entity and a `FactKind` value for a fact;
    `attributes` are `(name, value)` in order of name: amount, currency, date, status, claimant ...
    """

    node_id: str
    kind: str
    name: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A role an entity plays in a fact, or a response's link to the allegation it answers.

    `source_id` is the fact's node, `target_id` the entity's (or the answered allegation's). There is no edge without
    evidence.
    """

    edge_id: str
    source_id: str
    target_id: str
    role: str
    fact_id: str
    document_id: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A part of the graph; `omitted` counts, by node kind, the neighbours that a cap left out."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    omitted: tuple[tuple[str, int], ...] = ()
