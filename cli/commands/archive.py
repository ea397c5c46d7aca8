"""`threadline archive`: the whole workspace goes into a bag that tells by itself whether it is whole."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import print_json, print_message
from cli.params import json_option, open_workspace, workspace_option

DAMAGED_STATUS = 3


@click.command("archive")
@click.argument("target", type=click.Path(path_type=Path))
@workspace_option
@json_option
def command(*, target: Path, workspace: Path, as_json: bool) -> int:
    """Write the whole workspace as a bag (BagIt, RFC 8493) to TARGET.

    TARGET is a new folder, or one file if its name ends in .zip or .tar. Originals, database, judgements and settings
    go in; the search index does not, `threadline restore` builds it again. Others may use the workspace meanwhile.
    """
    from library.archiving import archive

    with open_workspace(workspace) as library:
        archived = archive(library.rooms.workspace, target)
    if as_json:
        print_json({"path": archived.path, "files": archived.files, "bytes": archived.size_bytes,
                    "problems": list(archived.problems)})  # fmt: skip
    else:
        click.echo(f"{archived.files} files, {archived.size_bytes:,} bytes, are in {archived.path}.")
    for problem in archived.problems:
        print_message(f"Damaged already in the workspace: {problem}")
    return DAMAGED_STATUS if archived.problems else 0
