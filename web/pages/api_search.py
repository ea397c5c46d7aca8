"""`/api/v1`, about searches: completion, what is like a document, what sets hits apart, saved searches and alerts.

What changes something carries a token, as `web.pages.api_judgements` says.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from library import wire
from library.errors import NameInUseError, NoSuchSearchError
from library.records import Wanted
from library.searches.records import Alert, SavedSearch
from web import listing
from web.bodies import body, refuse, text_in, texts_in
from web.current import library, searches
from web.pages.api import MOST, bounds

blueprint = Blueprint("api_search", __name__, url_prefix="/api/v1")
FEW = 10


@blueprint.get("/complete")
def complete() -> Response:
    """Answer the entities that the letters typed so far may mean."""
    limit = listing.whole(request.args.get("limit"), FEW, most=MOST)
    found = library().completions(request.args.get("q", ""), limit=limit)
    return jsonify(entities=[wire.entity_json(entity) for entity in found])


@blueprint.get("/significant")
def significant() -> Response:
    """Answer what sets the hits of a query apart."""
    _, limit = bounds()
    return jsonify(wire.significance_json(library().significant(request.args.get("q", ""), Wanted(limit=limit))))


@blueprint.get("/documents/<document_id>/similar")
def similar(document_id: str) -> Response:
    """Answer the copies of a document, and the documents like it."""
    limit = listing.whole(request.args.get("limit"), FEW, most=MOST)
    return jsonify(wire.similar_json(*library().similar(document_id, limit=limit)))


@blueprint.get("/saved")
def saved() -> Response:
    """Answer the saved searches."""
    return jsonify(searches=[wire.saved_json(one) for one in searches().saved()])


@blueprint.get("/alerts")
def alerts() -> Response:
    """Answer what is new for each saved search; it stays new until a reader is told."""
    return jsonify(alerts=[wire.alert_json(one) for one in searches().pending()])


@blueprint.post("/saved")
def save() -> tuple[Response, int]:
    """Keep a search."""
    sent = body()
    if "query" not in sent:
        refuse("Say what to search for: query.")
    try:
        saved = searches().save(text_in(sent, "name"), text_in(sent, "query"))
    except NameInUseError as error:
        refuse(f"Another search is called “{error.name}” already. Give this one another name.", 409)
    return jsonify(wire.saved_json(saved)), 201


@blueprint.delete("/saved/<search_id>")
def forget(search_id: str) -> Response:
    """Forget a search."""
    return jsonify(wire.saved_json(searches().remove(kept(search_id).search_id)))


@blueprint.post("/alerts/told")
def told() -> tuple[Response, int]:
    """Note what has reached its reader: of one search or of all, some documents or all that is new."""
    sent = body()
    wanted, ids = text_in(sent, "search_id"), frozenset(texts_in(sent, "document_ids"))
    if ids and not wanted:
        refuse("Say which search found them: search_id.")
    only = kept(wanted).search_id if wanted else ""
    reached = 0
    for alert in searches().pending():
        if not only or alert.search.search_id == only:
            some = alert.document_ids & ids if ids else alert.document_ids
            searches().told(Alert(alert.search, some, ()))
            reached += len(some)
    return jsonify(told=reached), 201


@blueprint.post("/seen")
def seen() -> tuple[Response, int]:
    """Mark documents as seen, or take the mark off."""
    sent = body()
    ids, mark = texts_in(sent, "document_ids"), sent.get("seen", True)
    if not ids or not isinstance(mark, bool):
        refuse("Say which documents: document_ids; and, to take the mark off, seen: false.")
    searches().mark(ids, seen=mark)
    return jsonify(seen=len(searches().seen())), 201


def kept(search_id: str) -> SavedSearch:
    """Return a saved search; answer 404 where there is none."""
    try:
        return searches().get(search_id)
    except NoSuchSearchError:
        refuse("This search is not saved any more.", 404)
    raise AssertionError  # refuse() never returns
