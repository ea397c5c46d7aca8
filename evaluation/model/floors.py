"""The floors of the pipeline's scores: read, compared with, and written anew only when somebody asks for it.

`evaluation/model_floors.toml` has a table a part, in it a table a set, in it a floor in percent a measure.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from evaluation.model.records import Figure

FLOORS = Path(__file__).parent.parent / "model_floors.toml"
MARGIN = 1.5
"""How many points, and one item more, a new floor stands under its score: two trainings differ by a little."""
FEWEST = 30
"""A measure of fewer items than this gets no floor: one answer would decide."""

Floors = dict[tuple[str, str, str], float]
"""(part, set, measure) -> percent"""

_HEAD = """\
# Floors of the scores that `threadline evaluate model` prints for the pipeline that comes with Threadline, in percent.
# `threadline evaluate model --floors raise` lifts them to {margin} points and an item under what it measures; only
# `--floors lower` lowers one, and the commit says why.
"""


def read_floors(path: Path = FLOORS) -> Floors:
    """Return the floors of a file; none where there is no file."""
    if not path.is_file():
        return {}
    raw = tomllib.loads(path.read_text("utf-8"))
    return {
        (part, test_set, measure): float(floor)
        for part, sets in raw.items()
        for test_set, measures in sets.items()
        for measure, floor in measures.items()
    }


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


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Write the floors, in order of part, set and measure as they were given."""
    lines = [_HEAD.format(margin=MARGIN)]
    table = None
    for part, test_set, measure in sorted(floors, key=_order(floors)):
        if (part, test_set) != table:
            table = part, test_set
            lines.append(f"[{_quoted(part)}.{_quoted(test_set)}]")
        lines.append(f"{_quoted(measure)} = {floors[part, test_set, measure]}")
    path.write_text("\n".join(_spaced(lines)) + "\n", "utf-8")


def _order(floors: Floors) -> Callable[[tuple[str, str, str]], tuple[int, ...]]:
    """Return the key that keeps parts and sets together, in the order in which they were first met."""
    first: dict[tuple[str, ...], int] = {}
    for number, place in enumerate(floors):
        for depth in (1, 2, 3):
            first.setdefault(place[:depth], number)
    return lambda place: tuple(first[place[:depth]] for depth in (1, 2, 3))


def _spaced(lines: list[str]) -> list[str]:
    return [("\n" if line.startswith("[") and number > 1 else "") + line for number, line in enumerate(lines)]


def _quoted(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else json.dumps(key)
