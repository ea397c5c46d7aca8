"""The JSON of documents and of the ledger."""

from __future__ import annotations

from corpus.records import Attempt, Document, DocumentHead, LedgerEntry
from library.explaining import Story
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


def attempt_json(attempt: Attempt) -> Json:
    """Return one attempt at an input."""
    return {
        "number": attempt.number,
        "recorded_at": attempt.recorded_at,
        "state": attempt.state.value,
        "stage": attempt.stage,
        "reason": attempt.reason,
        "detail": attempt.detail,
        "tools": dict(attempt.tools),
        "seconds": attempt.seconds,
    }


def story_json(story: Story) -> Json:
    """Return all that is known of one input: its ledger entry and what belongs to it."""
    return ledger_json(story.entry) | {
        "modified_at": story.entry.source.modified_at,
        "chain": [{"location": one.location, "sha256": one.sha256} for one in story.chain],
        "attempts": [attempt_json(attempt) for attempt in story.attempts],
        "repeats": list(story.repeats),
        "copies": [{"document_id": document_id, "exact": exact} for document_id, exact in story.copies],
        "extractor": story.extractor,
        "metadata": {} if story.document is None else dict(story.document.metadata),
        "document": None if story.head is None else head_json(story.head),
    }
