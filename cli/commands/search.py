"""`threadline search`: documents, with the sentence and the page."""

from __future__ import annotations

from pathlib import Path

import click

from cli.output import one_line, print_json, print_message
from cli.params import json_option, open_workspace, workspace_option
from library.wire import results_json
from search.index import ORDERS, Order
from search.results import Hit, Results, Snippet


class QueryCommand(click.Command):
    """A command whose words may look like options: says how to write them then."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and explain `--` where a word was taken for an option."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            said = f"{error.format_message()} A query that begins with `-` goes after `--`: threadline search -- -word"
            raise click.UsageError(said, ctx) from error


@click.command("search", cls=QueryCommand)
@click.argument("query", nargs=-1, required=True)
@click.option("--sort", type=click.Choice(ORDERS), default="relevance", show_default=True)
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="Hits shown.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Hits skipped first.")
@click.option("--facets", is_flag=True, help="Count hits by kind, company, government, place, person, year, source.")
@workspace_option
@json_option
def command(
    *, query: tuple[str, ...], sort: Order, limit: int, offset: int, facets: bool, workspace: Path, as_json: bool
) -> None:
    """Find documents that match QUERY, with the sentence and the page.

    Words must all occur; `OR`, `NOT` or `-`, `( )`, `"a phrase"`, `"within ten"~10`, `hik*`, `hikvison~` and fields
    such as `kind:contract`, `company:"hikvision"`, `date:2019-10..2021`, `amount:>1m`, `supplier:`, `fact:allegation`.
    Put a query that begins with `-` after `--`.
    """
    with open_workspace(workspace) as library:
        results = library.search(" ".join(query), limit=limit, offset=offset, sort=sort, facets=facets)
    if as_json:
        print_json(results_json(results))
    else:
        _show(results)


def _show(results: Results) -> None:
    for warning in results.warnings:
        print_message(f"Note: {warning}")
    documents = "document" if results.total == 1 else "documents"
    click.echo(f"{results.total} {documents} for {results.understood or 'everything'}")
    for hit in results.hits:
        _show_hit(hit)
    for field, counts in results.facets:
        if counts:
            click.echo(f"\n{field}: " + ", ".join(f"{value} ({count})" for value, count in counts[:10]))


def _show_hit(hit: Hit) -> None:
    click.echo(f"\n{hit.title}  [{hit.document_id} · {hit.kind} · {hit.date or 'undated'}]")
    for snippet in hit.snippets:
        page = "" if snippet.page is None else f"p. {snippet.page}: "
        click.echo(f"  {page}{one_line(_marked(snippet), 320)}")


def _marked(snippet: Snippet) -> str:
    pieces, done = [], 0
    for start, end in snippet.highlights:
        pieces += [snippet.text[done:start], click.style(snippet.text[start:end], bold=True)]
        done = end
    return "".join([*pieces, snippet.text[done:]])
