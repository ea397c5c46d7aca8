"""`threadline withdraw`: documents taken out of the workspace, listed, and brought back."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import columns, print_json, print_message
from cli.params import json_option, open_workspace, workspace_option
from cli.people import own_name, write_down
from cli.progress import Style, progress_option, shown
from library.wire.custody import withdrawal_json


@click.command("withdraw")
@click.argument("document", required=False, metavar="DOCUMENT-ID")
@click.option("--reason", metavar="TEXT", help="Why; it stays in the document's place.")
@click.option("--back", is_flag=True, help="Bring it back: it is read from its original again.")
@click.option("--list", "listing", is_flag=True, help="List what is withdrawn.")
@click.option("--by", metavar="NAME", help="Who withdraws.  [default: the name you are logged in under]")
@progress_option
@workspace_option
@json_option
def command(
    *,
    document: str | None,
    reason: str | None,
    back: bool,
    listing: bool,
    by: str | None,
    progress: Style,
    workspace: Path,
    as_json: bool,
) -> None:
    """Take a document out: text, pages, index entries, mentions and facts go, a tombstone with the reason stays.

    The same file added again stays out. The original is kept, so that `--back` can undo it.
    """
    if not listing and (document is None or not (back or reason)):
        raise click.UsageError("Name a document by its id and give a --reason, or --back; or --list those withdrawn.")
    with open_workspace(workspace) as library:
        custody = library.custody(by or own_name())
        if listing or document is None:
            stones = custody.withdrawals()
        else:
            with shown(progress) as show:
                if back:
                    stones = (custody.get_withdrawal(document),)
                    custody.bring_back(document, show)
                    write_down(library, "brought a document back", document, by=by)
                else:
                    stones = (custody.withdraw(document, reason or "", show),)
                    write_down(library, "withdrew a document", document, reason or "", by=by)
    if as_json:
        for stone in stones:
            print_json(withdrawal_json(stone))
    elif not listing:
        click.echo(f"{stones[0].title} is {'back' if back else 'withdrawn'}.")
    elif stones:
        click.echo(columns([(one.document_id, one.at[:10], one.by, f"{one.title}: {one.reason}") for one in stones]))
    else:
        print_message("No document is withdrawn.")
