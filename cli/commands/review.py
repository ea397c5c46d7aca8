"""`threadline review`: what to judge next, what changes most in the graph first."""

from __future__ import annotations

from pathlib import Path

import click

from cli.commands.facts import show_fact
from cli.output import print_json, print_message
from cli.params import json_option, open_workspace, workspace_option
from library.judging.queue import KINDS
from library.judging.records import Item
from library.wire import Naming, item_json


@click.command("review")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only these; repeat it for several.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most so many.")
@workspace_option
@json_option
def command(*, kinds: tuple[str, ...], limit: int, workspace: Path, as_json: bool) -> None:
    """List what nobody judged yet, what changes most in the graph first.

    Facts that name somebody in an allegation come first; then what makes the only link between two entities, with the
    money behind it; among them entities that may be one (`merge`), and names that were joined on thin grounds (`join`).
    """
    with open_workspace(workspace) as library:
        items = library.desk().queue(kinds, limit=limit)
        for item in items:
            if as_json:
                print_json(item_json(item, library.naming))
            else:
                _show(item, library.naming)
    if not items:
        print_message("Nothing waits to be judged.")


def _show(item: Item, naming: Naming) -> None:
    if item.fact is not None:
        show_fact(item.fact, naming)
    elif item.kind == "merge":
        first, second = item.entities
        click.echo(f"\nthe same? {first.name} and {second.name}  [{first.entity_id} · {second.entity_id}]")
        click.echo(f"  {item.reason}")
    else:
        click.echo(f"\nrightly joined? {item.name} to {item.entities[0].name}  [{item.name_id}]")
        click.echo(f"  {item.reason}")
    if item.why:
        click.echo(f"  why now: {'; '.join(item.why)}")
