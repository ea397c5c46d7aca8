"""A workspace stocked quickly: documents are stored, compared and indexed as `add` does it, without the model."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.identity import document_id_of, input_id_of, sha256_of
from corpus.records import Document, InputState, Kind, LedgerEntry, Source
from extract.extraction import Extraction
from library.library import Library
from library.searches import keeping
from search.records import IndexEntry


def paper(name: str, text: str, *, title: str = "", date: str | None = None, kind: Kind = Kind.NEWS) -> Document:
    """Return a document told apart by its name."""
    sha256 = sha256_of(f"{name}\n{text}".encode("utf-8", "surrogatepass"))
    return Document(
        document_id=document_id_of(sha256),
        sha256=sha256,
        location=name,
        media_type="text/plain",
        kind=kind,
        kind_reason="It is a test.",
        title=title or name,
        text=text,
        date=date,
    )


def stock(library: Library, documents: Iterable[Document]) -> None:
    """Store, compare and index documents, then look whether they are new for a saved search."""
    held = list(documents)
    rooms = library.rooms
    for one in held:
        source = Source(one.location, one.sha256, len(one.text))
        entry = LedgerEntry(
            input_id_of(one.location, one.sha256), source, InputState.ADDED, one.media_type, one.document_id
        )
        rooms.documents.add(one, entry)
        rooms.sameness.place(one, rooms.documents.get_document)
    rooms.index.add(IndexEntry(one) for one in held)
    keeping.look(rooms, frozenset(one.document_id for one in held))


def extracted(library: Library) -> None:
    """Note of every document that nothing was found in it, and that the index has it."""
    ids = tuple(library.rooms.index.document_ids())
    for one in ids:
        library.rooms.extractions.save(Extraction(one, "v1"))
    library.rooms.extractions.mark_taken(ids)
    library.rooms.extractions.mark_indexed(ids)
