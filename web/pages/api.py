"""`/api/v1`: the same answers as the pages, as JSON, in the shapes of `library.wire`; described in `web.openapi`.

Lists go on by `cursor`: give back the `next_cursor` of one answer to get the next; null ends the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from flask import Blueprint, Response, jsonify, request

from corpus.records import InputState, Kind
from extract.records import Fact, FactKind, FactStatus, Label
from library import wire
from library.records import Wanted
from library.wire import Json
from library.wire.places import place_json
from library.wire.screening import matches_json
from search.index import DEFAULT_OPTIONS, ORDERS
from web import listing
from web.asking import NO, YES
from web.bodies import refuse
from web.current import library, names, person
from web.openapi import description

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
DEFAULT_LIMIT = 50
MOST = 500
Record = TypeVar("Record")
Member = TypeVar("Member", Kind, FactKind, FactStatus, Label, InputState)


def one_of(argument: str, members: type[Member]) -> Member | None:
    """Return an argument as a member of a closed list; None where it is not given, 400 where it is unknown."""
    text = request.args.get(argument, "")
    if not text:
        return None
    if text not in set(members):
        refuse(f"There is no {argument} {text!r}; choose among {', '.join(members)}.")
    return members(text)


def rejected_too() -> bool:
    """Return whether facts that somebody rejected are asked for."""
    return request.args.get("rejected", "") not in ("", "0", "false", "no")


def bounds() -> tuple[int, int]:
    """Return `(offset, limit)` as the address asks for them, within bounds."""
    offset = listing.whole(request.args.get("cursor"), 0, least=0)
    return offset, listing.whole(request.args.get("limit"), DEFAULT_LIMIT, most=MOST)


def next_cursor(offset: int, limit: int, *, more: bool) -> str | None:
    """Return where the next stretch of a list begins, None at its end."""
    return str(offset + limit) if more else None


def listed(name: str, records: Iterable[Record], shape: Callable[[Record], Json]) -> Response:
    """Answer a stretch of a list under `name`."""
    offset, limit = bounds()
    skipped = iter(records)
    for _ in zip(range(offset), skipped, strict=False):
        pass
    shown, more = listing.peek(skipped, limit)
    return jsonify({name: [shape(record) for record in shown], "next_cursor": next_cursor(offset, limit, more=more)})


def gathered(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return facts after looking up at once everybody who takes part in them."""
    held = tuple(facts)
    names().gather_names(filler.name_id for fact in held for filler in fact.fillers)
    return held


@blueprint.get("/search")
def search() -> Response:
    """Answer any query."""
    offset, limit = bounds()
    query = request.args.get("q", "")
    sort = next((order for order in ORDERS if order == request.args.get("sort")), DEFAULT_OPTIONS.sort)
    facets = request.args.get("facets", "") not in ("", "0", "false", "no")
    fold = request.args.get("fold", "") not in NO
    unseen = request.args.get("unseen", "") in YES
    wanted = Wanted(limit, offset, sort, facets, fold=fold, reader=person().name, unseen_only=unseen)
    results = library().find(query, wanted)
    following = next_cursor(offset, limit, more=offset + limit < results.distinct)
    return jsonify({**wire.results_json(results), "next_cursor": following})


@blueprint.get("/documents")
def documents() -> Response:
    """List documents without their text."""
    return listed("documents", library().heads(one_of("kind", Kind)), wire.head_json)


@blueprint.get("/documents/<document_id>")
def document(document_id: str) -> Response:
    """Answer a document with its text, mentions and facts."""
    found = library().document(document_id)
    mentions = [wire.mention_json(mention) for mention in library().mentions(document_id)]
    told = library().facts(document_id=document_id, rejected=rejected_too())
    facts = [wire.fact_json(fact, names().naming) for fact in gathered(told)]
    return jsonify({**wire.document_json(found), "mentions": mentions, "facts": facts})


@blueprint.get("/entities")
def entities() -> Response:
    """List entities, the most mentioned first."""
    name = request.args.get("name", "").strip()
    return listed("entities", library().entities(one_of("label", Label), name=name or None), wire.entity_json)


@blueprint.get("/entities/<entity_id>")
def entity(entity_id: str) -> Response:
    """Answer an entity with a stretch of its facts, each allegation with the responses to it."""
    found = library().entity(entity_id)
    offset, limit = bounds()
    facts, more = library().facts_in_turn(found, rejected=rejected_too(), limit=limit, offset=offset)
    told = wire.dossier_json(found, gathered(facts), names().naming)
    told |= {"next_cursor": next_cursor(offset, limit, more=more)}
    return jsonify(told | place_json(library().whereabouts(found)) | matches_json(library().lists_matching(found)))


@blueprint.get("/facts")
def facts() -> Response:
    """List facts."""
    found = library().facts(
        one_of("kind", FactKind),
        entity_id=request.args.get("entity") or None,
        document_id=request.args.get("document") or None,
        status=one_of("status", FactStatus),
        rejected=rejected_too(),
    )
    return listed("facts", found, lambda fact: wire.fact_json(fact, names().naming))


@blueprint.get("/ledger")
def ledger() -> Response:
    """List what became of every input."""
    state = one_of("state", InputState)
    entries = library().ledger(failed_only=state is InputState.FAILED)
    return listed("entries", (e for e in entries if state is None or e.state is state), wire.ledger_json)


@blueprint.get("/status")
def status() -> Response:
    """Count what there is."""
    return jsonify(wire.status_json(library().status()))


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Answer the description of this API."""
    return jsonify(description())
