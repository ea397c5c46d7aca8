"""A codec for Whoosh: its segments, tables of contents, locks and deletions, with one file of plain arrays a segment.

Whoosh's own codec decodes postings block by block in Python, and keeps a file a column; ours is read where it lies.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from search.arrays import ArraysWriter
from search.batch import FIELDS, Batch
from search.merging import Source, write
from search.whoosh_engine import Codec, CodecSegment, FieldWriter, PerDocumentWriter, byte_to_length

EXTENSION = ".arrays"
ROUNDED = np.array([byte_to_length(i) for i in range(256)], np.int64)
"""The lengths of fields that a byte can stand for in Whoosh."""


class ArraysSegment(CodecSegment):  # type: ignore[misc]  # Whoosh has no types
    """A segment as the table of contents knows it: its name, how many documents it has, which were deleted."""

    def codec(self, **_: Any) -> ArraysCodec:
        """Return what reads and writes it."""
        return ArraysCodec()


class DocumentsWriter(PerDocumentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Gathers the documents of the segment being written, and the segments that are merged into it."""

    is_closed = False

    def __init__(self) -> None:
        self.batch = Batch(ROUNDED)
        self.merged: list[Source] = []

    def close(self) -> None:
        """Take no more documents."""
        self.is_closed = True

    def sources(self) -> list[Source]:
        """Return what the segment is made of, older documents first."""
        return [*self.merged, *([self.batch.source()] if len(self.batch) else [])]


class ArraysFieldWriter(FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes a segment's one file when the documents are complete."""

    is_closed = False

    def __init__(self, storage: Any, segment: Any, documents: DocumentsWriter) -> None:
        self._storage = storage
        self._segment = segment
        self._documents = documents

    def add_postings(self, *_: Any) -> None:
        """Write everything; Whoosh's own pool of postings stays empty."""
        with self._storage.new_file(self._segment.make_filename(EXTENSION)) as file:
            writer = ArraysWriter(file)
            write(writer, self._documents.sources(), FIELDS)
            writer.finish()

    def close(self) -> None:
        """Write no more."""
        self.is_closed = True


class ArraysCodec(Codec):  # type: ignore[misc]  # Whoosh has no types
    """Writes segments as files of arrays; reading them is `Segment`'s."""

    length_stats = False

    def __init__(self) -> None:
        self._documents = DocumentsWriter()

    def per_document_writer(self, _storage: Any, _segment: Any) -> DocumentsWriter:
        """Return what gathers documents."""
        return self._documents

    def field_writer(self, storage: Any, segment: Any) -> ArraysFieldWriter:
        """Return what writes the file."""
        return ArraysFieldWriter(storage, segment, self._documents)

    def new_segment(self, _storage: Any, indexname: str) -> ArraysSegment:
        """Return a segment that has no documents yet."""
        return ArraysSegment(None, indexname)
