"""`/healthz`: whether the server answers and its library can be read; needs no account and tells nothing else."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from corpus.errors import CorpusError
from web.current import library

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Answer `ok` once the database has been asked something, and 503 where it does not answer."""
    try:
        library().rooms.documents.find_by_sha256("")
    except CorpusError:
        return jsonify(status="failing"), 503
    return jsonify(status="ok")
