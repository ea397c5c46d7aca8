"""The floors of the scores: compared with, and moved only when somebody asks for it.

`evaluation/floors.toml` has a table a set of documents and part, in it a floor of F1 a measure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from evaluation.floor_files import Floors
from evaluation.records import Score
from evaluation.tally import ALL

FLOORS = Path(__file__).parent / "floors.toml"
MARGIN = 0.02
"""How much, and one item more, a new floor stands under its score: two trainings of the pipeline differ by a little."""
FEWEST = 10
"""A measure of fewer items than this gets no floor: one answer would decide."""
WHOLE = ("roles", "values")
"""Parts with a floor of `all` alone: scored on the facts found, so that whoever finds more finds harder ones there."""

HEAD = """\
# Floors of the scores that `threadline evaluate` prints: F1 by set of documents, part and measure.
# `threadline evaluate --floors raise` lifts them to a margin under what it measures; only `--floors lower` lowers one,
# and the commit says why. Nothing is ever tuned on the unseen documents: a score that falls there is a reason to think,
# not to look at them.
"""


def with_floors(scores: Iterable[Score], floors: Floors) -> tuple[Score, ...]:
    """Return the scores with the floor of each that has one."""
    return tuple(replace(one, floor=floors.get((one.documents, one.part, one.measure))) for one in scores)


def renewed(floors: Floors, scores: Iterable[Score], *, lower: bool) -> Floors:
    """Return the floors moved to a margin under the scores: upwards only, unless `lower`.

    A measure of few items gets none, and neither does a part of `WHOLE` but for its sum; what was not measured keeps
    its own.
    """
    moved = dict(floors)
    for one in scores:
        place = one.documents, one.part, one.measure
        fit = one.gold >= FEWEST and (one.part not in WHOLE or one.measure == ALL)
        if fit and (lower or floor_under(one) > floors.get(place, -1.0)):
            moved[place] = floor_under(one)
    return moved


def floor_under(score: Score) -> float:
    """Return the floor that a score sets, with two decimals, rounded down."""
    return max(0.0, math.floor(100 * (score.f1 - MARGIN - 1 / score.gold)) / 100)
