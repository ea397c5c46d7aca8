"""Node-link JSON, as D3, Cytoscape.js and NetworkX (`node_link_graph(..., edges="edges")`) read it.

Everything a view holds is written, so `read` gives back an equal view.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, BinaryIO

from extract.records import Evidence
from graph.export.part import Part, check, edges_of, json_line, nodes_of
from graph.records import Edge, Node, View


def write(part: Part, stream: BinaryIO) -> None:
    """Write a graph or a view as one JSON object, a line to a node and an edge; raises `PartIncompleteError`."""
    check(part)
    about: dict[str, object] = {}
    if isinstance(part, View):
        about = {"omitted": dict(part.omitted), "undated": part.undated, "trail": part.trail}
    stream.write(b'{"directed": true, "multigraph": true, "graph": ' + dumped(about) + b',\n"nodes": [')
    write_list(stream, map(node_object, nodes_of(part)))
    stream.write(b'],\n"edges": [')
    write_list(stream, map(edge_object, edges_of(part)))
    stream.write(b"]}\n")


def write_list(stream: BinaryIO, items: Iterable[dict[str, object]]) -> None:
    """Write objects one a line, with commas between."""
    stream.writelines((b",\n" if number else b"\n") + dumped(item) for number, item in enumerate(items))


def dumped(item: object) -> bytes:
    """Return a value as JSON in UTF-8."""
    return json_line(item).encode()


def node_object(node: Node) -> dict[str, object]:
    """Return a node as it is written."""
    return {"id": node.node_id, "kind": node.kind, "name": node.name, "attributes": dict(node.attributes)}


def edge_object(edge: Edge) -> dict[str, object]:
    """Return an edge as it is written."""
    return {
        "id": edge.edge_id,
        "source": edge.source_id,
        "target": edge.target_id,
        "key": edge.role,
        "role": edge.role,
        "fact_id": edge.fact_id,
        "document_id": edge.document_id,
        "publisher": edge.publisher,
        "evidence": [asdict(one) for one in edge.evidence],
    }


def read(stream: BinaryIO) -> View:
    """Return the view that a file written by `write` holds."""
    found = json.load(stream)
    about = found["graph"]
    return View(
        nodes=tuple(
            Node(one["id"], one["kind"], one["name"], tuple(sorted(one["attributes"].items())))
            for one in found["nodes"]
        ),
        edges=tuple(map(edge_read, found["edges"])),
        omitted=tuple(sorted(about.get("omitted", {}).items())),
        undated=about.get("undated", 0),
        trail=tuple(about.get("trail", ())),
    )


def edge_read(one: dict[str, Any]) -> Edge:
    """Return the edge that an object written by `edge_object` stands for."""
    return Edge(
        edge_id=one["id"],
        source_id=one["source"],
        target_id=one["target"],
        role=one["role"],
        fact_id=one["fact_id"],
        document_id=one["document_id"],
        evidence=tuple(Evidence(**evidence) for evidence in one["evidence"]),
        publisher=one["publisher"],
    )
