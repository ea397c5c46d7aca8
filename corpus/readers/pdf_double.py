"""Text layers laid over each other: a scan recognised twice carries every word twice, a little apart.

Letters are looked at in the order they were drawn, in runs of one line each. A run most of whose letters stand on
letters of earlier runs belongs to a second layer, if there are many such runs; else it is print over print, and stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

Char = dict[str, Any]
CELL = 12.0
"""The page is looked up in squares of this many points."""
MOST_ON = 0.6
"""The share of a run's letters that must stand on others."""
COVERS = 0.4
"""The share of a letter's box that another must cover to stand on it."""
LEAST_SECOND = 0.3
FEWEST = 40
"""A second layer has at least this share of all letters, and this many."""


def first_layer(chars: list[Char]) -> tuple[list[Char], str]:
    """Return the letters without those of a second layer, and the text of that layer, empty where there is none."""
    grid: dict[tuple[int, int], list[Char]] = defaultdict(list)
    first: list[Char] = []
    second: list[Char] = []
    texts: list[str] = []
    for run in _runs(chars):
        marked = [char for char in run if not char["text"].isspace()]
        if marked and sum(_stands_on(char, grid) for char in marked) > MOST_ON * len(marked):
            second.extend(run)
            texts.append("".join(char["text"] for char in run).strip())
            continue
        first.extend(run)
        for char in marked:
            for cell in _cells(char):
                grid[cell].append(char)
    if len(second) < max(FEWEST, LEAST_SECOND * len(chars)):
        return chars, ""
    return first, "\n".join(texts)


def _runs(chars: list[Char]) -> Iterator[list[Char]]:
    """Yield letters that were drawn one after the other on one line."""
    run: list[Char] = []
    for char in chars:
        if run and (abs(char["top"] - run[-1]["top"]) > 0.5 * char["size"] or char["x0"] < run[-1]["x0"] - 1):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _cells(char: Char) -> Iterator[tuple[int, int]]:
    for column in range(int(char["x0"] // CELL), int(char["x1"] // CELL) + 1):
        for row in range(int(char["top"] // CELL), int(char["bottom"] // CELL) + 1):
            yield column, row


def _stands_on(char: Char, grid: dict[tuple[int, int], list[Char]]) -> bool:
    """Say whether a letter stands on one of another run."""
    area = max(0.01, (char["x1"] - char["x0"]) * (char["bottom"] - char["top"]))
    for cell in _cells(char):
        for other in grid[cell]:
            across = min(char["x1"], other["x1"]) - max(char["x0"], other["x0"])
            down = min(char["bottom"], other["bottom"]) - max(char["top"], other["top"])
            if across > 0 and down > 0 and across * down > COVERS * area:
                return True
    return False
