"""Files of named arrays, which are mapped into memory and read where they lie.

A file is its arrays one behind the other, each at a multiple of eight bytes, then a table in JSON that says where each
lies and of what type it is, then where the table lies. All numbers are little-endian. Nothing in it is a pickle.
"""

from __future__ import annotations

import json
import mmap
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"TLARRAY1"
_TAIL = struct.Struct("<QQ8s")
_ALIGNMENT = 8


class ArraysWriter:
    """Writes arrays one after the other; the file is complete after `finish`."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._table: dict[str, list[Any]] = {}
        self._end = file.write(_MAGIC)

    def add(self, name: str, kind: str, pieces: Iterable[NDArray[Any]]) -> None:
        """Write an array that comes in pieces; `kind` is its type on disk, little-endian: `<i4`."""
        pieces = list(pieces)
        append = self.reserve(name, kind, sum(map(len, pieces)))
        for piece in pieces:
            append(piece)

    def reserve(self, name: str, kind: str, most: int) -> Callable[[NDArray[Any]], None]:
        """Leave room for an array of at most so many items; return what appends a piece to it."""
        start = self._end + -self._end % _ALIGNMENT
        entry = self._table[name] = [kind, start, 0]
        size = np.dtype(kind).itemsize
        self._end = start + most * size

        def append(piece: NDArray[Any]) -> None:
            if len(piece):
                self._file.seek(start + entry[2] * size)
                self._file.write(np.ascontiguousarray(piece, kind).data.cast("B"))
                entry[2] += len(piece)

        return append

    def finish(self) -> None:
        """Write the table."""
        table = json.dumps(self._table).encode()
        self._file.seek(self._end)
        self._file.write(table + _TAIL.pack(self._end, len(table), _MAGIC))


class Arrays(Mapping[str, NDArray[Any]]):
    """The arrays of a file, by name. They stay readable when the file is deleted."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        start, length, magic = _TAIL.unpack(self._map[-_TAIL.size :])
        if magic != _MAGIC:
            raise ValueError(f"{path.name} does not end as it should")
        self._table: dict[str, tuple[str, int, int]] = json.loads(self._map[start : start + length])
        self._views: dict[str, NDArray[Any]] = {}

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Return an array; raises KeyError where there is none of that name."""
        view = self._views.get(name)
        if view is None:
            kind, start, count = self._table[name]
            view = self._views[name] = np.frombuffer(self._map, kind, count, start)
        return view

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)
