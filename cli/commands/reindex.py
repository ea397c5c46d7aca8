"""`threadline reindex`: what a stopped run left is finished, and the index built anew."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import print_json
from cli.params import json_option, model_option, open_workspace, workspace_option
from cli.people import write_down
from cli.progress import shown


@click.command("reindex")
@model_option
@workspace_option
@json_option
def command(*, model: str | None, workspace: Path, as_json: bool) -> None:
    """Extract what is not extracted yet, and build the search index anew from the documents."""
    with open_workspace(workspace, model) as library, shown() as show:
        indexed = library.reindex(on_progress=show)
        write_down(library, "built the index anew")
    if as_json:
        print_json({"indexed": indexed})
    else:
        click.echo(f"{indexed} documents indexed.")
