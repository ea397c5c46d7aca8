"""Every score of what is read and found, each beside its floor."""

from __future__ import annotations

from evaluation.floor_files import read_floors
from evaluation.floors import FLOORS, with_floors
from evaluation.records import Score
from evaluation.sets import WRITTEN, score_tuned, score_written
from evaluation.webpages import score_webpages


def evaluate(model: str | None = None) -> tuple[Score, ...]:
    """Return every score with its floor where it has one: the samples, the sets written for it, web pages."""
    written = [score for name in WRITTEN for score in score_written(name, model)]
    return with_floors([*score_tuned(model), *written, *score_webpages()], read_floors(FLOORS))
