"""Every score of what is read and found, each beside its floor."""

from __future__ import annotations

from evaluation.floor_files import read_floors
from evaluation.floors import FLOORS, with_floors
from evaluation.records import Score
from evaluation.sets import score_tuned, score_unseen
from evaluation.webpages import score_webpages


def evaluate(model: str | None = None) -> tuple[Score, ...]:
    """Return every score with its floor where it has one: the tuned documents, the unseen ones, web pages."""
    return with_floors([*score_tuned(model), *score_unseen(model), *score_webpages()], read_floors(FLOORS))
