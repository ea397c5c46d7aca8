"""`/documents` and a document's original: the list, and the bytes as they came."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from flask import Blueprint, Response, request, send_file

from corpus.records import DocumentHead, Kind
from web import listing, wording
from web.current import library, options
from web.listing import Paging
from web.rendering import Page, render

blueprint = Blueprint("documents", __name__)
UNSAFE = re.compile(r"[^\w.\- ]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsPage(Page):
    """A list of documents."""

    template = "documents.html"
    section = "documents"
    kind: Kind | None
    counts: tuple[tuple[str, int], ...]
    heads: tuple[DocumentHead, ...]
    paging: Paging

    @property
    def heading(self) -> str:
        """What is listed."""
        return "Documents"


@blueprint.get("/documents")
def documents() -> str:
    """List the documents, of one kind where `?kind=` says so."""
    asked = request.args.get("kind", "")
    kind = Kind(asked) if asked in set(Kind) else None
    number, size = listing.whole(request.args.get("page"), 1), options().page_size * 2
    heads, more = listing.peek(library().heads(kind, limit=size + 1, offset=(number - 1) * size), size)
    counts = tuple((one.value, held) for one, held in library().documents_by_kind())
    total = dict(counts).get(kind.value, 0) if kind else sum(count for _, count in counts)
    paging = Paging(number, size, more, "/documents", listing.asked_for(request.args, "kind"), total)
    return render(DocumentsPage(kind=kind, counts=counts, heads=heads, paging=paging))


@blueprint.get("/documents/<document_id>/original")
def original(document_id: str) -> Response:
    """Hand out the original bytes, always as a download: nothing in a document runs here."""
    head = library().head(document_id)
    name = UNSAFE.sub("_", wording.file_name(head.location)).strip(" .") or "original"
    answer = send_file(
        io.BytesIO(library().original(head.sha256)),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=name,
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
