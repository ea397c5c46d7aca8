"""`threadline restore`: a workspace comes back from a bag, byte for byte, or not at all."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import print_json
from cli.params import json_option
from cli.progress import shown


@click.command("restore")
@click.argument("bag", type=click.Path(path_type=Path))
@click.argument("workspace", type=click.Path(path_type=Path))
@json_option
def command(*, bag: Path, workspace: Path, as_json: bool) -> None:
    """Bring the workspace in BAG back to WORKSPACE, a new or an empty folder.

    BAG is a folder, a ZIP or a TAR file that `threadline archive` wrote. Every byte is held against the bag's hashes
    first; where anything is wrong, nothing is restored and all of it is listed. The search index is built anew.
    """
    from library.archiving import restore
    from library.library import open_library

    restored = restore(bag, workspace)
    with open_library(workspace) as library, shown() as show:
        indexed = library.reindex(on_progress=show)
    if as_json:
        print_json({"path": restored.path, "files": restored.files, "bytes": restored.size_bytes, "indexed": indexed})
    else:
        click.echo(f"{restored.files} files, {restored.size_bytes:,} bytes, were restored to {restored.path}; "
                   f"{indexed} documents are in its index.")  # fmt: skip
