"""How postings are written and read: Whoosh's own format on disk, its positions as plain arrays, read in blocks.

`PositionsFormat` keeps positions as packed 32-bit numbers, so that a whole posting list becomes one array; Whoosh's own
matchers read it too, as merging does. `BlockMatcher` gives the blocks of a list without going through them one by one.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.terms import is_form
from search.whoosh_engine import (
    WHOOSH3_HEADER_MAGIC,
    FieldType,
    Format,
    W3Codec,
    W3FieldWriter,
    W3LeafMatcher,
    W3PostingsWriter,
)

Block = tuple[NDArray[np.int64], NDArray[np.float32], tuple[bytes, ...]]
"""Documents of a segment in order, weights, and packed positions."""

Posting = tuple[str, bytes, int, float, bytes]
"""Field, term, document, weight, packed positions."""

BLOCK = 128
"""Postings of a block."""

SMALL_BLOCK = 4
"""Blocks with fewer postings are not compressed: they would not get smaller."""


class PositionsFormat(Format):  # type: ignore[misc]  # Whoosh has no types
    """Positions as native 32-bit numbers; the weight is how many there are."""

    def supports(self, name: str) -> bool:
        """Say what can be decoded."""
        return name in {"frequency", "weight", "positions"}

    def decode_positions(self, value: bytes) -> list[int]:
        """Unpack positions."""
        return array("I", value).tolist()

    def decode_frequency(self, value: bytes) -> int:
        """Count positions."""
        return len(value) // 4

    def decode_weight(self, value: bytes) -> float:
        """Count positions, as a weight."""
        return len(value) / 4


class TermsField(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field that takes terms with their positions, already analysed: `{term: array of positions}`.

    Only forms as written count towards a field's length: each stands for one word.
    """

    indexed = True
    stored = False

    def __init__(self, *, scorable: bool) -> None:
        self.format = PositionsFormat()
        self.scorable = scorable

    def index(self, value: dict[str, array[int]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each term with how much it adds to the length, its weight and its packed positions."""
        for term, positions in value.items():
            count = len(positions)
            yield term.encode("utf-8"), count if is_form(term) else 0, float(count), positions.tobytes()


class BlockMatcher(W3LeafMatcher):  # type: ignore[misc]  # Whoosh has no types
    """A posting list that can be read block by block."""

    def blocks(self, documents: NDArray[np.int64] | None = None) -> Iterator[Block]:
        """Yield blocks; with `documents`, in order, only those that may hold one of them."""
        while self.is_active():
            last = self.block_max_id()
            if documents is not None:
                documents = documents[np.searchsorted(documents, self._done, "right") :]
                if not len(documents):
                    return
            if documents is None or documents[0] <= last:
                yield self._block()
            self._done = last
            self._next_block()

    _done = -1

    def _read_header(self) -> None:
        self._postfile.seek(self._startoffset)
        if self._postfile.read(len(WHOOSH3_HEADER_MAGIC)) != WHOOSH3_HEADER_MAGIC:
            raise ValueError("a list of postings does not begin where it should")
        self._baseoffset = self._postfile.tell()

    def _block(self) -> Block:
        self._read_data()
        deltas, weights, values = self._data
        count = self._blocklength
        if weights is None or isinstance(weights, float):
            weights = np.full(count, 1.0 if weights is None else weights, np.float32)
        return np.cumsum(np.array(deltas, np.int64)), np.asarray(weights, np.float32), values


class BlockPostingsWriter(W3PostingsWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes a posting list block by block.

    The shortest and longest field of a block are not noted: only Whoosh's own scorers would use them.
    """

    _ids: Any
    _compression: int

    def add_block(self, ids: Sequence[int], weights: Sequence[float], values: Sequence[bytes]) -> None:
        """Take the next block, full unless it is the last; the one before it is written."""
        if self._ids:
            self._write_block()
        self._ids, self._weights, self._values = array("I", ids), array("f", weights), list(values)
        self._maxweight = max(weights)

    def _write_block(self, last: bool = False) -> None:
        compression = self._compression
        if len(self._ids) < SMALL_BLOCK:
            self._compression = 0
        super()._write_block(last)
        self._compression = compression


class BlockFieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes the sorted postings of a segment a term at a time: half the work of one posting at a time."""

    def add_postings(self, schema: Any, _lengths: Any, items: Iterable[Posting]) -> None:
        """Write postings, sorted by field, term and document."""
        for fieldname, terms in groupby(items, key=itemgetter(0)):
            self.start_field(fieldname, schema[fieldname])
            for term, postings in groupby(terms, key=itemgetter(1)):
                self.start_term(term)
                _, _, ids, weights, values = zip(*postings, strict=True)
                for first in range(0, len(ids), BLOCK):
                    block = slice(first, first + BLOCK)
                    self._postwriter.add_block(ids[block], weights[block], values[block])
                self.finish_term()
            self.finish_field()


class BlockCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's codec, with posting lists that are written and read block by block."""

    def __init__(self) -> None:
        super().__init__(blocklimit=BLOCK)

    def field_writer(self, storage: Any, segment: Any) -> BlockFieldWriter:
        """Return the writer of a segment's terms."""
        return BlockFieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> BlockPostingsWriter:
        """Return the writer of posting lists."""
        return BlockPostingsWriter(dbfile, BLOCK, byteids=byteids, compression=self._compression)

    def postings_reader(
        self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> BlockMatcher:
        """Return the posting list of a term."""
        offset, length = terminfo.extent()
        return BlockMatcher(dbfile, offset, length, format_, term=term, scorer=scorer)
