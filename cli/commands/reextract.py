"""`threadline reextract`: what an older version extracted is extracted again; judgements stand."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import print_json, print_message
from cli.params import json_option, model_option, open_workspace, workspace_option
from cli.people import write_down
from cli.progress import shown
from library.wire import reextracted_json


@click.command("reextract")
@click.option("--all", "everything", is_flag=True, help="Everything, not only what an older version extracted.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that look for names and facts.  [default: 1]")
@model_option
@workspace_option
@json_option
def command(*, everything: bool, workers: int | None, model: str | None, workspace: Path, as_json: bool) -> None:
    """Extract again what an older version extracted, the newest documents first.

    Until a document is done it shows what was there before. A run that was stopped goes on where it was. What people
    judged holds for what is found again; `threadline judgements --orphaned` lists the rest.
    """
    with open_workspace(workspace, model, workers=workers) as library, shown() as show:
        done = library.reextract(everything=everything, on_progress=show)
        write_down(library, "extracted again", "everything" if everything else "what was outdated")
    if as_json:
        print_json(reextracted_json(done))
    else:
        click.echo(
            f"{done.documents} documents extracted again in {done.seconds:.1f} s: {done.facts} facts about "
            f"{done.entities} entities."
        )
    if done.orphaned:
        print_message(
            f"Judged facts that are not found any more: {done.orphaned}. `threadline judgements --orphaned` lists them."
        )
