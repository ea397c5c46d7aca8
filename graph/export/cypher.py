"""Cypher statements, one a line, that build the graph in Neo4j or Memgraph; running them twice changes nothing.

Text from documents is only ever written inside quoted strings, names of properties inside backticks: nothing a
document says can end a string and become a statement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import BinaryIO

from graph.export.part import Part, check, clean, edge_row, edges_of, escaped, nodes_of
from graph.records import Edge, Node

ESCAPES = {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
SPECIAL = re.compile(r"[\\'\"\x00-\x1f\x7f-\x9f\u2028\u2029]")


def write(part: Part, stream: BinaryIO) -> None:
    """Write a graph or a view as Cypher; raises `PartIncompleteError`."""
    check(part)
    stream.write(b"CREATE CONSTRAINT threadline_id IF NOT EXISTS FOR (n:Threadline) REQUIRE n.id IS UNIQUE;\n")
    stream.writelines(node_statement(node).encode() + b"\n" for node in nodes_of(part))
    stream.writelines(edge_statement(edge).encode() + b"\n" for edge in edges_of(part))


def node_statement(node: Node) -> str:
    """Return the statement that makes one node."""
    properties = {**dict(node.attributes), "name": node.name, "kind": node.kind}
    return f"MERGE (n:Threadline {{id: {quoted(node.node_id)}}}) SET n:{label(node.kind)}, n += {mapping(properties)};"


def edge_statement(edge: Edge) -> str:
    """Return the statement that makes one edge."""
    return (
        f"MATCH (a:Threadline {{id: {quoted(edge.source_id)}}}), (b:Threadline {{id: {quoted(edge.target_id)}}}) "
        f"MERGE (a)-[r:{backticked(edge.role.upper())} {{id: {quoted(edge.edge_id)}}}]->(b) "
        f"SET r += {mapping(edge_row(edge))};"
    )


def mapping(values: Mapping[str, str | int]) -> str:
    """Return a map of literals."""
    pairs = (
        f"{backticked(name)}: {value if isinstance(value, int) else quoted(value)}" for name, value in values.items()
    )
    return f"{{{', '.join(pairs)}}}"


def label(kind: str) -> str:
    """Return a kind as a label: `company` becomes `Company`."""
    return backticked(kind.capitalize())


def quoted(text: str) -> str:
    """Return a text as a string literal."""
    return "'" + SPECIAL.sub(lambda found: ESCAPES.get(found[0]) or escaped(found), clean(text)) + "'"


def backticked(name: str) -> str:
    """Return a name as an identifier; nothing in it can begin an escape."""
    return "`" + SPECIAL.sub("_", clean(name)).replace("`", "``") + "`"
