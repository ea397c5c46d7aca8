"""`threadline screen`: names against every list in the workspace."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.output import print_json, print_message
from cli.params import json_option, open_workspace, standard_input, workspace_option

if TYPE_CHECKING:
    from library.screening import NameAsked, Screened

FAILED_STATUS = 3
COLUMNS = (
    "row", "name", "score", "listed_name", "matched", "reason", "list", "programme", "authority", "date", "until",
    "reference", "entity_id", "document_id", "page", "link", "error",
)  # fmt: skip


@click.command("screen")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, exists=True, path_type=Path))
@click.option("--column", metavar="NAME_OR_NUMBER", help="The column of names in a table; its heading, or its number.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    default=0.7,
    show_default=True,
    help="The least score of a candidate; 1 is the same name. Lower finds more, and more that is wrong.",
)
@click.option("--limit", type=click.IntRange(min=1), default=5, show_default=True, help="At most so many candidates.")
@click.option("--csv", "as_csv", is_flag=True, help="A table, a line a candidate; a name without any has one too.")
@workspace_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    file: Path,
    column: str | None,
    threshold: float,
    limit: int,
    as_csv: bool,
    workspace: Path,
    as_json: bool,
) -> None:
    """Compare the names in FILE with every name on the lists in the workspace.

    FILE is a table (CSV) or a text with a name a line; `-` is standard input. Each candidate comes with its score, the
    reason for it, the list, the programme and where that stands. A candidate is a question, not an answer.
    """
    from library.name_files import read_names
    from library.screening import Screen

    with open_workspace(workspace) as library:
        screen = Screen(library.rooms.extractions)
        if not screen.entities:
            raise click.ClickException(
                "there is no list in this workspace. `threadline add` takes in the lists of OFAC, BIS, the UN, the EU, "
                "the UK and OpenSanctions."
            )
        dash = str(file) == "-"
        data = standard_input().buffer.read() if dash else file.read_bytes()
        asked = read_names(data, "-" if dash else file.name, column)
        failed = _write(
            screen.screen(_watched(asked), threshold=threshold, limit=limit), as_csv=as_csv, as_json=as_json
        )
    if failed:
        print_message(f"{failed:,} rows could not be screened; each says why.")
        ctx.exit(FAILED_STATUS)


def _watched(asked: Iterable[NameAsked]) -> Iterator[NameAsked]:
    """Pass names on, and say on a terminal how many are done."""
    shown = sys.stderr is not None and sys.stderr.isatty()
    done = 0
    for done, one in enumerate(asked, start=1):
        yield one
        if shown and done % 500 == 0:
            print_message(f"Screened: {done:,}")
    if not done:
        raise click.ClickException("there is no name in the file.")


def _write(found: Iterable[Screened], *, as_csv: bool, as_json: bool) -> int:
    """Print every name with its candidates and return how many could not be screened."""
    from library.wire.screening import screened_json

    failed, named, matched = 0, 0, 0
    table = csv.writer(sys.stdout) if as_csv and not as_json else None
    if table is not None:
        table.writerow(COLUMNS)
    for screened in found:
        failed += bool(screened.error)
        named += not screened.error
        matched += bool(screened.candidates)
        if as_json:
            print_json(screened_json(screened))
        elif table is not None:
            table.writerows(_rows(screened))
        else:
            _show(screened)
    print_message(f"{named:,} names screened; {matched:,} have candidates.")
    return failed


def _rows(screened: Screened) -> Iterator[list[object]]:
    """Yield the lines of a name: one for each candidate and list, else one without."""
    from library.wire.screening import evidence_link

    start: list[object] = [screened.asked.row, screened.asked.name]
    if not screened.candidates:
        yield [*start, *[""] * (len(COLUMNS) - 3), screened.error]
    for candidate in screened.candidates:
        compared = candidate.comparison
        said = [f"{compared.score:.3f}", candidate.entity.name, candidate.matched, compared.reason]
        for one in candidate.listings:
            listed = [one.list_name, one.programme, one.authority, one.date, one.until, one.reference]
            at = [candidate.entity.entity_id, one.evidence.document_id, one.evidence.page, evidence_link(one), ""]
            yield [*start, *said, *listed, *at]
        if not candidate.listings:
            yield [*start, *said, *[""] * 6, candidate.entity.entity_id, "", "", "", ""]


def _show(screened: Screened) -> None:
    if screened.error:
        click.echo(f"{screened.asked.row}  {screened.asked.name}\n    not screened: {screened.error}")
        return
    click.echo(f"{screened.asked.row}  {screened.asked.name}" + ("" if screened.candidates else "\n    no candidate"))
    for candidate in screened.candidates:
        also = f" (as {candidate.matched})" if candidate.matched != candidate.entity.name else ""
        click.echo(
            f"    {candidate.comparison.score:.2f}  {candidate.entity.name}{also}: {candidate.comparison.reason}"
        )
        for one in candidate.listings:
            told = ", ".join(filter(None, (one.list_name, one.programme, one.date, one.reference)))
            click.echo(f"          {told}; {one.evidence.document_id}, page {one.evidence.page}")
