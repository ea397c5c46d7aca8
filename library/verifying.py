"""Checking a workspace against itself: originals, evidence, ledger, index. Problems are reported, none is mended."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.records import Document, InputState
from extract.records import Fact
from library.records import Problem
from library.rooms import Rooms


def verify(rooms: Rooms) -> Iterator[Problem]:
    """Yield every problem: bytes that changed, quotes that are not in the text, sums and lists that do not agree."""
    yield from _originals(rooms)
    yield from _evidence(rooms)
    yield from _ledger(rooms)
    yield from _index(rooms)


def _originals(rooms: Rooms) -> Iterator[Problem]:
    for problem in rooms.originals.verify():
        yield Problem("original", str(rooms.originals.folder), problem)
    for head in rooms.documents.heads():
        if not rooms.originals.holds(head.sha256):
            yield Problem("original", head.location, f"the original {head.sha256} is missing; add the file again")


def _evidence(rooms: Rooms) -> Iterator[Problem]:
    for document_id in rooms.documents.document_ids():
        facts = tuple(rooms.extractions.facts(document_id=document_id, rejected=True))
        if facts:
            document = rooms.documents.get_document(document_id)
            held = {fact.fact_id for fact in facts}
            for fact in facts:
                yield from _fact(fact, document)
                for answered in set(fact.answers) - held:
                    yield Problem("evidence", fact.fact_id, f"it answers {answered}, which its document does not state")


def _fact(fact: Fact, document: Document) -> Iterator[Problem]:
    if not fact.evidence:
        yield Problem("evidence", fact.fact_id, "the fact stands on no evidence")
    for evidence in fact.evidence:
        if evidence.document_id != document.document_id:
            yield Problem("evidence", fact.fact_id, f"its evidence is in another document, {evidence.document_id}")
        elif document.text[evidence.start : evidence.end] != evidence.quote:
            yield Problem(
                "evidence", fact.fact_id, f"{document.document_id} does not say “{evidence.quote[:80]}” there"
            )
        elif document.page_at(evidence.start) != evidence.page:
            yield Problem("evidence", fact.fact_id, f"the quote does not stand on page {evidence.page}")


def _ledger(rooms: Rooms) -> Iterator[Problem]:
    held = set(rooms.documents.document_ids())
    for entry in rooms.documents.ledger():
        if entry.state is InputState.FAILED and not entry.reason:
            yield Problem("ledger", entry.source.location, "it failed without a reason")
        if entry.document_id is not None and entry.document_id not in held:
            yield Problem("ledger", entry.source.location, f"its document {entry.document_id} is missing")


def _index(rooms: Rooms) -> Iterator[Problem]:
    for name in rooms.index.check():
        yield Problem("index", name, "its bytes were changed; delete the index folder and run `threadline reindex`")
    stored, indexed = set(rooms.documents.document_ids()), set(rooms.index.document_ids())
    for document_id in sorted(stored - indexed):
        yield Problem("index", document_id, "it is not in the index; `threadline reindex` puts it there")
    for document_id in sorted(indexed - stored):
        yield Problem("index", document_id, "the index holds it though the store does not; run `threadline reindex`")
