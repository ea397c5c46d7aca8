"""The best tree over a sentence: which word each word hangs on, from scores of every possible arc.

Chu and Liu (1965) and Edmonds (1967): take the best head of each word; where they form a cycle, contract it and go on
with what is left. Exactly one word hangs on the root. A contraction is made in place and costs the size of its cycle
times the sentence's, so that a long list without an end is no trap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_NEVER = -1e9
_NEW, _ON_PATH, _DONE = 0, 1, 2

Scores = NDArray[np.float64]
Nodes = NDArray[np.int64]


def best_heads(scores: NDArray[np.float32]) -> list[int]:
    """Return the head of each word of the highest-scoring tree with one root: 0 the root, 1.. the words in order.

    `scores` is words x (words + 1): row i, column j the score of word i + 1 hanging on j; column 0 is the root.
    """
    size = len(scores)
    if size == 1:
        return [0]
    own = scores.astype(np.float64)
    own[np.arange(size), np.arange(1, size + 1)] = _NEVER
    words = own[:, 1:]
    heads: list[int] = (words.argmax(1) + 1).tolist()
    heads[int((own[:, 0] - words.max(1)).argmax())] = 0
    if _is_tree(heads):  # every word has its best head, and the root the word it gains most with: none is better
        return heads
    span = float(own[own > _NEVER / 2].max() - own[own > _NEVER / 2].min()) + 1
    square = np.full((size + 1, size + 1), -np.inf)
    square[1:] = own
    square[1:, 0] -= span * size  # a second word on the root never pays
    square[np.arange(size + 1), np.arange(size + 1)] = -np.inf
    found: list[int] = _edmonds(square)[1:].tolist()
    return found


def _is_tree(heads: list[int]) -> bool:
    """Say whether every word leads to the root."""
    leads = [True, *(False for _ in heads)]
    for word in range(1, len(heads) + 1):
        path: list[int] = []
        node = word
        while not leads[node]:
            if len(path) > len(heads):
                return False
            path.append(node)
            node = heads[node - 1]
        for seen in path:
            leads[seen] = True
    return True


@dataclass(frozen=True, slots=True)
class _Contraction:
    """A cycle that its first node stands for: its nodes with their heads in it, and what the contraction hides.

    By node outside: `entries` has the node of the cycle that would hang on it, `exits` the one that it would hang on.
    """

    nodes: Nodes
    heads: Nodes
    entries: Nodes
    exits: Nodes


def _edmonds(scores: Scores) -> Nodes:
    """Return the best arborescence from node 0; `scores[i, j]` is that of node i hanging on j; entry 0 is no head.

    `scores` is used up.
    """
    heads: Nodes = scores.argmax(1)
    state = [_DONE] + [_NEW] * (len(scores) - 1)
    contracted: list[_Contraction] = []
    for start in range(1, len(scores)):
        path = [start] if state[start] == _NEW else []
        while path:
            state[path[-1]] = _ON_PATH
            head = int(heads[path[-1]])
            if state[head] == _NEW:
                path.append(head)
            elif state[head] == _DONE:
                for node in path:
                    state[node] = _DONE
                break
            else:
                cycle = path[path.index(head) :]
                del path[path.index(head) + 1 :]
                contracted.append(_contract(scores, heads, np.array(cycle)))
                for node in cycle[1:]:
                    state[node] = _DONE
    for one in reversed(contracted):
        _open(one, heads)
    return heads


def _contract(scores: Scores, heads: Nodes, cycle: Nodes) -> _Contraction:
    """Let the first node of a cycle stand for all of it, in `scores` and `heads`."""
    inside = heads[cycle]
    into = scores[cycle] - scores[cycle, inside][:, None]
    out = scores[:, cycle]
    made = _Contraction(cycle, inside, cycle[into.argmax(0)], cycle[out.argmax(1)])
    first = cycle[0]
    scores[first], scores[:, first] = into.max(0), out.max(1)
    scores[:, cycle[1:]] = -np.inf
    scores[first, first] = -np.inf
    standing = np.zeros(len(scores), bool)
    standing[cycle] = True
    heads[standing[heads]] = first
    heads[first] = scores[first].argmax()
    return made


def _open(one: _Contraction, heads: Nodes) -> None:
    """Give the nodes of a contracted cycle, and those that hang on it, heads of their own."""
    first = one.nodes[0]
    head = heads[first]
    hanging = heads == first
    heads[hanging] = one.exits[hanging]
    heads[one.nodes] = one.heads
    heads[one.entries[head]] = head
