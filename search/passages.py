"""The text of a document as the index keeps it: cut into passages, so that a snippet costs the same in any document.

The index keeps the text itself rather than asking the store for it: highlights then always fit the text that was
indexed, even while a document is being read anew, and a hit in a document of 900 pages unpacks two passages of it.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.records import Document
from search.analysis import LETTERS

MAX_PASSAGE = 1_000
"""Code points of a passage."""

_HEADER = struct.Struct("<II")
_INSIDE = re.compile(f"[{LETTERS}]")


def cut(text: str) -> Iterator[tuple[int, int]]:
    """Yield the passages of a text; they cover it, and none begins inside a word."""
    start = 0
    while len(text) - start > MAX_PASSAGE:
        end = _cut_before(text, start, start + MAX_PASSAGE)
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _cut_before(text: str, start: int, limit: int) -> int:
    """Return where to cut: behind a line, a sentence or a space, else where no word is parted, else at the limit."""
    middle = (start + limit) // 2
    for separator in ("\n", ". ", " "):
        if (found := text.rfind(separator, middle, limit)) >= 0:
            return found + len(separator)
    for end in range(limit, middle, -1):
        if not _INSIDE.match(text, end) and not _INSIDE.match(text, end - 1):
            return end
    return limit


@dataclass(frozen=True, slots=True)
class Passages:
    """A packed text: passage `i` goes from `starts[i]` to `starts[i + 1]`, its first word has position `firsts[i]`.

    `pages` are rows of start, end and number.
    """

    data: bytes
    starts: NDArray[np.uint32]
    firsts: NDArray[np.uint32]
    offsets: NDArray[np.uint32]
    pages: NDArray[np.uint32]

    @property
    def count(self) -> int:
        """How many passages there are."""
        return len(self.starts) - 1

    def text(self, first: int, last: int) -> str:
        """Return the text of passages `first` to `last`, half-open."""
        return "".join(
            zlib.decompress(self.data[self.offsets[i] : self.offsets[i + 1]]).decode("utf-8", "surrogatepass")
            for i in range(first, last)
        )

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page at a code point, None where there is none."""
        if not len(self.pages):
            return None
        row = int(np.searchsorted(self.pages[:, 0], offset, "right")) - 1
        return int(self.pages[row, 2]) if row >= 0 and offset < self.pages[row, 1] else None


def pack(document: Document, passages: list[tuple[int, int]], firsts: list[int]) -> bytes:
    """Pack a document's text; `firsts` are the position of each passage's first word, and how many words there are."""
    chunks = [zlib.compress(document.text[start:end].encode("utf-8", "surrogatepass"), 6) for start, end in passages]
    pages = list(document.page_runs())
    offsets = np.cumsum([0, *(len(chunk) for chunk in chunks)])
    arrays = [[start for start, _ in passages] + [len(document.text)], firsts, offsets, pages]
    head = _HEADER.pack(len(passages), len(pages)) + b"".join(np.array(a, "<u4").tobytes() for a in arrays)
    return head + b"".join(chunks)


def unpack(packed: bytes) -> Passages:
    """Open a packed text without unpacking any of it."""
    count, pages = _HEADER.unpack_from(packed)
    numbers = np.frombuffer(packed, "<u4", 3 * (count + 1) + 3 * pages, _HEADER.size)
    data = packed[_HEADER.size + numbers.nbytes :]
    starts, firsts, offsets = numbers[: 3 * (count + 1)].reshape(3, count + 1)
    return Passages(data, starts, firsts, offsets, numbers[3 * (count + 1) :].reshape(pages, 3))
