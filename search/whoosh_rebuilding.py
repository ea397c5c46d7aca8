"""A new index beside the old one: written a segment at a time, seen all at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from search.records import IndexEntry
from search.whoosh_segment import Segment
from search.whoosh_writer import ArraysSegmentWriter
from search.whoosh_writing import chosen, smallest_first, source_of


class Rebuilding:
    """Puts documents in place of everything in the index; what is not committed is swept up by the next writer."""

    def __init__(self, writer: ArraysSegmentWriter, opened: Callable[[str, int], Segment]) -> None:
        self._writer = writer
        self._opened = opened
        self._seen: set[str] = set()
        self._segments: dict[str, Segment] = {}

    def add(self, entries: list[IndexEntry]) -> None:
        """Add documents as a segment, merged with small ones; each takes the place of an earlier one with its id."""
        writer = self._writer
        for entry in entries:
            document_id = entry.document.document_id
            if document_id in self._seen:
                self._remove(document_id)
            self._seen.add(document_id)
            writer.add(entry)
        aside = smallest_first(writer.aside, self._segment)
        count = chosen([size for _, size in aside], writer.size())
        merging, writer.aside = [one for one, _ in aside[:count]], [one for one, _ in aside[count:]]
        for one in merging:
            writer.take(source_of(one, self._segment(one)))
        writer.set_aside()
        for one in merging:
            writer.drop(one)
            del self._segments[str(one.segment_id())]

    def commit(self) -> int:
        """Let readers see the new documents instead of the old; return how many there are."""
        self._writer.commit(mergetype=lambda writer, _: list(writer.aside))
        return len(self._seen)

    def _segment(self, listed: Any) -> Segment:
        name = str(listed.segment_id())
        if name not in self._segments:
            self._segments[name] = self._opened(name, listed.doc_count_all())
        return self._segments[name]

    def _remove(self, document_id: str) -> None:
        for listed in self._writer.aside:
            keys = self._segment(listed).field("keys")
            if (number := keys.number(f"id:{document_id}")) is not None:
                for document in keys.listing(np.array([number])).documents.tolist():
                    listed.delete_document(document)
