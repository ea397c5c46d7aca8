"""`threadline judge`: facts confirmed, rejected, edited; entities merged, kept apart, split; all can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from cli.output import one_line, print_json
from cli.params import NAME, json_option, open_workspace, workspace_option
from cli.people import own_name, write_down
from extract.judgements.records import Entry
from extract.records import Label
from library.judging.desk import Desk
from library.wire import Naming, entry_json

Decorated = Callable[..., Any]
Given = tuple[tuple[str, str], ...]


class Pair(click.ParamType[tuple[str, str]]):
    """A name and what it is to be, with `=` between."""

    name = "name=..."

    def convert(
        self, value: str | tuple[str, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Return both parts."""
        if isinstance(value, tuple):
            return value
        name, equals, text = value.partition("=")
        if not equals or not name.strip():
            self.fail(f"{value!r} lacks the `=`, as in `amount=1200000 USD`.", param, ctx)
        return name.strip().lower(), text.strip()


def judging(function: Decorated) -> Decorated:
    """Add who judges and why, and the options of every command."""
    by = click.option("--by", metavar="NAME", help="Who judges.  [default: the name you are logged in under]")
    note = click.option("--note", default="", metavar="TEXT", help="Why; kept with the judgement.")
    return by(note(workspace_option(json_option(function))))


def judge(workspace: Path, by: str | None, do: Callable[[Desk], Entry], *, as_json: bool) -> None:
    """Make one judgement and print it."""
    with open_workspace(workspace) as library:
        entry = do(library.desk(by or own_name()))
        write_down(library, f"judged: {entry.judgement.act.value}", entry.judgement.judgement_id, by=by)
        if as_json:
            print_json(entry_json(entry, library.naming))
        else:
            show_entry(entry, library.naming)


def show_entry(entry: Entry, naming: Naming) -> None:
    """Print a judgement for people: what, who, when, and what became of it."""
    said = entry_json(entry, naming)
    about = ", ".join(said["fact_ids"] or [side["name"] for side in said["entities"]])
    if said["fact"] is not None and not said["fact_ids"]:
        quote = said["fact"]["evidence"][0]["quote"]
        about = f"{said['fact']['kind']}: “{one_line(quote, 200)}”"
    undoes = f" of {said['undoes']}" if said["undoes"] else ""
    undone = f", by {said['undone_by']}" if said["undone_by"] else ""
    act = said["act"].replace("_", " ")
    click.echo(f"{said['judgement_id']}  {act}{undoes}  {about}  [{said['state']}{undone}]")
    click.echo(f"  by {said['by']} on {said['at'][:16].replace('T', ' ')}")
    if said["edit"] is not None:
        for role, who in said["edit"]["roles"].items():
            click.echo(f"  {role}: {', '.join(one['name'] for one in who) or 'nobody'}")
        for name, value in said["edit"]["values"].items():
            click.echo(f"  {name}: {'left out' if value is None else _plain(value)}")
    if said["note"]:
        click.echo(f"  {one_line(said['note'], 400)}")


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@click.group("judge")
def command() -> None:
    """Judge facts and entities; every judgement is kept with who, when and why, and can be undone.

    `threadline facts` and `threadline entities` tell the ids, `threadline review` what to judge next,
    `threadline judgements` what was judged.
    """


@command.command("confirm")
@click.argument("fact", metavar="FACT-ID")
@judging
def confirm(*, fact: str, by: str | None, note: str, workspace: Path, as_json: bool) -> None:
    """Say that the text says so."""
    judge(workspace, by, lambda desk: desk.confirm(fact, note), as_json=as_json)


@command.command("reject")
@click.argument("fact", metavar="FACT-ID")
@judging
def reject(*, fact: str, by: str | None, note: str, workspace: Path, as_json: bool) -> None:
    """Say that the text does not say so: the fact leaves graph, dossiers, searches and exports."""
    judge(workspace, by, lambda desk: desk.reject(fact, note), as_json=as_json)


@command.command("edit")
@click.argument("fact", metavar="FACT-ID")
@click.option(
    "--role", "roles", type=Pair(), multiple=True, metavar="ROLE=NAME",
    help="Who fills a role: an id or name; `supplier=company:New Ltd` for a name no document has; `buyer=` for nobody. "
    "Repeat it for several.",
)  # fmt: skip
@click.option(
    "--value", "values", type=Pair(), multiple=True, metavar="NAME=VALUE",
    help="A value: `amount=1200000 USD total`, `date=2019-10`, `quantity=65 percent`; `amount=` for none.",
)  # fmt: skip
@judging
def edit(*, fact: str, roles: Given, values: Given, by: str | None, note: str, workspace: Path, as_json: bool) -> None:
    """Put other names or values in the place of those found; all others stay."""
    given: dict[str, list[object]] = {}
    for role, name in roles:
        given.setdefault(role, []).extend([] if not name else [_party(name)])
    judge(workspace, by, lambda desk: desk.edit(fact, given, dict(values), note), as_json=as_json)


def _party(text: str) -> object:
    """Return a new name with its label, or the id or name of somebody known."""
    label, colon, name = text.partition(":")
    return {"label": label, "name": name} if colon and label in tuple(Label) else text


@command.command("merge")
@click.argument("entities", nargs=-1, required=True, type=NAME, metavar="ID-or-NAME...")
@judging
def merge(*, entities: tuple[str, ...], by: str | None, note: str, workspace: Path, as_json: bool) -> None:
    """Say that entities are one."""
    judge(workspace, by, lambda desk: desk.merge(entities, note), as_json=as_json)


@command.command("not-same")
@click.argument("first", type=NAME, metavar="A")
@click.argument("second", type=NAME, metavar="B")
@judging
def not_same(*, first: str, second: str, by: str | None, note: str, workspace: Path, as_json: bool) -> None:
    """Say that A and B are never to be one, whatever their names are like."""
    judge(workspace, by, lambda desk: desk.not_same(first, second, note), as_json=as_json)


@command.command("split")
@click.argument("entity", type=NAME, metavar="ID-or-NAME")
@click.argument("names", nargs=-1, required=True, type=NAME, metavar="NAME...")
@judging
def split(*, entity: str, names: tuple[str, ...], by: str | None, note: str, workspace: Path, as_json: bool) -> None:
    """Part some names of an entity, by id or as they are written, from the others."""
    judge(workspace, by, lambda desk: desk.split(entity, names, note), as_json=as_json)


@command.command("undo")
@click.argument("judgement", metavar="JUDGEMENT-ID")
@judging
def undo(*, judgement: str, by: str | None, note: str, workspace: Path, as_json: bool) -> None:
    """Take back a judgement, whoever made it; undoing an undoing brings it back."""
    judge(workspace, by, lambda desk: desk.undo(judgement, note), as_json=as_json)
