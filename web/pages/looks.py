"""The original beside its text: pictures of pages, the marks on them as SVG, and markup made inert in a sandbox."""

from __future__ import annotations

from flask import Blueprint, Response, request

from corpus.records import Document
from corpus.showing.errors import NotShownError
from web import listing
from web.current import library
from web.looking import stretches_of
from web.marking import Stretch
from web.overlay import Layer, overlay

blueprint = Blueprint("looks", __name__)
INERT = (
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
PLACEHOLDER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 120" role="img"><rect width="600" height="120" '
    'fill="#efece5"/><text x="300" y="66" text-anchor="middle" font-family="sans-serif" font-size="15" '
    'fill="#565a5f">This page cannot be shown as a picture.</text></svg>'
)


@blueprint.get("/documents/<document_id>/pages/<int:number>.webp")
def picture(document_id: str, number: int) -> Response:
    """Send a page as a picture; in its place, where it cannot be drawn, a picture that says so."""
    head = library().head(document_id)
    try:
        answer = Response(
            library().looks.picture(head, number, wide=bool(request.args.get("wide"))), mimetype="image/webp"
        )
    except NotShownError:
        return Response(PLACEHOLDER, mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


@blueprint.get("/documents/<document_id>/pages/<int:number>.svg")
def marks(document_id: str, number: int) -> Response:
    """Send the marks on a page: evidence of facts, the words looked for, the place pointed at."""
    document = library().document(document_id)
    layers = tuple(layer for layer in layers_of(document) if layer.start < layer.end)
    try:
        found, spots = library().looks.spots(document, number, [(layer.start, layer.end) for layer in layers])
    except NotShownError:
        return Response('<svg xmlns="http://www.w3.org/2000/svg"/>', mimetype="image/svg+xml")
    return Response(overlay(found, [(layer, spots[n]) for n, layer in enumerate(layers)]), mimetype="image/svg+xml")


@blueprint.get("/documents/<document_id>/inert")
def inert(document_id: str) -> Response:
    """Send a web page or message as markup that can do nothing, for a sandboxed frame."""
    document = library().document(document_id)
    here = stretch_asked(document) or Stretch(0, 0)
    try:
        answer = Response(
            library().looks.markup(document, here.start, here.end), content_type="text/html; charset=utf-8"
        )
    except NotShownError as error:
        answer = Response(error.reason, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Security-Policy"] = INERT
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    answer.headers["X-DNS-Prefetch-Control"] = "off"
    return answer


def stretch_asked(document: Document) -> Stretch | None:
    """Return the stretch that `?start=&end=` asks for, cut to the text; None where it makes no sense."""
    length = len(document.text)
    start = listing.whole(request.args.get("start"), -1, least=0, most=length)
    end = listing.whole(request.args.get("end"), start, least=0, most=length)
    return Stretch(start, end) if 0 <= start < end else None


def layers_of(document: Document) -> tuple[Layer, ...]:
    """Return what is to be marked on the pages of a document."""
    here = stretch_asked(document)
    pages = [line for line in document.lines if line.page == (request.view_args or {})["number"]]
    if not pages:
        return ()
    start, end = min(line.start for line in pages), max(line.end for line in pages)
    evidence = (
        Layer(fact.evidence[0].start, fact.evidence[0].end, fact.kind.value, number)
        for number, fact in enumerate(library().facts(document_id=document.document_id), 1)
        if start <= fact.evidence[0].start < end
    )
    hits = stretches_of(document.text, request.args.get("q", ""), start, end)
    return (
        *evidence,
        *(Layer(hit.start, hit.end, "hit") for hit in hits),
        *((Layer(here.start, here.end, "here"),) if here else ()),
    )
