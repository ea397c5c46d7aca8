"""`threadline entity`: one entity, its facts and their sentences."""

from __future__ import annotations

from pathlib import Path

import click

from cli.commands.facts import show_fact
from cli.output import print_json
from cli.params import NAME, json_option, open_workspace, workspace_option
from library.places import Whereabouts
from library.wire import dossier_json
from library.wire.places import place_json
from library.wire.screening import matches_json


def show_place(where: Whereabouts) -> None:
    """Print what a place lies in, the nearest first, and what lies in it."""
    if where.within:
        click.echo("  lies in " + ", ".join(above.name for above in reversed(where.within)))
    if where.inside:
        click.echo("  with " + ", ".join(f"{place.name} [{place.entity_id}]" for place in where.inside))


@click.command("entity")
@click.argument("entity", type=NAME, metavar="ID-or-NAME")
@click.option("--all", "rejected", is_flag=True, help="Facts that somebody rejected, too.")
@workspace_option
@json_option
def command(*, entity: str, rejected: bool, workspace: Path, as_json: bool) -> None:
    """Show one entity with its facts and their sentences."""
    with open_workspace(workspace) as library:
        found = library.entity_called(entity)
        facts = library.facts_about(found.entity_id, rejected=rejected)
        if as_json:
            told = dossier_json(found, facts, library.naming) | place_json(library.whereabouts(found))
            print_json(told | matches_json(library.lists_matching(found)))
            return
        click.echo(f"{found.name}  [{found.entity_id} · {found.label.value} · {found.tier.value}]")
        if found.aliases:
            click.echo("also " + ", ".join(found.aliases))
        click.echo(f"{found.mentions} mentions in {found.documents} documents")
        for _, reason in found.reasons:
            click.echo(f"  joined: {reason}")
        for scheme, value in found.identifiers:
            click.echo(f"  {scheme}: {value}")
        if (where := library.whereabouts(found)) is not None:
            show_place(where)
        for match in library.lists_matching(found):
            listed = "; ".join(one.list_name or one.authority for one in match.listings)
            click.echo(f"  may be listed: {match.entity.name} ({listed}): {match.comparison.reason}")
        for fact in facts:
            show_fact(fact, library.naming)
