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
    """One document that matches, best snippet first; `page` is the first snippet's.

    `copies` are the ids of its copies that match too and are folded into it, in order.
    """

    document_id: str
    title: str
    kind: str
    date: str | None
    page: int | None
    score: float
    snippets: tuple[Snippet, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query that finds more than what was typed: `total` documents."""

    query: str
    total: int


@dataclass(frozen=True, slots=True)
class Significant:
    """A word or an entity that hits have more than other documents do.

    `count` hits of those looked at have it, and `among` documents of the whole index; `score` is the log-likelihood.
    """

    text: str
    count: int
    among: int
    score: float
    label: str | None = None
    entity_id: str | None = None


@dataclass(frozen=True, slots=True)
class Significance:
    """What sets hits apart, the most telling first: `looked_at` of them were read for words, all for entities."""

    words: tuple[Significant, ...] = ()
    entities: tuple[Significant, ...] = ()
    looked_at: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query: `total` documents match, `hits` are the ones asked for.

    `understood` is the query printed back; `warnings` say how it was repaired. `facets` are
    `(field, ((value, count), ...))`, the most frequent value first, ties in order of value; `facet_ids` are, for the
    fields whose values are entities, `(field, ((value, entity id), ...))`. `company:"ID"` finds what the count counts.
    `distinct` is how many hits there are once copies are folded; `unseen` how many documents were not seen, None where
    nobody asked. `suggestions` are other spellings that find more.
    """

    total: int
    understood: str
    warnings: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    facets: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    facet_ids: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    distinct: int = 0
    unseen: int | None = None
    suggestions: tuple[Suggestion, ...] = ()
