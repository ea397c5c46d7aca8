"""Where each stretch of a text came from: a map of offsets that can be chained.

A run `(start, end, source_start)` says that `text[start:end]` is, code point for code point, what stood at
`source[source_start:source_start + end - start]`. What lies between runs was put in by us; what the runs do not reach
in the source was left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Runs in order of the text, not overlapping."""

    runs: tuple[Run, ...] = ()

    def to_source(self, offset: int) -> int:
        """Return where the code point at `offset` came from; for one put in by us, where the text before it ended."""
        at = bisect_right(self.runs, offset, key=lambda run: run[0]) - 1
        if at < 0:
            return self.runs[0][2] if self.runs else 0
        start, end, source = self.runs[at]
        return source + min(offset, end) - start

    def to_source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the source that `text[start:end]` was made of."""
        if end <= start:
            return self.to_source(start), self.to_source(start)
        first = self.to_source(start)
        at = bisect_right(self.runs, end - 1, key=lambda run: run[0]) - 1
        if at < 0:
            return first, first
        run_start, run_end, source = self.runs[at]
        return first, max(first, source + min(end, run_end) - run_start)

    def after(self, earlier: OffsetMap) -> OffsetMap:
        """Return the map of a text made by `self` from a text that `earlier` made: offsets reach back to its source."""
        found: list[Run] = []
        for start, end, middle in self.runs:
            at = max(0, bisect_right(earlier.runs, middle, key=lambda run: run[0]) - 1)
            while at < len(earlier.runs) and earlier.runs[at][0] < middle + end - start:
                low = max(middle, earlier.runs[at][0])
                high = min(middle + end - start, earlier.runs[at][1])
                if low < high:
                    shift = earlier.runs[at][2] - earlier.runs[at][0]
                    found.append((start + low - middle, start + high - middle, low + shift))
                at += 1
        return OffsetMap(merged(found))

    def window(self, start: int, end: int) -> OffsetMap:
        """Return the map of `text[start:end]` taken by itself."""
        at = max(0, bisect_right(self.runs, start, key=lambda run: run[0]) - 1)
        found: list[Run] = []
        while at < len(self.runs) and self.runs[at][0] < end:
            low, high = max(start, self.runs[at][0]), min(end, self.runs[at][1])
            if low < high:
                found.append((low - start, high - start, self.runs[at][2] + low - self.runs[at][0]))
            at += 1
        return OffsetMap(tuple(found))


def identity_map(length: int) -> OffsetMap:
    """Return the map of a text that was left as it is."""
    return OffsetMap(((0, length, 0),) if length else ())


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return the same runs with neighbours that continue each other in both text and source made one."""
    found: list[Run] = []
    for start, end, source in runs:
        if found and found[-1][1] == start and found[-1][2] + start - found[-1][0] == source:
            found[-1] = (found[-1][0], end, found[-1][2])
        else:
            found.append((start, end, source))
    return tuple(found)


class TextBuilder:
    """A text put together from stretches of a source and from what we add, with its map."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self.length = 0

    def copy(self, text: str, source_start: int) -> None:
        """Add text that stands so in the source at `source_start`."""
        if text:
            self._runs.append((self.length, self.length + len(text), source_start))
            self.insert(text)

    def insert(self, text: str) -> None:
        """Add text that is not in the source."""
        self._parts.append(text)
        self.length += len(text)

    def replace(self, text: str, source_start: int) -> None:
        """Add text that stands for something else in the source: its first code point maps there."""
        if text:
            self.copy(text[0], source_start)
            self.insert(text[1:])

    def append(self, text: str, offsets: OffsetMap) -> None:
        """Add a text that has a map to the same source already."""
        self._runs.extend((start + self.length, end + self.length, source) for start, end, source in offsets.runs)
        self.insert(text)

    def build(self) -> tuple[str, OffsetMap]:
        """Return the text and its map."""
        return "".join(self._parts), OffsetMap(merged(self._runs))
