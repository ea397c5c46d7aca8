"""`threadline neighbours`: what an entity is linked to."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import one_line, print_json
from cli.params import NAME, json_option, open_workspace, workspace_option
from extract.records import FactKind
from graph.records import View
from library.wire import view_json

NO_SUCH_LINK_STATUS = 1


@click.command("neighbours")
@click.argument("entity", type=NAME, metavar="ID-or-NAME")
@click.option("--depth", type=click.IntRange(1, 4), default=1, show_default=True, help="Steps from entity to entity.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice([kind.value for kind in FactKind]))
@click.option("--as-of", metavar="DATE", help="The graph as it could be known on this date.")
@workspace_option
@json_option
def command(
    *, entity: str, depth: int, kinds: tuple[str, ...], as_of: str | None, workspace: Path, as_json: bool
) -> None:
    """Show what an entity is linked to, with the evidence of each link."""
    with open_workspace(workspace) as library:
        found = library.entity_called(entity)
        view = library.neighbours(found.entity_id, depth=depth, kinds=kinds, as_of=as_of)
    if as_json:
        print_json(view_json(view))
    else:
        show_view(view)


def show_view(view: View) -> None:
    """Print a part of the graph for people: each fact with its roles and the sentence."""
    names = {node.node_id: node.name for node in view.nodes}
    for node in view.nodes:
        edges = [edge for edge in view.edges if edge.source_id == node.node_id]
        if not edges:
            continue
        click.echo(f"\n{node.name}")
        for edge in edges:
            click.echo(f"  {edge.role}: {names.get(edge.target_id, edge.target_id)}")
        for evidence in edges[0].evidence:
            page = "" if evidence.page is None else f", p. {evidence.page}"
            click.echo(f"  “{one_line(evidence.quote, 400)}” ({evidence.document_id}{page})")
    for kind, count in view.omitted:
        click.echo(f"{count} more: {kind}")
