"""Sentences and dependency trees of a document, put together from what the encoder says of its windows.

Positions count the tokens of a document that are no white space. A window answers for some of them (the kept ones) and
knows arcs to all that it holds; a sentence longer than a window has no arcs between its far parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.components.answers import ROOT
from extract.components.trees import best_heads

_UNKNOWN = np.float32(-1e6)
LONGEST = 1000
"""A sentence of more words is cut, a list without line ends say: arcs take memory by the square of its length."""
_ONE_THREAD = 250_000
"""For a larger product of matrices OpenBLAS wakes threads, which then keep a core busy waiting for more."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One window's answers: `begin` is the position of its first token, `kept` that of the first it answers for.

    `rows_from` and `rows_to` are the rows of the kept tokens in `scores`.
    """

    begin: int
    kept: int
    rows_from: int
    rows_to: int
    scores: dict[str, NDArray[np.float32]]


class Parser:
    """Holds the last layer of the labels' head: `weight` is labels x width."""

    def __init__(self, weight: NDArray[np.float32], bias: NDArray[np.float32], labels: Sequence[str]) -> None:
        self._weight, self._bias = weight.T.copy(), bias
        self._root = labels.index(ROOT)
        self._object, self._indirect = labels.index("obj"), labels.index("iobj")

    def parse(
        self, readings: Sequence[Reading], settled: NDArray[np.int8]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return each token's head, as a position (a root heads itself), and the number of its label.

        `settled` says where a sentence begins: 1 must, -1 must not, 0 the network decides.
        """
        starts = np.concatenate([_starts(reading) for reading in readings])
        begins = _not_too_far(np.flatnonzero(np.where(settled == 0, starts, settled == 1)), len(settled))
        ends = np.append(begins[1:], len(settled))
        heads = np.empty(len(settled), np.int64)
        first = 0
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            while _end(readings[first]) <= begin:
                first += 1
            found = np.array(best_heads(_sentence(readings, first, begin, end)))
            heads[begin:end] = np.where(found == 0, np.arange(begin, end), begin + found - 1)
        return heads, self._one_object(heads, np.concatenate([self._labels(reading, heads) for reading in readings]))

    def _labels(self, reading: Reading, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the best label of each kept token's arc; ROOT for a root and for no other."""
        positions = np.arange(reading.kept, _end(reading))
        own = heads[positions]
        rows = np.where(own == positions, 0, own - reading.begin + 1)
        rows = np.clip(rows, 0, len(reading.scores["label_head"]) - 1)  # a head beyond the window
        joint = reading.scores["label_dep"][reading.rows_from : reading.rows_to] + reading.scores["label_head"][rows]
        scores = self._scores(gelu(joint)) + self._bias
        scores[:, self._root] = np.where(own == positions, np.inf, -np.inf)
        best: NDArray[np.int64] = scores.argmax(1)
        return best

    def _one_object(self, heads: NDArray[np.int64], labels: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the labels with the first of two objects behind a verb as the indirect one: "handed Veshtar a prize".

        In Universal Dependencies nothing has two direct objects.
        """
        objects = np.flatnonzero(labels == self._object)
        behind = objects[objects > heads[objects]]
        taken, first, times = np.unique(heads[behind], return_index=True, return_counts=True)
        given = heads[labels == self._indirect]
        chosen = (times == 2) & ~np.isin(taken, given)
        labels[behind[first[chosen]]] = self._indirect
        return labels

    def _scores(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        rows = max(1, _ONE_THREAD // self._weight.size)
        return np.concatenate([values[at : at + rows] @ self._weight for at in range(0, len(values), rows)])


def _not_too_far(begins: NDArray[np.int64], end: int) -> NDArray[np.int64]:
    """Return where sentences begin, with more beginnings within those that are longer than any sentence can be."""
    ends = np.append(begins[1:], end)
    far = [np.arange(begin, stop, LONGEST) for begin, stop in zip(begins, ends, strict=True) if stop - begin > LONGEST]
    return np.union1d(begins, np.concatenate(far)) if far else begins


def gelu(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the Gaussian error linear unit in its tanh form (Hendrycks and Gimpel, 2016)."""
    inner = np.float32(0.7978846) * (values + np.float32(0.044715) * values * values * values)
    result: NDArray[np.float32] = np.float32(0.5) * values * (1 + np.tanh(inner))
    return result


def _starts(reading: Reading) -> NDArray[np.bool_]:
    scores = reading.scores["starts"][reading.rows_from : reading.rows_to]
    return scores[:, 1] > scores[:, 0]


def _end(reading: Reading) -> int:
    return reading.kept + reading.rows_to - reading.rows_from


def _sentence(readings: Sequence[Reading], first: int, begin: int, end: int) -> NDArray[np.float32]:
    """Return the scores of the arcs within a sentence: words x (root and words); `first` is its first reading."""
    size = end - begin
    scores = np.full((size, size + 1), _UNKNOWN, np.float32)
    for number in range(first, len(readings)):
        reading = readings[number]
        if reading.kept >= end:
            break
        arcs = reading.scores["arcs"]
        top, bottom = max(begin, reading.kept), min(end, _end(reading))
        left, right = max(begin, reading.begin), min(end, reading.begin + len(arcs))
        rows = slice(top - reading.begin, bottom - reading.begin)
        scores[top - begin : bottom - begin, 0] = arcs[rows, 0]
        scores[top - begin : bottom - begin, left - begin + 1 : right - begin + 1] = arcs[
            rows, left - reading.begin + 1 : right - reading.begin + 1
        ]
    return scores
