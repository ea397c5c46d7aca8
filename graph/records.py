"""The records of the graph: nodes, edges with their evidence, views of a part of it, and what is read off it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
    evidence: that nearest to the mention which fills the role comes first. `publisher` is the document's.
    """

    edge_id: str
    source_id: str
    target_id: str
    role: str
    fact_id: str
    document_id: str
    evidence: tuple[Evidence, ...]
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A part of the graph; `omitted` counts, by node kind, the neighbours that a cap left out.

    `undated` counts the facts left out because nobody knows when their document was published (only where the graph
    is seen as known on a date). `trail` holds, for a path, its node ids from one end to the other.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    omitted: tuple[tuple[str, int], ...] = ()
    undated: int = 0
    trail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A fact in a timeline, with the responses to it; `dated_by` says whether text or document gave the date."""

    date: str | None
    dated_by: Literal["fact", "document"] | None
    fact: Node
    edges: tuple[Edge, ...]
    responses: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How connected an entity is: in how many facts it takes part, of how many documents."""

    node: Node
    facts: int
    documents: int
