"""One segment of the index, which never changes: its words and columns, read where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.arrays import Arrays
from search.lexicon import Lexicon
from search.postings import Postings


class Numbers(NamedTuple):
    """Document `i` has `values[offsets[i]:offsets[i + 1]]`."""

    offsets: NDArray[np.int64]
    values: NDArray[np.float64]


class Labels(NamedTuple):
    """Document `i` has the labels numbered `ordinals[offsets[i]:offsets[i + 1]]`; `single` when each has just one."""

    offsets: NDArray[np.int64]
    ordinals: NDArray[np.int64]
    labels: list[str]
    single: bool = False


class Segment:
    """Reads one segment. Documents are numbered from 0; deleted ones are still in its lists."""

    def __init__(self, name: str, count: int, arrays: Arrays) -> None:
        self.name = name
        self.count = count
        self.arrays = arrays
        self._fields: dict[str, Postings] = {}
        self._bytes: dict[str, tuple[memoryview, memoryview]] = {}

    @property
    def addresses(self) -> int:
        """How many addresses it has, in the field that has most."""
        return max(int(self.arrays[name][-1]) for name in self.arrays if name.endswith(".bases"))

    def field(self, name: str) -> Postings:
        """Return the words of a field."""
        found = self._fields.get(name)
        if found is None:
            found = self._fields[name] = Postings(self.arrays, name, self.count)
        return found

    def frequency(self, field: str, term: str) -> int:
        """Return how many documents hold a term, deleted ones included."""
        postings = self.field(field)
        number = postings.number(term)
        return 0 if number is None else postings.frequency(number)

    def forms_near(self, field: str, term: str, edits: int, kept: int) -> Iterator[str]:
        """Yield the forms within a number of edits of `term`, whose first `kept` letters are not touched."""
        lexicon = self.field(field).lexicon
        return (lexicon.word(number) for number in lexicon.near(term, edits, kept).tolist())

    def piece(self, column: str, document: int) -> bytes:
        """Return a document's piece of a column of bytes."""
        found = self._bytes.get(column)
        if found is None:  # views of memory give single numbers far sooner than arrays do
            every = self.arrays[f"{column}.bytes"]
            found = self._bytes[column] = (
                self.arrays[f"{column}.ends"].data,
                every.data if len(every) else memoryview(b""),
            )
        ends, letters = found
        return letters[ends[document] : ends[document + 1]].tobytes()

    def numbers(self, column: str) -> Numbers:
        """Return a column of numbers."""
        return Numbers(self.arrays[f"{column}.ends"], self.arrays[f"{column}.values"])

    def labels(self, column: str) -> Labels:
        """Return a column of labels."""
        lexicon = Lexicon(self.arrays[f"{column}.letters"], self.arrays[f"{column}.bounds"])
        labels = [label.decode("utf-8", "surrogatepass") for label in lexicon.every()]
        return Labels(self.arrays[f"{column}.ends"], self.arrays[f"{column}.ordinals"], labels)

    def first_by_id(self, mask: NDArray[np.bool_], count: int) -> NDArray[np.int64]:
        """Return so many of the documents in a mask, in order of their ids, those whose ids come first."""
        found, begin, size, missing = [np.empty(0, np.int64)], 0, max(4 * count, 1024), count
        while begin < self.count and missing > 0:
            some = self._by_id[begin : begin + size]
            found.append(some[mask[some]][:missing])
            missing -= len(found[-1])
            begin, size = begin + size, 4 * size
        return np.concatenate(found)

    @cached_property
    def _by_id(self) -> NDArray[np.int64]:
        return np.argsort(self.arrays["ids.rank"], kind="stable")

    @cached_property
    def days(self) -> tuple[NDArray[Any], NDArray[Any]]:
        """The first and last day of each document's date, as `yyyymmdd`; 0 where it has none."""
        return self.arrays["date.first"], self.arrays["date.last"]


def joined_offsets(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return the offsets of lists that are put one behind the other, each part beginning at 0."""
    counts = [np.diff(part) for part in parts]
    return np.concatenate(([0], np.cumsum(np.concatenate(counts)) if counts else [])).astype(np.int64)
