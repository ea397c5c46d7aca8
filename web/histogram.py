"""Documents by year as bars: one for every year between the first and the last, each a link to that year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

HEIGHT = 44
WIDTH = 10
GAP = 2
FEWEST = 12
LONGEST = 60
"""Years that are drawn at most: the last ones."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: where its bar stands in a drawing, what it counts, and where it leads."""

    year: int
    count: int
    left: int
    top: float
    height: float
    link: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """A drawing of bars; `undated` are the documents that have no year."""

    bars: tuple[Bar, ...]
    undated: int

    @property
    def width(self) -> int:
        """How wide the drawing is; room for a few years at least, so that bars stay bars."""
        return max(len(self.bars), FEWEST) * WIDTH

    @property
    def height(self) -> int:
        """How high it is."""
        return HEIGHT


def histogram(counts: Sequence[tuple[str, int]], total: int, link: Callable[[str], str]) -> Histogram | None:
    """Return the bars of a facet of years; None where there is one year or none."""
    by_year = {int(year): count for year, count in counts}
    if len(by_year) < 2:
        return None
    last = max(by_year)
    years = range(max(min(by_year), last - LONGEST + 1), last + 1)
    most = max(by_year.get(year, 0) for year in years)
    bars = []
    for place, year in enumerate(years):
        count = by_year.get(year, 0)
        height = round(max(1.5, HEIGHT * count / most), 1) if count else 0.0
        bars.append(Bar(year, count, place * WIDTH, round(HEIGHT - height, 1), height, link(f"{year:04}")))
    return Histogram(tuple(bars), max(total - sum(by_year.values()), 0))
