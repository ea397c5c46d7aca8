"""`/api/v1/graph`: neighbourhoods and paths as nodes and edges, each edge with its evidence."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from library import wire
from web import listing
from web.current import library
from web.pages.api import refuse

blueprint = Blueprint("api_graph", __name__, url_prefix="/api/v1/graph")
DEEPEST = 3


def entity_id_of(argument: str) -> str:
    """Return the id of the entity that an argument, an id or a name, means."""
    text = request.args.get(argument, "").strip()
    if not text:
        refuse(f"Say whose graph: {argument}=ID or NAME.")
    return library().entity_called(text).entity_id


@blueprint.get("/neighbours")
def neighbours() -> Response:
    """Answer what an entity is linked to, capped and ranked."""
    view = library().neighbours(
        entity_id_of("entity"),
        depth=listing.whole(request.args.get("depth"), 1, most=DEEPEST),
        kinds=request.args.getlist("kind"),
        as_of=request.args.get("as_of") or None,
    )
    return jsonify(wire.view_json(view))


@blueprint.get("/path")
def path() -> Response:
    """Answer the best short chain of facts between two entities; no nodes where there is none."""
    view = library().path(entity_id_of("a"), entity_id_of("b"), as_of=request.args.get("as_of") or None)
    if view is None:
        return jsonify({"nodes": [], "edges": [], "omitted": {}})
    return jsonify(wire.view_json(view))
