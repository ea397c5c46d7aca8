"""What an evaluation of a language pipeline says: figures beside their floors, and what was not scored, and why."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int, str]
"""Half-open offsets in code points, and a label."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: F1, recall or a share in percent, or a number of `unit`; `gold` is how many items were sought."""

    part: str
    test_set: str
    measure: str
    value: float
    gold: int
    precision: float | None = None
    recall: float | None = None
    unit: str = "%"
    floor: float | None = None

    @property
    def has_fallen(self) -> bool:
        """Whether it stands below its floor."""
        return self.floor is not None and self.value < self.floor


@dataclass(frozen=True, slots=True)
class Skipped:
    """A set or a measure that was not scored, with the reason as a sentence."""

    part: str
    test_set: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a pipeline, and what was skipped, in the order of the parts."""

    model: str
    figures: tuple[Figure, ...]
    skipped: tuple[Skipped, ...]
