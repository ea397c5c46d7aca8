"""Extracted records as rows of the tables in `extract.schema`, and names gathered from their rows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from extract.encoding import encode_entity, encode_fact, encode_reading
from extract.extraction import Extraction
from extract.gazetteers.places import path_of
from extract.identifiers import is_listed
from extract.names import name_key
from extract.records import Entity, Fact, Label, NameRow

Row = Mapping[Any, Any]


def extraction_row(extraction: Extraction) -> dict[str, Any]:
    """Return what was read in a document as a row of `extractions`, not yet indexed."""
    row = {"document_id": extraction.document_id, "version": extraction.version}
    return row | {"indexed": 0, "body": encode_reading(extraction)}


def name_rows(extraction: Extraction) -> list[dict[str, Any]]:
    """Return what a document calls whom, as rows of `name_uses`."""
    uses = Counter(mention.name_id for mention in extraction.mentions)
    return [
        {
            "document_id": extraction.document_id,
            "name_id": name.name_id,
            "label": name.label.value,
            "name": name.name,
            "aliases": json.dumps(name.aliases),
            "mentions": uses[name.name_id],
            "identifiers": json.dumps(name.identifiers),
        }
        for name in extraction.names
    ]


def name_row(name_id: str, uses: Iterable[Row]) -> NameRow:
    """Return what documents make of a name together; equally used forms are told apart by their letters."""
    held = list(uses)
    forms: Counter[str] = Counter()
    aliases: dict[str, None] = {}
    numbers: dict[tuple[str, str], None] = {}
    for use in held:
        numbers.update(dict.fromkeys((scheme, value) for scheme, value in json.loads(use["identifiers"])))
        forms[use["name"]] += use["mentions"]
        aliases.update(dict.fromkeys((use["name"], *json.loads(use["aliases"]))))
    name = min(forms, key=lambda form: (-forms[form], form))
    others = tuple(sorted(form for form in aliases if form != name))
    return NameRow(
        name_id, Label(held[0]["label"]), name, others, sum(forms.values()), len(held), tuple(sorted(numbers))
    )


def fact_row(fact: Fact, position: int) -> dict[str, Any]:
    """Return a fact as a row of `facts`."""
    row = {"fact_id": fact.fact_id, "document_id": fact.document_id, "position": position}
    told = {"kind": fact.kind.value, "status": fact.status.value, "confidence": fact.confidence}
    return row | told | {"body": encode_fact(fact)}


def answer_rows(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Return what responses answer, as rows of `fact_answers`."""
    return [{"answered_id": answered, "fact_id": fact.fact_id} for fact in facts for answered in fact.answers]


def role_rows(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Return who fills a role in facts, as rows of `fact_roles`."""
    return [
        {"name_id": filler.name_id, "fact_id": fact.fact_id, "role": filler.role.value}
        for fact in facts
        for filler in fact.fillers
    ]


def entity_row(entity: Entity) -> dict[str, Any]:
    """Return an entity as a row of `entities`."""
    called = "|".join(dict.fromkeys(name_key(name) for name in (entity.name, *entity.aliases)))
    row = {name: getattr(entity, name) for name in ("entity_id", "name", "mentions", "documents")}
    kinds = {"label": entity.label.value, "tier": entity.tier.value}
    listed = int(is_listed(entity.identifiers))
    path = path_of(entity.identifiers) if entity.label is Label.PLACE else ""
    return row | kinds | {"called": f"|{called}|", "body": encode_entity(entity), "listed": listed, "path": path}
