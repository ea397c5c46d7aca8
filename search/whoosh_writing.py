"""One batch of changes to the index, and how its segments are put together as they grow in number."""

from __future__ import annotations

import math
from typing import Any

from search.records import IndexEntry
from search.whoosh_engine import SegmentReader
from search.whoosh_schema import fields_of
from search.whoosh_snapshot import Snapshot

TIER = 5
"""So many segments of about one size become one."""

MAX_SEGMENTS = 20
"""There are never more segments than this, whatever their sizes."""


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

    Segments have levels: sizes of one level are within a factor of `TIER`. When a level is full, its segments and all
    smaller ones become one of the next level, so that a document is rewritten once a level and segments stay few. One
    with nothing but deleted documents is dropped.
    """
    kept = sorted((one for one in segments if one.doc_count()), key=lambda one: (one.doc_count_all(), one.segment_id()))
    added = writer.doc_count()
    if not added:  # a batch that only removes is committed at once
        return kept
    levels = [_level(segment.doc_count_all()) for segment in kept]
    merging = 0
    for level in range(max([*levels, _level(added)]) + 1):
        below = sum(one <= level for one in levels)
        if levels.count(level) + (_level(added) == level) >= TIER or below >= MAX_SEGMENTS:
            merging = max(merging, below)
    for segment in kept[:merging]:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return kept[merging:]


def _level(documents: int) -> int:
    return int(math.log(max(documents, 1), TIER) + 1e-9)
