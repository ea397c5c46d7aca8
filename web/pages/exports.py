"""`/search.csv` and `/search.jsonl`: every hit of a search, streamed, with sentence, page and link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, Response, request

from library.searches import exporting
from search.results import Hit
from web.asking import YES, asked
from web.cards import span_link
from web.current import library

blueprint = Blueprint("exports", __name__)
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}


@blueprint.get("/search.csv")
def as_csv() -> Response:
    """Send every hit as CSV; `bom=1` begins it with a byte order mark, which Excel needs for UTF-8."""
    return download("csv", mark=request.args.get("bom", "") in YES)


@blueprint.get("/search.jsonl")
def as_json_lines() -> Response:
    """Send every hit as JSON lines."""
    return download("jsonl", mark=False)


def download(form: exporting.Form, *, mark: bool) -> Response:
    """Return all hits as a file, begun before it is complete."""
    question = asked()
    wanted = replace(question.wanted(limit=0), snippets=1)
    pieces = exporting.written(library().every_hit(question.whole, wanted), form, hit_link(), mark=mark)
    return attachment(pieces, form, "hits")


def attachment(pieces: Iterator[str], form: str, name: str) -> Response:
    """Return pieces of a file as a download that is sent as it is made; they may ask nothing of the request."""
    response = Response(pieces, content_type=TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def hit_link() -> exporting.Link:
    """Return what gives a hit its whole address, with the name this server was called by."""
    root = request.url_root.rstrip("/")

    def link(hit: Hit) -> str:
        if not hit.snippets:
            return f"{root}/documents/{hit.document_id}"
        return root + span_link(hit.document_id, hit.snippets[0].start, hit.snippets[0].end)

    return link
