"""`threadline search`: documents, with the sentence and the page; one query, or a list of them from a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from cli.output import one_line, print_json, print_message
from cli.params import json_option, open_to_search, standard_input, workspace_option
from cli.writing import STANDARD_OUTPUT, form_of, linking, opened, write, writing_options
from library.records import Wanted
from library.searches import exporting, lists
from library.searches.records import LOCAL
from library.wire import results_json, significance_json
from search.index import ORDERS, Order
from search.results import Hit, Results, Significance, Snippet

if TYPE_CHECKING:
    from library.library import Library

LIST_HITS = 3
"""Top hits that a list of queries shows for each, unless `--limit` is given."""


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
@click.argument("query", nargs=-1)
@click.option("--sort", type=click.Choice(ORDERS), default="relevance", show_default=True)
@click.option("--limit", type=click.IntRange(min=0), help="Hits shown: 20, or 3 for each query of a list.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Hits skipped first.")
@click.option("--facets", is_flag=True, help="Count hits by kind, company, government, place, person, year, source.")
@click.option("--fold/--no-fold", default=True, help="Show one of several copies, or every one. Default: fold.")
@click.option("--unseen", is_flag=True, help="Only documents that are not marked as seen.")
@click.option("--mark-seen", is_flag=True, help="Mark the hits shown, or written, as seen.")
@click.option("--significant", is_flag=True, help="Say which words and names set the hits apart from the rest.")
@click.option(
    "--list",
    "list_file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    help="Answer every query of a CSV file, from its column `query` or its first column; `-` is standard input.",
)
@writing_options
@workspace_option
@json_option
def command(  # noqa: PLR0913 - one argument an option
    *,
    query: tuple[str, ...],
    sort: Order,
    limit: int | None,
    offset: int,
    facets: bool,
    fold: bool,
    unseen: bool,
    mark_seen: bool,
    significant: bool,
    list_file: str | None,
    output: str | None,
    form: str | None,
    bom: bool,
    link_base: str,
    workspace: Path,
    as_json: bool,
) -> None:
    """Find documents that match QUERY, with the sentence and the page.

    Words must all occur; `OR`, `NOT` or `-`, `( )`, `"a phrase"`, `"within ten"~10`, `hik*`, `hikvison~` and fields
    such as `kind:contract`, `company:"hikvision"`, `date:2019-10..2021`, `amount:>1m`, `supplier:`, `fact:allegation`.
    Put a query that begins with `-` after `--`.

    With --list or --output every answer is written as it comes, as CSV or JSON lines; a row of a list that cannot be
    answered says why in its column `error` and stops no other.
    """
    if bool(query) == (list_file is not None):
        raise click.UsageError("Give a query, or a table of queries with --list FILE, and not both.")
    wanted = Wanted(
        limit=(20 if list_file is None else LIST_HITS) if limit is None else limit,
        offset=offset,
        sort=sort,
        facets=facets,
        fold=fold,
        reader=LOCAL,
        unseen_only=unseen,
    )
    form = form_of(output, form, as_json=as_json)
    with open_to_search(workspace) as library:
        if list_file is not None:
            _answer_list(library, list_file, wanted, output or STANDARD_OUTPUT, form, link_base, bom=bom)
        elif output is not None:
            _write_all(library, " ".join(query), wanted, output, form, link_base, bom=bom, mark_seen=mark_seen)
        else:
            results = library.find(" ".join(query), wanted)
            apart = library.significant(" ".join(query), wanted) if significant else None
            if as_json:
                more = {} if apart is None else {"significant": significance_json(apart)}
                print_json({**results_json(results), **more})
            else:
                _show(results, apart)
            if mark_seen:
                library.searches.mark([hit.document_id for hit in results.hits], seen=True)


def _write_all(
    library: Library, query: str, wanted: Wanted, output: str, form: str, base: str, *, bom: bool, mark_seen: bool
) -> None:
    """Write every hit, however many there are."""
    marked: list[str] = []

    def hits() -> Iterator[Hit]:
        for hit in library.every_hit(query, replace(wanted, snippets=1)):
            marked.append(hit.document_id)
            yield hit

    with opened(output) as stream:
        write(exporting.written(hits(), exporting.form(form), linking(base), mark=bom), stream)
    if mark_seen:
        library.searches.mark(marked, seen=True)
    print_message(f"{_documents(len(marked))} written to {'standard output' if output == STANDARD_OUTPUT else output}.")


def _answer_list(
    library: Library, list_file: str, wanted: Wanted, output: str, form: str, base: str, *, bom: bool
) -> None:
    """Answer a table of queries row by row."""
    link, answered, failed = linking(base), 0, 0

    def lines(table: TextIO) -> Iterator[str]:
        nonlocal answered, failed
        if form == "csv":
            yield from exporting.table(lists.COLUMNS, (), mark=bom)
        for answer in lists.answers(lists.read(table), lambda query: library.find(query, wanted)):
            answered += 1
            failed += bool(answer.error)
            if form == "jsonl":
                yield json.dumps(lists.answer_json(answer, link), ensure_ascii=False) + "\n"
            else:
                yield from (exporting.line(row) for row in lists.answer_rows(answer, link))

    with opened(output) as stream:
        if list_file == STANDARD_OUTPUT:
            write(lines(standard_input()), stream)
        else:
            with Path(list_file).open(encoding="utf-8-sig", errors="surrogateescape", newline="") as table:
                write(lines(table), stream)
    wrong = f" {failed} could not be answered: see the column `error`." if failed else ""
    print_message(f"{answered} {'query' if answered == 1 else 'queries'} answered.{wrong}")


def _show(results: Results, apart: Significance | None) -> None:
    for warning in results.warnings:
        print_message(f"Note: {warning}")
    unseen = "" if results.unseen in (None, results.total) else f", {results.unseen} of them not seen"
    copies = f", {results.distinct} without copies" if results.distinct != results.total else ""
    click.echo(f"{_documents(results.total)}{copies}{unseen} for {results.understood or 'everything'}")
    for one in results.suggestions:
        click.echo(f"Did you mean {click.style(one.query, bold=True)}? ({_documents(one.total)})")
    for hit in results.hits:
        _show_hit(hit)
    for field, counts in results.facets:
        if counts:
            click.echo(f"\n{field}: " + ", ".join(f"{value} ({count})" for value, count in counts[:10]))
    if apart is not None:
        for heading, found in (("words", apart.words), ("names", apart.entities)):
            told = ", ".join(f"{one.text} ({one.count} of {one.among})" for one in found[:15])
            click.echo(f"\n{heading} that set these apart: {told or 'none'}")


def _show_hit(hit: Hit) -> None:
    copies = f" · and {len(hit.copies)} {'copy' if len(hit.copies) == 1 else 'copies'}" if hit.copies else ""
    click.echo(f"\n{hit.title}  [{hit.document_id} · {hit.kind} · {hit.date or 'undated'}{copies}]")
    for snippet in hit.snippets:
        page = "" if snippet.page is None else f"p. {snippet.page}: "
        click.echo(f"  {page}{one_line(_marked(snippet), 320)}")


def _documents(count: int) -> str:
    return f"{count:,} document{'' if count == 1 else 's'}"


def _marked(snippet: Snippet) -> str:
    pieces, done = [], 0
    for start, end in snippet.highlights:
        pieces += [snippet.text[done:start], click.style(snippet.text[start:end], bold=True)]
        done = end
    return "".join([*pieces, snippet.text[done:]])
