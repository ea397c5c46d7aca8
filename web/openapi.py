"""The OpenAPI 3.1 document of `/api/v1`, written by hand beside the routes; a test holds it to every one of them."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from corpus.records import InputState, Kind
from extract.records import FactKind, FactStatus, Label
from library.judging.queue import KINDS
from web.routes import (
    AS_OF,
    CURSOR,
    LIMIT,
    REJECTED,
    Json,
    choice,
    delete,
    described,
    get,
    in_path,
    page_of,
    post,
    problem,
    query,
    repeated,
)
from web.schemas import SCHEMAS, many, ref

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
    "/saved": get("saved", "Saved searches, each with how much is new.", [], described("searches", many(ref("Saved"))))
    | post(
        "save", "Keep a search, under a name or as it is understood; what it finds now counts as told.", [],
        ref("Keeping"), ref("Saved"), 409,
    ),
    "/saved/{search_id}": delete(
        "forget", "Forget a saved search, and what it found.", [in_path("search_id", "Its id, or its name.")],
        ref("Saved"), 404,
    ),
    "/alerts": get(
        "alerts", "What is new for each saved search; it stays new until a reader is told.", [],
        described("alerts", many(ref("Alert"))),
    ),
    "/alerts/told": post(
        "told", "Note that what is new has reached its reader; answers how many documents.", [], ref("Telling"),
        described("told", {"type": "integer"}), 404,
    ),
    "/seen": post(
        "seen", "Mark documents as seen, or take the mark off; answers how many are marked.", [], ref("Marking"),
        described("seen", {"type": "integer"}),
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
        [in_path("document_id", "The document's id."), REJECTED], ref("Document"), 404,
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
        "entity",
        "An entity with a stretch of its facts; allegations and the responses to them come together, even where one of "
        "them stands in another stretch too.",
        [in_path("entity_id", "The entity's id, or the id of one of its names."), REJECTED, LIMIT, CURSOR],
        ref("Dossier"), 404,
    ),
    "/facts": get(
        "facts", "Facts, in a stable order.",
        [
            query("kind", "Of this kind only.", choice(FactKind)),
            query("entity", "In which this entity, by id, has a part."),
            query("document", "Said by this document, by id."),
            query("status", "That stand so only.", choice(FactStatus)),
            REJECTED,
            LIMIT,
            CURSOR,
        ],
        page_of("facts", "Fact"), 400, 404,
    ),
    "/facts/{fact_id}": get(
        "fact", "A fact, rejected or not, with the history of its judgements.",
        [in_path("fact_id", "The fact's id.")], ref("JudgedFact"), 404,
    ),
    "/judgements": get(
        "judgements", "Who judged what, when and why, the newest first, each with what became of it.",
        [
            query("fact", "Of this fact, by id."),
            query("entity", "Of this entity, by id or name."),
            query("by", "By this person."),
            query("orphaned", "1 lists those that stand, but do not find any more what they are about."),
            LIMIT,
            CURSOR,
        ],
        page_of("judgements", "Judgement"), 400, 404,
    ) | post(
        "judge", "Judge a fact or entities: what it changes is seen by every reader at once.", [], ref("Decision"),
        ref("Judgement"), 404, 409,
    ),
    "/judgements/{judgement_id}": get(
        "judgement", "One judgement with what became of it.",
        [in_path("judgement_id", "Its id.")], ref("Judgement"), 404,
    ),
    "/judgements/{judgement_id}/undo": post(
        "undo", "Take back a judgement, whoever made it; undoing an undoing brings it back.",
        [in_path("judgement_id", "Its id.")], ref("Undoing"), ref("Judgement"), 404,
    ),
    "/review": get(
        "review", "What nobody judged yet, what changes most in the graph first.",
        [
            {**query("kind", "Items or kinds of facts; may be repeated.",
                     {"type": "array", "items": {"type": "string", "enum": list(KINDS)}}), "explode": True},
            LIMIT,
            CURSOR,
        ],
        page_of("items", "Item"), 400,
    ),
    "/token": get(
        "token", "The token that every change carries, with the cookie that comes with it.", [],
        described("csrf_token", {"type": "string"}),
    ),
    "/graph/neighbours": get(
        "neighbours", "What an entity is linked to, capped and ranked; `omitted` counts what the cap left out.",
        [
            query("entity", "Its id or its name.", required=True),
            query("depth", "Steps from entity to entity.",
                  {"type": "integer", "minimum": 1, "maximum": 3, "default": 1}),
            repeated("kind", "Fact kinds to walk over and labels to show; may be repeated."),
            AS_OF,
        ],
        ref("View"), 400, 404,
    ),
    "/graph/path": get(
        "path", "The best short chain of facts between two entities; without nodes where there is none.",
        [
            query("a", "One end: an id or a name.", required=True),
            query("b", "The other end.", required=True),
            query("ways", "How many paths at most; those after the best are `others`.",
                  {"type": "integer", "minimum": 1, "maximum": 4, "default": 1}),
            AS_OF,
        ],
        ref("Paths"), 400, 404,
    ),
    "/graph/kinds": get(
        "kinds", "In how many facts of each kind an entity takes part.",
        [query("entity", "Its id or its name.", required=True)],
        {
            "type": "object", "required": ["entity_id", "facts"],
            "properties": {"entity_id": {"type": "string"}, "facts": {"$ref": "#/components/schemas/Counts"}},
        },
        400, 404,
    ),
    "/graph/view": get(
        "view", "What the graph explorer shows at the same address; one of `entity` and `q` says where to start.",
        [
            query("entity", "Where to start: an id or a name."),
            query("other", "The other end of a path."),
            query("q", "A query: the facts in the sentences it finds."),
            repeated("expand", "More of somebody's facts: ID, or ID:KIND:LIMIT."),
            repeated("hide", "A kind of fact or entity to put away; `none` puts nothing away."),
            repeated("drop", "An entity or a fact to leave out."),
            AS_OF,
        ],
        ref("Explored"), 400, 404,
    ),
    "/ledger": get(
        "ledger", "What became of every input.",
        [query("state", "In this state only.", choice(InputState)), LIMIT, CURSOR],
        page_of("entries", "LedgerEntry"), 400,
    ),
    "/status": get("status", "Counts of what there is.", [], ref("Status")),
    "/openapi.json": get("openapi", "This description.", [], {"type": "object"}),
}  # fmt: skip


SECURITY: Json = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token of an account, where there are accounts."},
    "session": {"type": "apiKey", "in": "cookie", "name": "threadline", "description": "Whoever is signed in."},
}
EVERYWHERE = {
    401: "There are accounts here, and nobody is signed in, or not any more.",
    403: "Whoever is signed in may not do this, or the token of a change is missing or old.",
    405: "This cannot be done here; `Allow` says what can.",
    421: "This server does not answer to that host name.",
}
"""What any route may answer, whatever it is asked."""


def guarded(operation: Json) -> Json:
    """Return an operation with the answers that every route may give."""
    given = {str(status): problem(words) for status, words in EVERYWHERE.items()}
    return {**operation, "responses": given | operation["responses"]}


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
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{}, {"token": []}, {"session": []}],
        "paths": {path: {method: guarded(one) for method, one in item.items()} for path, item in PATHS.items()},
        "components": {"schemas": SCHEMAS, "securitySchemes": SECURITY},
    }
