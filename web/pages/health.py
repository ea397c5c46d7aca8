"""`/healthz`: whether the server answers and its library can be read."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from web.current import library

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """Answer `ok` once the database has been asked something."""
    next(iter(library().heads(limit=1)), None)
    return jsonify(status="ok")
