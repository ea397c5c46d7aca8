"""`/api/v1/judgements` and `/api/v1/review`: judging, undoing, the history, and what to judge next.

What changes something is a POST with a JSON body, and carries the token that `/api/v1/token` gives in the header
`X-CSRF-Token`, with the cookie that came with it.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from extract.judgements.records import Act, Entry
from library import wire
from library.accounts.records import ALONE
from library.judging.desk import Desk
from library.judging.queue import KINDS
from web import listing
from web.bodies import Json, body, object_in, refuse, text_in, texts_in
from web.current import library, names, note_change, person
from web.pages.api import bounds, next_cursor
from web.security import form_token

blueprint = Blueprint("api_judgements", __name__, url_prefix="/api/v1")


@blueprint.get("/token")
def token() -> Response:
    """Answer the token that a change must carry."""
    return jsonify({"csrf_token": form_token()})


@blueprint.get("/facts/<fact_id>")
def fact(fact_id: str) -> Response:
    """Answer a fact, rejected or not, with its history."""
    found = library().fact(fact_id)
    entries = library().desk().history(fact_id=fact_id)
    return jsonify({**wire.fact_json(found, names().naming), "history": [_told(entry) for entry in entries]})


@blueprint.get("/judgements")
def judgements() -> Response:
    """List judgements, the newest first."""
    desk = library().desk()
    limit = bounds()[1]
    if request.args.get("orphaned", "") not in ("", "0", "false", "no"):
        offset, limit = bounds()
        entries = desk.orphaned()
        shown = entries[offset : offset + limit]
        following = next_cursor(offset, limit, more=offset + limit < len(entries))
        return jsonify({"judgements": [_told(entry) for entry in shown], "next_cursor": following})
    before = listing.whole(request.args.get("cursor"), 0, least=0)
    found = desk.history(
        fact_id=request.args.get("fact") or None,
        entity=request.args.get("entity") or None,
        by=request.args.get("by") or None,
        before=before or None,
        limit=limit + 1,
    )
    more = str(found[limit - 1].judgement.number) if len(found) > limit else None
    return jsonify({"judgements": [_told(entry) for entry in found[:limit]], "next_cursor": more})


@blueprint.get("/judgements/<judgement_id>")
def judgement(judgement_id: str) -> Response:
    """Answer one judgement with what became of it."""
    return jsonify(_told(library().desk().entry(judgement_id)))


@blueprint.post("/judgements")
def judge() -> tuple[Response, int]:
    """Judge a fact or entities."""
    sent = body()
    entry = _judged(_desk(sent), sent)
    note_change(entry.judgement.judgement_id, entry.judgement.act.value)
    return jsonify(_told(entry)), 201


@blueprint.post("/judgements/<judgement_id>/undo")
def undo(judgement_id: str) -> tuple[Response, int]:
    """Take back a judgement."""
    sent = body()
    note_change(judgement_id)
    return jsonify(_told(_desk(sent).undo(judgement_id, text_in(sent, "note")))), 201


@blueprint.get("/review")
def review() -> Response:
    """List what to judge next, what changes most in the graph first."""
    offset, limit = bounds()
    kinds = request.args.getlist("kind")
    for kind in kinds:
        if kind not in KINDS:
            refuse(f"There is no kind {kind[:60]!r}; choose among {', '.join(KINDS)}.")
    items = library().desk().queue(kinds, limit=limit + 1, offset=offset)
    following = next_cursor(offset, limit, more=len(items) > limit)
    return jsonify(
        {"items": [wire.item_json(item, names().naming) for item in items[:limit]], "next_cursor": following}
    )


def _judged(desk: Desk, sent: Json) -> Entry:
    """Make the judgement that was sent."""
    act, note = text_in(sent, "act"), text_in(sent, "note")
    after = text_in(sent, "after") or None
    fact_id, entities = text_in(sent, "fact_id"), texts_in(sent, "entities")
    if act in (Act.CONFIRM, Act.REJECT, Act.EDIT) and not fact_id:
        refuse("Say which fact: fact_id.")
    if act == Act.CONFIRM:
        return desk.confirm(fact_id, note, after=after)
    if act == Act.REJECT:
        return desk.reject(fact_id, note, after=after)
    if act == Act.EDIT:
        return desk.edit(fact_id, _roles(sent), object_in(sent, "values"), note, after=after)
    if act == Act.MERGE and entities:
        return desk.merge(entities, note, after=after)
    if act == Act.NOT_SAME and len(entities) == 2:
        return desk.not_same(entities[0], entities[1], note, after=after)
    if act == Act.SPLIT and len(entities) == 1:
        return desk.split(entities[0], texts_in(sent, "names"), note, after=after)
    refuse(
        "Not understood. Acts are confirm, reject and edit with a fact_id; merge with entities; not_same with two "
        "entities; split with one of entities and its names."
    )
    raise AssertionError  # refuse() never returns


def _desk(sent: Json) -> Desk:
    """Return the desk of whoever sends this: the account that is signed in; without accounts, whom the body names."""
    by, who = text_in(sent, "by"), person()
    if who is ALONE:
        return library().desk(by or who.name)
    if by and by != who.name:
        refuse(f"`by` is who is signed in, {who.name}. Leave it out.")
    return library().desk(who.name)


def _told(entry: Entry) -> Json:
    return wire.entry_json(entry, names().naming)


def _roles(sent: Json) -> dict[str, list[object]]:
    roles = object_in(sent, "roles")
    if not all(isinstance(one, list) for one in roles.values()):
        refuse('roles must be an object of lists, such as {"supplier": ["n0123456789abcdef"]}.')
    return roles
