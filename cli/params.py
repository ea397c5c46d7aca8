"""The options that every command shares, and the library they lead to."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from cli.output import print_message

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
    return click.option(
        "--json",
        "as_json",
        is_flag=True,
        callback=speak_utf8,
        help="JSON on standard output, and nothing else there.",
    )(function)


def speak_utf8(_context: click.Context, _parameter: click.Parameter, as_json: bool) -> bool:
    """Make standard output UTF-8 where JSON is asked for, whatever the locale."""
    if as_json and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    return as_json


def model_option(function: Decorated) -> Decorated:
    """Add `--model`."""
    return click.option(
        "--model", metavar="NAME_OR_PATH", help="An installed spaCy pipeline in place of the one that is shipped."
    )(function)


def password_option(function: Decorated) -> Decorated:
    """Add `--password`, which may be given several times."""
    return click.option(
        "--password",
        "passwords",
        metavar="PASSWORD",
        multiple=True,
        help="A password to try on locked PDF files and archives; repeat it for several. It is not kept.",
    )(function)


class Name(click.ParamType[str]):
    """An id or a name; a blank one, which would fit everything, is refused."""

    name = "name"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name without the white space around it."""
        if not value.strip():
            self.fail("it is empty. Give an id or a name; `threadline entities` lists them.", param, ctx)
        return value.strip()


NAME = Name()


def standard_input() -> TextIO:
    """Return standard input; raise ClickException where it was closed."""
    if sys.stdin is None:
        raise click.ClickException("standard input is closed. Pipe something into it, or name a file.")
    return sys.stdin


def open_workspace(
    workspace: Path,
    model: str | None = None,
    *,
    to_fill: bool = False,
    workers: int | None = None,
    passwords: tuple[str, ...] = (),
) -> Library:
    """Open the library of a workspace, made where there is none; that is said unless the command is there to fill it.

    Importing the library costs time that `--help` need not pay.
    """
    from library.library import open_library

    is_new = not (workspace / "threadline.db").exists()
    library = open_library(workspace, model=model, workers=workers, passwords=passwords)
    if is_new and not to_fill:
        print_message(f"There was no workspace at {workspace}: an empty one was made. `threadline add PATH` fills it.")
    return library


def open_to_search(workspace: Path) -> Library:
    """Open the library of a workspace for questions to its index, which is first made whole where it is not."""
    from cli.progress import shown

    library = open_workspace(workspace)
    try:
        if library.is_behind:
            with shown() as show:
                said = library.mend(on_progress=show)
            print_message(said)
    except BaseException:
        library.close()
        raise
    return library
