"""What a search answers: hits with their sentences and pages, facets, and the query as it was understood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a document that matches: `text` is the document's text from `start` to `end`.

    `highlights` are `(start, end)` within `text`. `page` is None where the source has no pages.
    """

    text: str
    highlights: tuple[tuple[int, int], ...]
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One document that matches, best snippet first; `page` is the first snippet's."""

    document_id: str
    title: str
    kind: str
    date: str | None
    page: int | None
    score: float
    snippets: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query: `total` documents match, `hits` are the ones asked for.

    `understood` is the query printed back; `warnings` say how it was repaired. `facets` are
    `(field, ((value, count), ...))`, the most frequent value first, ties in order of value; `facet_ids` are, for the
    fields whose values are entities, `(field, ((value, entity id), ...))`. `company:"ID"` finds what the count counts.
    """

    total: int
    understood: str
    warnings: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    facets: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    facet_ids: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
