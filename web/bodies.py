"""What a program sends with a change, read from a JSON body; what makes no sense is refused with a sentence."""

from __future__ import annotations

from typing import Any

from flask import abort, jsonify, request

from library.judging.values import clean

Json = dict[str, Any]


def refuse(message: str, status: int = 400) -> None:
    """Answer with a sentence that says what is wrong."""
    response = jsonify(error={"status": status, "message": message})
    response.status_code = status
    abort(response)


def body() -> Json:
    """Return the object that was sent."""
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        refuse("Send a JSON object, with the header Content-Type: application/json.")
    assert isinstance(sent, dict)
    return sent


def text_in(sent: Json, name: str) -> str:
    """Return a text, empty where it is not given."""
    value = sent.get(name)
    if value is not None and not isinstance(value, str):
        refuse(f"{name} must be a text.")
    return clean(value or "")


def texts_in(sent: Json, name: str) -> list[str]:
    """Return a list of texts, none of them empty; an empty list where it is not given."""
    value = sent.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        refuse(f"{name} must be a list of ids or names.")
    return [clean(one) for one in value]


def object_in(sent: Json, name: str) -> Json:
    """Return an object, empty where it is not given."""
    value = sent.get(name, {})
    if not isinstance(value, dict):
        refuse(f"{name} must be an object.")
    return dict(value)
