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
    if not len(sizes):
        return np.empty(0, np.int64)
    offsets = np.arange(int(sizes.max()))
    table = letters[np.minimum(starts[:, None] + offsets, len(letters) - 1)]
    table[offsets >= sizes[:, None]] = 0
    plain = (table < 0x80).all(axis=1)
    fitting = np.flatnonzero(plain & (np.abs(sizes - len(word)) <= edits))
    if edits == 1 and word.isascii():
        found = fitting[_one_apart(word, letters, starts[fitting], sizes[fitting])]
    else:
        found = fitting[_distances(word, table[fitting], sizes[fitting]) <= edits]
    foreign = np.flatnonzero(~plain)
    if len(foreign):
        rows = [bytes(table[row, : sizes[row]]).decode() for row in foreign.tolist()]
        found = np.sort(np.concatenate((found, foreign[_foreign(word, edits, rows)])))
    return found


def _one_apart(word: str, letters: NDArray[Any], starts: NDArray[Any], sizes: NDArray[Any]) -> NDArray[np.bool_]:
    """Say which words, all in ASCII and at most one letter longer or shorter than this one, are within one edit of it.

    They are if what they have in common with it at the beginning and at the end makes the longer of the two, but for
    one letter.
    """
    wanted, offsets = np.frombuffer(word.encode(), np.uint8), np.arange(len(word))
    inside = offsets < sizes[:, None]
    ahead = letters[np.minimum(starts[:, None] + offsets, len(letters) - 1)] == wanted
    behind = letters[np.maximum((starts + sizes - 1)[:, None] - offsets, 0)] == wanted[::-1]
    common = sum(np.logical_and.accumulate(one & inside, axis=1).sum(axis=1) for one in (ahead, behind))
    return np.asarray(common >= np.maximum(sizes, len(word)) - 1)


def _foreign(word: str, edits: int, words: list[str]) -> NDArray[np.int64]:
    """Return which words are within so many edits, of words in which a letter takes several bytes."""
    sizes = np.array([len(one) for one in words], np.int64)
    fitting = np.flatnonzero(np.abs(sizes - len(word)) <= edits)
    table = np.zeros((len(fitting), len(word) + edits), np.int64)
    for row, place in enumerate(fitting.tolist()):
        table[row, : sizes[place]] = [ord(letter) for letter in words[place]]
    return fitting[_distances(word, table, sizes[fitting]) <= edits]


def _distances(word: str, table: NDArray[Any], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the distance of each word, given as a row of letters with their number."""
    word = word[:LONGEST]
    count = len(sizes)
    places: dict[int, int] = {}
    for i, letter in enumerate(word):
        places[ord(letter)] = places.get(ord(letter), 0) | 1 << i
    known = np.array(sorted(places), np.int64)
    masks = np.array([places[int(code)] for code in known], np.uint64)
    last = np.uint64(len(word) - 1)
    more = np.full(count, np.uint64(0xFFFFFFFFFFFFFFFF))
    less = np.zeros(count, np.uint64)
    distance = np.full(count, len(word), np.int64)
    found = distance
    for column in range(int(sizes.max(initial=0))):
        letters = table[:, column]
        at = np.searchsorted(known, letters)
        at[at == len(known)] = 0
        equal = np.where(known[at] == letters, masks[at], np.uint64(0))
        vertical = equal | less
        across = (((equal & more) + more) ^ more) | equal
        up, down = less | ~(across | more), more & across
        distance = distance + ((up >> last) & _ONE).astype(np.int64) - ((down >> last) & _ONE).astype(np.int64)
        found = np.where(sizes == column + 1, distance, found)
        up, down = up << _ONE | _ONE, down << _ONE
        more, less = down | ~(vertical | up), up & vertical
    return found
