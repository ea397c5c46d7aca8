"""The JSON of documents and of the ledger."""

from __future__ import annotations

from corpus.records import Document, DocumentHead, LedgerEntry
from library.wire.facts import Json


def head_json(head: DocumentHead) -> Json:
    """Return a document without its text."""
    return {
        "document_id": head.document_id,
        "title": head.title,
        "kind": head.kind.value,
        "kind_reason": head.kind_reason,
        "date": head.date,
        "language": head.language,
        "publisher": head.publisher,
        "source": head.source,
        "location": head.location,
        "media_type": head.media_type,
        "sha256": head.sha256,
        "pages": head.pages,
        "length": head.length,
    }


def document_json(document: Document) -> Json:
    """Return a document with its text and sections."""
    return {
        "document_id": document.document_id,
        "title": document.title,
        "kind": document.kind.value,
        "kind_reason": document.kind_reason,
        "date": document.date,
        "language": document.language,
        "publisher": document.publisher,
        "authors": list(document.authors),
        "source": document.source,
        "location": document.location,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "metadata": dict(document.metadata),
        "tools": dict(document.tools),
        "sections": [
            {"kind": section.kind.value, "start": section.start, "end": section.end, "number": section.number}
            for section in document.sections
        ],
        "text": document.text,
    }


def ledger_json(entry: LedgerEntry) -> Json:
    """Return what became of one input."""
    return {
        "input_id": entry.input_id,
        "location": entry.source.location,
        "sha256": entry.source.sha256,
        "size_bytes": entry.source.size_bytes,
        "media_type": entry.media_type,
        "state": entry.state.value,
        "document_id": entry.document_id,
        "note": entry.note,
        "stage": entry.stage,
        "reason": entry.reason,
        "detail": entry.detail,
        "tools": dict(entry.tools),
        "recorded_at": entry.recorded_at,
    }
