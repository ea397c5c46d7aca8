"""`threadline fixity`: whether every original is as it was kept."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import print_json
from cli.params import json_option, open_workspace, workspace_option
from cli.people import own_name, write_down
from cli.progress import Style, progress_option, shown
from library.wire.custody import fixity_json

PROBLEMS_STATUS = 1


@click.command("fixity")
@progress_option
@workspace_option
@json_option
def command(*, progress: Style, workspace: Path, as_json: bool) -> int:
    """Read every byte of every original again, and say what is missing or has changed; the report is kept."""
    with open_workspace(workspace) as library:
        with shown(progress) as show:
            report = library.custody(own_name()).check_originals(show)
        write_down(library, "checked the originals", "all originals", f"{len(report.problems)} problems")
    if as_json:
        print_json(fixity_json(report))
    else:
        for one in report.problems:
            click.echo(f"{one.what}: {one.location or one.sha256}: {one.said}")
        click.echo(
            f"{report.originals} originals are as they were kept; {len(report.problems)} are missing or changed."
        )
    return PROBLEMS_STATUS if report.problems else 0
