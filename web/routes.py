"""The pieces of which the OpenAPI document is put together: parameters, routes that read or change, their answers."""

from __future__ import annotations

from typing import Any

from corpus.records import InputState, Kind
from extract.records import FactKind, FactStatus, Label
from web.schemas import ref

Json = dict[str, Any]


def query(name: str, words: str, schema: Json | None = None, *, required: bool = False) -> Json:
    """Return a parameter of the address."""
    return {
        "name": name, "in": "query", "description": words, "required": required, "schema": schema or {"type": "string"},
    }  # fmt: skip


def repeated(name: str, words: str) -> Json:
    """Return a parameter of the address that may be given several times."""
    return {**query(name, words, {"type": "array", "items": {"type": "string"}}), "explode": True}


def in_path(name: str, words: str) -> Json:
    """Return a parameter that is part of the path."""
    return {"name": name, "in": "path", "description": words, "required": True, "schema": {"type": "string"}}


def choice(members: type[Kind] | type[FactKind] | type[FactStatus] | type[Label] | type[InputState]) -> Json:
    """Return the schema of a closed list."""
    return {"type": "string", "enum": [member.value for member in members]}


LIMIT = query("limit", "How many at most.", {"type": "integer", "minimum": 1, "maximum": 500, "default": 50})
CURSOR = query("cursor", "The `next_cursor` of the answer before.")
REJECTED = query("rejected", "1 shows facts that somebody rejected, too.")
TOKEN: Json = {
    "name": "X-CSRF-Token", "in": "header", "required": True, "schema": {"type": "string"},
    "description": "What `/token` answered, with the cookie that came with it.",
}  # fmt: skip
AS_OF = query("as_of", "Only what could be known on this date: 2019, 2019-10 or 2019-10-07.")


def answers(schema: Json, *problems: int) -> Json:
    """Return the answers of a route: 200 with its schema, and its problems."""
    content = {"200": {"description": "The answer.", "content": {"application/json": {"schema": schema}}}}
    described = {
        400: "Not understood; the message says what is.",
        403: "The token is missing or old; `/token` gives one.",
        404: "There is no such thing here.",
        409: "Somebody judged the same in the meantime, or the name is taken.",
        413: "Too large.",
    }
    return content | {str(status): problem(described[status]) for status in problems}


def problem(words: str) -> Json:
    """Return the answer to what cannot be done."""
    return {"description": words, "content": {"application/json": {"schema": ref("Problem")}}}


def get(operation: str, summary: str, parameters: list[Json], schema: Json, *problems: int) -> Json:
    """Return a route that is read."""
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "parameters": parameters,
            "responses": answers(schema, *problems),
        }
    }


def post(operation: str, summary: str, parameters: list[Json], body: Json, schema: Json, *problems: int) -> Json:
    """Return a route that changes something: answered with 201, and only with a token."""
    answered = answers(schema, 400, 403, *problems, 413)
    answered["201"] = answered.pop("200")
    return {
        "post": {
            "operationId": operation,
            "summary": summary,
            "parameters": [*parameters, TOKEN],
            "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            "responses": answered,
        }
    }


def delete(operation: str, summary: str, parameters: list[Json], schema: Json, *problems: int) -> Json:
    """Return a route that takes something away: only with a token."""
    route = {"operationId": operation, "summary": summary, "parameters": [*parameters, TOKEN]}
    return {"delete": route | {"responses": answers(schema, 403, *problems)}}


def page_of(name: str, schema: str) -> Json:
    """Return the schema of a stretch of a list."""
    return {
        "type": "object",
        "required": [name, "next_cursor"],
        "properties": {name: {"type": "array", "items": ref(schema)}, "next_cursor": {"type": ["string", "null"]}},
    }


def described(name: str, schema: Json) -> Json:
    """Return the schema of an object with one field."""
    return {"type": "object", "required": [name], "properties": {name: schema}}
