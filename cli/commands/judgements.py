"""`threadline judgements`: who judged what, when and why, and what became of it."""

from __future__ import annotations

from pathlib import Path

import click

from cli.commands.judge import show_entry
from cli.output import print_json, print_message
from cli.params import NAME, json_option, open_workspace, workspace_option
from library.wire import entry_json


@click.command("judgements")
@click.option("--fact", metavar="ID", help="Only those of this fact.")
@click.option("--entity", type=NAME, metavar="ID-or-NAME", help="Only those of this entity and its names.")
@click.option("--by", metavar="NAME", help="Only those of this person.")
@click.option("--orphaned", is_flag=True, help="Only those that stand, but do not find any more what they are about.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many.")
@workspace_option
@json_option
def command(
    *,
    fact: str | None,
    entity: str | None,
    by: str | None,
    orphaned: bool,
    limit: int,
    workspace: Path,
    as_json: bool,
) -> None:
    """List judgements, the newest first, each with what became of it.

    A judgement stands, was undone, was superseded by a later one of the same fact, was overruled by a later one of the
    same entities, or is orphaned: what it is about is not found any more. It is kept and holds again once it is found.
    """
    with open_workspace(workspace) as library:
        desk = library.desk()
        found = desk.orphaned() if orphaned else desk.history(fact_id=fact, entity=entity, by=by, limit=limit)
        entries = found[:limit]
        for entry in entries:
            if as_json:
                print_json(entry_json(entry, library.naming))
            else:
                show_entry(entry, library.naming)
    if not entries:
        print_message("There is no such judgement in this workspace.")
