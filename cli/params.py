"""The options that every command shares, and the library they lead to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from library.library import Library

Decorated = Callable[..., Any]


def workspace_option(function: Decorated) -> Decorated:
    """Add `-w/--workspace DIR`."""
    return click.option(
        "-w",
        "--workspace",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("workspace"),
        show_default=True,
        help="The folder that holds documents, facts and index; made on first use.",
    )(function)


def json_option(function: Decorated) -> Decorated:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="JSON on standard output, and nothing else there.")(
        function
    )


def model_option(function: Decorated) -> Decorated:
    """Add `--model`."""
    return click.option(
        "--model", metavar="NAME_OR_PATH", help="An installed spaCy pipeline in place of the one that is shipped."
    )(function)


def open_workspace(workspace: Path, model: str | None = None) -> Library:
    """Open the library of a workspace; importing it costs time that `--help` need not pay."""
    from library.library import open_library

    return open_library(workspace, model=model)
