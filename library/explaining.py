"""The whole story of an input: where it lay and in what, what was tried when, what read it, what repeats it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Attempt, Document, DocumentHead, LedgerEntry
from library.finding import explain
from library.rooms import Rooms

LISTED = 20
"""How many copies are named; of a letterhead there may be thousands."""


@dataclass(frozen=True, slots=True)
class Container:
    """A file that others lie in: where it is and the hash of its bytes, empty while it was not read to its end."""

    location: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Story:
    """All that is known of one input.

    `chain` are the containers it lies in, the outermost first; `repeats` where else the same bytes were found; `copies`
    are documents that say the same, as (id, whether its words are exactly the same); `extractor` is the version of
    model and rules that found names and facts.
    """

    entry: LedgerEntry
    document: Document | None
    head: DocumentHead | None
    chain: tuple[Container, ...]
    attempts: tuple[Attempt, ...]
    repeats: tuple[str, ...]
    copies: tuple[tuple[str, bool], ...]
    extractor: str


def stories(rooms: Rooms, subject: str) -> Iterator[Story]:
    """Yield the story of each input that is or belongs to a file or document; raises InputNotFoundError."""
    for entry, head in explain(rooms, subject):
        yield _story(rooms, entry, head, None if head is None else rooms.documents.find_document(head.document_id))


def story_of(rooms: Rooms, document: Document) -> Story | None:
    """Return the story of the first input that gave a document; None where the ledger has none."""
    entry = next(iter(rooms.documents.ledger(document_id=document.document_id)), None)
    head = rooms.documents.find_head(document.document_id)
    return None if entry is None else _story(rooms, entry, head, document)


def _story(rooms: Rooms, entry: LedgerEntry, head: DocumentHead | None, document: Document | None) -> Story:
    copies = () if head is None else rooms.sameness.group_of(head.document_id)
    return Story(
        entry=entry,
        document=document,
        head=head,
        chain=tuple(_chain(rooms, entry)),
        attempts=rooms.documents.attempts(entry.input_id),
        repeats=tuple(_repeats(rooms, entry)),
        copies=tuple(copy for copy in copies if head is None or copy[0] != head.document_id)[:LISTED],
        extractor="" if head is None else rooms.extractions.find_version(head.document_id) or "",
    )


def _chain(rooms: Rooms, entry: LedgerEntry) -> Iterator[Container]:
    """Yield the containers an input lies in: what stands before each `!` of its location."""
    parts = entry.source.location.split("!")
    for count in range(1, len(parts)):
        location = "!".join(parts[:count])
        held = rooms.documents.entries_at(location)
        # A name may hold a ! of its own: what never was an input is no container.
        if held:
            yield Container(location, held[-1].source.sha256)


def _repeats(rooms: Rooms, entry: LedgerEntry) -> Iterator[str]:
    """Yield where else the same bytes were found."""
    if entry.document_id is None:
        return
    for number, other in enumerate(rooms.documents.ledger(document_id=entry.document_id)):
        if number > LISTED:
            return
        if other.input_id != entry.input_id:
            yield other.source.location
