"""FollowTheMoney JSON lines, as Aleph, OpenAleph and yente load them; one entity a line.

Written by the published schemata, without their library, which would bring a dozen packages to write one file.
"""

from __future__ import annotations

from typing import BinaryIO

from graph.assemble import FACT_KINDS
from graph.export.part import Lookup, Part, check, json_line, nodes_of
from graph.export.schemata import Item, Told, document_item, entity_item, fact_items


def write(part: Part, stream: BinaryIO) -> None:
    """Write a graph or a view as FollowTheMoney; raises `PartIncompleteError`."""
    check(part)
    lookup = Lookup(part)
    documents: set[str] = set()
    for node in nodes_of(part):
        if node.kind not in FACT_KINDS:
            stream.write(line(entity_item(node)))
            continue
        document = document_item(node)
        if document.item_id not in documents:
            documents.add(document.item_id)
            stream.write(line(document))
        told = Told(node, lookup.edges(node.node_id), lookup.responses(node.node_id), lookup)
        stream.writelines(map(line, fact_items(told)))


def line(item: Item) -> bytes:
    """Return an item as a line of JSON."""
    properties = {name: values for name, values in sorted(item.properties.items()) if values}
    written = {"id": item.item_id, "schema": item.schema, "properties": properties}
    return json_line(written).encode() + b"\n"
