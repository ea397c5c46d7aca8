"""`threadline similar`: the copies of a document, and documents that are like it."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import one_line, print_json
from cli.params import json_option, open_to_search, workspace_option
from library.wire import similar_json


@click.command("similar")
@click.argument("document_id", metavar="ID")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Documents shown.")
@workspace_option
@json_option
def command(*, document_id: str, limit: int, workspace: Path, as_json: bool) -> None:
    """List the copies of document ID, the earliest first, and other documents that speak of the same."""
    with open_to_search(workspace) as library:
        copies, results = library.similar(document_id, limit=limit)
    if as_json:
        print_json(similar_json(copies, results))
        return
    if copies:
        click.echo("Copies, the earliest first:")
    for copy in copies:
        same = "the same words" if copy.same_words else "a few words differ"
        click.echo(f"  {copy.head.document_id}  {copy.head.date or 'undated':<10}  {copy.head.title}  ({same})")
    if not results.hits:
        click.echo("No other document is like it.")
        return
    click.echo(f"Like it, judged by: {results.understood}")
    for hit in results.hits:
        click.echo(f"  {hit.document_id}  {hit.score:4.0%}  {hit.date or 'undated':<10}  {one_line(hit.title, 100)}")
