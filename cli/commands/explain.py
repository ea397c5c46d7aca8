"""`threadline explain`: the whole story of one file or document."""

from __future__ import annotations

from pathlib import Path

import click

from cli.commands.ledger import line
from cli.output import columns, print_json
from cli.params import json_option, open_workspace, workspace_option
from library.wire import head_json, ledger_json


@click.command("explain")
@click.argument("subject", metavar="FILE-or-ID")
@workspace_option
@json_option
def command(*, subject: str, workspace: Path, as_json: bool) -> None:
    """Tell what became of one file or document, why, and with which tool versions."""
    with open_workspace(workspace) as library:
        for entry, head in library.explain(subject):
            if as_json:
                print_json({**ledger_json(entry), "document": None if head is None else head_json(head)})
                continue
            click.echo(line(entry))
            rows = [
                ("sha-256", entry.source.sha256),
                ("size", f"{entry.source.size_bytes} bytes"),
                ("media type", entry.media_type),
                ("read with", ", ".join(f"{tool} {version}" for tool, version in entry.tools)),
                ("recorded", entry.recorded_at),
                ("stage", entry.stage),
                ("detail", entry.detail),
            ]
            if head is not None:
                rows += [
                    ("title", head.title),
                    ("kind", f"{head.kind.value}: {head.kind_reason}"),
                    ("date", head.date or ""),
                    ("publisher", head.publisher or ""),
                    ("language", head.language or ""),
                    ("first found at", head.location),
                ]
            click.echo(columns([("  " + name, value) for name, value in rows if value]))
