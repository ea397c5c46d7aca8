"""The JSON of what extraction found: values, evidence, facts, mentions, attributions, entities."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from extract.extraction import Extraction
from extract.records import (
    Attribution,
    Date,
    Entity,
    Evidence,
    Fact,
    FactKind,
    Form,
    Judged,
    Mention,
    Money,
    Quantity,
    Role,
    Said,
    Span,
    Value,
)

Json = dict[str, Any]
Naming = Callable[[str, str], tuple[str, str]]
"""`(name_id, name in the document) -> (entity_id, name shown)`."""

UNATTRIBUTED = "unattributed"
POINTING = (Form.DESCRIPTION, Form.PRONOUN)


def as_named(name_id: str, name: str) -> tuple[str, str]:
    """Name an entity as its document does: the `Naming` where there is no workspace."""
    return name_id, name


def number(value: Decimal) -> int | float:
    """Return a JSON number, whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def value_json(value: Value) -> Json | str:
    """Return an amount or a quantity as an object, a date or period (ISO 8601, `start/end`) as a string."""
    if isinstance(value, Money):
        upper = {} if value.upper is None else {"upper": number(value.upper)}
        return {"value": number(value.value), "currency": value.currency, "qualifier": value.qualifier, **upper}
    if isinstance(value, Quantity):
        return {"value": number(value.value), "unit": value.unit, "qualifier": value.qualifier}
    if isinstance(value, Date):
        return value.value if value.end is None else f"{value.value}/{value.end}"
    return value


def evidence_json(evidence: Evidence) -> Json:
    """Return where a fact stands."""
    return {
        "document_id": evidence.document_id,
        "page": evidence.page,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }


def fact_json(fact: Fact, naming: Naming = as_named) -> Json:
    """Return a fact with its roles named as `naming` says; `judged` is there only where somebody judged it."""
    judged = {} if fact.judged is None else {"judged": judged_json(fact.judged, naming)}
    return {
        "fact_id": fact.fact_id,
        "kind": fact.kind.value,
        "document_id": fact.document_id,
        "roles": roles_json(fact, naming),
        "values": {name: value_json(value) for name, value in fact.values},
        "content": fact.content,
        "act": fact.act,
        "modality": fact.modality.value,
        "status": fact.status.value,
        "answers": list(fact.answers),
        "confidence": round(fact.confidence, 3),
        "evidence": [evidence_json(evidence) for evidence in fact.evidence],
        **judged,
    }


def roles_json(fact: Fact, naming: Naming = as_named) -> Json:
    """Return who fills which role of a fact."""
    roles: dict[str, list[Json]] = {}
    for filler in fact.fillers:
        entity_id, name = naming(filler.name_id, filler.name)
        entry = {"entity_id": entity_id, "name": name}
        if entry not in roles.setdefault(filler.role.value, []):
            roles[filler.role.value].append(entry)
    if fact.kind is FactKind.ALLEGATION and Role.CLAIMANT.value not in roles:
        roles[Role.CLAIMANT.value] = [{"entity_id": None, "name": fact.claimed_by or UNATTRIBUTED}]
    unnamed = {FactKind.STATISTIC: Role.SOURCE, FactKind.RESPONSE: Role.RESPONDER}.get(fact.kind)
    if unnamed is not None and unnamed.value not in roles and fact.claimed_by not in (None, "", UNATTRIBUTED):
        roles[unnamed.value] = [{"entity_id": None, "name": fact.claimed_by or ""}]
    return roles


def judged_json(judged: Judged, naming: Naming = as_named) -> Json:
    """Return what people decided of a fact; `edited` holds the roles and values that were extracted."""
    edited, extracted = judged.edited, judged.extracted
    before = {} if extracted is None else {
        "roles": roles_json(extracted, naming),
        "values": {name: value_json(value) for name, value in extracted.values},
    }  # fmt: skip
    return {
        "fact_key": judged.fact_key,
        **said_json(judged.decided),
        "edited": None if edited is None else {**said_json(edited), "extracted": before},
    }


def said_json(said: Said) -> Json:
    """Return who decided what, when and in which words."""
    return {"judgement_id": said.judgement_id, "act": said.act, "by": said.by, "at": said.at, "note": said.note}


def mention_json(mention: Mention) -> Json:
    """Return a mention; `entity` is null where it stays unresolved."""
    return {
        "start": mention.start,
        "end": mention.end,
        "label": mention.label.value,
        "text": mention.text,
        "entity": mention.name_id,
    }


def span_json(span: Span) -> Json:
    """Return a span."""
    return {"start": span.start, "end": span.end}


def attribution_json(attribution: Attribution) -> Json:
    """Return who says what; `source` is null where nobody is named."""
    return {
        "source": None if attribution.source is None else span_json(attribution.source),
        "cue": span_json(attribution.cue),
        "content": span_json(attribution.content),
    }


def annotation_json(text_id: str, extraction: Extraction) -> Json:
    """Return all that was found in one text: a line of `threadline annotate`.

    Its mentions are names; pronouns and descriptions ("the company") only lead to them, in the roles of facts.
    """
    return {
        "id": text_id,
        "mentions": [mention_json(mention) for mention in extraction.mentions if mention.form not in POINTING],
        "attributions": [attribution_json(attribution) for attribution in extraction.attributions],
        "facts": [fact_json(fact) for fact in extraction.facts],
    }


def entity_json(entity: Entity) -> Json:
    """Return an entity in brief."""
    return {
        "entity_id": entity.entity_id,
        "name": entity.name,
        "label": entity.label.value,
        "aliases": list(entity.aliases),
        "mentions": entity.mentions,
        "tier": entity.tier.value,
    }


def dossier_json(entity: Entity, facts: Iterable[Fact], naming: Naming = as_named) -> Json:
    """Return an entity with its identifiers, why its names were joined, and its facts."""
    return {
        **entity_json(entity),
        "documents": entity.documents,
        "identifiers": [{"scheme": scheme, "value": value} for scheme, value in entity.identifiers],
        "joined": [{"name_id": name_id, "reason": reason} for name_id, reason in entity.reasons],
        "facts": [fact_json(fact, naming) for fact in facts],
    }
