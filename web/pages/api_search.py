"""`/api/v1`, about searches: completion, what is like a document, what sets hits apart, saved searches and alerts."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from library import wire
from library.records import Wanted
from web import listing
from web.current import library
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
    return jsonify(searches=[wire.saved_json(one) for one in library().searches.saved()])


@blueprint.get("/alerts")
def alerts() -> Response:
    """Answer what is new for each saved search; it stays new until a reader is told."""
    return jsonify(alerts=[wire.alert_json(one) for one in library().searches.pending()])
