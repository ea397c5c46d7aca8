"""Which of the documents that match are the best ones, without sorting all of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.float64]
Ties = Callable[[NDArray[np.int64]], NDArray[np.int64]]
"""Tells the order of places whose keys are equal."""

BLOCKS = 8
"""Documents are looked at in so many blocks a document wanted, at least."""


def best(keys: Keys, ties: Ties, first: int, last: int) -> NDArray[np.int64]:
    """Return the places of the smallest keys, from the `first` to before the `last`, in order; `ties` break ties."""
    if first >= last:
        return np.empty(0, np.int64)
    if last < len(keys):
        places = np.flatnonzero(keys <= _bound(keys, last))
        if len(places) > last:
            smaller = keys[places]
            limit = np.partition(smaller, last - 1)[last - 1]
            places = _without_ties(places[smaller <= limit], keys, ties, limit, last)
    else:
        places = np.arange(len(keys))
    order = np.lexsort((ties(places), keys[places]))
    return places[order[first:last]]


def _bound(keys: Keys, wanted: int) -> float:
    """Return a key that at least so many keys are not above.

    The smallest keys of blocks are keys of different documents, so as many of those do.
    """
    rows = len(keys) // (BLOCKS * wanted)
    if rows < 2:
        return float(np.partition(keys, wanted - 1)[wanted - 1])
    smallest = keys[: len(keys) // rows * rows].reshape(rows, -1).min(axis=0)
    return float(np.partition(smallest, wanted - 1)[wanted - 1])


def _without_ties(places: NDArray[np.int64], keys: Keys, ties: Ties, limit: float, wanted: int) -> NDArray[np.int64]:
    """Drop, of places whose key is the greatest allowed, those that other ties put behind."""
    if len(places) <= wanted:
        return places
    tied = keys[places] == limit
    room = wanted - int(np.count_nonzero(~tied))
    inside = places[tied]
    order = ties(inside)
    kept = inside[order <= np.partition(order, room - 1)[room - 1]]
    return np.concatenate((places[~tied], kept))
