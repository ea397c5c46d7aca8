"""`threadline path`: how two entities are linked."""

from __future__ import annotations

from pathlib import Path

import click

from cli.commands.neighbours import show_view
from cli.output import print_json, print_message
from cli.params import NAME, json_option, open_workspace, workspace_option
from graph.records import View
from library.wire import view_json

NO_PATH_STATUS = 1


@click.command("path")
@click.argument("start", type=NAME, metavar="A")
@click.argument("end", type=NAME, metavar="B")
@click.option("--as-of", metavar="DATE", help="The graph as it could be known on this date.")
@workspace_option
@json_option
def command(*, start: str, end: str, as_of: str | None, workspace: Path, as_json: bool) -> int:
    """Show how A and B (ids or names) are linked, with the evidence of each step."""
    with open_workspace(workspace) as library:
        first, last = library.entity_called(start), library.entity_called(end)
        if first.entity_id == last.entity_id:
            print_message(
                f"Both names lead to one entity; `threadline neighbours {first.entity_id}` shows what it is linked to."
            )
        view = library.path(first.entity_id, last.entity_id, as_of=as_of)
    if as_json:
        print_json(view_json(view or View((), ())))
    elif view is not None:
        show_view(view)
    if view is None:
        print_message(f"No chain of facts links {first.name} and {last.name} in this workspace.")
        return NO_PATH_STATUS
    return 0
