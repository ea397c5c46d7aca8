"""How a document's long parts lie in the database: one compressed JSON value, exact in and out.

Boxes are kept to a hundredth of a point and offsets as differences, which makes a page of lines a few hundred bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any

from corpus.records import Document, Line, Section, SectionKind

LEVEL = 6


def encode_content(document: Document) -> bytes:
    """Return text, sections, lines, offsets, authors, metadata and tools of `document` as bytes."""
    value = {
        "text": document.text,
        "sections": [[s.kind, s.start, s.end, s.number] for s in document.sections],
        "lines": _pack_lines(document.lines),
        "offsets": _pack_offsets(document.offsets),
        "authors": document.authors,
        "metadata": document.metadata,
        "tools": document.tools,
    }
    return zlib.compress(json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii"), LEVEL)


def decode_content(body: bytes) -> dict[str, Any]:
    """Return the fields of a Document that `encode_content` packed, by name."""
    value = json.loads(zlib.decompress(body))
    return {
        "text": value["text"],
        "sections": tuple(Section(SectionKind(k), start, end, number) for k, start, end, number in value["sections"]),
        "lines": tuple(_unpack_lines(value["lines"])),
        "offsets": tuple(_unpack_offsets(value["offsets"])),
        "authors": tuple(value["authors"]),
        "metadata": _pairs(value["metadata"]),
        "tools": _pairs(value["tools"]),
    }


def round_box(value: float) -> float:
    """Return a coordinate as it survives storage: to a hundredth of a point."""
    return round(value * 100) / 100


def _pairs(rows: Iterable[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in rows)


def _pack_lines(lines: Iterable[Line]) -> list[list[int]]:
    packed, at = [], 0
    for line in lines:
        box = (round(x * 100) for x in (line.left, line.top, line.right, line.bottom))
        packed.append([line.start - at, line.end - line.start, line.page, *box])
        at = line.end
    return packed


def _unpack_lines(packed: Iterable[list[int]]) -> Iterable[Line]:
    at = 0
    for skip, length, page, *box in packed:
        left, top, right, bottom = (x / 100 for x in box)
        start, at = at + skip, at + skip + length
        yield Line(start, at, page, left, top, right, bottom)


def _pack_offsets(runs: Iterable[tuple[int, int, int]]) -> list[list[int]]:
    packed, at, source_at = [], 0, 0
    for start, end, source in runs:
        packed.append([start - at, end - start, source - source_at])
        at, source_at = end, source + end - start
    return packed


def _unpack_offsets(packed: Iterable[list[int]]) -> Iterable[tuple[int, int, int]]:
    at, source_at = 0, 0
    for skip, length, source_skip in packed:
        start, source = at + skip, source_at + source_skip
        at, source_at = start + length, source + length
        yield start, at, source
