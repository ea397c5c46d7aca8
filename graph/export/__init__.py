"""The graph as files: `export` writes it in one of the formats of `EXPORTERS`.

Every format carries, on every edge, document, page, offsets, quote and publisher, and never an allegation without
its responses. The same graph always gives the same bytes.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from graph.errors import FileNotWrittenError, FormatUnknownError
from graph.export import csv_, cypher, followthemoney, gexf, graphml, json_
from graph.export.part import Part, check

Writer = Callable[[Part, BinaryIO], None]

EXPORTERS: MappingProxyType[str, Writer] = MappingProxyType(
    {
        "csv": csv_.write,
        "cypher": cypher.write,
        "followthemoney": followthemoney.write,
        "gexf": gexf.write,
        "graphml": graphml.write,
        "json": json_.write,
    }
)
"""Format -> the function that writes it to a binary stream."""


def export(part: Part, name: str, path: Path) -> tuple[Path, ...]:
    """Write a graph or a view to a file, whole or not at all, and return the files written.

    CSV is two tables: in one ZIP if the file is called `.zip`, else edges go to `path` and nodes beside it
    (`links.csv`, `links.nodes.csv`). Raises `FormatUnknownError`, `PartIncompleteError`, `FileNotWrittenError`.
    """
    if name not in EXPORTERS:
        raise FormatUnknownError(name, EXPORTERS)
    check(part)
    targets: dict[Path, Writer] = {path: EXPORTERS[name]}
    if name == "csv" and path.suffix.lower() != ".zip":
        targets = {path: csv_.write_edges, path.with_name(f"{path.stem}.nodes{path.suffix}"): csv_.write_nodes}
    try:
        replace_all(part, targets)
    except OSError as error:
        raise FileNotWrittenError(str(path), error.strerror or str(error)) from error
    return tuple(targets)


def replace_all(part: Part, targets: dict[Path, Writer]) -> None:
    """Write every file beside its target, then put them all in place; on failure nothing is left behind."""
    drafts: dict[Path, Path] = {}
    try:
        for target, write in targets.items():
            drafts[target] = target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}")
            with drafts[target].open("xb") as stream:
                write(part, stream)
                stream.flush()
                os.fsync(stream.fileno())
        for target, done in drafts.items():
            done.replace(target)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)
