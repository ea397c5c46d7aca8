"""`threadline status`: what the workspace holds."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import columns, print_json
from cli.params import json_option, open_workspace, workspace_option
from library.wire import status_json


@click.command("status")
@workspace_option
@json_option
def command(*, workspace: Path, as_json: bool) -> None:
    """Count what the workspace holds, and say whether it is up to date."""
    with open_workspace(workspace) as library:
        status = library.status()
    if as_json:
        print_json(status_json(status))
        return
    rows = [
        (title, name.replace("_", " "), str(count))
        for title, counts in (
            ("inputs", status.inputs),
            ("documents", status.documents),
            ("entities", status.entities),
            ("facts", status.facts),
        )
        for name, count in counts
        if count
    ]
    if not rows:
        click.echo("The workspace is empty. `threadline add PATH` fills it.")
        return
    if status.judgements:
        rows.append(("judgements", "made", str(status.judgements)))
        rows += [("facts", "rejected", str(status.rejected))] * bool(status.rejected)
    click.echo(columns(rows))
    if status.fresh:
        click.echo("Every document is extracted and indexed.")
    else:
        click.echo(
            f"Documents that this version has not extracted yet: {status.unextracted}; not in the index: "
            f"{status.unindexed}. `threadline reextract` finishes the work."
        )
    if status.outdated:
        click.echo(f"An older version extracted {status.outdated} of them: they show what it found until then.")
    if status.orphaned:
        click.echo(f"Judged facts that are not found any more: {status.orphaned}; `threadline judgements --orphaned`.")
