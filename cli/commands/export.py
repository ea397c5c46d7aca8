"""`threadline export`: the graph, or a part of it, in a format of other programs."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import print_json
from cli.params import NAME, json_option, open_workspace, workspace_option

FORMATS = ("gexf", "graphml", "json", "csv", "cypher", "followthemoney")


@click.command("export")
@click.argument("form", metavar="{" + ",".join(FORMATS) + "}", type=click.Choice(FORMATS))
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
@click.option("--entity", type=NAME, metavar="ID-or-NAME", help="Only what lies around this entity.")
@click.option(
    "--depth", type=click.IntRange(1, 4), default=1, show_default=True, help="With --entity: how far around it."
)
@workspace_option
@json_option
def command(*, form: str, output: Path, entity: str | None, depth: int, workspace: Path, as_json: bool) -> None:
    """Write the graph to a file; allegations never go without their responses."""
    with open_workspace(workspace) as library:
        about = None if entity is None else library.entity_called(entity).entity_id
        nodes, edges = library.export(form, output, entity_id=about, depth=depth)
    if as_json:
        print_json({"format": form, "path": str(output), "nodes": nodes, "edges": edges})
    else:
        click.echo(f"{nodes} nodes and {edges} edges written to {output}")
