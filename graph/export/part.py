"""What an exporter is given, and the checks and cleaning that all formats share.

A part of the graph is written only if it is whole: every edge has both ends, and every allegation has all its
responses. A view made by this package always is; one cut down by somebody else may not be.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict

from extract.records import Evidence
from graph.errors import PartIncompleteError
from graph.network import ANSWERS, EntityGraph
from graph.records import Edge, Node, View

Part = EntityGraph | View
UNPRINTABLE = re.compile("[\ud800-\udfff]")  # half characters, which no encoding can write
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029]")
REPLACEMENT = "\ufffd"

EDGE_COLUMNS = ("role", "fact_id", "document_id", "publisher", "page", "start", "end", "quote", "further_evidence")
NUMBERS = ("page", "start", "end")


def nodes_of(part: Part) -> Iterator[Node]:
    """Yield the nodes of a graph or a view."""
    return part.nodes() if isinstance(part, EntityGraph) else iter(part.nodes)


def edges_of(part: Part) -> Iterator[Edge]:
    """Yield the edges of a graph or a view."""
    return part.edges() if isinstance(part, EntityGraph) else iter(part.edges)


def check(part: Part) -> None:
    """Raise `PartIncompleteError` where an edge lacks an end or evidence, or an allegation a response."""
    if isinstance(part, EntityGraph):
        return
    known = {node.node_id for node in part.nodes}
    for edge in part.edges:
        for end in (edge.source_id, edge.target_id):
            if end not in known:
                raise PartIncompleteError(edge.edge_id, f"its end {end!r}")
        if not edge.evidence:
            raise PartIncompleteError(edge.edge_id, "evidence")
    answers = Counter(edge.target_id for edge in part.edges if edge.role == ANSWERS)
    for node in part.nodes:
        if answers[node.node_id] < int(dict(node.attributes).get("responses", "0")):
            raise PartIncompleteError(node.node_id, "all responses to it")


def clean(text: str) -> str:
    """Return a text that can be written in UTF-8."""
    return UNPRINTABLE.sub(REPLACEMENT, text)


def clean_xml(text: str) -> str:
    """Return a text that may stand in XML 1.0."""
    return NOT_XML.sub(REPLACEMENT, text)


def attribute_names(part: Part) -> tuple[str, ...]:
    """Return the names of all attributes of nodes, in order."""
    return tuple(sorted({name for node in nodes_of(part) for name, _value in node.attributes}))


def json_line(item: object) -> str:
    """Return a value as JSON on one line, whatever its reader takes for an end of line."""
    return clean(LINE_ENDS.sub(escaped, json.dumps(item, ensure_ascii=False)))


def escaped(found: re.Match[str]) -> str:
    """Return a character as JSON and Cypher escape it."""
    return f"\\u{ord(found[0]):04x}"


def evidence_json(evidence: tuple[Evidence, ...]) -> str:
    """Return evidence as JSON on one line; nothing for none."""
    return json_line([asdict(one) for one in evidence]) if evidence else ""


def edge_row(edge: Edge) -> dict[str, str | int]:
    """Return an edge's columns in the order of `EDGE_COLUMNS`, without those that are empty.

    The first evidence is laid out in columns of its own, the rest is JSON in `further_evidence`.
    """
    first, *rest = edge.evidence
    row: dict[str, str | int | None] = {
        "role": edge.role,
        "fact_id": edge.fact_id,
        "document_id": first.document_id,
        "publisher": edge.publisher,
        "page": first.page,
        "start": first.start,
        "end": first.end,
        "quote": first.quote,
        "further_evidence": evidence_json(tuple(rest)),
    }
    return {name: value for name, value in row.items() if value is not None and value != ""}


class Lookup:
    """Nodes by id, and the edges that leave or answer a fact, in a graph or a view alike."""

    def __init__(self, part: Part) -> None:
        self._graph = part if isinstance(part, EntityGraph) else None
        self._nodes: dict[str, Node] = {}
        self._edges: defaultdict[str, list[Edge]] = defaultdict(list)
        self._responses: defaultdict[str, list[str]] = defaultdict(list)
        if isinstance(part, View):
            self._nodes = {node.node_id: node for node in part.nodes}
            for edge in part.edges:
                self._edges[edge.source_id].append(edge)
                if edge.role == ANSWERS:
                    self._responses[edge.target_id].append(edge.source_id)

    def node(self, node_id: str) -> Node:
        """Return a node that is known to be in the part."""
        return self._graph.get_node(node_id) if self._graph else self._nodes[node_id]

    def edges(self, fact_id: str) -> tuple[Edge, ...]:
        """Return the edges that leave a fact."""
        return self._graph.edges_of(fact_id) if self._graph else tuple(self._edges.get(fact_id, ()))

    def responses(self, fact_id: str) -> tuple[Node, ...]:
        """Return the facts that answer a fact."""
        found = self._graph.responses_to(fact_id) if self._graph else self._responses.get(fact_id, ())
        return tuple(map(self.node, found))
