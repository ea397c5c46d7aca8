"""The index as one commit left it: its segments one behind the other, documents numbered through."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.matches import Mask, Matches
from search.passages import Passages, unpack
from search.postings import Listing
from search.whoosh_codec import ROUNDED
from search.whoosh_segment import Labels, Numbers, Segment, joined_offsets

FEW = 1_000
"""So many documents are put in order of their ids without looking at all ids."""

MAX_HELD = 5_000
"""Parts of queries of which is kept what they match, however small each is: Python looks through all it holds."""

MAX_EXPANDED = 64
"""Patterns and fuzzy words whose terms are kept."""

MAX_KNOWN = 5_000
"""Ids and heads of documents, and spellings of words, that are kept."""

MAX_MADE = 8
"""Objects of callers (groups, sets of documents) for which arrays are kept."""


class Head(NamedTuple):
    """What is kept of a document to show it in a list."""

    title: str
    kind: str
    date: str | None
    fingerprint: str


class Snapshot:
    """Reads the segments of one commit; deleted documents are left out of every answer.

    What parts of queries match is kept, up to `limit_bytes` and `MAX_HELD`; the longest unused goes first.
    """

    def __init__(self, generation: int, segments: list[Segment], deleted: list[list[int]], limit_bytes: int) -> None:
        self.generation = generation
        self.segments = segments
        self.bases: list[int] = np.cumsum([0, *(segment.count for segment in segments)]).tolist()
        self.size = self.bases[-1]
        self.live: Mask = np.ones(self.size, bool)
        for base, gone in zip(self.bases[:-1], deleted, strict=True):
            self.live[base + np.array(gone, np.int64)] = False
        self.count = int(self.live.sum())
        self.whole = self.count == self.size
        self.trimmed: set[Any] = set()
        """Leaves of queries that stand for more words than are looked at."""
        self._limit_bytes = limit_bytes
        self._held: OrderedDict[Any, Matches] = OrderedDict()
        self._held_bytes = 0
        self._averages: dict[str, float] = {}
        self._expanded: dict[tuple[str, str, str], list[str]] = {}
        self._columns: dict[tuple[str, str], Any] = {}
        self._made: list[tuple[object, Any]] = []
        self._known: dict[Hashable, Any] = {}

    def held(self, key: Any, make: Callable[[], Matches]) -> Matches:
        """Return what `make` gives, kept under a key."""
        found = self._held.get(key)
        if found is not None:
            self._held.move_to_end(key)
            return found
        found = self._held[key] = make()
        self._held_bytes += found.nbytes + 500
        while (self._held_bytes > self._limit_bytes and len(self._held) > 1) or len(self._held) > MAX_HELD:
            self._held_bytes -= self._held.popitem(last=False)[1].nbytes + 500
        return found

    def placed(self) -> Iterator[tuple[int, Segment]]:
        """Yield each segment with the number of its first document."""
        return zip(self.bases[:-1], self.segments, strict=True)

    def listing(self, find: Callable[[Segment], Listing]) -> Listing:
        """Put together what `find` gives for each segment, without deleted documents."""
        found = [(base, listing) for base, segment in self.placed() if len((listing := find(segment)).documents)]
        if len(found) == 1 and not found[0][0]:
            joined = found[0][1]
        else:
            nothing = [np.empty(0, np.int64)]
            joined = Listing(
                np.concatenate(nothing + [listing.documents + base for base, listing in found]),
                np.concatenate(nothing + [listing.counts for _, listing in found]),
            )
        if self.whole:
            return joined
        kept = self.live[joined.documents]
        return Listing(joined.documents[kept], joined.counts[kept])

    def expanded(self, key: tuple[str, str, str], find: Callable[[Segment], Iterable[str]]) -> list[str]:
        """Return the terms that `find` gives for any segment, in order; they are kept under `key`."""
        if key not in self._expanded:
            if len(self._expanded) >= MAX_EXPANDED:
                self._expanded.clear()
            self._expanded[key] = sorted({term for segment in self.segments for term in find(segment)})
        return self._expanded[key]

    def made(self, key: object, make: Callable[[], Any]) -> Any:
        """Return what `make` gives for an object of the caller's, which is told by identity; the last few are kept."""
        for held, value in self._made:
            if held is key:
                return value
        value = make()
        self._made = [*self._made[1 - MAX_MADE :], (key, value)]
        return value

    def lengths(self, field: str) -> NDArray[np.float64]:
        """Return how many words each document has in a field, as Whoosh rounds it."""

        def made() -> NDArray[np.float64]:
            raw = np.concatenate([np.empty(0, np.uint8), *(one.field(field).lengths for one in self.segments)])
            lengths: NDArray[np.float64] = ROUNDED[raw].astype(np.float64)
            return lengths

        found: NDArray[np.float64] = self.column("lengths", field, made)
        return found

    def average_length(self, field: str) -> float:
        """Return how many words a document has in a field on average."""
        if field not in self._averages:
            total = sum(segment.field(field).total for segment in self.segments)
            gone = 0.0 if self.whole else float(self.lengths(field)[~self.live].sum())
            self._averages[field] = max(total - gone, 1.0) / max(self.count, 1)
        return self._averages[field]

    def days(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the first and last day of each document's date, as `yyyymmdd`; 0 where it has none."""
        nothing = [np.empty(0, np.int32)]
        found: tuple[NDArray[np.int32], NDArray[np.int32]] = self.column(
            "days", "", lambda: tuple(np.concatenate(nothing + [s.days[i] for s in self.segments]) for i in (0, 1))
        )
        return found

    def numbers(self, name: str) -> Numbers:
        """Return a column of numbers over all documents."""

        def made() -> Numbers:
            parts = [segment.numbers(name) for segment in self.segments]
            values = np.concatenate([np.empty(0), *(part.values for part in parts)])
            return Numbers(joined_offsets([part.offsets for part in parts]), values)

        found: Numbers = self.column("numbers", name, made)
        return found

    def labels(self, name: str) -> Labels:
        """Return a column of labels over all documents; labels are in no order."""

        def made() -> Labels:
            numbers: dict[str, int] = {}
            ordinals: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
            parts = [segment.labels(name) for segment in self.segments]
            for part in parts:
                places = np.array([numbers.setdefault(label, len(numbers)) for label in part.labels], np.int64)
                ordinals.append(places[part.ordinals])
            offsets = joined_offsets([part.offsets for part in parts])
            single = bool((np.diff(offsets) == 1).all())
            return Labels(offsets, np.concatenate(ordinals), list(numbers), single)

        found: Labels = self.column("labels", name, made)
        return found

    @cached_property
    def ids(self) -> list[str]:
        """The id of every document, deleted ones too."""
        return [one.decode("utf-8", "surrogatepass") for one in self._pieces("ids")]

    @cached_property
    def id_rank(self) -> NDArray[np.int64]:
        """The place of every document in the order of ids."""
        return self._rank("ids")

    @cached_property
    def title_rank(self) -> NDArray[np.int64]:
        """The place of every document in the order of titles; equal titles have one place."""
        return self._rank("titles")

    def id_order(self, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return numbers in the order of the ids of documents; a few are compared among themselves."""
        if len(documents) > FEW or "id_rank" in self.__dict__:
            return self.id_rank[documents]
        ids = [self._id(document) for document in documents.tolist()]
        places = {one: place for place, one in enumerate(sorted(ids))}
        return np.array([places[one] for one in ids], np.int64)

    def first_by_id(self, documents: NDArray[np.int64], count: int) -> NDArray[np.int64]:
        """Return so many of the documents, given in order, those whose ids come first, in any order.

        Each segment knows the order of its own ids; only the first of each are compared with one another.
        """
        kept = []
        cuts = np.searchsorted(documents, self.bases).tolist()
        for (base, segment), (low, high) in zip(self.placed(), pairwise(cuts), strict=True):
            some = documents[low:high]
            if len(some) > count:
                some = some[np.argpartition(segment.arrays["ids.rank"][some - base], count - 1)[:count]]
            kept.append(some)
        found = np.concatenate(kept)
        if len(found) <= count:
            return found
        return found[np.argpartition(self.id_order(found), count - 1)[:count]]

    def first_in(self, mask: Mask, count: int) -> NDArray[np.int64]:
        """Return so many of the documents in a mask, in order of their ids, those whose ids come first."""
        placed = self.placed()
        found = np.concatenate(
            [np.empty(0, np.int64)]
            + [base + one.first_by_id(mask[base : base + one.count], count) for base, one in placed]
        )
        return found[np.argsort(self.id_order(found))[:count]]

    def id_of(self, document: int) -> str:
        """Return the id of a document."""
        return self._id(document).decode("utf-8", "surrogatepass")

    def find_document(self, document_id: str) -> int | None:
        """Return the number of the document with this id."""
        term = f"id:{document_id}"
        for base, segment in self.placed():
            keys = segment.field("keys")
            number = keys.number(term)
            if number is not None:
                for document in keys.listing(np.array([number])).documents.tolist():
                    if self.live[base + document]:
                        return base + int(document)
        return None

    def head(self, document: int) -> Head:
        """Return what is kept of a document to show it in a list."""
        head: Head = self.remembered(("head", document), lambda: Head(*json.loads(self._piece("heads", document))))
        return head

    def text(self, document: int) -> Passages:
        """Return the packed text of a document."""
        return unpack(self._piece("texts", document))

    def place(self, document: int) -> tuple[Segment, int]:
        """Return the segment that holds a document, and the document's number in it."""
        place = bisect_right(self.bases, document) - 1
        return self.segments[place], document - self.bases[place]

    def remembered(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what `make` gives; what was made of late is kept, for pages of hits and words asked again."""
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MAX_KNOWN:
                self._known.clear()
            found = self._known[key] = make()
        return found

    def _id(self, document: int) -> bytes:
        found: bytes = self.remembered(("id", document), lambda: self._piece("ids", document))
        return found

    def _piece(self, column: str, document: int) -> bytes:
        segment, number = self.place(document)
        return segment.piece(column, number)

    def _pieces(self, column: str) -> list[bytes]:
        found: list[bytes] = []
        for segment in self.segments:
            data, ends = segment.arrays[f"{column}.bytes"].tobytes(), segment.arrays[f"{column}.ends"].tolist()
            found += [data[start:end] for start, end in pairwise(ends)]
        return found

    def _rank(self, column: str) -> NDArray[np.int64]:
        """Return the place of each document by a column; each segment knows its own order already."""
        ranks = [segment.arrays[f"{column}.rank"].astype(np.int64) for segment in self.segments]
        if len(ranks) == 1:
            return ranks[0]
        values = self._pieces(column)
        runs = [base + np.argsort(rank, kind="stable") for base, rank in zip(self.bases[:-1], ranks, strict=True)]
        order = np.concatenate([np.empty(0, np.int64), *runs]).tolist()
        order.sort(key=values.__getitem__)
        fresh = np.fromiter((values[a] != values[b] for a, b in pairwise(order)), np.int64, max(len(order) - 1, 0))
        found = np.empty(len(order), np.int64)
        found[order] = np.concatenate(([0], np.cumsum(fresh)))[: len(order)]
        return found

    def column(self, sort: str, name: str, make: Callable[[], Any]) -> Any:
        """Return what `make` gives for a column over all documents; it is kept."""
        found = self._columns.get((sort, name))
        if found is None:
            found = self._columns[(sort, name)] = make()
        return found
