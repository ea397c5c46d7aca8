"""`threadline serve`: the workspace in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from cli.params import model_option, open_workspace, workspace_option


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@model_option
@workspace_option
def command(*, host: str, port: int, model: str | None, workspace: Path) -> None:
    """Open the workspace in a browser; serves until stopped with Ctrl-C."""
    from web.server import serve

    with open_workspace(workspace, model) as library:
        serve(library, host=host, port=port, on_ready=say_where)


def say_where(address: str) -> None:
    """Print the address once it answers."""
    click.echo(f"Threadline is at {address} (Ctrl-C stops it)")
