"""How a run and a reading process talk: framed pickles, and from the process only records that are expected.

The process reads hostile files, so what it sends is not trusted: nothing but our own records is unpickled, and nothing
over the limit is even received.
"""

from __future__ import annotations

import io
import pickle
import struct
from typing import Any, BinaryIO

LENGTH = struct.Struct(">Q")
EXPECTED = {
    "corpus.requests": {"Told", "Head", "Member", "Trouble"},
    "corpus.records": {"Document", "Kind", "Line", "Section", "SectionKind"},
}


class TooLargeError(Exception):
    """A process sends more than it may."""


def send(stream: BinaryIO, value: Any) -> None:
    """Write one value."""
    data = pickle.dumps(value, protocol=5)
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive_trusted(stream: BinaryIO) -> Any:
    """Return what the run sent; raises EOFError when it is gone."""
    return pickle.loads(_frame(stream, None))  # noqa: S301 - the run that started this process


def receive(stream: BinaryIO, most_bytes: int) -> Any:
    """Return the next answer of a process; raises EOFError when it is gone, TooLargeError over `most_bytes`."""
    return _Unpickler(io.BytesIO(_frame(stream, most_bytes))).load()


class _Unpickler(pickle.Unpickler):
    """Knows our answers and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if name not in EXPECTED.get(module, ()):
            raise pickle.UnpicklingError(f"a reading process sent {module}.{name}")
        return super().find_class(module, name)


def _frame(stream: BinaryIO, most_bytes: int | None) -> memoryview:
    (length,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    if most_bytes is not None and length > most_bytes:
        raise TooLargeError
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, size: int) -> memoryview:
    """Read so many bytes; raises EOFError."""
    data = memoryview(bytearray(size))
    at = 0
    while at < size:
        count = stream.readinto(data[at:])  # type: ignore[attr-defined]
        if not count:
            raise EOFError
        at += count
    return data
