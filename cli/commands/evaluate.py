"""`threadline evaluate`: scores beside their floors."""

from __future__ import annotations

import click

from cli.output import columns, print_json, print_message
from cli.params import json_option, model_option

BELOW_FLOOR_STATUS = 1


@click.command("evaluate")
@model_option
@json_option
def command(*, model: str | None, as_json: bool) -> int:
    """Score every component on the gold sets; exit status 1 if one has fallen below its floor."""
    from evaluation.run import evaluate

    scores = evaluate(model=model)
    if as_json:
        for score in scores:
            print_json(
                {
                    "part": score.part,
                    "measure": score.measure,
                    "precision": score.precision,
                    "recall": score.recall,
                    "f1": score.f1,
                    "floor": score.floor,
                    "gold": score.gold,
                }
            )
    else:
        rows = [("part", "measure", "gold", "precision", "recall", "F1", "floor")]
        rows += [
            (
                score.part,
                score.measure,
                str(score.gold),
                f"{score.precision:.3f}",
                f"{score.recall:.3f}",
                f"{score.f1:.3f}",
                "" if score.floor is None else f"{score.floor:.3f}",
            )
            for score in scores
        ]
        click.echo(columns(rows))
    fallen = [score for score in scores if score.floor is not None and score.f1 < score.floor]
    for score in fallen:
        print_message(f"{score.part} {score.measure} has fallen below its floor: {score.f1:.3f} < {score.floor:.3f}")
    return BELOW_FLOOR_STATUS if fallen else 0
