"""`threadline saved`: the searches that are kept."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import columns, print_json, print_message
from cli.params import NAME, json_option, open_workspace, workspace_option
from cli.people import write_down
from library.wire import saved_json


@click.command("saved")
@click.option("--remove", type=NAME, metavar="NAME-or-ID", help="Forget this one.")
@workspace_option
@json_option
def command(*, remove: str | None, workspace: Path, as_json: bool) -> None:
    """List saved searches with how many documents are new for each; `threadline alerts` tells which."""
    with open_workspace(workspace) as library:
        searches = (library.searches.remove(remove),) if remove is not None else library.searches.saved()
        if remove is not None:
            write_down(library, "removed a saved search", searches[0].name)
    if as_json:
        for saved in searches:
            print_json(saved_json(saved))
    elif remove is not None:
        click.echo(f"Removed {searches[0].name}: {searches[0].query}")
    elif searches:
        rows = [(saved.name, f"{saved.new:,} new", saved.created_at[:10], saved.query) for saved in searches]
        click.echo(columns(rows))
    else:
        print_message("No search is saved yet. `threadline save NAME QUERY` keeps one.")
