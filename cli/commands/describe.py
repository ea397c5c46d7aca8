"""`threadline describe`: kind, collection and date of a document, set by hand."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import print_json
from cli.params import json_option, open_workspace, workspace_option
from cli.people import own_name, write_down
from cli.progress import Style, progress_option, shown
from corpus.custody.records import Property
from library.wire import head_json
from library.wire.custody import by_hand_json

KINDS = ("news", "contract", "sanctions_notice", "other")


@click.command("describe")
@click.argument("document", metavar="DOCUMENT-ID")
@click.option("--kind", type=click.Choice(KINDS), help="What it is.")
@click.option("--source", metavar="NAME", help="The collection it belongs to; an empty one for none.")
@click.option("--date", metavar="DATE", help="2019, 2019-10 or 2019-10-07; an empty one for none.")
@click.option(
    "--found",
    multiple=True,
    type=click.Choice([one.value for one in Property]),
    help="Let hold again what the program found. Repeat it for several.",
)
@click.option("--by", metavar="NAME", help="Who says so.  [default: the name you are logged in under]")
@progress_option
@workspace_option
@json_option
def command(  # noqa: PLR0913 - each is an option of the command
    *,
    document: str,
    kind: str | None,
    source: str | None,
    date: str | None,
    found: tuple[str, ...],
    by: str | None,
    progress: Style,
    workspace: Path,
    as_json: bool,
) -> None:
    """Say what a document is where the program is wrong, or show what was said, and by whom.

    What is set here holds also when the file is read again. Its facts are looked for anew.
    """
    given = {Property.KIND: kind, Property.SOURCE: source, Property.DATE: date}
    with open_workspace(workspace) as library:
        custody = library.custody(by or own_name())
        document_id = library.head(document).document_id
        changes = [f"{name}: {value or 'none'}" for name, value in given.items() if value is not None]
        changes += [f"{name}: as found" for name in found]
        for what, value in given.items():
            if value is not None:
                custody.set(document_id, what, value or None)
        for name in found:
            custody.unset(document_id, Property(name))
        if changes:
            write_down(library, "set properties by hand", document_id, "; ".join(changes), by=by)
            with shown(progress) as show:
                custody.catch_up(show)
        head = library.head(document_id)
        said = custody.by_hand(head)
    if as_json:
        print_json(head_json(head) | {"by_hand": [by_hand_json(one) for one in said]})
        return
    click.echo(
        f"{head.title}\n  kind: {head.kind.value}, collection: {head.source or 'none'}, date: {head.date or 'none'}"
    )
    for one in said:
        click.echo(f"  {one.name.value} set by hand by {one.by} on {one.at[:10]}; found: {one.found or 'none'}")
