"""One batch of changes to the index, and how its segments are put together as they grow in number."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from search.merging import Source
from search.records import IndexEntry
from search.whoosh_segment import Segment
from search.whoosh_snapshot import Snapshot

TIER = 5
"""So many segments of about one size become one."""

MAX_SEGMENTS = 24
"""There are hardly ever more segments than this, whatever their sizes."""

AT_ONCE = 2_000
"""A small batch does not wait for more documents than this to be merged, or `TIMES` its own, if that is more."""

TIMES = 50


class Changes:
    """Adds and removes documents through a writer; `snapshot` is the commit that the writer builds on."""

    def __init__(self, writer: Any, snapshot: Snapshot) -> None:
        self.changed = False
        self._writer = writer
        self._snapshot = snapshot

    def add(self, entry: IndexEntry) -> None:
        """Add a document, in place of an older one with its id; at most once a batch for each id."""
        self.remove(entry.document.document_id)
        self._writer.add(entry)
        self.changed = True

    def remove(self, document_id: str) -> bool:
        """Take a document out; say whether it was there."""
        document = self._snapshot.find_document(document_id)
        if document is not None:
            self._writer.delete_document(document)
            self.changed = True
        return document is not None

    def merged(self, writer: Any, segments: list[Any]) -> list[Any]:
        """Merge small segments into the one being written and return the others; one with no document left is dropped.

        Segments have levels: sizes of one level are within a factor of `TIER`. When a level is full, its segments and
        all smaller ones become one of the next level, so that a document is rewritten once a level and segments stay
        few. A batch that only removes merges nothing.
        """
        kept = sorted(
            (one for one in segments if one.doc_count()), key=lambda one: (one.doc_count_all(), one.segment_id())
        )
        added = writer.doc_count()
        count = chosen([one.doc_count_all() for one in kept], added) if added else 0
        places = {segment.name: segment for segment in self._snapshot.segments}
        for one in kept[:count]:
            writer.take(source_of(one, places[str(one.segment_id())]))
        return kept[count:]


def source_of(listed: Any, segment: Segment) -> Source:
    """Return the documents that live of a segment, as the table of contents lists it."""
    live = np.ones(segment.count, bool)
    live[sorted(listed.deleted_docs())] = False
    return Source(segment.arrays, live)


def chosen(sizes: list[int], added: int) -> int:
    """Return how many of the smallest segments, whose sizes are sorted, are merged with so many added documents."""
    levels = [_level(size) for size in sizes]
    merging = 0
    for level in range(max([*levels, _level(added)]) + 1):
        below = sum(one <= level for one in levels)
        if levels.count(level) + (_level(added) == level) >= TIER and sum(sizes[:below]) <= max(AT_ONCE, TIMES * added):
            merging = max(merging, below)
    over = len(sizes) + 1 - merging - MAX_SEGMENTS
    return merging + max(over, 0) + (over > 0)


def _level(documents: int) -> int:
    return int(math.log(max(documents, 1), TIER) + 1e-9)
