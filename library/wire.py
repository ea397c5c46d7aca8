"""The JSON of commands and API: one function a record, the same names everywhere.

Every function returns a new dict of plain JSON values. Roles that a text does not state are absent; a claim nobody is
named for has the claimant `unattributed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from corpus.records import Document, DocumentHead, LedgerEntry
from extract.records import (
    Attribution,
    Date,
    Entity,
    Evidence,
    Extraction,
    Fact,
    FactKind,
    Mention,
    Money,
    Quantity,
    Role,
    Span,
    Value,
)
from graph.records import Edge, Node, View
from library.records import AddSummary, Problem, Status
from search.results import Hit, Results

Json = dict[str, Any]
Naming = Callable[[str, str], tuple[str, str]]
"""`(name_id, name in the document) -> (entity_id, name shown)`."""

UNATTRIBUTED = "unattributed"


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
    """Return a fact with its roles named as `naming` says."""
    roles: dict[str, list[Json]] = {}
    for filler in fact.fillers:
        entity_id, name = naming(filler.name_id, filler.name)
        entry = {"entity_id": entity_id, "name": name}
        if entry not in roles.setdefault(filler.role.value, []):
            roles[filler.role.value].append(entry)
    if fact.kind is FactKind.ALLEGATION and Role.CLAIMANT.value not in roles:
        roles[Role.CLAIMANT.value] = [{"entity_id": None, "name": fact.claimed_by or UNATTRIBUTED}]
    return {
        "fact_id": fact.fact_id,
        "kind": fact.kind.value,
        "document_id": fact.document_id,
        "roles": roles,
        "values": {name: value_json(value) for name, value in fact.values},
        "content": fact.content,
        "act": fact.act,
        "modality": fact.modality.value,
        "status": fact.status.value,
        "answers": list(fact.answers),
        "confidence": round(fact.confidence, 3),
        "evidence": [evidence_json(evidence) for evidence in fact.evidence],
    }


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
    """Return all that was found in one text: a line of `threadline annotate`."""
    return {
        "id": text_id,
        "mentions": [mention_json(mention) for mention in extraction.mentions],
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


def head_json(head: DocumentHead) -> Json:
    """Return a document without its text."""
    return {
        "document_id": head.document_id,
        "title": head.title,
        "kind": head.kind.value,
        "kind_reason": head.kind_reason,
        "date": head.date,
        "language": head.language,
        "publisher": head.publisher,
        "source": head.source,
        "location": head.location,
        "media_type": head.media_type,
        "sha256": head.sha256,
        "pages": head.pages,
        "length": head.length,
    }


def document_json(document: Document) -> Json:
    """Return a document with its text and sections."""
    return {
        "document_id": document.document_id,
        "title": document.title,
        "kind": document.kind.value,
        "kind_reason": document.kind_reason,
        "date": document.date,
        "language": document.language,
        "publisher": document.publisher,
        "authors": list(document.authors),
        "source": document.source,
        "location": document.location,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "metadata": dict(document.metadata),
        "tools": dict(document.tools),
        "sections": [
            {"kind": section.kind.value, "start": section.start, "end": section.end, "number": section.number}
            for section in document.sections
        ],
        "text": document.text,
    }


def ledger_json(entry: LedgerEntry) -> Json:
    """Return what became of one input."""
    return {
        "input_id": entry.input_id,
        "location": entry.source.location,
        "sha256": entry.source.sha256,
        "size_bytes": entry.source.size_bytes,
        "media_type": entry.media_type,
        "state": entry.state.value,
        "document_id": entry.document_id,
        "note": entry.note,
        "stage": entry.stage,
        "reason": entry.reason,
        "detail": entry.detail,
        "tools": dict(entry.tools),
        "recorded_at": entry.recorded_at,
    }


def hit_json(hit: Hit) -> Json:
    """Return one matching document with its snippets."""
    return {
        "document_id": hit.document_id,
        "title": hit.title,
        "kind": hit.kind,
        "date": hit.date,
        "page": hit.page,
        "score": round(hit.score, 4),
        "snippets": [
            {
                "text": snippet.text,
                "highlights": [list(highlight) for highlight in snippet.highlights],
                "page": snippet.page,
                "start": snippet.start,
                "end": snippet.end,
            }
            for snippet in hit.snippets
        ],
    }


def results_json(results: Results) -> Json:
    """Return the answer to a search."""
    return {
        "total": results.total,
        "understood": results.understood,
        "warnings": list(results.warnings),
        "hits": [hit_json(hit) for hit in results.hits],
        "facets": {field: dict(counts) for field, counts in results.facets},
    }


def node_json(node: Node) -> Json:
    """Return a node of the graph."""
    return {"id": node.node_id, "kind": node.kind, "name": node.name, "attributes": dict(node.attributes)}


def edge_json(edge: Edge) -> Json:
    """Return an edge of the graph with its evidence."""
    return {
        "id": edge.edge_id,
        "source": edge.source_id,
        "target": edge.target_id,
        "role": edge.role,
        "fact_id": edge.fact_id,
        "document_id": edge.document_id,
        "evidence": [evidence_json(evidence) for evidence in edge.evidence],
    }


def view_json(view: View) -> Json:
    """Return a part of the graph; `omitted` counts the neighbours a cap left out, by kind."""
    return {
        "nodes": [node_json(node) for node in view.nodes],
        "edges": [edge_json(edge) for edge in view.edges],
        "omitted": dict(view.omitted),
    }


def summary_json(summary: AddSummary) -> Json:
    """Return what became of an `add`."""
    return {
        "found": summary.found,
        "added": summary.added,
        "duplicate": summary.duplicate,
        "failed": summary.failed,
        "seconds": round(summary.seconds, 2),
        "documents": summary.documents,
        "facts": summary.facts,
        "entities": summary.entities,
    }


def status_json(status: Status) -> Json:
    """Return how a workspace stands."""
    return {
        "workspace": status.workspace,
        "documents": dict(status.documents),
        "inputs": dict(status.inputs),
        "entities": dict(status.entities),
        "facts": dict(status.facts),
        "unextracted": status.unextracted,
        "unindexed": status.unindexed,
        "fresh": status.fresh,
        "extractor": status.extractor,
    }


def problem_json(problem: Problem) -> Json:
    """Return one thing `verify` found."""
    return {"check": problem.check, "subject": problem.subject, "problem": problem.problem}
