"""The JSON of judgements, of the queue of what to judge next, and of what people decided of a fact."""

from __future__ import annotations

from extract.judgements.records import Edit, Entry, Side
from library.judging.records import Item, Reextracted
from library.wire.facts import Json, Naming, as_named, entity_json, fact_json, value_json


def entry_json(entry: Entry, naming: Naming = as_named) -> Json:
    """Return a judgement with what became of it; `fact` is what it judged, as extracted then."""
    judgement, decision = entry.judgement, entry.judgement.decision
    return {
        "judgement_id": judgement.judgement_id,
        "act": judgement.act.value,
        "by": decision.by,
        "at": judgement.at,
        "note": decision.note,
        "state": entry.state,
        "undoes": decision.undoes,
        "undone_by": entry.undone_by,
        "fact_key": decision.fact_key,
        "document_id": decision.document_id,
        "fact_ids": list(entry.fact_ids),
        "fact": None if decision.extracted is None else fact_json(decision.extracted, naming),
        "edit": None if decision.edit is None else edit_json(decision.edit, naming),
        "entities": [side_json(side, naming) for side in decision.sides],
    }


def edit_json(edit: Edit, naming: Naming = as_named) -> Json:
    """Return what an edit puts in the place of what was extracted; a value of null is left out of the fact."""
    return {
        "roles": {
            role.value: [
                {"entity_id": entity_id, "name": name}
                for entity_id, name in (naming(party.name_id, party.name) for party in parties)
            ]
            for role, parties in edit.roles
        },
        "values": {name: None if value is None else value_json(value) for name, value in edit.values},
    }


def side_json(side: Side, naming: Naming = as_named) -> Json:
    """Return an entity as it was judged: its names then, and the entity to which the first leads now."""
    entity_id, name = naming(side[0].name_id, side[0].name) if side else ("", "")
    names = [{"name_id": party.name_id, "name": party.name, "label": party.label.value} for party in side]
    return {"entity_id": entity_id, "name": name, "names": names}


def item_json(item: Item, naming: Naming = as_named) -> Json:
    """Return something to judge next."""
    return {
        "kind": item.kind,
        "score": item.score,
        "why": list(item.why),
        "links": item.links,
        "money": item.money,
        "fact": None if item.fact is None else fact_json(item.fact, naming),
        "entities": [entity_json(entity) for entity in item.entities],
        "name_id": item.name_id or None,
        "name": item.name or None,
        "reason": item.reason or None,
    }


def reextracted_json(done: Reextracted) -> Json:
    """Return what a re-extraction did."""
    return {
        "documents": done.documents,
        "facts": done.facts,
        "entities": done.entities,
        "orphaned": done.orphaned,
        "seconds": round(done.seconds, 2),
    }
