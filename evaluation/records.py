"""What an evaluation says: a score, the floor beside it, and the gold it was measured on."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one measure; `gold` is how many items were sought, `found` how many were returned."""

    part: str
    measure: str
    gold: int
    found: int
    correct_found: int
    correct_gold: int
    floor: float | None = None

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.correct_found / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was sought that was found; 1 where nothing was sought."""
        return self.correct_gold / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact a careful reader draws: `roles` are `(role, names)`, `quotes` the words it stands on."""

    kind: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    quotes: tuple[str, ...]
    act: str | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """What is expected of one sample document; `path` is relative to the folder of documents."""

    path: str
    kind: str | None
    title: str | None
    date: str | None
    publisher: str | None
    facts: tuple[GoldFact, ...] = ()
    must_not_include: tuple[str, ...] = field(default=())
