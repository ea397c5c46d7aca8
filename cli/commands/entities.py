"""`threadline entities`: who and what is named in the workspace."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import print_json, print_message
from cli.params import json_option, open_workspace, workspace_option
from extract.records import Label
from library.wire import entity_json


@click.command("entities")
@click.option("--label", type=click.Choice([label.value for label in Label]), help="Only these.")
@click.option("--name", metavar="PART", help="Only those with this in one of their names.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@workspace_option
@json_option
def command(*, label: str | None, name: str | None, limit: int | None, workspace: Path, as_json: bool) -> None:
    """List entities with their names, mention count and tier, the most mentioned first."""
    with open_workspace(workspace) as library:
        listed = 0
        for entity in library.entities(label=None if label is None else Label(label), name=name, limit=limit):
            listed += 1
            if as_json:
                print_json(entity_json(entity))
            else:
                also = f"  (also {', '.join(entity.aliases)})" if entity.aliases else ""
                click.echo(f"{entity.entity_id}  {entity.label.value:<12}  {entity.mentions:>5}  {entity.name}{also}")
    if not listed:
        print_message("Nobody and nothing of that kind is named in this workspace.")
