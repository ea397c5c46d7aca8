"""The OpenAPI 3.1 document of `/api/v1`, written by hand beside the routes; a test holds it to every one of them."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from corpus.records import InputState, Kind
from extract.records import FactKind, Label
from web.schemas import SCHEMAS, many, ref

Json = dict[str, Any]


def query(name: str, words: str, schema: Json | None = None, *, required: bool = False) -> Json:
    """Return a parameter of the address."""
    return {
        "name": name, "in": "query", "description": words, "required": required, "schema": schema or {"type": "string"},
    }  # fmt: skip


def in_path(name: str, words: str) -> Json:
    """Return a parameter that is part of the path."""
    return {"name": name, "in": "path", "description": words, "required": True, "schema": {"type": "string"}}


def choice(members: type[Kind] | type[FactKind] | type[Label] | type[InputState]) -> Json:
    """Return the schema of a closed list."""
    return {"type": "string", "enum": [member.value for member in members]}


LIMIT = query("limit", "How many at most.", {"type": "integer", "minimum": 1, "maximum": 500, "default": 50})
CURSOR = query("cursor", "The `next_cursor` of the answer before.")
AS_OF = query("as_of", "Only what could be known on this date: 2019, 2019-10 or 2019-10-07.")


def answers(schema: Json, *problems: int) -> Json:
    """Return the answers of a route: 200 with its schema, and its problems."""
    content = {"200": {"description": "The answer.", "content": {"application/json": {"schema": schema}}}}
    described = {400: "Not understood; the message says what is.", 404: "There is no such thing here."}
    for status in problems:
        content[str(status)] = {
            "description": described[status],
            "content": {"application/json": {"schema": ref("Problem")}},
        }
    return content


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


PATHS: Json = {
    "/search": get(
        "search",
        "Any query is answered; what is not understood is repaired, and `warnings` say how.",
        [
            query("q", "The query, in the query language."),
            query("sort", "relevance, recency, date, -date or title; anything else is relevance."),
            query("facets", "1 counts the facets too."),
            query("fold", "0 shows every copy; else one of several, with `copy_ids`. `distinct` counts what is shown."),
            query("unseen", "1 keeps to documents that are not marked as seen."),
            LIMIT,
            CURSOR,
        ],
        ref("Results"),
    ),
    "/complete": get(
        "complete", "Entities that the letters typed so far may mean: names that begin so, then later words that do.",
        [query("q", "The letters."), LIMIT], described("entities", many(ref("Entity"))),
    ),
    "/significant": get(
        "significant", "Words and entities that the hits have more often than other documents, by log-likelihood.",
        [query("q", "The query, in the query language."), LIMIT], ref("Significance"),
    ),
    "/saved": get("saved", "Saved searches, each with how much is new.", [], described("searches", many(ref("Saved")))),
    "/alerts": get(
        "alerts", "What is new for each saved search; it stays new until a reader is told.", [],
        described("alerts", many(ref("Alert"))),
    ),
    "/documents/{document_id}/similar": get(
        "similar", "The copies of a document, the earliest first, and other documents that speak of the same.",
        [in_path("document_id", "The document's id."), LIMIT], ref("Similar"), 404,
    ),
    "/documents": get(
        "documents", "Documents without their text, in order of location.",
        [query("kind", "Of this kind only.", choice(Kind)), LIMIT, CURSOR], page_of("documents", "DocumentHead"), 400,
    ),
    "/documents/{document_id}": get(
        "document", "A document with its text, mentions and facts.",
        [in_path("document_id", "The document's id.")], ref("Document"), 404,
    ),
    "/entities": get(
        "entities", "Entities, the most mentioned first.",
        [
            query("label", "Of this label only.", choice(Label)),
            query("name", "With this in one of its names."),
            LIMIT,
            CURSOR,
        ],
        page_of("entities", "Entity"), 400,
    ),
    "/entities/{entity_id}": get(
        "entity", "An entity with its facts, each allegation with the responses to it.",
        [in_path("entity_id", "The entity's id, or the id of one of its names.")], ref("Dossier"), 404,
    ),
    "/facts": get(
        "facts", "Facts, in a stable order.",
        [
            query("kind", "Of this kind only.", choice(FactKind)),
            query("entity", "In which this entity, by id, has a part."),
            query("document", "Said by this document, by id."),
            LIMIT,
            CURSOR,
        ],
        page_of("facts", "Fact"), 400, 404,
    ),
    "/graph/neighbours": get(
        "neighbours", "What an entity is linked to, capped and ranked; `omitted` counts what the cap left out.",
        [
            query("entity", "Its id or its name.", required=True),
            query("depth", "Steps from entity to entity.",
                  {"type": "integer", "minimum": 1, "maximum": 3, "default": 1}),
            {**query("kind", "Fact kinds to walk over and labels to show; may be repeated.",
                     {"type": "array", "items": {"type": "string"}}), "explode": True},
            AS_OF,
        ],
        ref("View"), 400, 404,
    ),
    "/graph/path": get(
        "path", "The best short chain of facts between two entities; without nodes where there is none.",
        [
            query("a", "One end: an id or a name.", required=True),
            query("b", "The other end.", required=True),
            AS_OF,
        ],
        ref("View"), 400, 404,
    ),
    "/ledger": get(
        "ledger", "What became of every input.",
        [query("state", "In this state only.", choice(InputState)), LIMIT, CURSOR],
        page_of("entries", "LedgerEntry"), 400,
    ),
    "/status": get("status", "Counts of what there is.", [], ref("Status")),
    "/openapi.json": get("openapi", "This description.", [], {"type": "object"}),
}  # fmt: skip


def description() -> Json:
    """Return the OpenAPI document."""
    try:
        release = version("threadline")
    except PackageNotFoundError:
        release = "0"
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Threadline",
            "version": release,
            "summary": "Documents, entities, facts with their evidence, and how they hang together.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": PATHS,
        "components": {"schemas": SCHEMAS},
    }
