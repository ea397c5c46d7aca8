"""What is asked about the look of an original, and what is answered.

Boxes are in points from the top left corner of the page as it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTHS = (900, 1800)
"""Pixels across a picture of a page: for a screen, and for one with fine dots or a closer look."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line as it was read: its box in the reader's points, its text, and the runs of it that are wanted."""

    box: tuple[float, float, float, float]
    text: str
    runs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a run of a line stands on the page shown: place and run by their order in the question."""

    place: int
    run: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spots:
    """A page's size in points and what was found on it; runs that could not be placed surely are left out."""

    width: float
    height: float
    spots: tuple[Spot, ...]
