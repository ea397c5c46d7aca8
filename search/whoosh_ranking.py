"""Which of the documents that match are the best ones, without sorting all of them."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.float64]
Places = NDArray[np.int64]

SMALL = 200
"""So many documents are simply sorted."""

BLOCKS = 8
"""Documents are looked at in so many blocks a document wanted, at least."""


class Ties(Protocol):
    """Tells apart places whose keys are equal."""

    def first(self, places: Places, count: int) -> Places:
        """Return so many of the places, those that come before all others, in any order."""
        ...

    def order(self, places: Places) -> Places:
        """Return a number for each place, smaller for one that comes before another."""
        ...


def best(keys: Keys, ties: Ties, first: int, last: int) -> Places:
    """Return the places of the smallest keys, from the `first` to before the `last`, in order; `ties` break ties."""
    if first >= min(last, len(keys)):
        return np.empty(0, np.int64)
    if max(last, SMALL) < len(keys):
        places = np.flatnonzero(keys <= _bound(keys, last))
        if len(places) > last:
            smaller = keys[places]
            limit = np.partition(smaller, last - 1)[last - 1]
            places = _without_ties(places[smaller <= limit], keys, ties, limit, last)
    else:
        places = np.arange(len(keys))
    return _shown(places, keys[places], ties, first, last)


def least_of_best(scores: Keys, wanted: int) -> float:
    """Return a score that at least so many documents have or surpass: above 0 only where they are many."""
    rows = len(scores) // (BLOCKS * wanted)
    if rows < 2:
        return 0.0
    return -_smallest(scores[: len(scores) // rows * rows].reshape(rows, -1).max(axis=0) * -1, wanted)


def _shown(places: Places, keys: Keys, ties: Ties, first: int, last: int) -> Places:
    """Put places in order and return those from the first to before the last; only their ties are broken."""
    order = np.argsort(keys, kind="stable")
    places, keys = places[order], keys[order]
    low = int(np.searchsorted(keys, keys[first], "left"))
    high = int(np.searchsorted(keys, keys[min(last, len(keys)) - 1], "right"))
    places, keys = places[low:high], keys[low:high]
    if (keys[1:] == keys[:-1]).any():
        places = places[np.lexsort((ties.order(places), keys))]
    return places[first - low : last - low]


def _bound(keys: Keys, wanted: int) -> float:
    """Return a key that at least so many keys are not above.

    The smallest keys of blocks are keys of different documents, so as many of those do.
    """
    rows = len(keys) // (BLOCKS * wanted)
    if rows < 2:
        return _smallest(keys, wanted)
    return _smallest(keys[: len(keys) // rows * rows].reshape(rows, -1).min(axis=0), wanted)


def _smallest(keys: Keys, place: int) -> float:
    """Return the key that has this place, counted from 1, among all."""
    return float(np.partition(keys, place - 1)[place - 1])


def _without_ties(places: Places, keys: Keys, ties: Ties, limit: float, wanted: int) -> Places:
    """Drop, of places whose key is the greatest allowed, those that other ties put behind."""
    if len(places) <= wanted:
        return places
    tied = keys[places] == limit
    room = wanted - int(np.count_nonzero(~tied))
    return np.concatenate((places[~tied], ties.first(places[tied], room)))
