"""Documents that match, with their scores, few of them as a list or many as a mask, and how they are put together.

Scores are sums of numbers that were rounded to 32 bits once, added in 64: the order of adding changes no bit, so equal
documents have equal scores. A score is 0 where the document does not match.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Scores = NDArray[np.float64]
Documents = NDArray[np.int64]

SPARSE = 8
"""Where fewer than one document in so many matches, a list is quicker than a mask."""


@dataclass(frozen=True, slots=True)
class Few:
    """Documents in order, with a score each; `size` is how many documents there are."""

    size: int
    documents: Documents
    scores: Scores

    @property
    def nbytes(self) -> int:
        """How many bytes it takes."""
        return self.documents.nbytes + self.scores.nbytes


@dataclass(frozen=True, slots=True)
class Many:
    """A mask over all documents and a score for each; no scores stand for zeros."""

    mask: Mask
    scores: Scores | None = None

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self.mask)

    @property
    def nbytes(self) -> int:
        """How many bytes it takes."""
        return self.mask.nbytes + (0 if self.scores is None else self.scores.nbytes)


Matches = Few | Many


def listed(size: int, documents: Documents, scores: Scores | None = None) -> Matches:
    """Return documents, given in order, in the form that suits their number."""
    rounded = np.zeros(len(documents)) if scores is None else scores.astype(np.float32).astype(np.float64)
    few = Few(size, documents, rounded)
    return few if len(documents) * SPARSE < size else spread_out(few)


def spread_out(matches: Matches) -> Many:
    """Return matches as a mask."""
    if isinstance(matches, Many):
        return matches
    mask = np.zeros(matches.size, bool)
    mask[matches.documents] = True
    if not matches.scores.any():
        return Many(mask)
    scores = np.zeros(matches.size)
    scores[matches.documents] = matches.scores
    return Many(mask, scores)


def unscored(matches: Matches) -> Matches:
    """Return matches without their scores."""
    if isinstance(matches, Many):
        return Many(matches.mask)
    return Few(matches.size, matches.documents, np.zeros(len(matches.documents)))


def in_all(parts: Sequence[Matches]) -> Matches:
    """Return the documents that are in every part; their scores are added."""
    few = sorted((part for part in parts if isinstance(part, Few)), key=lambda part: len(part.documents))
    many = [part for part in parts if isinstance(part, Many)]
    if not few:
        return _in_all_masks(many)
    documents, scores = few[0].documents, few[0].scores
    for part in few[1:]:
        places = np.searchsorted(part.documents, documents)
        places[places == len(part.documents)] = 0
        there = part.documents[places] == documents if len(part.documents) else np.zeros(len(documents), bool)
        documents, scores = documents[there], scores[there] + part.scores[places[there]]
    for mask in many:
        there = mask.mask[documents]
        documents, scores = documents[there], scores[there]
        if mask.scores is not None:
            scores = scores + mask.scores[documents]
    return Few(few[0].size, documents, scores)


def _in_all_masks(parts: Sequence[Many]) -> Many:
    mask = np.logical_and.reduce([part.mask for part in parts])
    scored = [part.scores for part in parts if part.scores is not None]
    if not scored:
        return Many(mask)
    total = scored[0] * mask
    for scores in scored[1:]:
        total += scores * mask
    return Many(mask, total)


def in_any(parts: Sequence[Matches]) -> Matches:
    """Return the documents that are in any part; their scores are added."""
    few = [part for part in parts if isinstance(part, Few) and len(part.documents)]
    if not any(isinstance(part, Many) for part in parts):
        if len(few) < 2:
            return few[0] if few else parts[0]
        if sum(len(part.documents) for part in few) * SPARSE < few[0].size:
            return _in_any_list(few)
    mask = np.zeros(parts[0].size, bool)
    scores: Scores | None = None
    for part in parts:
        if isinstance(part, Many):
            mask |= part.mask
            if part.scores is not None:
                scores = part.scores if scores is None else scores + part.scores
    for part in few:
        mask[part.documents] = True
    if any(part.scores.any() for part in few):
        scores = np.zeros(len(mask)) if scores is None else scores.copy()
        for part in few:
            scores[part.documents] += part.scores
    return Many(mask, scores)


def _in_any_list(parts: Sequence[Few]) -> Few:
    every = np.concatenate([part.documents for part in parts])
    order = np.argsort(every, kind="stable")
    every, scores = every[order], np.concatenate([part.scores for part in parts])[order]
    first = np.flatnonzero(np.diff(every, prepend=-1))
    return Few(parts[0].size, every[first], np.add.reduceat(scores, first))


def in_none(part: Matches, live: Mask) -> Many:
    """Return the documents that live and are not in a part."""
    return Many(live & ~spread_out(part).mask)
