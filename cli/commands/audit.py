"""`threadline audit`: who changed what, and when."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import columns, one_line, print_json, print_message
from cli.params import json_option, open_workspace, workspace_option
from library.wire.custody import change_json


@click.command("audit")
@click.option("--by", metavar="NAME", help="Only what this person did.")
@click.option("--about", metavar="TEXT", help="Only what has these words: an id, a name, an act.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many, the newest first.")
@workspace_option
@json_option
def command(*, by: str | None, about: str | None, limit: int, workspace: Path, as_json: bool) -> None:
    """List every change, the newest first: who, when, what, and by which way. The log is only ever added to."""
    with open_workspace(workspace) as library:
        changes = library.audit.changes(by=by, about=about, limit=limit)
    if as_json:
        for change in changes:
            print_json(change_json(change))
    elif changes:
        rows = [
            (c.at[:16].replace("T", " "), c.by, c.via, one_line(f"{c.act}: {c.subject} {c.detail}")) for c in changes
        ]
        click.echo(columns(rows))
    else:
        print_message("Nothing of that kind was changed yet.")
