"""`threadline ledger`: every input and what became of it."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import print_json, print_message
from cli.params import json_option, open_workspace, workspace_option
from corpus.records import LedgerEntry
from library.wire import ledger_json


@click.command("ledger")
@click.option("--failed", is_flag=True, help="Only the inputs that failed.")
@workspace_option
@json_option
def command(*, failed: bool, workspace: Path, as_json: bool) -> None:
    """List every input and what became of it."""
    with open_workspace(workspace) as library:
        listed = 0
        for entry in library.ledger(failed_only=failed):
            listed += 1
            if as_json:
                print_json(ledger_json(entry))
            else:
                click.echo(line(entry))
    if not listed:
        print_message("No input failed." if failed else "Nothing was added yet. `threadline add PATH` does.")


def line(entry: LedgerEntry) -> str:
    """Return one input as a line for people."""
    said = entry.reason or entry.note or entry.document_id or ""
    return f"{entry.state.value:<9}  {entry.source.location}  {said}".rstrip()
