"""`/documents/ID/similar`: the copies of a document, and documents that speak of the same."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint

from corpus.records import DocumentHead
from library.records import Copy
from search.results import Results
from web.calming import calm
from web.current import library
from web.rendering import Page, render

blueprint = Blueprint("similar", __name__)
SHOWN = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarPage(Page):
    """What is like a document."""

    template = "similar.html"
    section = "documents"
    head: DocumentHead
    copies: tuple[Copy, ...]
    results: Results

    @property
    def heading(self) -> str:
        """Like what."""
        return f"Like “{calm(self.head.title) or 'untitled'}”"


@blueprint.get("/documents/<document_id>/similar")
def similar(document_id: str) -> str:
    """Show what is like a document."""
    head = library().head(document_id)
    copies, results = library().similar(head.document_id, limit=SHOWN)
    return render(SimilarPage(head=head, copies=copies, results=results))
