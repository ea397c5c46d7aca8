"""One batch of changes to the index, and how its segments are put together as they grow in number."""

from __future__ import annotations

from typing import Any

from search.records import IndexEntry
from search.whoosh_engine import SegmentReader
from search.whoosh_schema import fields_of
from search.whoosh_snapshot import Snapshot

MAX_SEGMENTS = 8
"""More segments than this are put together, the smallest first."""


class Batch:
    """Adds and removes documents through a writer; `snapshot` is the commit that the writer builds on."""

    def __init__(self, writer: Any, snapshot: Snapshot) -> None:
        self.changed = False
        self._writer = writer
        self._snapshot = snapshot

    def add(self, entry: IndexEntry) -> None:
        """Add a document, in place of an older one with its id; at most once a batch for each id."""
        self.remove(entry.document.document_id)
        self._writer.add_document(**fields_of(entry))
        self.changed = True

    def remove(self, document_id: str) -> bool:
        """Take a document out; say whether it was there."""
        document = self._snapshot.find_document(document_id)
        if document is not None:
            self._writer.delete_document(document)
            self.changed = True
        return document is not None


def merged(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge small segments into the one being written and return the others.

    A segment is merged while it is no larger than all the smaller ones together, and while there are too many; one with
    nothing but deleted documents is dropped. So every document is rewritten about as often as the index doubles.
    """
    kept = [segment for segment in segments if segment.doc_count()]
    if not writer.doc_count():  # a batch that only removes is committed at once
        return kept
    ordered = sorted(kept, key=lambda segment: segment.doc_count_all())
    total = writer.doc_count()
    while ordered and (ordered[0].doc_count_all() <= total or len(ordered) >= MAX_SEGMENTS):
        segment = ordered.pop(0)
        total += segment.doc_count()
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in kept if segment in ordered]
