"""Counts of what was sought, found and right, a measure at a time, and the scores they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from evaluation.records import Score

ALL = "all"


class Tally:
    """The counts of one part: `[gold, found, correct among found, correct among gold]` a measure."""

    def __init__(self, part: str, *, summed: bool = True) -> None:
        self.part = part
        self.summed = summed
        self.counts: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0, 0])

    def add(self, measure: str, *, gold: float = 0, found: float = 0, right: float = 0) -> None:
        """Count items of a measure; what is right counts among both found and gold."""
        for index, more in enumerate((gold, found, right, right)):
            self.counts[measure][index] += more

    def add_shares(self, measure: str, precisions: Sequence[float], recalls: Sequence[float]) -> None:
        """Count items that are right in part: a share for each that was found, and for each that was sought."""
        for index, more in enumerate((len(recalls), len(precisions), sum(precisions), sum(recalls))):
            self.counts[measure][index] += more

    def scores(self, documents: str) -> Iterator[Score]:
        """Yield a score a measure in order of name, and one of all together where they can be summed."""
        for measure in sorted(self.counts):
            yield _score(self.part, measure, self.counts[measure], documents)
        if self.summed and self.counts:
            total = [sum(column) for column in zip(*self.counts.values(), strict=True)]
            yield _score(self.part, ALL, total, documents)


def _score(part: str, measure: str, counts: Sequence[float], documents: str) -> Score:
    gold, found, correct_found, correct_gold = counts
    return Score(part, measure, int(gold), int(found), correct_found, correct_gold, documents=documents)
