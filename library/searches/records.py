"""The records of work with many searches."""

from __future__ import annotations

from dataclasses import dataclass

from search.results import Hit, Results

LOCAL = "local"
"""The one reader of a workspace without accounts."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name; `created_at` is ISO 8601 in UTC, `new` how many documents were found and not told yet."""

    search_id: str
    name: str
    query: str
    created_at: str
    reader: str = LOCAL
    new: int = 0


@dataclass(frozen=True, slots=True)
class Alert:
    """What is new for a saved search: documents it did not find before, copies folded, the newest first."""

    search: SavedSearch
    document_ids: frozenset[str]
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document that a saved search found after it was saved; `found_at` is ISO 8601 in UTC."""

    search_id: str
    document_id: str
    found_at: str


@dataclass(frozen=True, slots=True)
class ListedQuery:
    """A row of a list of queries, counted from 1 as a spreadsheet does; `error` says what is wrong with it."""

    row: int
    query: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """The answer to one row of a list; `results` is None where `error` says why."""

    listed: ListedQuery
    results: Results | None
    error: str = ""
