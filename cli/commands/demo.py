"""`threadline demo`: a workspace from the sample corpus, served."""

from __future__ import annotations

from pathlib import Path

import click

from cli.commands.add import report
from cli.commands.serve import say_where
from cli.params import model_option, open_workspace
from cli.progress import shown
from corpus import samples


@click.command("demo")
@click.option("--serve/--no-serve", default=True, show_default=True, help="Serve it, or only build it.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option(
    "-w",
    "--workspace",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo-workspace"),
    show_default=True,
    help="The folder to build it in.",
)
@model_option
def command(*, serve: bool, host: str, port: int, workspace: Path, model: str | None) -> None:
    """Build a workspace from the bundled sample corpus and serve it.

    The sample corpus is about invented companies. Two of its files are broken on purpose, so that the ledger has
    something to tell; a scanned page fails too where text recognition is not installed.
    """
    with open_workspace(workspace, model, to_fill=True) as library:
        with shown() as show:
            folder = samples.documents_folder()
            summary = library.add([folder], source="samples", base=folder, prefix="samples", on_progress=show)
        report(summary, as_json=False)
        if serve:
            from web.server import serve as serve_library

            serve_library(library, host=host, port=port, on_ready=say_where)
