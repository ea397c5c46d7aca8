"""The best tree over a sentence: which word each word hangs on, from scores of every possible arc.

Chu and Liu (1965) and Edmonds (1967): take the best head of each word; where they form a cycle, contract it and solve
the smaller problem. Exactly one word hangs on the root.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_NEVER = np.float32(-1e9)


def best_heads(scores: NDArray[np.float32]) -> list[int]:
    """Return the head of each word of the highest-scoring tree with one root: 0 the root, 1.. the words in order.

    `scores` is words x (words + 1): row i, column j the score of word i + 1 hanging on j; column 0 is the root.
    """
    size = len(scores)
    if size == 1:
        return [0]
    own = scores.astype(np.float32, copy=True)
    own[np.arange(size), np.arange(1, size + 1)] = _NEVER
    heads: list[int] = own.argmax(1).tolist()
    if heads.count(0) == 1 and _find_cycle([0, *heads]) is None:
        return heads
    span = float(own[own > _NEVER / 2].max() - own[own > _NEVER / 2].min()) + 1
    own[:, 0] -= span * size  # a second word on the root never pays
    square = np.full((size + 1, size + 1), _NEVER, np.float64)
    square[1:] = own
    return _edmonds(square)[1:]


def _edmonds(scores: NDArray[np.float64]) -> list[int]:
    """Return the best arborescence from node 0; `scores[i, j]` is that of node i hanging on j; entry 0 is 0."""
    heads: list[int] = scores.argmax(1).tolist()
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    outside = np.array([node for node in range(len(scores)) if node not in set(cycle)])
    kept = scores[inside, [heads[node] for node in cycle]]
    size = len(outside)
    small = np.full((size + 1, size + 1), float(_NEVER), np.float64)
    small[:size, :size] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(inside, outside)] - kept[:, None]
    entries = into.argmax(0)  # for each outside node, which node of the cycle it would take over
    small[size, :size] = into.max(0)
    out = scores[np.ix_(outside, inside)]
    exits = out.argmax(1)
    small[:size, size] = out.max(1)
    np.fill_diagonal(small, float(_NEVER))
    solved = _edmonds(small)
    result = list(heads)
    for place, node in enumerate(outside.tolist()):
        if node:
            result[node] = int(outside[solved[place]]) if solved[place] < size else int(inside[exits[place]])
    opened = solved[size]
    result[int(inside[entries[opened]])] = int(outside[opened])
    return result


def _find_cycle(heads: list[int]) -> list[int] | None:
    """Return the nodes of a cycle, or None; node 0 is the root."""
    state = [0] * len(heads)
    state[0] = -1
    for start in range(1, len(heads)):
        node, path = start, []
        while state[node] == 0:
            state[node] = start
            path.append(node)
            node = heads[node]
        if state[node] == start:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = -1
    return None
