"""GEXF 1.3, the format of Gephi: https://gexf.net.

Nodes are coloured by kind; allegations and responses stand out. Edges are directed from the fact to the entity.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from graph.export.markup import Markup
from graph.export.part import EDGE_COLUMNS, NUMBERS, Part, attribute_names, check, edge_row, edges_of, nodes_of
from graph.records import Edge, Node

COLOURS: dict[str, tuple[int, int, int]] = {
    "company": (31, 119, 180),
    "government": (23, 63, 95),
    "organisation": (97, 152, 194),
    "person": (62, 137, 93),
    "place": (140, 140, 140),
    "group": (178, 178, 178),
    "allegation": (200, 60, 50),
    "response": (230, 150, 60),
    "designation": (117, 70, 145),
}
OTHER_COLOUR = (212, 190, 120)


def write(part: Part, stream: BinaryIO) -> None:
    """Write a graph or a view as GEXF; raises `PartIncompleteError`."""
    check(part)
    names = ("kind", *attribute_names(part))
    out = Markup(stream)
    out.open("gexf", xmlns="http://gexf.net/1.3", **{"xmlns:viz": "http://gexf.net/1.3/viz"}, version="1.3")
    out.open("graph", defaultedgetype="directed", mode="static")
    declare(out, "node", names)
    declare(out, "edge", EDGE_COLUMNS)
    out.open("nodes")
    for node in nodes_of(part):
        write_node(out, node, names)
    out.close("nodes")
    out.open("edges")
    for edge in edges_of(part):
        write_edge(out, edge)
    out.close("edges")
    out.close("graph")
    out.close("gexf")


def declare(out: Markup, owner: str, names: Iterable[str]) -> None:
    """Write the table of attributes of nodes or of edges."""
    out.open("attributes", class_=owner, mode="static")
    for number, name in enumerate(names):
        kind = "integer" if owner == "edge" and name in NUMBERS else "string"
        out.leaf("attribute", id=number, title=name, type=kind)
    out.close("attributes")


def write_node(out: Markup, node: Node, names: tuple[str, ...]) -> None:
    """Write one node."""
    red, green, blue = COLOURS.get(node.kind, OTHER_COLOUR)
    values = {"kind": node.kind, **dict(node.attributes)}
    out.open("node", id=node.node_id, label=node.name)
    out.open("attvalues")
    for number, name in enumerate(names):
        if name in values:
            out.leaf("attvalue", for_=number, value=values[name])
    out.close("attvalues")
    out.leaf("viz:color", r=red, g=green, b=blue)
    out.close("node")


def write_edge(out: Markup, edge: Edge) -> None:
    """Write one edge with its evidence."""
    row = edge_row(edge)
    out.open("edge", id=edge.edge_id, source=edge.source_id, target=edge.target_id, label=edge.role)
    out.open("attvalues")
    for number, name in enumerate(EDGE_COLUMNS):
        if name in row:
            out.leaf("attvalue", for_=number, value=row[name])
    out.close("attvalues")
    out.close("edge")
