"""Whoosh's writer of segments, taking documents whole and other segments as they are."""

from __future__ import annotations

from search.merging import Source
from search.records import IndexEntry
from search.whoosh_engine import SegmentWriter


class ArraysSegmentWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Holds the lock from its making until it commits or is cancelled."""

    def add(self, entry: IndexEntry) -> None:
        """Add a document."""
        self.perdocwriter.batch.add(entry)
        self._counted(1)

    def take(self, source: Source) -> None:
        """Take over the documents of another segment that live."""
        self.perdocwriter.merged.append(source)
        self._counted(len(source.kept))

    def _counted(self, documents: int) -> None:
        self.docnum += documents
        self._added = True
