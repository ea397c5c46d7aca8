"""The floors of the pipeline's scores: compared with, and written anew only when somebody asks for it.

`evaluation/model_floors.toml` has a table a part, in it a table a set, in it a floor in percent a measure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from evaluation.floor_files import Floors
from evaluation.model.records import Figure

FLOORS = Path(__file__).parent.parent / "model_floors.toml"
MARGIN = 1.5
"""How many points, and one item more, a new floor stands under its score: two trainings differ by a little."""
FEWEST = 30
"""A measure of fewer items than this gets no floor: one answer would decide."""

HEAD = f"""\
# Floors of the scores that `threadline evaluate model` prints for the pipeline that comes with Threadline, in percent.
# `threadline evaluate model --floors raise` lifts them to {MARGIN} points and an item under what it measures; only
# `--floors lower` lowers one, and the commit says why.
"""


def with_floors(figures: Iterable[Figure], floors: Floors) -> tuple[Figure, ...]:
    """Return the figures with the floor of each that has one."""
    return tuple(replace(one, floor=floors.get((one.part, one.test_set, one.measure))) for one in figures)


def renewed(floors: Floors, figures: Iterable[Figure], *, lower: bool) -> Floors:
    """Return the floors moved to a margin under the figures: upwards only, unless `lower`.

    What was not measured keeps its floor; what is no share in percent, or of few items, gets none.
    """
    moved = dict(floors)
    for one in figures:
        place = one.part, one.test_set, one.measure
        if one.unit == "%" and one.gold >= FEWEST and (lower or floor_under(one) > floors.get(place, -1.0)):
            moved[place] = floor_under(one)
    return moved


def floor_under(figure: Figure) -> float:
    """Return the floor that a figure sets, in percent with one decimal."""
    return max(0.0, round(figure.value - MARGIN - 100 / figure.gold, 1))
