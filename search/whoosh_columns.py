"""Columns of a segment that load as whole arrays: lists of numbers, lists of labels, and bytes.

Each begins with nothing and ends with its tables, all little-endian; a document without a value has an empty one.
`load` gives arrays over the whole segment, `reader[document]` one document's value, as it was added.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.whoosh_engine import Column, ColumnReader, ColumnWriter


class Numbers(NamedTuple):
    """Document `i` has `values[offsets[i]:offsets[i + 1]]`."""

    offsets: NDArray[np.int64]
    values: NDArray[np.float64]


class Labels(NamedTuple):
    """Document `i` has the labels numbered `ordinals[offsets[i]:offsets[i + 1]]`; labels are sorted."""

    offsets: NDArray[np.int64]
    ordinals: NDArray[np.int64]
    labels: list[str]


class _Writer(ColumnWriter):  # type: ignore[misc]  # Whoosh has no types
    """Counts what each document has; `_dbfile` is the file of the column."""

    def __init__(self, dbfile: Any) -> None:
        super().__init__(dbfile)
        self.ends = array("q")
        self.total = 0

    def _counted(self, docnum: int, count: int) -> None:
        self.ends.extend([self.total] * (docnum - len(self.ends)))
        self.total += count
        self.ends.append(self.total)

    def _write(self, values: Iterable[Any], kind: str) -> None:
        self._dbfile.write(np.array(values, kind).tobytes())

    def _write_offsets(self, doccount: int) -> None:
        self.ends.extend([self.total] * (doccount - len(self.ends)))
        self._write([0, *self.ends], "<i8")


class _Reader(ColumnReader):  # type: ignore[misc]  # Whoosh has no types
    """Reads tables backwards from the end of the column."""

    def __init__(self, dbfile: Any, basepos: int, length: int, doccount: int) -> None:
        super().__init__(dbfile, basepos, length, doccount)
        self._end = basepos + length

    def _read(self, count: int, kind: str) -> NDArray[Any]:
        size = count * np.dtype(kind).itemsize
        self._end -= size
        if self._end < self._basepos:
            raise ValueError("a column is shorter than its tables")
        return np.frombuffer(self._dbfile.get(self._end, size), kind, count)


class NumbersColumn(Column):  # type: ignore[misc]  # Whoosh has no types
    """A tuple of numbers for each document."""

    _default: tuple[float, ...] = ()

    class Writer(_Writer):
        """Gathers numbers."""

        def __init__(self, dbfile: Any) -> None:
            super().__init__(dbfile)
            self.values = array("d")

        def add(self, docnum: int, value: tuple[float, ...]) -> None:
            """Take one document's numbers."""
            self._counted(docnum, len(value))
            self.values.extend(value)

        def finish(self, doccount: int) -> None:
            """Write the column."""
            self._write(self.values, "<f8")
            self._write_offsets(doccount)

    class Reader(_Reader):
        """Numbers of a segment."""

        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            offsets = self._read(self._doccount + 1, "<i8")
            self.loaded = Numbers(offsets, self._read(int(offsets[-1]), "<f8"))

        def __getitem__(self, docnum: int) -> tuple[float, ...]:
            offsets, values = self.loaded
            return tuple(values[offsets[docnum] : offsets[docnum + 1]].tolist())


class LabelsColumn(Column):  # type: ignore[misc]  # Whoosh has no types
    """A tuple of strings for each document, each string kept once."""

    _default: tuple[str, ...] = ()

    class Writer(_Writer):
        """Gathers labels and numbers them as they come."""

        def __init__(self, dbfile: Any) -> None:
            super().__init__(dbfile)
            self.numbers: dict[str, int] = {}
            self.ordinals = array("q")

        def add(self, docnum: int, value: tuple[str, ...]) -> None:
            """Take one document's labels."""
            self._counted(docnum, len(value))
            self.ordinals.extend(self.numbers.setdefault(label, len(self.numbers)) for label in value)

        def finish(self, doccount: int) -> None:
            """Sort the labels, number them anew and write the column."""
            labels = sorted(self.numbers)
            rank = np.empty(len(labels), "<i8")
            rank[[self.numbers[label] for label in labels]] = np.arange(len(labels))
            encoded = [label.encode("utf-8", "surrogatepass") for label in labels]
            self._dbfile.write(b"".join(encoded))
            self._write(np.cumsum([0, *map(len, encoded)]), "<i8")
            self._write(rank[np.frombuffer(self.ordinals, "<i8")] if labels else [], "<i8")
            self._write_offsets(doccount)
            self._write([len(labels)], "<i8")

    class Reader(_Reader):
        """Labels of a segment."""

        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            count = int(self._read(1, "<i8")[0])
            offsets = self._read(self._doccount + 1, "<i8")
            ordinals = self._read(int(offsets[-1]), "<i8")
            ends = self._read(count + 1, "<i8")
            text = self._read(int(ends[-1]), "u1").tobytes()
            labels = [text[ends[i] : ends[i + 1]].decode("utf-8", "surrogatepass") for i in range(count)]
            self.loaded = Labels(offsets, ordinals, labels)

        def __getitem__(self, docnum: int) -> tuple[str, ...]:
            offsets, ordinals, labels = self.loaded
            return tuple(labels[i] for i in ordinals[offsets[docnum] : offsets[docnum + 1]])


class BytesColumn(Column):  # type: ignore[misc]  # Whoosh has no types
    """Bytes of any length for each document, left on disk until they are asked for."""

    _default = b""

    class Writer(_Writer):
        """Writes bytes as they come."""

        def add(self, docnum: int, value: bytes) -> None:
            """Take one document's bytes."""
            self._counted(docnum, len(value))
            self._dbfile.write(value)

        def finish(self, doccount: int) -> None:
            """Write where each document's bytes end."""
            self._write_offsets(doccount)

    class Reader(_Reader):
        """Bytes of a segment."""

        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            self.offsets = self._read(self._doccount + 1, "<i8")

        def __getitem__(self, docnum: int) -> bytes:
            start, end = int(self.offsets[docnum]), int(self.offsets[docnum + 1])
            return bytes(self._dbfile.get(self._basepos + start, end - start))


class RawColumn(Column):  # type: ignore[misc]  # Whoosh has no types
    """Any column as the bytes it is made of, to be read and never written."""

    class Reader(_Reader):
        """Bytes of a whole column."""

        def __init__(self, dbfile: Any, basepos: int, length: int, doccount: int) -> None:
            super().__init__(dbfile, basepos, length, doccount)
            self.raw = bytes(dbfile.get(basepos, length))
