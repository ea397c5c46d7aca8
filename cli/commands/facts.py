"""`threadline facts`: facts with their roles, values and evidence."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import one_line, print_json, print_message
from cli.params import NAME, json_option, open_workspace, workspace_option
from extract.records import Fact, FactKind, FactStatus, Judged
from library.wire import Naming, fact_json
from web.wording import value_words

DONE = {"confirm": "confirmed", "reject": "rejected", "edit": "edited"}


@click.command("facts")
@click.option("--kind", type=click.Choice([kind.value for kind in FactKind]), help="Only facts of this kind.")
@click.option("--entity", type=NAME, metavar="ID-or-NAME", help="Only facts about this entity.")
@click.option("--document", metavar="ID", help="Only facts from this document.")
@click.option("--status", type=click.Choice([status.value for status in FactStatus]), help="Only facts that stand so.")
@click.option("--all", "rejected", is_flag=True, help="Those that somebody rejected, too.")
@workspace_option
@json_option
def command(
    *,
    kind: str | None,
    entity: str | None,
    document: str | None,
    status: str | None,
    rejected: bool,
    workspace: Path,
    as_json: bool,
) -> None:
    """List facts with their roles, values and the sentences they stand on."""
    with open_workspace(workspace) as library:
        about = None if entity is None else library.entity_called(entity).entity_id
        within = None if document is None else library.head(document).document_id
        listed = 0
        found = library.facts(
            kind=None if kind is None else FactKind(kind),
            entity_id=about,
            document_id=within,
            status=None if status is None else FactStatus(status),
            rejected=rejected,
        )
        for fact in found:
            listed += 1
            if as_json:
                print_json(fact_json(fact, library.naming))
            else:
                show_fact(fact, library.naming)
    if not listed:
        print_message("No such fact was found in the documents of this workspace.")


def _show_judged(judged: Judged, naming: Naming) -> None:
    """Print what people decided of a fact, and what was extracted where they edited it."""
    for said in dict.fromkeys(one for one in (judged.edited, judged.decided) if one is not None):
        note = f": {one_line(said.note, 300)}" if said.note else ""
        click.echo(f"  {DONE[said.act]} by {said.by} on {said.at[:10]} ({said.judgement_id}){note}")
    if judged.extracted is not None:
        before = fact_json(judged.extracted, naming)
        roles = [f"{role}: {', '.join(who['name'] for who in whos)}" for role, whos in before["roles"].items()]
        values = [f"{name.replace('_', ' ')}: {value_words(value)}" for name, value in judged.extracted.values]
        click.echo(f"  extracted was: {'; '.join((*roles, *values))}")


def show_fact(fact: Fact, naming: Naming) -> None:
    """Print a fact for people: what it says, who says it, and the sentence."""
    said = fact_json(fact, naming)
    roles = "; ".join(f"{role}: {', '.join(who['name'] for who in whos)}" for role, whos in said["roles"].items())
    values = "; ".join(f"{name.replace('_', ' ')}: {value_words(value)}" for name, value in fact.values)
    act = "" if fact.act is None else f": {fact.act}"
    click.echo(f"\n{fact.kind.value}{act}  [{fact.fact_id} · {fact.modality.value} · {fact.status.value}]")
    for text in (roles, values, "" if fact.content is None else f"content: {one_line(fact.content)}"):
        if text:
            click.echo(f"  {text}")
    if fact.answers:
        click.echo(f"  answers: {', '.join(fact.answers)}")
    if fact.judged is not None:
        _show_judged(fact.judged, naming)
    for evidence in fact.evidence:
        page = "" if evidence.page is None else f", p. {evidence.page}"
        click.echo(f"  “{one_line(evidence.quote, 400)}” ({evidence.document_id}{page})")
