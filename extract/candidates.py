"""Which of many names may be alike to one, without comparing it with all of them.

Names are cut into letters three by three; those that share the rarer ones come first. `extract.comparison` then decides
on the few that are left. Guarantees: a name that is equal once folded is always among the candidates, and so is one
whose initials are the acronym asked for; the order depends on the names alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy
from numpy.typing import NDArray

from extract.comparison import spelled
from extract.gazetteers.legal_forms import split_legal_form
from extract.names import initials, is_acronym

MOST = 40
"""Candidates that are worth comparing: on labelled pairs among 20,000 names, more find next to nothing."""
INITIALS = "="
"""Before the initials of a name, among its letters."""
COMMON = 0.1
"""Letters that more than this share of the names have tell nothing."""
LEAST = 0.3
"""What two names share at least, of 1, to be compared: labelled pairs that are alike share 0.45 and more."""
LONGER = 0.35
"""How much it counts against a name that it is longer than the other: words that only one has are no contradiction."""


class Candidates:
    """An index over names, which are known by their place in the order given."""

    def __init__(self, names: Sequence[str]) -> None:
        held: dict[str, list[int]] = {}
        self._grams = [_grams(name) for name in names]
        for at, grams in enumerate(self._grams):
            for gram in grams:
                held.setdefault(gram, []).append(at)
        most = max(50, int(COMMON * len(names)))
        self._held = {gram: numpy.asarray(found, numpy.int32) for gram, found in held.items() if len(found) <= most}
        self._weights = {gram: log(1 + len(names) / len(found)) for gram, found in self._held.items()}
        self._sizes: NDArray[numpy.float32] = numpy.asarray(
            [self._size(grams) for grams in self._grams] or [1.0], numpy.float32
        )

    def likely(self, name: str, most: int = MOST) -> list[int]:
        """Return the places of the names most likely to be alike, the likeliest first, at most so many."""
        grams = _grams(name)
        shared = numpy.zeros(len(self._sizes), numpy.float32)
        for gram in sorted(grams & self._held.keys()):
            shared[self._held[gram]] += self._weights[gram]
        size = self._size(grams)
        longer, shorter = numpy.maximum(self._sizes, size), numpy.minimum(self._sizes, size)
        scores = shared / (LONGER * longer + (1 - LONGER) * shorter)
        for gram in grams & self._held.keys():
            if gram.startswith(INITIALS):
                scores[self._held[gram]] += LEAST
        found = numpy.flatnonzero(scores >= LEAST)
        scores = scores[found]
        if len(found) > most:
            best = numpy.argpartition(-scores, most)[:most]
            found, scores = found[best], scores[best]
        return [int(at) for at in found[numpy.lexsort((found, -scores))]]

    def _size(self, grams: frozenset[str]) -> float:
        return sum(self._weights.get(gram, 0.0) for gram in grams) or 1.0


def _grams(name: str) -> frozenset[str]:
    """Return the letters of a name's words three by three, its words' beginnings and ends marked, and its initials."""
    plain = split_legal_form(spelled(name))[0] or spelled(name)
    found = {f" {word} "[at : at + 3] for word in plain.split() for at in range(len(word))}
    found |= {INITIALS + letters for letters in initials(name)}
    if is_acronym(name):
        found.add(INITIALS + plain.replace(" ", ""))
    return frozenset(found)
