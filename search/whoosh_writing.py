"""One batch of changes to the index, and how its segments are put together as they grow in number."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from search.gathering import MAX_ADDRESSES
from search.merging import Source
from search.records import IndexEntry
from search.whoosh_segment import Segment
from search.whoosh_snapshot import Snapshot

TIER = 5
"""So many segments of about one size become one."""

MAX_SEGMENTS = 24
"""There are hardly ever more segments than this that are not full, whatever their sizes."""

AT_ONCE = 2_000
"""A small batch does not wait for more documents than this to be merged, or `TIMES` its own, if that is more."""

TIMES = 50

MOST_ADDRESSES = MAX_ADDRESSES
"""A segment has no more addresses than this in any field; what is over half of it is full, and merged no more.

With `GAP` before each document, 1.6 million documents of 530 words fill a segment; more make further segments.
"""


class Size(NamedTuple):
    """How large a segment, or what is added to it, is."""

    documents: int
    addresses: int

    @property
    def full(self) -> bool:
        """Whether it is merged no more."""
        return self.addresses > MOST_ADDRESSES // 2


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
        few. A batch that only removes merges nothing, and nothing is merged with what is full.
        """
        places = {segment.name: segment for segment in self._snapshot.segments}
        kept = smallest_first([one for one in segments if one.doc_count()], lambda one: places[str(one.segment_id())])
        added = writer.size()
        count = chosen([size for _, size in kept], added) if added.documents else 0
        for one, _ in kept[:count]:
            writer.take(source_of(one, places[str(one.segment_id())]))
        return [one for one, _ in kept[count:]]


def source_of(listed: Any, segment: Segment) -> Source:
    """Return the documents that live of a segment, as the table of contents lists it."""
    live = np.ones(segment.count, bool)
    live[sorted(listed.deleted_docs())] = False
    return Source(segment.arrays, live)


def smallest_first(listed: Iterable[Any], opened: Callable[[Any], Segment]) -> list[tuple[Any, Size]]:
    """Return segments, as the table of contents lists them, with their sizes, in order; full ones are last."""
    sized = [(one, Size(one.doc_count_all(), opened(one).addresses)) for one in listed]
    return sorted(sized, key=lambda pair: (pair[1].full, pair[1].documents, str(pair[0].segment_id())))


def chosen(sizes: Sequence[Size], added: Size) -> int:
    """Return how many of the smallest segments, whose sizes are sorted, are merged with what is added."""
    documents = [size.documents for size in sizes if not size.full]
    levels = [_level(count) for count in documents]
    merging = 0
    for level in range(max([*levels, _level(added.documents)]) + 1):
        below = sum(one <= level for one in levels)
        crowded = levels.count(level) + (_level(added.documents) == level) >= TIER
        if crowded and sum(documents[:below]) <= max(AT_ONCE, TIMES * added.documents):
            merging = max(merging, below)
    over = len(documents) + 1 - merging - MAX_SEGMENTS
    merging += max(over, 0) + (over > 0)
    while merging and added.addresses + sum(size.addresses for size in sizes[:merging]) > MOST_ADDRESSES:
        merging -= 1
    return merging


def _level(documents: int) -> int:
    return int(math.log(max(documents, 1), TIER) + 1e-9)
