"""One segment of the index, which never changes: its posting lists and columns as arrays, kept while in use."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.spans import STRIDE
from search.terms import is_form
from search.whoosh_columns import RawColumn
from search.whoosh_engine import Automata, TermNotFound, byte_to_length

_LENGTHS = np.array([byte_to_length(i) for i in range(256)], np.float64)
_NO_INTEGERS = np.empty(0, np.int64)
_NO_WEIGHTS = np.empty(0, np.float32)


class Listing(NamedTuple):
    """Documents that hold a term, in order, and how often."""

    documents: NDArray[np.int64]
    weights: NDArray[np.float32]


EMPTY = Listing(_NO_INTEGERS, _NO_WEIGHTS)


class Cache:
    """Arrays used of late, up to a number of bytes; the longest unused go first."""

    def __init__(self, limit_bytes: int) -> None:
        self.limit_bytes = limit_bytes
        self.size_bytes = 0
        self._held: OrderedDict[tuple[str, ...], tuple[Any, int]] = OrderedDict()

    def find(self, key: tuple[str, ...]) -> Any | None:
        """Return what is kept under a key."""
        if (held := self._held.get(key)) is None:
            return None
        self._held.move_to_end(key)
        return held[0]

    def keep(self, key: tuple[str, ...], value: Any, size_bytes: int) -> None:
        """Keep a value; its size counts at least what its entry takes."""
        size_bytes += 200
        self._held[key] = (value, size_bytes)
        self.size_bytes += size_bytes
        while self.size_bytes > self.limit_bytes:
            _, (_, freed) = self._held.popitem(last=False)
            self.size_bytes -= freed


class Segment:
    """Reads one segment. Documents are numbered from 0; deleted ones are still in its lists."""

    def __init__(self, storage: Any, schema: Any, segment: Any, cache: Cache) -> None:
        self.name = str(segment.segment_id())
        self.count = int(segment.doc_count_all())
        self.cache = cache
        self._schema = schema
        self._terms = segment.codec().terms_reader(storage, segment)
        self._documents = segment.codec().per_document_reader(storage, segment)
        self._columns: dict[str, Any] = {}
        self._lengths: dict[str, NDArray[np.float64]] = {}

    def close(self) -> None:
        """Let go of the files."""
        self._terms.close()
        self._documents.close()

    def listing(self, field: str, term: str) -> Listing:
        """Return the documents that hold a term."""
        key = (self.name, field, term)
        found: Listing | None = self.cache.find(key)
        if found is None:
            blocks = [(ids, weights) for ids, weights, _ in self._blocks(field, term)]
            found = Listing(*map(np.concatenate, zip(*blocks, strict=True))) if blocks else EMPTY
            self.cache.keep(key, found, found.documents.nbytes + found.weights.nbytes)
        return found

    def positions(self, field: str, term: str) -> NDArray[np.int64]:
        """Return every position of a term, as `spans` counts them."""
        key = (self.name, field, term, "positions")
        found: NDArray[np.int64] | None = self.cache.find(key)
        if found is None:
            found = self._unpacked(field, term, None)
            self.cache.keep(key, found, found.nbytes)
        return found

    def positions_in(self, documents: NDArray[np.int64], field: str, term: str) -> NDArray[np.int64]:
        """Return the positions of a term in a few documents, in order, reading only what they need."""
        return self._unpacked(field, term, documents)

    def frequency(self, field: str, term: str) -> int:
        """Return how many documents hold a term, deleted ones included, without reading its list."""
        try:
            return int(self._terms.doc_frequency(field, term.encode()))
        except KeyError:
            return 0

    def forms_from(self, field: str, prefix: str) -> Iterator[str]:
        """Yield the terms of a field that begin with `prefix`, in order."""
        for name, term in self._terms.terms_from(field, prefix.encode()):
            text = term.decode()
            if name != field or not text.startswith(prefix):
                return
            yield text

    def forms_near(self, field: str, term: str, edits: int, kept: int) -> Iterator[str]:
        """Yield the forms within a number of edits of `term`, whose first `kept` letters are not touched."""
        cursor = self._terms.cursor(field, self._schema[field])
        for found in Automata().terms_within(cursor, term, edits, prefix=kept):
            if is_form(found[kept:]):
                yield found

    def lengths(self, field: str) -> NDArray[np.float64]:
        """Return how many words each document has in a field, at the precision that Whoosh keeps: a byte."""
        if field not in self._lengths:
            name = f"_{field}_len"
            present = self._documents.has_column(name)
            raw = self._documents.column_reader(name, RawColumn()).raw if present else b""
            self._lengths[field] = _LENGTHS[np.frombuffer(raw.ljust(self.count, b"\0"), np.uint8)]
        return self._lengths[field]

    def total_length(self, field: str) -> float:
        """Return how many words all documents have in a field."""
        return float(self._documents.field_length(field))

    def column(self, name: str) -> Any | None:
        """Return the reader of a column, None where no document has a value."""
        if name not in self._columns:
            present = self._documents.has_column(name)
            kind = self._schema[name].column_type
            self._columns[name] = self._documents.column_reader(name, kind) if present else None
        return self._columns[name]

    def _blocks(self, field: str, term: str, documents: NDArray[np.int64] | None = None) -> Iterator[Any]:
        try:
            matcher = self._terms.matcher(field, term.encode(), self._schema[field].format)
        except TermNotFound:
            return
        yield from matcher.blocks(documents)

    def _unpacked(self, field: str, term: str, documents: NDArray[np.int64] | None) -> NDArray[np.int64]:
        found = [_NO_INTEGERS]
        for ids, _, values in self._blocks(field, term, documents):
            positions = np.frombuffer(b"".join(values), np.uint32).astype(np.int64)
            owners = np.repeat(ids, [len(value) // 4 for value in values])
            if documents is not None:
                wanted = np.isin(owners, documents)
                owners, positions = owners[wanted], positions[wanted]
            found.append(owners * STRIDE + positions)
        return np.concatenate(found)
