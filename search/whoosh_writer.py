"""Whoosh's writer of segments, taking documents whole and other segments as they are."""

from __future__ import annotations

from typing import Any

from search.merging import Source
from search.records import IndexEntry
from search.whoosh_codec import ArraysCodec
from search.whoosh_engine import TOC, SegmentWriter
from search.whoosh_writing import Size


class ArraysSegmentWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Holds the lock from its making until it commits or is abandoned."""

    def __init__(self, folder: Any, seconds: float) -> None:
        self.aside: list[Any] = []
        super().__init__(folder, timeout=seconds, codec=ArraysCodec(), compound=False)

    def add(self, entry: IndexEntry) -> None:
        """Add a document."""
        self.perdocwriter.batch.add(entry)
        self._counted(1)

    def size(self) -> Size:
        """Return how large what was added is."""
        batch = self.perdocwriter.batch
        return Size(len(batch), batch.addresses())

    def take(self, source: Source) -> None:
        """Take over the documents of another segment that live."""
        self.perdocwriter.merged.append(source)
        self._counted(len(source.kept))

    def set_aside(self) -> None:
        """Write what was added and taken over as a segment of its own, which is seen with the next commit."""
        self.aside.append(self._finalize_segment())
        self.codec = ArraysCodec()
        self.newsegment = self.codec.new_segment(self.storage, self.indexname)
        self.perdocwriter = self.codec.per_document_writer(self.storage, self.newsegment)
        self.fieldwriter = self.codec.field_writer(self.storage, self.newsegment)
        self.docnum, self._added = self.docbase, False

    def drop(self, segment: Any) -> None:
        """Delete the files of a segment that is in no table of contents."""
        for name in segment.list_files(self.storage):
            self.storage.delete_file(name)

    def abandon(self) -> None:
        """Release the lock and leave nothing of what was not committed."""
        if not self.is_closed:
            self.cancel()
        if TOC._latest_generation(self.storage, self.indexname) < self.generation:  # noqa: SLF001
            for segment in (self.newsegment, *self.aside):
                self.drop(segment)

    def _counted(self, documents: int) -> None:
        self.docnum += documents
        self._added = True
