"""`threadline save`: a query is kept under a name, and what is new for it is told from then on."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import print_json
from cli.params import NAME, json_option, open_to_search, workspace_option
from cli.people import write_down
from library.wire import saved_json


@click.command("save")
@click.argument("name", type=NAME)
@click.argument("query", nargs=-1, required=True)
@workspace_option
@json_option
def command(*, name: str, query: tuple[str, ...], workspace: Path, as_json: bool) -> None:
    """Keep QUERY under NAME; `threadline alerts` then tells what it finds that is new.

    What it finds today counts as known.
    """
    with open_to_search(workspace) as library:
        saved = library.searches.save(name, " ".join(query))
        write_down(library, "saved a search", saved.name)
    if as_json:
        print_json(saved_json(saved))
    else:
        click.echo(f"Saved as {saved.name}: {saved.query}")
