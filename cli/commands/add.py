"""`threadline add`: files, folders, archives and mail come in; every one of them is accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from cli.output import print_json, print_message
from cli.params import json_option, model_option, open_workspace, password_option, standard_input, workspace_option
from cli.people import write_down
from cli.progress import Style, progress_option, shown
from corpus.isolation_limits import not_enforced
from library.records import AddSummary
from library.wire import summary_json

SOME_FAILED_STATUS = 3
KINDS = ("news", "contract", "sanctions_notice", "other")


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--kind", type=click.Choice(KINDS), help="What they are, where you know better than the program.")
@click.option("--source", metavar="NAME", help="The collection they belong to, for `source:` in searches.")
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
def command(  # noqa: PLR0913 - each is an option of the command
    *,
    paths: tuple[str, ...],
    kind: str | None,
    source: str | None,
    workers: int | None,
    passwords: tuple[str, ...],
    progress: Style,
    model: str | None,
    workspace: Path,
    as_json: bool,
) -> int:
    """Read files, folders, archives and mail into the workspace.

    `-` takes a list of paths from standard input, one a line. What is there already is not read again, so a run that
    was stopped goes on where it was. Exit status 3 says that some inputs failed: `threadline ledger --failed` tells
    why.
    """
    if unlimited := not_enforced():
        print_message(f"On this system reading a file is not limited in {' and '.join(unlimited)}, only in time.")
    opened = open_workspace(workspace, model, to_fill=True, workers=workers, passwords=passwords)
    with opened as library, shown(progress) as show:
        summary = library.add(_paths(paths), kind=kind, source=source, on_progress=show)
        write_down(library, "added documents", " ".join(paths), counted(summary))
    return report(summary, as_json=as_json)


def counted(summary: AddSummary) -> str:
    """Return a summary for the log of changes."""
    return f"{summary.found} found: {summary.added} added, {summary.duplicate} duplicate, {summary.failed} failed"


def report(summary: AddSummary, *, as_json: bool) -> int:
    """Print a summary and return the exit status it stands for."""
    if as_json:
        print_json(summary_json(summary))
    else:
        click.echo(
            f"{summary.found} found: {summary.added} added, {summary.duplicate} duplicate, {summary.failed} failed, "
            f"in {summary.seconds:.1f} s. The workspace now holds {summary.facts} facts about "
            f"{summary.entities} entities."
        )
    if summary.failed:
        print_message("`threadline ledger --failed` says which inputs failed, and why.")
        return SOME_FAILED_STATUS
    return 0


def _paths(paths: tuple[str, ...]) -> Iterator[Path]:
    for path in paths:
        if path == "-":
            yield from (Path(line) for raw in standard_input() if (line := raw.rstrip("\r\n")))
        else:
            yield Path(path)
