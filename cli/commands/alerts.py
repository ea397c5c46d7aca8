"""`threadline alerts`: what is new since last time for each saved search."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import one_line, print_json, print_message
from cli.params import json_option, open_to_search, workspace_option
from library.searches.records import Alert
from library.wire import alert_json


@click.command("alerts")
@click.option("--keep", is_flag=True, help="Tell the same again next time.")
@workspace_option
@json_option
def command(*, keep: bool, workspace: Path, as_json: bool) -> None:
    """Tell what is new since last time for each saved search, each document once.

    `threadline serve` offers the same as an Atom feed at /alerts.atom.
    """
    told = 0
    with open_to_search(workspace) as library:
        for alert in library.searches.alerts():
            told += 1
            if as_json:
                print_json(alert_json(alert))
            else:
                _show(alert)
            if not keep:
                library.searches.told(alert)
        kept = len(library.searches.saved())
    if not told:
        nothing = f"Nothing is new for {kept} saved search{'' if kept == 1 else 'es'}."
        print_message(nothing if kept else "No search is saved yet. `threadline save NAME QUERY` keeps one.")


def _show(alert: Alert) -> None:
    new = len(alert.document_ids)
    click.echo(f"{alert.search.name}: {new:,} new document{'' if new == 1 else 's'} for {alert.search.query}")
    for hit in alert.hits:
        copies = f" · and {len(hit.copies)} {'copy' if len(hit.copies) == 1 else 'copies'}" if hit.copies else ""
        click.echo(f"  {hit.title}  [{hit.document_id} · {hit.kind} · {hit.date or 'undated'}{copies}]")
        for snippet in hit.snippets[:1]:
            page = "" if snippet.page is None else f"p. {snippet.page}: "
            click.echo(f"    {page}{one_line(snippet.text, 240)}")
