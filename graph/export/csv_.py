"""Two tables, `nodes.csv` and `edges.csv`, safe to open in a spreadsheet.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises against "CSV
injection"; plain numbers stay numbers. The table of edges names both ends, so it can be read alone.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, BinaryIO

from graph.export.part import EDGE_COLUMNS, Part, attribute_names, check, clean, edge_row, edges_of, nodes_of

NODES, EDGES = "nodes.csv", "edges.csv"
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠|%\t\r\n\x00]")
NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
NODE_COLUMNS = ("node_id", "kind", "name")
END_COLUMNS = ("edge_id", "source_id", "source_kind", "source_name", "target_id", "target_kind", "target_name")
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP can state: the same graph gives the same bytes


def write(part: Part, stream: BinaryIO) -> None:
    """Write a graph or a view as a ZIP of both tables; raises `PartIncompleteError`."""
    check(part)
    with zipfile.ZipFile(stream, "w") as box:
        for name, writer in ((NODES, write_nodes), (EDGES, write_edges)):
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with box.open(info, "w", force_zip64=True) as member:
                writer(part, member)


def write_nodes(part: Part, stream: IO[bytes]) -> None:
    """Write the table of nodes to a binary stream: id, kind, name, then every attribute a column."""
    names = attribute_names(part)
    rows = ((node, dict(node.attributes)) for node in nodes_of(part))
    write_table(
        stream,
        (*NODE_COLUMNS, *names),
        ((n.node_id, n.kind, n.name, *(values.get(name, "") for name in names)) for n, values in rows),
    )


def write_edges(part: Part, stream: IO[bytes]) -> None:
    """Write the table of edges to a binary stream: both ends, then role and evidence."""
    write_table(stream, (*END_COLUMNS, *EDGE_COLUMNS), edge_rows(part))


def edge_rows(part: Part) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table of edges."""
    ends = {node.node_id: (node.node_id, node.kind, node.name) for node in nodes_of(part)}
    for edge in edges_of(part):
        row = edge_row(edge)
        values = (str(row.get(name, "")) for name in EDGE_COLUMNS)
        yield (edge.edge_id, *ends[edge.source_id], *ends[edge.target_id], *values)


def write_table(stream: IO[bytes], header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write rows as CSV (RFC 4180) in UTF-8."""
    text = io.TextIOWrapper(stream, "utf-8", newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(harmless(cell) for cell in header)
    table.writerows([harmless(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    written = clean(cell).replace("\x00", "\ufffd")
    return f"'{written}" if FORMULA.match(written) and not NUMBER.fullmatch(written) else written
