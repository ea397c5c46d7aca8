"""`threadline retry`: the inputs that failed are tried again."""

from __future__ import annotations

from pathlib import Path

import click

from cli.commands.add import counted, report
from cli.params import json_option, model_option, open_workspace, password_option, workspace_option
from cli.people import write_down
from cli.progress import Style, progress_option, shown


@click.command("retry")
@click.option("--reason", metavar="TEXT", default="", help="Only those whose reason has these words.")
@click.option(
    "--kind", "file_kind", metavar="TYPE", default="", help="Only files of this type: pdf, message/rfc822, zip."
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Processes that read files, and that look for names and facts.  [default: 1]",
)
@password_option
@progress_option
@model_option
@workspace_option
@json_option
def command(
    *,
    reason: str,
    file_kind: str,
    workers: int | None,
    passwords: tuple[str, ...],
    progress: Style,
    model: str | None,
    workspace: Path,
    as_json: bool,
) -> int:
    """Try the inputs that failed again, from the originals that were kept: all, or those of one reason or type."""
    opened = open_workspace(workspace, model, workers=workers, passwords=passwords)
    with opened as library, shown(progress) as show:
        summary = library.retry(reason=reason, file_kind=file_kind, on_progress=show)
        write_down(library, "retried what had failed", reason or file_kind or "everything", counted(summary))
    return report(summary, as_json=as_json)
