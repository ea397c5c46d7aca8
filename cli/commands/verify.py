"""`threadline verify`: originals, evidence, ledger and index against each other."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import print_json, print_message
from cli.params import json_option, open_workspace, workspace_option
from library.wire import problem_json

PROBLEMS_STATUS = 1


@click.command("verify")
@workspace_option
@json_option
def command(*, workspace: Path, as_json: bool) -> int:
    """Re-hash the originals, re-read every evidence span, compare ledger, store and index."""
    count = 0
    with open_workspace(workspace) as library:
        for problem in library.verify():
            count += 1
            if as_json:
                print_json(problem_json(problem))
            else:
                click.echo(f"{problem.check}: {problem.subject}: {problem.problem}")
    print_message("No problem found." if not count else f"{count} problems found.")
    return PROBLEMS_STATUS if count else 0
