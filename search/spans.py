"""Stretches of positions in many documents at once, and the ways to join them: the sums behind phrases and nearness.

A position is one number: `document * STRIDE + position in the document`, so that one sorted array holds all documents.
Spans are half-open, sorted by start, then end, and occur once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.int64]
STRIDE = 1 << 31
"""More than any document has words, with room for the largest distance."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of positions: `starts[i]` to `ends[i]`."""

    starts: Positions
    ends: Positions

    def __len__(self) -> int:
        return len(self.starts)

    def documents(self) -> tuple[Positions, Positions]:
        """Return the documents that have a span, in order, and how many each has."""
        return np.unique(self.starts // STRIDE, return_counts=True)

    def within(self, document: int) -> Spans:
        """Return the spans of one document, as positions in it."""
        first, last = np.searchsorted(self.starts, [document * STRIDE, (document + 1) * STRIDE])
        return Spans(self.starts[first:last] - document * STRIDE, self.ends[first:last] - document * STRIDE)


_NONE: Positions = np.empty(0, np.int64)
NOWHERE = Spans(_NONE, _NONE)


def sorted_spans(starts: NDArray[Any], ends: NDArray[Any]) -> Spans:
    """Sort spans and drop repetitions."""
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    fresh = np.ones(len(starts), bool)
    fresh[1:] = (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1])
    return Spans(starts[fresh], ends[fresh])


def union(several: Iterable[Spans]) -> Spans:
    """Return every span that is in one of several sets."""
    found = [spans for spans in several if len(spans)]
    if len(found) < 2:
        return found[0] if found else NOWHERE
    return sorted_spans(np.concatenate([s.starts for s in found]), np.concatenate([s.ends for s in found]))


def followed_by(first: Spans, second: Spans) -> Spans:
    """Return the spans made of one of `first` with one of `second` right behind it."""
    low = np.searchsorted(second.starts, first.ends, "left")
    counts = np.searchsorted(second.starts, first.ends, "right") - low
    total = int(counts.sum())
    if not total:
        return NOWHERE
    left = np.repeat(np.arange(len(first)), counts)
    right = np.repeat(low - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) + np.arange(total)
    return sorted_spans(first.starts[left], second.ends[right])


def phrase(items: Iterable[Spans]) -> Spans:
    """Return the spans that hold one span of each item, one right behind the other."""
    found: Spans | None = None
    for item in items:
        found = item if found is None else followed_by(found, item)
        if not len(found):
            return NOWHERE
    return found or NOWHERE


def near(items: list[tuple[Spans, int]], distance: int) -> list[Spans]:
    """Return, for each item, those of its spans that stand near all the others, in any order.

    An item is `(spans, how many different ones of them are needed)`. Spans are near each other when at most
    `distance + (needed - 2)` words lie between the end of the one that ends first and the start of the one that starts
    last: for single words, when at most `distance` other words stand among them.
    """
    reach = distance + sum(needed for _, needed in items) - 2
    anchors = np.unique(np.concatenate([spans.starts for spans, _ in items]))
    for spans, needed in items:
        begun = np.searchsorted(spans.starts, anchors, "right")
        over = np.searchsorted(np.sort(spans.ends), anchors - reach, "left")
        anchors = anchors[begun - over >= needed]
    return [_reaching(spans, anchors, reach) for spans, _ in items]


def _reaching(spans: Spans, anchors: Positions, reach: int) -> Spans:
    """Keep the spans with an anchor from their start to `reach` past their end."""
    first = np.searchsorted(anchors, spans.starts, "left")
    last = np.searchsorted(anchors, spans.ends + reach, "right")
    return Spans(spans.starts[last > first], spans.ends[last > first])
