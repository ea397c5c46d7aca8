"""What an index is to the rest of the program, whatever engine stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from search.language import Query
from search.records import IndexEntry
from search.results import Results

Order = Literal["relevance", "date", "-date", "title"]
"""How hits are sorted. `-date` is the newest first; documents without a date come last either way."""

Facet = Literal[
    "kind", "company", "government", "place", "person", "organisation", "group", "year", "source", "language"
]

ORDERS: tuple[Order, ...] = get_args(Order)
FACETS: tuple[Facet, ...] = get_args(Facet)


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What part of an answer is wanted.

    `facets` are counted over all documents that match, and give their `facet_values` most frequent values; each hit
    gets at most `snippets` of them. Ties in any order are broken by document id.
    """

    limit: int = 20
    offset: int = 0
    sort: Order = "relevance"
    facets: tuple[Facet, ...] = ()
    facet_values: int = 100
    snippets: int = 3


DEFAULT_OPTIONS = SearchOptions()


class Index(Protocol):
    """Documents that can be searched. Readers see whole batches only, and never wait for the writer.

    Every method may raise IndexCorruptError; those that write may raise IndexLockedError.
    """

    @property
    def rebuilt(self) -> str:
        """Why the index was begun anew on opening, in a sentence; empty when it was not."""
        ...

    def count(self) -> int:
        """Count the documents it holds."""
        ...

    def document_ids(self) -> frozenset[str]:
        """Return the ids of all documents it holds."""
        ...

    def fingerprints(self) -> Mapping[str, str]:
        """Return, by document id, the fingerprint each document was added with."""
        ...

    def add(self, entries: Iterable[IndexEntry]) -> int:
        """Add documents, each in place of an older one with its id; return how many. Commits in batches."""
        ...

    def remove(self, document_ids: Iterable[str]) -> int:
        """Take documents out at once; return how many were there."""
        ...

    def clear(self) -> None:
        """Take every document out."""
        ...

    def search(self, query: str | Query, options: SearchOptions = DEFAULT_OPTIONS) -> Results:
        """Answer a query; any string is one."""
        ...

    def check(self) -> tuple[str, ...]:
        """Read every file of the index and return the names of those that are damaged."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...
