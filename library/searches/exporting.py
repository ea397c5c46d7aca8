"""Every hit of a search, one after the other, however many there are: as CSV for spreadsheets or as JSON lines.

Guarantees: the list is the one that stood when it was begun, each document once, even while others are added; memory
holds the ids and a few hundred hits. No cell can become a formula (see `graph.export.csv_`).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from graph.export.csv_ import harmless
from library.wire import hit_json
from search.index import Groups, Index, SearchOptions
from search.language import Query, parse
from search.results import Hit

Form = Literal["csv", "jsonl"]
FORMS: tuple[Form, ...] = ("csv", "jsonl")
AT_ONCE = 200
BYTE_ORDER_MARK = "\ufeff"
"""Tells Excel that a CSV file is UTF-8."""

COLUMNS = ("rank", "document_id", "title", "kind", "date", "page", "snippet", "link", "score", "copies")
Link = Callable[[Hit], str]


def form(text: str) -> Form:
    """Return a form by its name, CSV where there is none."""
    return "jsonl" if text == "jsonl" else "csv"


def every_hit(index: Index, query: str | Query, options: SearchOptions) -> Iterator[Hit]:
    """Yield all hits in order; `limit` and `offset` of the options do not count."""
    understood = parse(query) if isinstance(query, str) else query
    plain = replace(options, facets=(), offset=0, groups=None)
    copies = _folded(index.ordered(understood, plain), options.groups)
    ids = list(copies)
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        wanted = replace(plain, only=frozenset(some), limit=len(some), seen=None, unseen_only=False)
        found = {hit.document_id: hit for hit in index.search(understood, wanted).hits}
        yield from (replace(found[one], copies=tuple(sorted(copies[one]))) for one in some if one in found)


def _folded(ids: Sequence[str], groups: Groups | None) -> dict[str, list[str]]:
    """Return the ids in order, each with those of its copies, which stand later."""
    of = {} if groups is None else groups.of
    firsts: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for one in ids:
        best = firsts.setdefault(of[one], one) if one in of else one
        if best == one:
            found[one] = []
        else:
            found[best].append(one)
    return found


def written(hits: Iterable[Hit], kind: Form, link: Link, *, mark: bool = False) -> Iterator[str]:
    """Yield hits as the pieces of a file; `mark` puts the byte order mark before CSV, for Excel."""
    if kind == "jsonl":
        for hit in hits:
            yield json.dumps({**hit_json(hit), "link": link(hit)}, ensure_ascii=False) + "\n"
        return
    yield from table(COLUMNS, (row(rank, hit, link(hit)) for rank, hit in enumerate(hits, start=1)), mark=mark)


def row(rank: int, hit: Hit, link: str) -> tuple[str, ...]:
    """Return a hit as a row of `COLUMNS`, with its best sentence."""
    snippet = " ".join(hit.snippets[0].text.split()) if hit.snippets else ""
    page = "" if hit.page is None else str(hit.page)
    return (
        str(rank), hit.document_id, hit.title, hit.kind, hit.date or "", page, snippet, link,
        f"{hit.score:.4f}", str(len(hit.copies)),
    )  # fmt: skip


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, mark: bool = False) -> Iterator[str]:
    """Yield rows as the lines of a CSV file (RFC 4180), safe in spreadsheets."""
    if mark:
        yield BYTE_ORDER_MARK
    yield line(header)
    for cells in rows:
        yield line(cells)


def line(cells: Sequence[str]) -> str:
    """Return one line of a CSV file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(harmless(cell) for cell in cells)
    return out.getvalue()
