"""From the scores of names' tags to names: the best valid sequence, and the spans it marks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

IMPOSSIBLE = np.float32(-1e4)


def transitions(tags: Sequence[str]) -> NDArray[np.float32]:
    """Return what a step from one tag (row) to the next (column) costs: nothing, or what no score makes good."""
    step = np.zeros((len(tags), len(tags)), np.float32)
    for row, before in enumerate(tags):
        for column, after in enumerate(tags):
            if after.startswith("I-") and before[2:] != after[2:]:
                step[row, column] = IMPOSSIBLE
    return step


def decode(scores: NDArray[np.float32], step: NDArray[np.float32]) -> list[int]:
    """Return the best valid sequence of tags: the best of each token where that is valid, else Viterbi's."""
    plain = scores.argmax(1)
    if step[0, plain[0]] == 0 and not step[plain[:-1], plain[1:]].any():
        greedy: list[int] = plain.tolist()
        return greedy
    total = scores[0] + step[0]  # a window begins as after O
    back: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        paths = total[:, None] + step
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    best: list[int] = [int(total.argmax())]
    for pointers in reversed(back):
        best.append(int(pointers[best[-1]]))
    return best[::-1]


def spans_of(words: Sequence[str], tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the spans of tags over words; white space inside a name belongs to it, a blank line ends it."""
    found: list[tuple[int, int, str]] = []
    start, end, label = -1, -1, ""
    for index, (word, tag) in enumerate(zip(words, tags, strict=True)):
        if word.isspace():
            if word.count("\n") < 2:
                continue
            tag = "O"  # noqa: PLW2901
        if start >= 0 and tag == f"I-{label}":
            end = index + 1
            continue
        if start >= 0:
            found.append((start, end, label))
            start = -1
        if tag != "O":
            start, end, label = index, index + 1, tag[2:]
    if start >= 0:
        found.append((start, end, label))
    return found
