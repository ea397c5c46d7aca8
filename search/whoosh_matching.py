"""Which documents match a tree, and how well."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from search.fields import NAMES, Field
from search.matches import Few, Many, Mask, Matches, Scores, in_all, in_any, in_none, listed, spread_out, unscored
from search.postings import EMPTY, Listing
from search.printer import show
from search.tree import And, Choice, Everything, Node, Not, Or, Phrase, Range, Term, sought
from search.values import days
from search.whoosh_segment import Segment
from search.whoosh_snapshot import Snapshot
from search.whoosh_words import WordLeaf, Words

B = 0.75
K1 = 1.2
"""The usual constants of BM25 (Robertson and Zaragoza 2009), and Whoosh's."""

LAST_DAY = 99991231
TITLE_WEIGHT = 3.0
"""A word in the title counts as much as this many in the body."""


@dataclass(frozen=True, slots=True)
class Found:
    """Which documents match, and their scores; a score is 0 where the document does not match."""

    mask: Mask
    scores: Scores


@dataclass(frozen=True, slots=True)
class Matching:
    """Matches trees against one snapshot, which keeps what every part of them matches."""

    snapshot: Snapshot

    def found(self, node: Node) -> Found:
        """Return the documents that match, as a mask."""
        matches = spread_out(self.matches(node))
        return Found(matches.mask, np.zeros(matches.size) if matches.scores is None else matches.scores)

    def matches(self, node: Node) -> Matches:
        """Return the documents that match; a part that occurs again is matched once."""
        match node:
            case And() | Or() | Not():
                return self.snapshot.held(node, lambda: self._joined(node))
        return self.snapshot.held(node, lambda: self._leaf(node))

    def warnings(self, node: Node) -> tuple[str, ...]:
        """Return, once it has been matched, what could not be done as asked, in sentences."""
        if not self.snapshot.trimmed:
            return ()
        leaves = [leaf for leaf in dict.fromkeys(sought(node)) if leaf in self.snapshot.trimmed]
        return tuple(
            f"{show(leaf)} stands for very many words: only the most frequent are looked for." for leaf in leaves
        )

    def _joined(self, node: And | Or | Not) -> Matches:
        match node:
            case And(parts):
                return in_all([self.matches(part) for part in parts])
            case Or(parts):
                return in_any([self.matches(part) for part in parts])
        return in_none(self.matches(node.part), self.snapshot.live)

    def _leaf(self, node: Everything | Choice | Range | WordLeaf) -> Matches:
        match node:
            case Everything():
                return Many(self.snapshot.live)
            case Choice(name, value):
                return self._with_key(f"{name}:{value}")
            case Range():
                return Many(self._in_range(node) & self.snapshot.live)
        return self._words(node)

    def _with_key(self, key: str) -> Matches:
        """Return the documents with a whole value."""

        def found(segment: Segment) -> Listing:
            keys = segment.field("keys")
            number = keys.number(key)
            return EMPTY if number is None else keys.listing(np.array([number]))

        return listed(self.snapshot.size, self.snapshot.listing(found).documents)

    def _words(self, leaf: WordLeaf) -> Matches:
        """Match words in running text, or in names: these are ranked by how much the body speaks of them."""
        name = leaf.field
        if name in NAMES:
            named = listed(self.snapshot.size, self._listing("names", leaf, f"{name}:").documents)
            return _scored_by(named, self._scored("body", exact(leaf), 1.0))
        if name is Field.TITLE:
            return self._scored("title", leaf, TITLE_WEIGHT)
        if name is Field.BODY:
            return self._scored("body", leaf, 1.0)
        return in_any([self._scored("title", leaf, TITLE_WEIGHT), self._scored("body", leaf, 1.0)])

    def _listing(self, field: str, leaf: WordLeaf, prefix: str = "") -> Listing:
        return self.snapshot.listing(
            lambda segment: Words(segment.field(field), prefix, trimmed=self.snapshot.trimmed).listing(leaf)
        )

    def _scored(self, field: str, leaf: WordLeaf, weight: float) -> Matches:
        """Score a leaf in one field by BM25, as Whoosh does it."""
        documents, counts = self._listing(field, leaf)
        rarity = np.log(max(self.snapshot.count, 1) / (len(documents) + 1)) + 1
        relative = self.snapshot.lengths(field)[documents] / self.snapshot.average_length(field)
        scores = weight * rarity * counts * (K1 + 1) / (counts + K1 * (1 - B + B * relative))
        return listed(self.snapshot.size, documents, scores)

    def _in_range(self, node: Range) -> Mask:
        mask: Mask
        if node.field is Field.DATE:
            firsts, lasts = self.snapshot.days()
            first, last = _day_bounds(node)
            mask = (lasts >= max(first, 1)) & (firsts <= last)
            return mask
        offsets, values = self.snapshot.numbers(node.field)
        low, high = _number_bounds(node)
        counted = np.concatenate(([0], np.cumsum((values >= low) & (values <= high))))
        mask = counted[offsets[1:]] > counted[offsets[:-1]]
        return mask


def _scored_by(named: Matches, spoken: Matches) -> Matches:
    """Return the documents of one with the scores of the other, 0 where it has none."""
    if isinstance(named, Few):
        return in_any([named, in_all([unscored(named), spoken])])
    scores = spread_out(spoken).scores
    return named if scores is None else Many(named.mask, scores * named.mask)


def _day_bounds(node: Range) -> tuple[int, int]:
    """Return the first and last day asked for; a document's date counts for the whole month or year it names."""
    low = days(str(node.low))[node.exclusive] + node.exclusive if node.low is not None else 0
    high = days(str(node.high))[not node.exclusive] - node.exclusive if node.high is not None else LAST_DAY
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
