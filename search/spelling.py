"""Which of many words are within some edits of one: all of them are compared at once.

The algorithm is G. Myers, "A fast bit-vector algorithm for approximate string matching", Journal of the ACM 46 (1999),
395-415: one column of the table of edit distances is two machine words, here an array of machine words, one a word.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

LONGEST = 64
"""Letters of a word that is compared: bits of a machine word. The index keeps no longer ones."""

_ONE = np.uint64(1)


def within(
    word: str, edits: int, letters: NDArray[Any], starts: NDArray[Any], sizes: NDArray[Any]
) -> NDArray[np.int64]:
    """Return which words of a UTF-8 text are within so many edits (letters put in, left out or changed), in order.

    Words are given by where they start and how many bytes they have.
    """
    found: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    for size in np.unique(sizes).tolist():
        rows = np.flatnonzero(sizes == size)
        table = letters[starts[rows][:, None] + np.arange(size)]
        plain = (table < 0x80).all(axis=1)
        if len(word) - edits <= size <= len(word) + edits:
            found.append(rows[plain][_distances(word, table[plain].T) <= edits])
        found.append(_foreign(word, edits, table[~plain], rows[~plain]))
    return np.sort(np.concatenate(found))


def _foreign(word: str, edits: int, table: NDArray[Any], rows: NDArray[Any]) -> NDArray[np.int64]:
    """Return the rows within so many edits, of words in which a letter takes several bytes."""
    words = [row.tobytes().decode() for row in table]
    lengths = np.array([len(one) for one in words], np.int64)
    found: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    for length in range(max(len(word) - edits, 1), len(word) + edits + 1):
        chosen = np.flatnonzero(lengths == length)
        if len(chosen):
            columns = np.array([[ord(letter) for letter in words[i]] for i in chosen]).T
            found.append(rows[chosen[_distances(word, columns) <= edits]])
    return np.concatenate(found)


def _distances(word: str, columns: NDArray[Any]) -> NDArray[np.int64]:
    """Return the distance of each word, given letter by letter: row `i` holds the `i`-th letters of all."""
    word = word[:LONGEST]
    count = columns.shape[1]
    places: dict[int, int] = {}
    for i, letter in enumerate(word):
        places[ord(letter)] = places.get(ord(letter), 0) | 1 << i
    known = np.array(sorted(places), np.int64)
    masks = np.array([places[int(code)] for code in known], np.uint64)
    last = np.uint64(len(word) - 1)
    more = np.full(count, np.uint64(0xFFFFFFFFFFFFFFFF))
    less = np.zeros(count, np.uint64)
    distance = np.full(count, len(word), np.int64)
    for column in columns.astype(np.int64):
        at = np.searchsorted(known, column)
        at[at == len(known)] = 0
        equal = np.where(known[at] == column, masks[at], np.uint64(0))
        vertical = equal | less
        across = (((equal & more) + more) ^ more) | equal
        up, down = less | ~(across | more), more & across
        distance += ((up >> last) & _ONE).astype(np.int64)
        distance -= ((down >> last) & _ONE).astype(np.int64)
        up, down = up << _ONE | _ONE, down << _ONE
        more, less = down | ~(vertical | up), up & vertical
    return distance
