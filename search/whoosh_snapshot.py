"""The index as one commit left it: its segments one behind the other, documents numbered through."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.passages import Passages, unpack
from search.spans import STRIDE, Positions
from search.whoosh_columns import Labels, Numbers
from search.whoosh_segment import EMPTY, Listing, Segment

Mask = NDArray[np.bool_]
MAX_EXPANDED = 64
"""Patterns and fuzzy words whose terms are kept."""

MAX_MADE = 8
"""Objects of callers (groups, sets of documents) for which arrays are kept."""


class Snapshot:
    """Reads the segments of one commit; deleted documents are left out of every answer."""

    def __init__(self, generation: int, segments: list[Segment], deleted: list[list[int]]) -> None:
        self.generation = generation
        self.segments = segments
        self.bases = np.cumsum([0, *(segment.count for segment in segments)])
        self.size = int(self.bases[-1])
        self.live: Mask = np.ones(self.size, bool)
        for base, gone in zip(self.bases[:-1], deleted, strict=True):
            self.live[base + np.array(gone, np.int64)] = False
        self.count = int(self.live.sum())
        self._whole = self.count == self.size
        self._numbers: dict[str, Numbers] = {}
        self._labels: dict[str, Labels] = {}
        self._averages: dict[str, float] = {}
        self._expanded: dict[tuple[str, str, str], list[str]] = {}
        self._made: list[tuple[object, Any]] = []

    def listing(self, field: str, term: str) -> Listing:
        """Return the documents that hold a term."""
        found = [(base, segment.listing(field, term)) for base, segment in self._placed()]
        found = [(base, listing) for base, listing in found if len(listing.documents)]
        if not found:
            return EMPTY
        documents = np.concatenate([listing.documents + base for base, listing in found])
        weights = np.concatenate([listing.weights for _, listing in found])
        if self._whole:
            return Listing(documents, weights)
        kept = self.live[documents]
        return Listing(documents[kept], weights[kept])

    def positions(self, field: str, term: str, documents: NDArray[np.int64] | None = None) -> Positions:
        """Return the positions of a term; with `documents`, in order, only theirs."""
        found: list[Positions] = []
        for base, segment in self._placed():
            if documents is None:
                part = segment.positions(field, term)
            else:
                first, last = np.searchsorted(documents, [base, base + segment.count])
                if first == last:
                    continue
                part = segment.positions_in(documents[first:last] - base, field, term)
            found.append(part + base * STRIDE)
        if not found:
            return np.empty(0, np.int64)
        positions = np.concatenate(found)
        return positions if self._whole else positions[self.live[positions // STRIDE]]

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
        """Return how many words each document has in a field."""
        return np.concatenate([segment.lengths(field) for segment in self.segments] or [np.empty(0)])

    def average_length(self, field: str) -> float:
        """Return how many words a document has in a field on average."""
        if field not in self._averages:
            total = sum(segment.total_length(field) for segment in self.segments)
            gone = 0.0 if self._whole else float(self.lengths(field)[~self.live].sum())
            self._averages[field] = max(total - gone, 1.0) / max(self.count, 1)
        return self._averages[field]

    def numbers(self, name: str) -> Numbers:
        """Return a column of numbers over all documents."""
        if name not in self._numbers:
            loaded = [self._loaded(segment, name, Numbers(_zeros(segment), np.empty(0))) for segment in self.segments]
            self._numbers[name] = Numbers(
                _joined_offsets([part.offsets for part in loaded]),
                np.concatenate([part.values for part in loaded] or [np.empty(0)]),
            )
        return self._numbers[name]

    def labels(self, name: str) -> Labels:
        """Return a column of labels over all documents; labels are in no order."""
        if name not in self._labels:
            numbers: dict[str, int] = {}
            ordinals: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
            offsets = []
            for segment in self.segments:
                part = self._loaded(segment, name, Labels(_zeros(segment), np.empty(0, np.int64), []))
                places = np.array([numbers.setdefault(label, len(numbers)) for label in part.labels], np.int64)
                ordinals.append(places[part.ordinals])
                offsets.append(part.offsets)
            self._labels[name] = Labels(_joined_offsets(offsets), np.concatenate(ordinals), list(numbers))
        return self._labels[name]

    @cached_property
    def ids(self) -> list[str]:
        """The id of every document, deleted ones too."""
        column = self.labels("ids")
        return [column.labels[i] for i in column.ordinals]

    @cached_property
    def id_rank(self) -> NDArray[np.int64]:
        """The place of every document in the order of ids."""
        return _rank(self.ids)

    @cached_property
    def title_rank(self) -> NDArray[np.int64]:
        """The place of every document in the order of titles; equal titles have one place."""
        column = self.labels("sort_title")
        return _rank(column.labels)[column.ordinals]

    def find_document(self, document_id: str) -> int | None:
        """Return the number of the document with this id."""
        found = self.listing("keys", f"id:{document_id}").documents
        return int(found[0]) if len(found) else None

    def head(self, document: int) -> dict[str, Any]:
        """Return what is kept of a document to show it in a list."""
        loaded: dict[str, Any] = json.loads(self._bytes("head", document))
        return loaded

    def text(self, document: int) -> Passages:
        """Return the packed text of a document."""
        return unpack(self._bytes("text", document))

    def _bytes(self, name: str, document: int) -> bytes:
        place = int(np.searchsorted(self.bases, document, "right")) - 1
        column = self.segments[place].column(name)
        assert column is not None, "every document has a head and a text"
        return bytes(column[document - int(self.bases[place])])

    def _placed(self) -> list[tuple[int, Segment]]:
        return [(int(base), segment) for base, segment in zip(self.bases[:-1], self.segments, strict=True)]

    @staticmethod
    def _loaded(segment: Segment, name: str, nothing: Any) -> Any:
        column = segment.column(name)
        return nothing if column is None else column.loaded


def _zeros(segment: Segment) -> NDArray[np.int64]:
    return np.zeros(segment.count + 1, np.int64)


def _joined_offsets(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    counts = [np.diff(part) for part in parts]
    return np.concatenate(([0], np.cumsum(np.concatenate(counts)) if counts else [])).astype(np.int64)


def _rank(values: list[str]) -> NDArray[np.int64]:
    rank = np.empty(len(values), np.int64)
    rank[sorted(range(len(values)), key=values.__getitem__)] = np.arange(len(values))
    return rank
