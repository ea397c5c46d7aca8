"""A list of queries from a table: each is answered by itself, and what is wrong with one never stops the rest.

The table is CSV with commas, semicolons or tabs. Queries stand in the column called `query`, in the first column where
no column is. Rows are read and answered one at a time, so a list may be of any length.
"""

from __future__ import annotations

import csv
import io
import re
from collections import deque
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
LONGEST_CELL = 100_000
"""A cell with more letters is no query."""
LONGEST_ROW = 50
"""Lines over which one row may go."""

NO_QUERY = "There is no query in this row."
NOT_UTF_8 = "The row is not in UTF-8: save the table as “CSV UTF-8”."
COLUMNS = (
    "row", "query", "total", "rank", "document_id", "title", "kind", "date", "page", "snippet", "link", "warnings",
    "error",
)  # fmt: skip
_UNDECODED = re.compile("[\udc80-\udcff]")


def read(lines: Iterable[str]) -> Iterator[ListedQuery]:
    """Yield the queries of a table, opened with `encoding="utf-8-sig", errors="surrogateescape", newline=""`.

    Empty lines are passed over, the heading is left out. A line that is no proper CSV, as `"a phrase" word` is none,
    is a query as it stands. A row without a query, or that cannot be read, has an error.
    """
    table = _Table(lines)
    column: int | None = None
    for row, cells, error in table.rows():
        if error:
            yield ListedQuery(row, "", error)
            continue
        if column is None:
            table.width = len(cells)
            column, is_heading = _column(cells)
            if is_heading:
                continue
        cell = cells[column].strip() if column < len(cells) else ""
        if cell or any(one.strip() for one in cells):
            yield _listed(row, cell)


class _Table:
    """Rows of a table, line by line; only where rows have several cells may one go on in the next line."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.width = 1
        self._lines = iter(lines)
        self._waiting: deque[str] = deque()
        self._delimiter = ""
        self._row = 0

    def rows(self) -> Iterator[tuple[int, list[str], str]]:
        """Yield the number of each row's line, its cells, and what is wrong with it."""
        while (line := self._next()) is not None:
            self._row += 1
            row = self._row
            self._delimiter = self._delimiter or max(DELIMITERS, key=line.count)
            try:
                yield row, self._cells(line), ""
            except _TooLongError as error:
                yield row, [], str(error)

    def _next(self) -> str | None:
        return self._waiting.popleft() if self._waiting else next(self._lines, None)

    def _cells(self, line: str) -> list[str]:
        text, taken = line, list[str]()
        while True:
            cells, unfinished = self._parsed(text)
            if cells is not None:
                self._row += len(taken)
                return cells
            following = self._next() if unfinished and self.width > 1 and len(taken) < LONGEST_ROW else None
            if following is None:
                self._waiting.extendleft(reversed(taken))
                bare = line.strip("\r\n")
                return [bare] if self.width == 1 else bare.split(self._delimiter)
            taken.append(following)
            text += following

    def _parsed(self, text: str) -> tuple[list[str] | None, bool]:
        """Return the cells of a row, None where it is no proper CSV, and whether it ends inside a cell."""
        try:
            cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter, strict=True), [])
        except csv.Error as error:
            if "field limit" in str(error):
                raise _TooLongError from error
            return None, "unexpected end" in str(error)
        if any(len(cell) > LONGEST_CELL for cell in cells):  # the module's own limit is the whole program's
            raise _TooLongError
        return cells, False


class _TooLongError(Exception):
    """A cell has more letters than any query."""

    def __init__(self) -> None:
        super().__init__("The row is too long to be read.")


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


def _column(cells: list[str]) -> tuple[int, bool]:
    """Return which column holds the queries, and whether this row is the heading."""
    names = [cell.strip().casefold() for cell in cells]
    return (names.index(HEADING), True) if HEADING in names else (0, False)


def _listed(row: int, query: str) -> ListedQuery:
    if _UNDECODED.search(query):
        return ListedQuery(row, query.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), NOT_UTF_8)
    return ListedQuery(row, query, "" if query else NO_QUERY)
