"""The words of one field of one segment, read where they lie: which documents hold them, how often and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.gathering import counts_between, spread
from search.lexicon import Lexicon, Numbers

Addresses = NDArray[np.uint32]
CHUNK = 1 << 20
"""Postings of many words that are added up at a time."""

_NO_INTEGERS = np.empty(0, np.int64)
_NO_ADDRESSES = np.empty(0, np.uint32)


class Listing(NamedTuple):
    """Documents that hold something, in order, and how often."""

    documents: NDArray[np.int64]
    counts: NDArray[np.int64]


EMPTY = Listing(_NO_INTEGERS, _NO_INTEGERS)


class Postings:
    """One field of a segment of `count` documents; words are given by their numbers in the lexicon."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], field: str, count: int) -> None:
        self._arrays = {
            key: arrays[name] for key in _KEYS if (name := f"{field}.{key}") in arrays
        }  # looked up by short names, once
        self.count = count
        self.lexicon = Lexicon(self._arrays["letters"], self._arrays["bounds"])
        self._ends = self._arrays["ends"]

    def number(self, term: str) -> int | None:
        """Return the number of a term."""
        return self.lexicon.find(term.encode("utf-8", "surrogatepass"))

    def family(self, root: str) -> Numbers | None:
        """Return the forms of a stem, None where it has none but, perhaps, itself."""
        place = self._stems.find(root.encode("utf-8", "surrogatepass"))
        if place is None:
            return None
        first, last = self._arrays["family_ends"][place : place + 2].tolist()
        return self._arrays["families"][first:last].astype(np.int64)

    def frequency(self, number: int) -> int:
        """Return how many documents hold a word, deleted ones included."""
        return int(self._ends[number + 1] - self._ends[number])

    def weight(self, numbers: Numbers) -> int:
        """Return how many postings words have together."""
        return int((self._ends[numbers + 1] - self._ends[numbers]).sum())

    def listing(self, numbers: Numbers) -> Listing:
        """Return the documents that hold any of these words, given in order, and how often they hold them."""
        if len(numbers) == 1:
            return self._between(*self._ends[numbers[0] : numbers[0] + 2].tolist())
        total = self.weight(numbers)
        if total * 8 < self.count or total < 1000:
            return _added(list(self._chunks(numbers)))
        sums = np.zeros(self.count)
        for documents, counts in self._chunks(numbers):
            sums += np.bincount(documents, counts, self.count)
        found = np.flatnonzero(sums)
        return Listing(found, sums[found].astype(np.int64))

    def addresses(self, number: int) -> Addresses:
        """Return where a word stands, in order."""
        start, end = self._arrays["address_ends"][number : number + 2].tolist()
        found: Addresses = self._arrays["addresses"][start:end]
        return found

    def addresses_in(self, documents: NDArray[np.int64], number: int) -> Addresses:
        """Return where a word stands in a few documents, given in order."""
        every, bases = self.addresses(number), self.bases
        low = np.searchsorted(every, bases[documents])
        high = np.searchsorted(every, bases[documents + 1])
        return every[spread(low, high - low)]

    def addresses_of(self, documents: NDArray[np.int64], numbers: Numbers) -> Addresses:
        """Return where any of many words stands in a few documents, both given in order."""
        bounds = self._arrays["address_ends"]
        starts, sizes = bounds[numbers], bounds[numbers + 1] - bounds[numbers]
        edges = np.column_stack((self.bases[documents], self.bases[documents + 1])).ravel()
        found = [_NO_ADDRESSES]
        for first, last in _portions(sizes):
            every = self._arrays["addresses"][spread(starts[first:last], sizes[first:last])]
            found.append(every[np.searchsorted(edges, every, "right") % 2 == 1])
        return np.sort(np.concatenate(found))

    def most_frequent(self, numbers: Numbers, most: int) -> Numbers:
        """Return, of words given in order, the most frequent ones that have no more postings than this together."""
        sizes = self._ends[numbers + 1] - self._ends[numbers]
        order = np.argsort(-sizes, kind="stable")
        return np.sort(numbers[order[: max(int(np.searchsorted(np.cumsum(sizes[order]), most, "right")), 1)]])

    @property
    def bases(self) -> Addresses:
        """The address of each document's first word, and one behind the last."""
        return self._arrays["bases"]

    @property
    def lengths(self) -> NDArray[np.uint8]:
        """The length of each document, as Whoosh rounds it to a byte."""
        return self._arrays["lengths"]

    @property
    def total(self) -> int:
        """How many words all documents have."""
        return int(self._arrays["total"][0])

    def documents_of(self, addresses: NDArray[Any]) -> Listing:
        """Return the documents in which addresses lie, given in order, and how many of them lie in each."""
        if not len(addresses):
            return EMPTY
        if len(addresses) > self.count:
            counts = np.diff(np.searchsorted(addresses, self.bases))
            found = np.flatnonzero(counts)
            return Listing(found, counts[found])
        owners = np.searchsorted(self.bases, addresses.astype(np.uint32), "right") - 1
        first = np.flatnonzero(np.diff(owners, prepend=-1))
        return Listing(owners[first], np.diff(first, append=len(owners)))

    @cached_property
    def _stems(self) -> Lexicon:
        return Lexicon(self._arrays["stem_letters"], self._arrays["stem_bounds"])

    def _between(self, begin: int, end: int) -> Listing:
        documents = self._arrays["documents"][begin:end].astype(np.int64)
        if "counts" not in self._arrays:
            return Listing(documents, np.ones(len(documents), np.int64))
        return Listing(documents, counts_between(self._arrays, begin, end))

    def _chunks(self, numbers: Numbers) -> Iterator[Listing]:
        """Yield the postings of many words, so many at a time; words that are neighbours are read in one piece."""
        breaks = np.flatnonzero(np.diff(numbers) != 1) + 1
        starts = self._ends[numbers[np.concatenate(([0], breaks))]]
        ends = self._ends[numbers[np.concatenate((breaks - 1, [len(numbers) - 1]))] + 1]
        if len(starts) < 64:
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
                for first in range(start, end, CHUNK):
                    yield self._between(first, min(first + CHUNK, end))
            return
        for first, last in _portions(ends - starts):
            rows = spread(starts[first:last], ends[first:last] - starts[first:last])
            documents = self._arrays["documents"][rows].astype(np.int64)
            counts = self._arrays["counts"][rows].astype(np.int64)
            if len(self._arrays["large_at"]):
                at = np.searchsorted(self._arrays["large_at"], rows)
                at[at == len(self._arrays["large_at"])] = 0
                counts = np.where(self._arrays["large_at"][at] == rows, self._arrays["large"][at], counts)
            yield Listing(documents, counts)


_KEYS = (
    "letters", "bounds", "ends", "documents", "counts", "large_at", "large", "address_ends", "addresses", "bases",
    "lengths", "total", "stem_letters", "stem_bounds", "family_ends", "families",
)  # fmt: skip


def _portions(sizes: NDArray[Any]) -> list[tuple[int, int]]:
    """Return, half-open, which of some stretches are read together: about `CHUNK` at a time."""
    sums = np.cumsum(sizes)
    cuts = np.unique([0, *np.searchsorted(sums, np.arange(CHUNK, int(sums[-1]), CHUNK)), len(sums)]).tolist()
    return list(pairwise(cuts))


def _added(listings: list[Listing]) -> Listing:
    """Add up listings; each document is listed once."""
    if not listings:
        return EMPTY
    every = np.concatenate([listing.documents for listing in listings])
    documents, places = np.unique(every, return_inverse=True)
    counts = np.bincount(places, np.concatenate([listing.counts for listing in listings]), len(documents))
    return Listing(documents, counts.astype(np.int64))
