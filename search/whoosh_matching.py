"""Which documents match a tree, and how well: every part of it is a mask and a score over all documents."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from search.fields import NAMES, Field
from search.tree import And, Choice, Everything, Node, Not, Or, Phrase, Range, Term
from search.values import days
from search.whoosh_segment import Listing
from search.whoosh_snapshot import Mask, Snapshot
from search.whoosh_words import WordLeaf, Words

B = 0.75
K1 = 1.2
"""The usual constants of BM25 (Robertson and Zaragoza 2009), and Whoosh's."""

TITLE_WEIGHT = 3.0
"""A word in the title counts as much as this many in the body."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """Which documents match, and their scores; a score is 0 where the document does not match."""

    mask: Mask
    scores: Scores


@dataclass(frozen=True, slots=True)
class Matching:
    """Matches trees against one snapshot."""

    snapshot: Snapshot
    _known: dict[Node, Found] = field(default_factory=dict)

    def found(self, node: Node) -> Found:
        """Return the documents that match."""
        found = self._any(node)
        return found if self.snapshot.count == self.snapshot.size else self._living(found)

    def _any(self, node: Node) -> Found:
        """Match a part; one that occurs again is matched once."""
        if node not in self._known:
            self._known[node] = self._matched(node)
        return self._known[node]

    def _matched(self, node: Node) -> Found:
        match node:
            case And(parts):
                return self._and([self._any(part) for part in parts])
            case Or(parts):
                return self._or([self._any(part) for part in parts])
            case Everything() | Not() | Choice() | Range():
                return Found(self._unscored(node), np.zeros(self.snapshot.size))
        return self._words(node)

    def _unscored(self, node: Everything | Not | Choice | Range) -> Mask:
        match node:
            case Everything():
                return np.ones(self.snapshot.size, bool)
            case Not(part):
                return ~self._any(part).mask
            case Choice(name, value):
                return self._mask(self.snapshot.listing("keys", f"{name}:{value}").documents)
        return self._in_range(node)

    def _and(self, parts: list[Found]) -> Found:
        mask = np.logical_and.reduce([part.mask for part in parts])
        scores: Scores = np.add.reduce([part.scores for part in parts])
        return Found(mask, np.where(mask, scores, 0.0))

    def _or(self, parts: list[Found]) -> Found:
        mask = np.logical_or.reduce([part.mask for part in parts])
        return Found(mask, np.add.reduce([part.scores for part in parts]))

    def _words(self, leaf: WordLeaf) -> Found:
        """Match words in running text, or in names: these are ranked by how much the body speaks of them."""
        name = leaf.field
        if name in NAMES:
            named = self._mask(Words(self.snapshot, "names", f"{name}:").listing(leaf).documents)
            spoken = self._scored("body", exact(leaf), 1.0)
            return Found(named, np.where(named, spoken.scores, 0.0))
        if name is Field.TITLE:
            return self._scored("title", leaf, TITLE_WEIGHT)
        if name is Field.BODY:
            return self._scored("body", leaf, 1.0)
        return self._or([self._scored("title", leaf, TITLE_WEIGHT), self._scored("body", leaf, 1.0)])

    def _scored(self, field: str, leaf: WordLeaf, weight: float) -> Found:
        """Score a leaf in one field by BM25, as Whoosh does it."""
        listing = Words(self.snapshot, field).listing(leaf)
        scores = np.zeros(self.snapshot.size)
        scores[listing.documents] = weight * self._bm25(field, listing)
        return Found(self._mask(listing.documents), scores)

    def _bm25(self, field: str, listing: Listing) -> Scores:
        documents, weights = listing.documents, listing.weights.astype(np.float64)
        rarity = np.log(max(self.snapshot.count, 1) / (len(documents) + 1)) + 1
        relative = self.snapshot.lengths(field)[documents] / self.snapshot.average_length(field)
        scores: Scores = rarity * weights * (K1 + 1) / (weights + K1 * (1 - B + B * relative))
        return scores

    def _in_range(self, node: Range) -> Mask:
        column = self.snapshot.numbers(node.field)
        values, offsets = column.values, column.offsets
        if node.field is Field.DATE:
            firsts, lasts = values[0::2], values[1::2]
            inside = _inside(firsts, lasts, *_day_bounds(node))
            offsets = offsets // 2
        else:
            inside = _inside(values, values, *_number_bounds(node))
        counted = np.concatenate(([0], np.cumsum(inside)))
        mask: Mask = counted[offsets[1:]] > counted[offsets[:-1]]
        return mask

    def _mask(self, documents: NDArray[np.int64]) -> Mask:
        mask = np.zeros(self.snapshot.size, bool)
        mask[documents] = True
        return mask

    def _living(self, found: Found) -> Found:
        mask = found.mask & self.snapshot.live
        return Found(mask, np.where(mask, found.scores, 0.0))


def _inside(firsts: Scores, lasts: Scores, low: float, high: float) -> Mask:
    """Say which stretches, from first to last, have something in common with the one from `low` to `high`."""
    mask: Mask = (lasts >= low) & (firsts <= high)
    return mask


def _day_bounds(node: Range) -> tuple[float, float]:
    """Return the first and last day asked for; a document's date counts for the whole month or year it names."""
    low = days(str(node.low))[node.exclusive] + node.exclusive if node.low is not None else -np.inf
    high = days(str(node.high))[not node.exclusive] - node.exclusive if node.high is not None else np.inf
    return low, high


def _number_bounds(node: Range) -> tuple[float, float]:
    """Return the least and greatest number asked for."""
    low = float(node.low) if node.low is not None else -np.inf
    high = float(node.high) if node.high is not None else np.inf
    if node.exclusive:
        return np.nextafter(low, np.inf) if node.low is not None else low, (
            np.nextafter(high, -np.inf) if node.high is not None else high
        )
    return low, high


def exact(leaf: WordLeaf) -> WordLeaf:
    """Return a name's words as a phrase; patterns and fuzzy words stay as they are."""
    return Phrase((leaf.text,)) if isinstance(leaf, Term) else leaf
