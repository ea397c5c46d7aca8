"""What an index is to the rest of the program, whatever engine stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from search.fields import Field
from search.language import Query
from search.records import IndexEntry
from search.results import Results, Significance

Order = Literal["relevance", "recency", "date", "-date", "title"]
"""How hits are sorted. `recency` is relevance with new documents lifted; `-date` is the newest first; documents without
a date come last either way."""

Facet = Literal[
    "kind", "company", "government", "place", "person", "organisation", "group", "year", "source", "language"
]

ORDERS: tuple[Order, ...] = get_args(Order)
FACETS: tuple[Facet, ...] = get_args(Facet)


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Documents that are copies of one another: `of` leads from a document's id to the name of its group.

    Documents without a copy need not be named. Compared by identity: an index keeps what it makes of one.
    """

    of: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What part of an answer is wanted.

    `facets` are counted over all documents that match, and give their `facet_values` most frequent values; each hit
    gets at most `snippets` of them. Ties in any order are broken by document id. With `groups`, the copies among the
    hits are folded into the best of them. `only` keeps to these documents. `seen` are documents a reader has seen:
    the others are counted, and with `unseen_only` nothing else is found.
    """

    limit: int = 20
    offset: int = 0
    sort: Order = "relevance"
    facets: tuple[Facet, ...] = ()
    facet_values: int = 100
    snippets: int = 3
    groups: Groups | None = None
    only: frozenset[str] | None = None
    seen: frozenset[str] | None = None
    unseen_only: bool = False


DEFAULT_OPTIONS = SearchOptions()


class Index(Protocol):
    """Documents that can be searched. Readers see whole batches only, and never wait for the writer.

    Every method may raise IndexCorruptError and IndexDiskError; those that write may raise IndexLockedError.
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

    def rebuild(self, entries: Iterable[IndexEntry]) -> int:
        """Put these documents in place of all others; return how many.

        Until the last of them is written, and if anything goes wrong, the old ones are found.
        """
        ...

    def clear(self) -> None:
        """Take every document out."""
        ...

    def search(self, query: str | Query, options: SearchOptions = DEFAULT_OPTIONS) -> Results:
        """Answer a query; any string is one."""
        ...

    def ordered(self, query: str | Query, options: SearchOptions = DEFAULT_OPTIONS) -> tuple[str, ...]:
        """Return the ids of all hits in order, whatever limit and offset say."""
        ...

    def spellings(self, word: str, field: Field | None = None) -> tuple[tuple[str, int], ...]:
        """Return the word, and words of the index spelled much like it, each with how many documents have it."""
        ...

    def similar(self, document_id: str, options: SearchOptions = DEFAULT_OPTIONS) -> Results:
        """Return the documents that speak most of what this one speaks of, without itself and its copies.

        A score is the part of the document's own score against itself. `understood` is the words it was judged by.
        """
        ...

    def significant(self, query: str | Query, options: SearchOptions = DEFAULT_OPTIONS) -> Significance:
        """Return the words and entities that are more frequent among the hits than elsewhere, `limit` of each."""
        ...

    def check(self) -> tuple[str, ...]:
        """Read every file of the index and return the names of those that are damaged."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...
