"""`threadline serve`: the workspace in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import print_message
from cli.params import model_option, open_workspace, workspace_option

ACCESS_LOG = "access.log"


@click.command("serve")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; any but this machine's own needs accounts, see `threadline accounts`.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option(
    "--name",
    "names",
    metavar="NAME",
    multiple=True,
    help="A name under which browsers reach it, such as desk.example.org; others are refused. Repeat it for several.",
)
@click.option(
    "--https",
    is_flag=True,
    help="Browsers come by way of a proxy on this machine that encrypts: cookies are sent so only, and the proxy is "
    "believed about where a request comes from.",
)
@click.option(
    "--watch",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder whose files are added as they come; `[watch] folder` in workspace.toml does the same.",
)
@click.option(
    "--upload-limit", type=click.IntRange(1), metavar="MB", default=256, show_default=True, help="Of one upload."
)
@click.option(
    "--access-log",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where each request is written down, without what was searched for.  [default: access.log in the workspace]",
)
@model_option
@workspace_option
def command(  # noqa: PLR0913 - each is an option of the command
    *,
    host: str,
    port: int,
    names: tuple[str, ...],
    https: bool,
    watch: Path | None,
    upload_limit: int,
    access_log: Path | None,
    model: str | None,
    workspace: Path,
) -> None:
    """Open the workspace in a browser; serves until stopped with Ctrl-C.

    Alone on this machine nobody signs in. Where there are accounts, everybody does. Ctrl-C, or SIGTERM, lets answers at
    work be sent and the file that is being read be finished; what is left of an upload goes on with the next start.
    """
    from web.options import LOOPBACK_NAMES, MEBIBYTE, WebOptions
    from web.server import is_loopback, serve

    with open_workspace(workspace, model) as library:
        watching = library.rooms.options.watch
        options = WebOptions(
            hosts=(*LOOPBACK_NAMES, *names),
            upload_bytes=upload_limit * MEBIBYTE,
            https=https,
            watch=watch or (Path(watching.folder).expanduser() if watching.folder else None),
            watch_seconds=watching.seconds,
        )
        if not is_loopback(host) and not https:
            print_message(
                "Passwords and documents travel unencrypted to this address. Put a proxy that encrypts before it, "
                "and serve it with --host 127.0.0.1 --https."
            )
        log = access_log or workspace / ACCESS_LOG
        serve(library, host=host, port=port, options=options, access_log=log, on_ready=say_where)


def say_where(address: str) -> None:
    """Print the address once it answers."""
    click.echo(f"Threadline is at {address} (Ctrl-C stops it)")
