"""`threadline ledger`: every input and what became of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from cli.output import print_json, print_message
from cli.params import json_option, open_workspace, workspace_option
from corpus.records import InputState, LedgerEntry
from library.wire import ledger_json


@click.command("ledger")
@click.option("--failed", is_flag=True, help="Only the inputs that failed.")
@click.option("--state", type=click.Choice([state.value for state in InputState]), help="Only those that ended so.")
@click.option("--reason", metavar="TEXT", default="", help="Only those whose reason or note has these words.")
@click.option(
    "--kind", "file_kind", metavar="TYPE", default="", help="Only files of this type: pdf, message/rfc822, zip."
)
@click.option("--reasons", is_flag=True, help="Count them by state and reason, the most frequent first.")
@workspace_option
@json_option
def command(
    *, failed: bool, state: str | None, reason: str, file_kind: str, reasons: bool, workspace: Path, as_json: bool
) -> None:
    """List every input and what became of it, or those that ended in one way, for one reason, or are of one type."""
    counts: Counter[tuple[str, str]] = Counter()
    with open_workspace(workspace) as library:
        for entry in library.ledger(failed_only=failed or state == InputState.FAILED):
            if not _is_wanted(entry, state, reason, file_kind):
                continue
            counts[entry.state.value, entry.reason or "-"] += 1
            if not reasons:
                print_json(ledger_json(entry)) if as_json else click.echo(line(entry))
    if reasons:
        _print_counts(counts, as_json=as_json)
    if not counts:
        print_message(_nothing(narrowed=bool(state or reason or file_kind), failed=failed))


def _is_wanted(entry: LedgerEntry, state: str | None, reason: str, file_kind: str) -> bool:
    said = f"{entry.reason} {entry.note}".casefold()
    return (
        (state is None or entry.state == state)
        and reason.casefold() in said
        and file_kind.casefold() in entry.media_type.casefold()
    )


def _print_counts(counts: Counter[tuple[str, str]], *, as_json: bool) -> None:
    for (state, reason), count in counts.most_common():
        if as_json:
            print_json({"state": state, "reason": "" if reason == "-" else reason, "inputs": count})
        else:
            click.echo(f"{count:>7}  {state:<9}  {reason}")


def _nothing(*, narrowed: bool, failed: bool) -> str:
    if narrowed:
        return "No input is like that."
    return "No input failed." if failed else "Nothing was added yet. `threadline add PATH` does."


def line(entry: LedgerEntry) -> str:
    """Return one input as a line for people."""
    said = entry.reason or entry.note or entry.document_id or ""
    return f"{entry.state.value:<9}  {entry.source.location}  {said}".rstrip()
