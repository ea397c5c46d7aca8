"""The schemas of the API's answers, with the field names that `library.wire` writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from extract.judgements.records import ENTITY_ACTS, FACT_ACTS, State
from library.judging.queue import ITEM_KINDS

Json = dict[str, Any]
TEXT: Json = {"type": "string"}
MAYBE_TEXT: Json = {"type": ["string", "null"]}
WHOLE: Json = {"type": "integer"}
MAYBE_WHOLE: Json = {"type": ["integer", "null"]}
STATES = get_args(State)
NUMBER: Json = {"type": "number"}
MAYBE_NUMBER: Json = {"type": ["number", "null"]}
YES_NO: Json = {"type": "boolean"}


def ref(name: str) -> Json:
    """Return a reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def record(**fields: Json) -> Json:
    """Return the schema of an object that has all these fields."""
    return {"type": "object", "required": list(fields), "properties": fields}


def with_more(schema: Json, **fields: Json) -> Json:
    """Return the schema of an object that may have these fields, too."""
    return {**schema, "properties": schema["properties"] | fields}


def either(schema: Json) -> Json:
    """Return the schema of what may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def choice_of(values: Iterable[str]) -> Json:
    """Return the schema of a closed list."""
    return {"type": "string", "enum": list(values)}


def many(schema: Json) -> Json:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def by_name(schema: Json) -> Json:
    """Return the schema of an object whose field names are data."""
    return {"type": "object", "additionalProperties": schema}


HEAD: dict[str, Json] = {
    "document_id": TEXT,
    "title": TEXT,
    "kind": TEXT,
    "kind_reason": TEXT,
    "date": MAYBE_TEXT,
    "language": MAYBE_TEXT,
    "publisher": MAYBE_TEXT,
    "source": MAYBE_TEXT,
    "location": TEXT,
    "media_type": TEXT,
    "sha256": TEXT,
}
ENTITY: dict[str, Json] = {
    "entity_id": TEXT,
    "name": TEXT,
    "label": TEXT,
    "aliases": many(TEXT),
    "mentions": WHOLE,
    "tier": TEXT,
}
SIGNIFICANT: dict[str, Json] = {"text": TEXT, "count": WHOLE, "among": WHOLE, "score": NUMBER}
SAVED: dict[str, Json] = {"search_id": TEXT, "name": TEXT, "query": TEXT, "created_at": TEXT, "new": WHOLE}
COUNTS = by_name(WHOLE)
ROLES = by_name(many(record(entity_id=MAYBE_TEXT, name=TEXT)))
FACT: dict[str, Json] = {
    "fact_id": TEXT,
    "kind": TEXT,
    "document_id": TEXT,
    "roles": ROLES,
    "values": by_name({}),
    "content": MAYBE_TEXT,
    "act": MAYBE_TEXT,
    "modality": TEXT,
    "status": TEXT,
    "answers": many(TEXT),
    "confidence": NUMBER,
    "evidence": many(ref("Evidence")),
}
VIEW: dict[str, Json] = {"nodes": many(ref("Node")), "edges": many(ref("Edge"))}
SAID: dict[str, Json] = {"judgement_id": TEXT, "act": TEXT, "by": TEXT, "at": TEXT, "note": TEXT}

SCHEMAS: Json = {
    "Problem": record(error=record(status=WHOLE, message=TEXT)),
    "Snippet": record(text=TEXT, highlights=many(many(WHOLE)), page=MAYBE_WHOLE, start=WHOLE, end=WHOLE),
    "Hit": record(
        document_id=TEXT, title=TEXT, kind=TEXT, date=MAYBE_TEXT, page=MAYBE_WHOLE, score=NUMBER,
        snippets=many(ref("Snippet")), copies=WHOLE, copy_ids=many(TEXT),
    ),
    "Results": record(
        total=WHOLE, understood=TEXT, warnings=many(TEXT), hits=many(ref("Hit")), facets=by_name(COUNTS),
        distinct=WHOLE, unseen=MAYBE_WHOLE, suggestions=many(record(query=TEXT, total=WHOLE)), next_cursor=MAYBE_TEXT,
    ),
    "Significance": record(
        looked_at=WHOLE, words=many(record(**SIGNIFICANT)),
        entities=many(record(**SIGNIFICANT, label=TEXT, entity_id=TEXT)),
    ),
    "Similar": record(
        copies=many(record(document_id=TEXT, title=TEXT, date=MAYBE_TEXT, location=TEXT, same_words=YES_NO)),
        judged_by=many(TEXT), hits=many(ref("Hit")),
    ),
    "Saved": record(**SAVED),
    "Alert": record(**SAVED, hits=many(ref("Hit"))),
    "DocumentHead": record(**HEAD, pages=WHOLE, length=WHOLE),
    "Section": record(kind=TEXT, start=WHOLE, end=WHOLE, number=MAYBE_WHOLE),
    "Mention": record(start=WHOLE, end=WHOLE, label=TEXT, text=TEXT, entity=MAYBE_TEXT),
    "Document": record(
        **HEAD, authors=many(TEXT), metadata=by_name(TEXT), tools=by_name(TEXT), sections=many(ref("Section")),
        text=TEXT, mentions=many(ref("Mention")), facts=many(ref("Fact")),
    ),
    "Entity": record(**ENTITY),
    "Dossier": with_more(record(
        **ENTITY, documents=WHOLE, identifiers=many(record(scheme=TEXT, value=TEXT)),
        joined=many(record(name_id=TEXT, reason=TEXT)), facts=many(ref("Fact")), lists=many(ref("Listed")),
        next_cursor=MAYBE_TEXT,
    ), place=ref("Place")),
    "Place": record(
        country=TEXT, region=MAYBE_TEXT, geonames=MAYBE_WHOLE, latitude=MAYBE_NUMBER, longitude=MAYBE_NUMBER,
        within=many(record(code=TEXT, name=TEXT, entity_id=MAYBE_TEXT)), contains=many(ref("Entity")),
    ),
    "Listed": record(
        entity_id=TEXT, name=TEXT, label=TEXT, matched=TEXT, score=NUMBER, reason=TEXT,
        identifiers=many(record(scheme=TEXT, value=TEXT)), listings=many(ref("Listing")),
    ),
    "Listing": record(
        authority=MAYBE_TEXT, list=MAYBE_TEXT, programme=MAYBE_TEXT, reference=MAYBE_TEXT, date=MAYBE_TEXT,
        until=MAYBE_TEXT, status=MAYBE_TEXT, fact_id=TEXT, evidence=ref("Evidence"), link=TEXT,
    ),
    "Evidence": record(document_id=TEXT, page=MAYBE_WHOLE, start=WHOLE, end=WHOLE, quote=TEXT),
    "Fact": with_more(record(**FACT), judged=ref("Judged")),
    "Judged": record(fact_key=TEXT, **SAID, edited=either(record(
        **SAID, extracted=record(roles=ROLES, values=by_name({})),
    ))),
    "JudgedFact": with_more(record(**FACT, history=many(ref("Judgement"))), judged=ref("Judged")),
    "Judgement": record(
        **SAID, state=choice_of(STATES), undoes=MAYBE_TEXT, undone_by=MAYBE_TEXT, fact_key=MAYBE_TEXT,
        document_id=MAYBE_TEXT, fact_ids=many(TEXT), fact=either(ref("Fact")),
        edit=either(record(roles=ROLES, values=by_name({}))),
        entities=many(record(entity_id=TEXT, name=TEXT, names=many(record(name_id=TEXT, name=TEXT, label=TEXT)))),
    ),
    "Decision": with_more(
        record(act=choice_of([act.value for act in (*FACT_ACTS, *ENTITY_ACTS)])),
        fact_id=TEXT, entities=many(TEXT), names=many(TEXT), roles=by_name(many({})), values=by_name({}),
        by=TEXT, note=TEXT, after=TEXT,
    ),
    "Undoing": with_more(record(), by=TEXT, note=TEXT),
    "Keeping": with_more(record(query=TEXT), name=TEXT),
    "Telling": with_more(record(), search_id=TEXT, document_ids=many(TEXT)),
    "Marking": with_more(record(document_ids=many(TEXT)), seen=YES_NO),
    "Item": record(
        kind=choice_of(ITEM_KINDS), score=NUMBER, why=many(TEXT), links=WHOLE, money=TEXT, fact=either(ref("Fact")),
        entities=many(ref("Entity")), name_id=MAYBE_TEXT, name=MAYBE_TEXT, reason=MAYBE_TEXT,
    ),
    "Node": record(id=TEXT, kind=TEXT, name=TEXT, attributes=by_name(TEXT)),
    "Edge": record(
        id=TEXT, source=TEXT, target=TEXT, role=TEXT, fact_id=TEXT, document_id=TEXT, evidence=many(ref("Evidence")),
    ),
    "Counts": COUNTS,
    "View": record(**VIEW, omitted=COUNTS, trail=many(TEXT)),
    "Paths": record(**VIEW, omitted=COUNTS, trail=many(TEXT), others=many(ref("View"))),
    "Explored": record(
        **VIEW, omitted=by_name(COUNTS), undated=WHOLE, ways=many(many(TEXT)), kinds=many(TEXT), hidden=many(TEXT),
        first=MAYBE_TEXT, last=MAYBE_TEXT,
    ),
    "LedgerEntry": record(
        input_id=TEXT, location=TEXT, sha256=TEXT, size_bytes=WHOLE, media_type=TEXT, state=TEXT,
        document_id=MAYBE_TEXT, note=TEXT, stage=TEXT, reason=TEXT, detail=TEXT, tools=by_name(TEXT), recorded_at=TEXT,
    ),
    "Status": record(
        workspace=TEXT, documents=COUNTS, inputs=COUNTS, entities=COUNTS, facts=COUNTS, unextracted=WHOLE,
        unindexed=WHOLE, fresh=YES_NO, extractor=TEXT, outdated=WHOLE, rejected=WHOLE, judgements=WHOLE,
        orphaned=WHOLE,
    ),
}  # fmt: skip
