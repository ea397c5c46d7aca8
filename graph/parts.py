"""What the graph keeps of entities, facts and documents: no more than it shows, so that many fit in memory."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.records import DocumentHead
from extract.records import Evidence
from graph.dates import find_last_day


@dataclass(frozen=True, slots=True)
class HeldEntity:
    """An entity that takes part in a fact; `kind` is a `Label` value."""

    kind: str
    name: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HeldFact:
    """A fact, without its roles, which are edges; `kind` is a `FactKind` value.

    `sources` are the documents that state the same proposition, its own among them, or nothing if it stands alone;
    `order` is its place among all facts, the best evidenced first.
    """

    kind: str
    name: str
    attributes: tuple[tuple[str, str], ...]
    document_id: str
    evidence: tuple[Evidence, ...]
    confidence: float
    sources: tuple[str, ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as the graph needs it; `known` is the day by which it had been published, None where unknown.

    `origin` is the same for documents that are copies of one another: together they are one source.
    """

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    known: str | None = None
    origin: str = ""


NO_PAPER = Paper()


def paper_of(head: DocumentHead | None, origin: str) -> Paper:
    """Return what the graph keeps of a document; a date that cannot be read counts as none."""
    if head is None:
        return Paper(origin=origin)
    known = find_last_day(head.date)
    return Paper(head.title or None, head.date if known else None, head.publisher, known, origin)
