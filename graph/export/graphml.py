"""GraphML, which yEd, Cytoscape, igraph and NetworkX read: http://graphml.graphdrawing.org."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from graph.export.markup import Markup
from graph.export.part import EDGE_COLUMNS, NUMBERS, Part, attribute_names, check, edge_row, edges_of, nodes_of


def write(part: Part, stream: BinaryIO) -> None:
    """Write a graph or a view as GraphML; raises `PartIncompleteError`."""
    check(part)
    names = ("label", "kind", *attribute_names(part))
    node_keys = {name: f"n{number}" for number, name in enumerate(names)}
    edge_keys = {name: f"e{number}" for number, name in enumerate(EDGE_COLUMNS)}
    out = Markup(stream)
    out.open("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    declare(out, "node", node_keys)
    declare(out, "edge", edge_keys)
    out.open("graph", id="threadline", edgedefault="directed")
    for node in nodes_of(part):
        out.open("node", id=node.node_id)
        write_data(out, node_keys, {**dict(node.attributes), "label": node.name, "kind": node.kind})
        out.close("node")
    for edge in edges_of(part):
        out.open("edge", id=edge.edge_id, source=edge.source_id, target=edge.target_id)
        write_data(out, edge_keys, edge_row(edge))
        out.close("edge")
    out.close("graph")
    out.close("graphml")


def declare(out: Markup, owner: str, keys: Mapping[str, str]) -> None:
    """Declare the attributes of nodes or of edges."""
    for name, key in keys.items():
        kind = "int" if owner == "edge" and name in NUMBERS else "string"
        out.leaf("key", id=key, **{"for": owner, "attr.name": name, "attr.type": kind})


def write_data(out: Markup, keys: Mapping[str, str], values: Mapping[str, str | int]) -> None:
    """Write the values of one node or edge, in the order declared."""
    for name, key in keys.items():
        if name in values:
            out.leaf("data", str(values[name]), key=key)
