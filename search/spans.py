"""Stretches of addresses in many documents at once, and the ways to join them: the sums behind phrases and nearness.

An address is one number for a word in a segment (see `gathering`), so that one sorted array holds all its documents,
and since documents lie far apart, nothing joins words of two. Spans are half-open, sorted by start, then end, and occur
once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.gathering import spread

Positions = NDArray[np.int64]

FEW = 8
"""Numbers are looked up in others, rather than merged with them, where the others are so many times as many."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of addresses: `starts[i]` to `ends[i]`."""

    starts: Positions
    ends: Positions

    def __len__(self) -> int:
        return len(self.starts)

    def within(self, start: int, end: int) -> Spans:
        """Return the spans that begin between two addresses, counted from the first."""
        first, last = self.starts.searchsorted((start, end)).tolist()
        return Spans(self.starts[first:last] - start, self.ends[first:last] - start)


_NONE: Positions = np.empty(0, np.int64)
NOWHERE = Spans(_NONE, _NONE)


def single(starts: NDArray[Any]) -> Spans:
    """Return the spans of single words."""
    wide = starts.astype(np.int64)
    return Spans(wide, wide + 1)


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
    if not counts.any():
        return NOWHERE
    left = np.repeat(np.arange(len(first)), counts)
    return sorted_spans(first.starts[left], second.ends[spread(low, counts)])


def phrase(items: Iterable[Spans]) -> Spans:
    """Return the spans that hold one span of each item, one right behind the other."""
    found: Spans | None = None
    for item in items:
        found = item if found is None else followed_by(found, item)
        if not len(found):
            return NOWHERE
    return found or NOWHERE


def row(words: list[NDArray[Any]]) -> Spans:
    """Return where single words stand one right behind the other; the same as `phrase`, and quicker."""
    order = sorted(range(len(words)), key=lambda i: len(words[i]))
    found = words[order[0]] - words[order[0]].dtype.type(order[0])
    for i in order[1:]:
        found = _in_both(found, words[i] - words[i].dtype.type(i))
    starts = found.astype(np.int64)
    return Spans(starts, starts + len(words))


def _in_both(few: NDArray[Any], many: NDArray[Any]) -> NDArray[Any]:
    """Return the numbers that are in both of two sorted arrays."""
    if len(few) * FEW < len(many):
        places = np.searchsorted(many, few)
        places[places == len(many)] = 0
        return few[many[places] == few] if len(many) else few[:0]
    merged = np.concatenate((few, many))
    merged.sort(kind="stable")  # merges runs that are sorted already
    found: NDArray[Any] = merged[:-1][merged[1:] == merged[:-1]]
    return found


def near_words(words: list[NDArray[Any]], distance: int) -> Spans:
    """Return those single words that stand near all the others, in any order; the same as `near`, and quicker.

    Words are different, so that no two stand in one place.
    """
    reach = distance + len(words) - 1
    words = _around(words, reach)
    merged = np.concatenate([word.astype(np.int64) << 6 | i for i, word in enumerate(words)])
    merged.sort(kind="stable")  # merges runs that are sorted already
    places, which = merged >> 6, merged & 63
    latest = np.full(len(merged), np.iinfo(np.int64).max)
    for i in range(len(words)):
        last = np.maximum.accumulate(np.where(which == i, places, -reach - 1))
        np.minimum(latest, last, out=latest)
    ends = np.where(places - latest <= reach, places, np.iinfo(np.int64).max)
    following = np.minimum.accumulate(ends[::-1])[::-1]
    return single(places[following <= places + reach])


def _around(words: list[NDArray[Any]], reach: int) -> list[NDArray[Any]]:
    """Keep of each word what stands within reach of the rarest, where that is much."""
    rarest = min(words, key=len)
    step = rarest.dtype.type(reach)
    kept = []
    for word in words:
        if len(rarest) * FEW < len(word):
            low = np.searchsorted(word, rarest - step)
            high = np.searchsorted(word, rarest + step, "right")
            low[1:] = np.maximum(low[1:], np.maximum.accumulate(high)[:-1])
            kept.append(word[spread(low, np.maximum(high - low, 0))])
        else:
            kept.append(word)
    return kept


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
