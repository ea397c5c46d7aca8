"""Several segments become one: their words joined, their documents numbered through, those that were deleted left out.

Postings are joined a stretch of the alphabet at a time, so that memory does not grow with the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.analysis import stem
from search.arrays import ArraysWriter
from search.columns import BYTES, LABELS, NUMBERS, RANKED, rank_of
from search.gathering import GAP, counted, counts_between, family_columns, spread
from search.lexicon import Lexicon, packed

STRETCH = 4_000_000
"""Places that are joined at a time, about."""

DISK = {
    "letters": "|u1", "bounds": "<i8", "ends": "<i8", "documents": "<i4", "counts": "|u1", "large_at": "<i8",
    "large": "<i4", "address_ends": "<i8", "addresses": "<u4", "bases": "<u4", "lengths": "|u1", "total": "<i8",
    "stem_letters": "|u1", "stem_bounds": "<i8", "family_ends": "<i8", "families": "<i4", "bytes": "|u1",
    "ordinals": "<i4", "values": "<f8", "first": "<i4", "last": "<i4", "rank": "<i4",
}  # fmt: skip
"""How each sort of array lies on disk."""


@dataclass(frozen=True)
class Source:
    """A segment, or a batch: arrays by name, and which of its documents live."""

    arrays: Mapping[str, NDArray[Any]]
    live: NDArray[np.bool_]

    @cached_property
    def whole(self) -> bool:
        """Whether no document was deleted."""
        return bool(self.live.all())

    @cached_property
    def kept(self) -> NDArray[np.int64]:
        """The documents that live."""
        return np.flatnonzero(self.live)


def write(writer: ArraysWriter, sources: Sequence[Source], fields: Sequence[str]) -> None:
    """Write one segment out of several sources, with these fields."""
    for name in fields:
        _Field(writer, name, sources).write()
    for name in BYTES:
        _write_rows(writer, name, sources, "bytes")
    for name in NUMBERS:
        _write_rows(writer, name, sources, "values")
    for name in LABELS:
        _write_labels(writer, name, sources)
    for name in RANKED:
        _put(writer, f"{name}.rank", rank_of([value for source in sources for value in _rows(source, name)]))
    for name in ("date.first", "date.last"):
        _put(writer, name, *(source.arrays[name][source.kept] for source in sources))


def _put(writer: ArraysWriter, name: str, *pieces: NDArray[Any]) -> None:
    writer.add(name, DISK[name.rpartition(".")[2]], pieces)


def _write_rows(
    writer: ArraysWriter, name: str, sources: Sequence[Source], key: str, places: Sequence[NDArray[np.int64]] = ()
) -> None:
    """Write rows of any length, those of documents that live; with `places`, numbers become their places in these."""
    sizes, pieces = [np.zeros(1, np.int64)], []
    for number, source in enumerate(sources):
        ends, values = source.arrays[f"{name}.ends"], source.arrays[f"{name}.{key}"]
        counts = np.diff(ends)[source.kept]
        kept = values if source.whole else values[spread(ends[source.kept], counts)]
        sizes.append(counts)
        pieces.append(places[number][kept] if places else kept)
    _put(writer, f"{name}.{key}", *pieces)
    _put(writer, f"{name}.ends", np.cumsum(np.concatenate(sizes), dtype=np.int64))


def _rows(source: Source, name: str) -> Iterator[bytes]:
    data, ends = source.arrays[f"{name}.bytes"].tobytes(), source.arrays[f"{name}.ends"].tolist()
    return (data[ends[i] : ends[i + 1]] for i in source.kept.tolist())


def _write_labels(writer: ArraysWriter, name: str, sources: Sequence[Source]) -> None:
    lists = [Lexicon(s.arrays[f"{name}.letters"], s.arrays[f"{name}.bounds"]).every() for s in sources]
    labels = sorted({label for one in lists for label in one})
    letters, bounds = packed(labels)
    _put(writer, f"{name}.letters", letters)
    _put(writer, f"{name}.bounds", bounds)
    _write_rows(writer, name, sources, "ordinals", _places(lists, labels))


def _places(lists: Sequence[Sequence[bytes]], joined: Sequence[bytes]) -> list[NDArray[np.int64]]:
    """Return, for each of several lists, the places of its words in the joined one."""
    numbers = {word: number for number, word in enumerate(joined)}
    return [np.fromiter(map(numbers.__getitem__, words), np.int64, len(words)) for words in lists]


def _summed(counts: NDArray[Any]) -> NDArray[np.int64]:
    return np.cumsum(np.concatenate(([0], counts)), dtype=np.int64)


class _Field:
    """Joins one field of several sources."""

    def __init__(self, writer: ArraysWriter, name: str, sources: Sequence[Source]) -> None:
        self._writer = writer
        self._name = name
        self._sources = sources
        lists = [Lexicon(self._of(s, "letters"), self._of(s, "bounds")).every() for s in sources]
        self._terms = sorted({term for terms in lists for term in terms})
        self._numbers = _places(lists, self._terms)
        self._parts = [
            _Part({key: self._of(source, key) for key in self._keys(source)}, source, numbers)
            for source, numbers in zip(sources, self._numbers, strict=True)
        ]
        self._placed = self._has("addresses")
        base = 0
        for part in self._parts:
            base = part.renumber(base)

    def write(self) -> None:
        """Write the arrays of the field."""
        if self._placed:
            self._write_bases()
        documents, addresses = self._write_postings()
        kept = np.flatnonzero(documents)
        self._add("ends", _summed(documents[kept]))
        if self._placed:
            self._add("address_ends", _summed(addresses[kept]))
        letters, bounds = packed(self._terms[number] for number in kept.tolist())
        self._add("letters", letters)
        self._add("bounds", bounds)
        if self._has("families"):
            self._write_families(kept)

    def _of(self, source: Source, key: str) -> NDArray[Any]:
        array: NDArray[Any] = source.arrays[f"{self._name}.{key}"]
        return array

    def _has(self, key: str) -> bool:
        return f"{self._name}.{key}" in self._sources[0].arrays

    def _keys(self, source: Source) -> list[str]:
        wanted = ("ends", "documents", "counts", "large_at", "large", "address_ends", "addresses", "bases")
        return [key for key in wanted if f"{self._name}.{key}" in source.arrays]

    def _add(self, key: str, *pieces: NDArray[Any]) -> None:
        self._writer.add(f"{self._name}.{key}", DISK[key], pieces)

    def _reserve(self, key: str) -> Callable[[NDArray[Any]], None]:
        most = sum(len(part.arrays[key]) for part in self._parts)
        return self._writer.reserve(f"{self._name}.{key}", DISK[key], most)

    def _write_bases(self) -> None:
        sizes = [part.sizes() for part in self._parts]
        bases = GAP + _summed(np.concatenate(sizes))
        first = 0
        for part, size in zip(self._parts, sizes, strict=True):
            part.shift(bases[first : first + len(size)])
            first += len(size)
        self._add("bases", bases)
        if self._has("lengths"):
            self._add("lengths", *(self._of(source, "lengths")[source.kept] for source in self._sources))
            self._add("total", np.array([int(bases[-1]) - GAP * len(bases)]))

    def _write_postings(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Write documents, counts and addresses; return how many documents and addresses each term has."""
        size = len(self._terms)
        documents, addresses = np.zeros(size, np.int64), np.zeros(size, np.int64)
        put = {key: self._reserve(key) for key in ("documents", "counts", "addresses") if key in self._parts[0].arrays}
        large_at, large, written = [np.empty(0, np.int64)], [np.empty(0, np.int64)], 0
        for first, last in self._stretches():
            found = _joined([part.postings(first, last) for part in self._parts], placed=self._placed)
            documents += np.bincount(found.terms, minlength=size)
            put["documents"](found.documents)
            if self._placed:
                addresses += np.bincount(found.terms, found.counts, minlength=size).astype(np.int64)
                columns = counted(found.counts)
                put["counts"](columns["counts"])
                put["addresses"](found.addresses)
                large_at.append(columns["large_at"] + written)
                large.append(columns["large"])
            written += len(found.documents)
        if self._placed:
            self._add("large_at", *large_at)
            self._add("large", *large)
        return documents, addresses

    def _stretches(self) -> list[tuple[int, int]]:
        """Return stretches of terms that together have about `STRETCH` places."""
        sizes = np.zeros(len(self._terms), np.int64)
        for part in self._parts:
            sizes[part.numbers] += part.weights()
        cuts = np.searchsorted(np.cumsum(sizes), np.arange(STRETCH, int(sizes.sum()), STRETCH), "right")
        return list(pairwise(np.unique([0, *cuts.tolist(), len(self._terms)]).tolist()))

    def _write_families(self, kept: NDArray[np.int64]) -> None:
        """Write the stems of the terms that are left."""
        new = np.full(len(self._terms), -1, np.int64)
        new[kept] = np.arange(len(kept))
        members: dict[bytes, set[int]] = {}
        for source, part in zip(self._sources, self._parts, strict=True):
            stems = Lexicon(self._of(source, "stem_letters"), self._of(source, "stem_bounds")).every()
            forms = new[part.numbers[self._of(source, "families")]].tolist()
            ends = self._of(source, "family_ends").tolist()
            for place, root in enumerate(stems):
                members.setdefault(root, set()).update(forms[ends[place] : ends[place + 1]])
        alone = {term: number for number, term in enumerate(self._terms)}
        for root, numbers in members.items():
            numbers.discard(-1)
            if root in alone and stem(root.decode()) == root.decode() and new[alone[root]] >= 0:
                numbers.add(int(new[alone[root]]))
        for key, column in family_columns({root: sorted(one) for root, one in members.items() if one}).items():
            self._add(key, column)


@dataclass(slots=True)
class _Postings:
    """Postings in order of their terms, and where each term stands, in the same order."""

    terms: NDArray[np.int64]
    documents: NDArray[np.int64]
    counts: NDArray[np.int64]
    addresses: NDArray[np.int64]


class _Part:
    """One source's share of a field; `numbers` are the new numbers of its terms."""

    def __init__(self, arrays: dict[str, NDArray[Any]], source: Source, numbers: NDArray[np.int64]) -> None:
        self.arrays = arrays
        self.numbers = numbers
        self._source = source
        self._moved = np.full(len(source.live), -1, np.int64)
        self._shifts = np.zeros(len(source.live), np.int64)

    def renumber(self, base: int) -> int:
        """Number the documents that live from `base` on; return the number behind them."""
        self._moved[self._source.kept] = np.arange(base, base + len(self._source.kept))
        return base + len(self._source.kept)

    def sizes(self) -> NDArray[np.int64]:
        """Return how many addresses each document takes that lives, the gap behind it included."""
        bases = self.arrays["bases"].astype(np.int64)
        return (bases[1:] - bases[:-1])[self._source.kept]

    def shift(self, bases: NDArray[np.int64]) -> None:
        """Say where the documents that live begin from now on."""
        kept = self._source.kept
        self._shifts[kept] = bases - self.arrays["bases"][kept].astype(np.int64)

    def weights(self) -> NDArray[np.int64]:
        """Return how much there is of each term."""
        counts: NDArray[np.int64] = np.diff(self.arrays.get("address_ends", self.arrays["ends"]))
        return counts

    def postings(self, first: int, last: int) -> _Postings:
        """Return the postings of a stretch of terms, by their new numbers."""
        low, high = np.searchsorted(self.numbers, [first, last]).tolist()
        ends = self.arrays["ends"][low : high + 1]
        begin, end = int(ends[0]), int(ends[-1])
        old = self.arrays["documents"][begin:end]
        terms, documents = np.repeat(self.numbers[low:high], np.diff(ends)), self._moved[old]
        counts, addresses = np.ones(len(old), np.int64), np.empty(0, np.int64)
        if "addresses" in self.arrays:
            counts = counts_between(self.arrays, begin, end)
            start, behind = self.arrays["address_ends"][[low, high]].tolist()
            addresses = self.arrays["addresses"][start:behind] + np.repeat(self._shifts[old], counts)
        if self._source.whole:
            return _Postings(terms, documents, counts, addresses)
        living = documents >= 0
        if len(addresses):
            addresses = addresses[np.repeat(living, counts)]
        return _Postings(terms[living], documents[living], counts[living], addresses)


def _joined(parts: Sequence[_Postings], *, placed: bool) -> _Postings:
    """Bring the postings of several sources into the order of terms; within a term, sources stay in theirs."""
    if len(parts) == 1:
        return parts[0]
    terms = np.concatenate([part.terms for part in parts])
    counts = np.concatenate([part.counts for part in parts])
    documents = np.concatenate([part.documents for part in parts])
    addresses = np.concatenate([part.addresses for part in parts])
    order = np.argsort(terms, kind="stable")
    if placed:
        starts = np.cumsum(counts) - counts
        addresses = addresses[spread(starts[order], counts[order])]
    return _Postings(terms[order], documents[order], counts[order], addresses)
