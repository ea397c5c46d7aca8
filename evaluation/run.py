"""Every score of the program, each beside its floor."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from evaluation.records import Score
from evaluation.samples import score_samples
from evaluation.webpages import score_webpages

FLOORS = Path(__file__).parent / "floors.toml"


def evaluate(model: str | None = None) -> tuple[Score, ...]:
    """Return every score, with its floor where it has one."""
    floors = tomllib.loads(FLOORS.read_text("utf-8"))
    scores = (*score_samples(model), *score_webpages())
    return tuple(replace(score, floor=floors.get(score.part, {}).get(score.measure)) for score in scores)
