"""A list of queries from a table: each is answered by itself, and what is wrong with one never stops the rest.

The table is CSV with commas, semicolons or tabs. Queries stand in the column called `query`, in the first column where
no column is. Rows are read and answered one at a time, so a list may be of any length.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from corpus.errors import CorpusError
from library.errors import LibraryError
from library.searches.exporting import Link
from library.searches.records import ListAnswer, ListedQuery
from library.wire import hit_json
from library.wire.facts import Json
from search.errors import SearchError
from search.results import Hit, Results

HEADING = "query"
DELIMITERS = ",;\t"
NO_QUERY = "There is no query in this row."
NOT_UTF_8 = "The row is not in UTF-8: save the table as “CSV UTF-8”."
COLUMNS = (
    "row", "query", "total", "rank", "document_id", "title", "kind", "date", "page", "snippet", "link", "warnings",
    "error",
)  # fmt: skip
_UNDECODED = re.compile("[\udc80-\udcff]")


def read(lines: Iterable[str]) -> Iterator[ListedQuery]:
    """Yield the queries of a table, opened with `encoding="utf-8-sig", errors="surrogateescape", newline=""`.

    Empty lines are passed over, the heading is left out; a row without a query, or that cannot be read, has an error.
    """
    left = iter(lines)
    first = next(left, "")
    delimiter = max(DELIMITERS, key=first.count) if any(sign in first for sign in DELIMITERS) else ","
    rows = csv.reader(_with(first, left), delimiter=delimiter)
    column: int | None = None
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield ListedQuery(rows.line_num, "", f"The row cannot be read: {error}.")
            continue
        if column is None:
            column, is_heading = _column(cells)
            if is_heading:
                continue
        if cells:
            yield _listed(rows.line_num, cells[column].strip() if column < len(cells) else "")


def answers(queries: Iterable[ListedQuery], search: Callable[[str], Results]) -> Iterator[ListAnswer]:
    """Yield the answer to each query, in order."""
    for listed in queries:
        if listed.error:
            yield ListAnswer(listed, None, listed.error)
            continue
        try:
            yield ListAnswer(listed, search(listed.query))
        except (SearchError, LibraryError, CorpusError) as error:
            yield ListAnswer(listed, None, str(error))


def answer_json(answer: ListAnswer, link: Link) -> Json:
    """Return an answer as a line of JSON; `total` and what follows are absent where there is an error."""
    said: Json = {"row": answer.listed.row, "query": answer.listed.query, "error": answer.error or None}
    if answer.results is not None:
        said |= {
            "total": answer.results.total,
            "understood": answer.results.understood,
            "warnings": list(answer.results.warnings),
            "suggestions": [{"query": one.query, "total": one.total} for one in answer.results.suggestions],
            "hits": [{**hit_json(hit), "link": link(hit)} for hit in answer.results.hits],
        }
    return said


def answer_rows(answer: ListAnswer, link: Link) -> Iterator[Sequence[str]]:
    """Yield an answer as rows of `COLUMNS`: one for each of its top hits, one alone where there is none."""
    results = answer.results
    total, warnings = ("", "") if results is None else (str(results.total), " ".join(results.warnings))
    hits: Sequence[Hit | None] = (results.hits if results is not None else ()) or (None,)
    for rank, hit in enumerate(hits, start=1):
        told = ("",) * 8 if hit is None else _told(rank, hit, link(hit))
        yield (str(answer.listed.row), answer.listed.query, total, *told, warnings, answer.error)


def _told(rank: int, hit: Hit, link: str) -> tuple[str, ...]:
    snippet = " ".join(hit.snippets[0].text.split()) if hit.snippets else ""
    page = "" if hit.page is None else str(hit.page)
    return (str(rank), hit.document_id, hit.title, hit.kind, hit.date or "", page, snippet, link)


def _with(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _column(cells: list[str]) -> tuple[int, bool]:
    """Return which column holds the queries, and whether this row is the heading."""
    names = [cell.strip().casefold() for cell in cells]
    return (names.index(HEADING), True) if HEADING in names else (0, False)


def _listed(row: int, query: str) -> ListedQuery:
    if _UNDECODED.search(query):
        return ListedQuery(row, query.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), NOT_UTF_8)
    return ListedQuery(row, query, "" if query else NO_QUERY)
