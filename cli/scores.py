"""Scores of an evaluation on screen, beside their floors, and what becomes of the floors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cli.output import columns, print_json, print_message

if TYPE_CHECKING:
    from evaluation.records import Score

BELOW_FLOOR_STATUS = 1


def tell_scores(scores: Sequence[Score], floors: str | None, *, as_json: bool) -> int:
    """Print scores and return the exit status; write new floors where asked to."""
    if as_json:
        for score in scores:
            print_json(score_json(score))
    else:
        head = ("set", "part", "measure", "gold", "precision", "recall", "F1", "floor")
        click.echo(columns([head, *map(score_row, scores)]))
    if floors:
        return renew_document_floors(scores, lower=floors == "lower")
    return print_fallen_scores(scores)


def score_json(score: Score) -> dict[str, object]:
    """Return a score as JSON: shares from 0 to 1."""
    return {
        "set": score.documents,
        "part": score.part,
        "measure": score.measure,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "floor": score.floor,
        "gold": score.gold,
    }


def renew_document_floors(scores: Sequence[Score], *, lower: bool) -> int:
    """Write the floors anew and return the exit status; what has fallen stays unless it was to be lowered."""
    from evaluation.floor_files import read_floors, write_floors
    from evaluation.floors import FLOORS, HEAD, renewed

    write_floors(renewed(read_floors(FLOORS), scores, lower=lower), HEAD, FLOORS)
    print_message(f"Wrote {FLOORS}.")
    return 0 if lower else print_fallen_scores(scores)


def print_fallen_scores(scores: Sequence[Score]) -> int:
    """Say which scores stand below their floors and return the exit status."""
    fallen = [score for score in scores if score.has_fallen]
    for one in fallen:
        print_message(
            f"{one.documents}, {one.part}, {one.measure} has fallen below its floor: {one.f1:.3f} < {one.floor:.3f}"
        )
    return BELOW_FLOOR_STATUS if fallen else 0


def score_row(score: Score) -> tuple[str, ...]:
    """Return a score as the cells of a line."""
    shares = (score.precision, score.recall, score.f1)
    floor = "" if score.floor is None else f"{score.floor:.3f}"
    return score.documents, score.part, score.measure, str(score.gold), *(f"{share:.3f}" for share in shares), floor
