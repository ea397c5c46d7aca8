"""`/api/v1/graph`: neighbourhoods, paths and what the explorer shows: nodes, and edges with their evidence."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from library import wire
from library.exploring import WAYS
from web import listing
from web.bodies import refuse
from web.current import library
from web.exploring import question

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
    """Answer the best short chain of facts between two entities, and others; no nodes where there is none."""
    ways = listing.whole(request.args.get("ways"), 1, most=WAYS)
    views = library().paths(entity_id_of("a"), entity_id_of("b"), as_of=request.args.get("as_of") or None, ways=ways)
    best = wire.view_json(views[0]) if views else {"nodes": [], "edges": [], "omitted": {}, "trail": []}
    return jsonify(best | {"others": [wire.view_json(view) for view in views[1:]]})


@blueprint.get("/kinds")
def kinds() -> Response:
    """Answer in how many facts of each kind an entity takes part."""
    entity_id = entity_id_of("entity")
    return jsonify({"entity_id": entity_id, "facts": library().facts_counted(entity_id)})


@blueprint.get("/view")
def view() -> Response:
    """Answer what the explorer shows at the same address."""
    asked = question(library(), request.args)
    for end in (asked.start, asked.other):
        if end.asked and end.entity is None:
            library().entity_called(end.asked)  # says why there is none
    if not asked.is_whole:
        refuse("Say where to start: entity=ID or NAME, with other=ID or NAME for a path, or q=WORDS.")
    return jsonify(wire.explored_json(library().explore(asked.wish)))
