"""`threadline retry`: the inputs that failed are tried again."""

from __future__ import annotations

from pathlib import Path

import click

from cli.commands.add import report
from cli.params import json_option, model_option, open_workspace, password_option, workspace_option
from cli.progress import shown


@click.command("retry")
@password_option
@model_option
@workspace_option
@json_option
def command(*, passwords: tuple[str, ...], model: str | None, workspace: Path, as_json: bool) -> int:
    """Try the inputs that failed again, from the originals that were kept."""
    with open_workspace(workspace, model, passwords=passwords) as library, shown() as show:
        summary = library.retry(on_progress=show)
    return report(summary, as_json=as_json)
