"""The documents of a batch become arrays: each field's words, numbered, with every place where they stand.

Words are looked up once a batch, not once a document; what is left is sorting numbers.

| array of a field | holds |
| --- | --- |
| `letters`, `bounds` | its terms, sorted, as a `Lexicon` |
| `ends` | where each term's documents end in `documents` (and `counts`) |
| `documents`, `counts` | for each term the documents that hold it, in order, and how often: 255 stands for `large` |
| `large_at`, `large` | which of `counts` are greater than 254, and what they are |
| `address_ends`, `addresses` | for each term every place where it stands, in order |
| `bases` | the address of each document's first word; behind the last one, where addresses end |
| `lengths`, `total` | the length of each document as Whoosh rounds it to a byte, and the exact sum |
| `stem_letters`, `stem_bounds` | stems that have other forms than themselves, as a `Lexicon` |
| `family_ends`, `families` | for each of these stems its forms, as numbers of terms |

An address is a document's base and the position in it; before each document lies `GAP`, so that nothing is near across
it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.analysis import fold, stem, written
from search.lexicon import packed
from search.terms import is_form, terms_of

Columns = dict[str, NDArray[Any]]

GAP = 2048
"""Addresses before each document: more than the greatest distance of words near each other and their number."""

MAX_ADDRESSES = (1 << 32) - 1
LARGE = 255


class Gathering:
    """One field of a batch of documents; `begin` each document, then add to it."""

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._surfaces = _Surfaces(self._terms)
        self._tokens = array("I")
        self._token_ends = array("q")
        self._extents = array("q")
        self._single = array("q"), array("q"), array("q")

    def begin(self) -> None:
        """Begin the next document, which holds nothing yet."""
        self._token_ends.append(len(self._tokens))
        self._extents.append(0)

    def add(self, text: str) -> int:
        """Add the words of a text behind those that are there; return the position behind them."""
        found = list(map(self._surfaces.__getitem__, written(text)))
        self._tokens.extend(found)
        self._token_ends[-1] = len(self._tokens)
        self._extents[-1] += sum(map(self._surfaces.extents.__getitem__, found))
        return self._extents[-1]

    def put(self, term: str, position: int, extent: int = 1) -> None:
        """Put a term at a position, which may lie behind all words."""
        terms, documents, positions = self._single
        terms.append(self._terms.setdefault(term, len(self._terms)))
        documents.append(len(self._extents) - 1)
        positions.append(position)
        self._extents[-1] = max(self._extents[-1], position + extent)

    def extents(self) -> NDArray[np.int64]:
        """Return how many positions each document has."""
        return np.array(self._extents, np.int64)

    def columns(self, *, placed: bool, stemmed: bool) -> Columns:
        """Return the arrays of the field: with places or documents alone, with stems or without."""
        bases = np.cumsum([GAP, *(extent + GAP for extent in self._extents)], dtype=np.int64)
        if bases[-1] > MAX_ADDRESSES:
            raise ValueError("a batch has more words than a segment can address")
        terms = sorted(self._terms)
        rank = np.empty(len(terms), np.int64)
        rank[[self._terms[term] for term in terms]] = np.arange(len(terms))
        numbers, addresses = self._places(bases)
        keys = np.sort(rank[numbers].astype(np.uint64) << np.uint64(32) | addresses.astype(np.uint64))
        letters, bounds = packed(term.encode() for term in terms)
        found: Columns = {"letters": letters, "bounds": bounds}
        found |= _postings(keys, bases, len(terms), placed=placed)
        if placed:
            found["bases"] = bases
        return found | families(terms) if stemmed else found

    def _places(self, bases: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return number and address of every term in every place, in no order."""
        terms, documents, positions = (np.frombuffer(part, np.int64) for part in self._single)
        tokens = np.frombuffer(self._tokens, np.uint32).astype(np.int64)
        if not len(tokens):
            return terms, bases[documents] + positions
        extents = np.array(self._surfaces.extents, np.int64)[tokens]
        token_ends = np.array([0, *self._token_ends], np.int64)
        counts = token_ends[1:] - token_ends[:-1]
        starts = np.cumsum(extents) - extents
        firsts = np.concatenate((starts, [starts[-1] + extents[-1]]))[np.cumsum(counts) - counts]
        starts += np.repeat(bases[:-1] - firsts, counts)
        held = np.array(self._surfaces.counts, np.int64)[tokens]
        rows = spread(np.array(self._surfaces.starts, np.int64)[tokens], held)
        numbers = np.array(self._surfaces.terms, np.int64)[rows]
        addresses = np.repeat(starts, held) + np.array(self._surfaces.offsets, np.int64)[rows]
        return np.concatenate((numbers, terms)), np.concatenate((addresses, bases[documents] + positions))


class _Surfaces(dict[str, int]):
    """Numbers words as they are written, and knows the terms of each: `terms` and `offsets` from `starts`, `counts`."""

    def __init__(self, numbers: dict[str, int]) -> None:
        super().__init__()
        self._numbers = numbers
        self.extents: list[int] = []
        self.starts: list[int] = []
        self.counts: list[int] = []
        self.terms: list[int] = []
        self.offsets: list[int] = []

    def __missing__(self, surface: str) -> int:
        number = self[surface] = len(self.extents)
        self.starts.append(len(self.terms))
        if surface.isascii() and surface.isalnum():  # nearly all: one part, nothing to take apart
            extent = 1
            found: tuple[tuple[str, int], ...] = ((fold(surface), 0),)
        else:
            extent, found = terms_of(surface)
        self.extents.append(extent)
        self.counts.append(len(found))
        for term, offset in found:
            self.terms.append(self._numbers.setdefault(term, len(self._numbers)))
            self.offsets.append(offset)
        return number


def _postings(keys: NDArray[np.uint64], bases: NDArray[np.int64], size: int, *, placed: bool) -> Columns:
    """Return the postings of places, given in order as number of the term and address."""
    numbers = (keys >> np.uint64(32)).astype(np.int64)
    addresses = (keys & np.uint64(MAX_ADDRESSES)).astype(np.int64)
    documents = np.searchsorted(bases, addresses, "right") - 1
    fresh = np.ones(len(keys), bool)
    fresh[1:] = (numbers[1:] != numbers[:-1]) | (documents[1:] != documents[:-1])
    first = np.flatnonzero(fresh)
    found = {"ends": ends_of(numbers[first], size), "documents": documents[first]}
    if not placed:
        return found
    counts = np.diff(first, append=len(keys))
    return found | counted(counts) | {"address_ends": ends_of(numbers, size), "addresses": addresses}


def counted(counts: NDArray[np.int64]) -> Columns:
    """Return counts as bytes, with those that are too large for one beside them."""
    large = np.flatnonzero(counts >= LARGE)
    return {"counts": np.minimum(counts, LARGE), "large_at": large, "large": counts[large]}


def counts_between(arrays: Mapping[str, NDArray[Any]], begin: int, end: int) -> NDArray[np.int64]:
    """Return how often terms stand in documents, from one posting to another."""
    counts: NDArray[np.int64] = arrays["counts"][begin:end].astype(np.int64)
    low, high = np.searchsorted(arrays["large_at"], [begin, end])
    counts[arrays["large_at"][low:high] - begin] = arrays["large"][low:high]
    return counts


def ends_of(numbers: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Return where each number's stretch of sorted numbers ends, after a 0."""
    return np.concatenate(([0], np.cumsum(np.bincount(numbers, minlength=size)))).astype(np.int64)


def families(terms: Iterable[str]) -> Columns:
    """Return, for the stems of sorted terms that are not their only form, the numbers of their forms."""
    members: dict[str, list[int]] = {}
    alone: dict[str, int] = {}
    for number, term in enumerate(terms):
        if is_form(term):
            if (root := stem(term)) == term:
                alone[term] = number
            else:
                members.setdefault(root, []).append(number)
    for root, numbers in members.items():
        if root in alone:
            numbers.append(alone[root])
    return family_columns({root.encode(): sorted(numbers) for root, numbers in members.items()})


def family_columns(members: dict[bytes, list[int]]) -> Columns:
    """Return stems and their forms as arrays."""
    roots = sorted(members)
    letters, bounds = packed(roots)
    forms = [number for root in roots for number in members[root]]
    return {
        "stem_letters": letters,
        "stem_bounds": bounds,
        "family_ends": np.cumsum([0, *(len(members[root]) for root in roots)], dtype=np.int64),
        "families": np.array(forms, np.int64),
    }


def spread(starts: NDArray[Any], counts: NDArray[Any]) -> NDArray[np.int64]:
    """Return the numbers of stretches one behind the other: from each start so many, one by one."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - counts), counts) + np.arange(total)
