"""The JSON of searches, of the graph, and of the library's own answers."""

from __future__ import annotations

from collections.abc import Iterable

from graph.records import Edge, Node, View
from library.exploring import Explored
from library.records import AddSummary, Copy, Problem, Status
from library.searches.records import Alert, SavedSearch
from library.wire.facts import Json, evidence_json
from search.results import Hit, Results, Significance, Significant


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
        "copies": len(hit.copies),
        "copy_ids": list(hit.copies),
    }


def results_json(results: Results) -> Json:
    """Return the answer to a search."""
    return {
        "total": results.total,
        "understood": results.understood,
        "warnings": list(results.warnings),
        "hits": [hit_json(hit) for hit in results.hits],
        "facets": {field: dict(counts) for field, counts in results.facets},
        "distinct": results.distinct,
        "unseen": results.unseen,
        "suggestions": [{"query": one.query, "total": one.total} for one in results.suggestions],
    }


def significance_json(found: Significance) -> Json:
    """Return what sets the hits of a search apart."""
    return {
        "looked_at": found.looked_at,
        "words": [_significant_json(one) for one in found.words],
        "entities": [
            {**_significant_json(one), "label": one.label, "entity_id": one.entity_id} for one in found.entities
        ],
    }


def _significant_json(one: Significant) -> Json:
    return {"text": one.text, "count": one.count, "among": one.among, "score": one.score}


def similar_json(copies: Iterable[Copy], results: Results) -> Json:
    """Return the copies of a document, the earliest first, and the documents like it with the words that tell."""
    return {
        "copies": [
            {
                "document_id": copy.head.document_id,
                "title": copy.head.title,
                "date": copy.head.date,
                "location": copy.head.location,
                "same_words": copy.same_words,
            }
            for copy in copies
        ],
        "judged_by": results.understood.split(),
        "hits": [hit_json(hit) for hit in results.hits],
    }


def saved_json(saved: SavedSearch) -> Json:
    """Return a saved search."""
    return {
        "search_id": saved.search_id,
        "name": saved.name,
        "query": saved.query,
        "created_at": saved.created_at,
        "new": saved.new,
    }


def alert_json(alert: Alert) -> Json:
    """Return what is new for a saved search."""
    return {**saved_json(alert.search), "new": len(alert.document_ids), "hits": [hit_json(hit) for hit in alert.hits]}


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
    """Return a part of the graph; `omitted` counts the facts left out, by kind; `trail` is a path, from end to end."""
    return {
        "nodes": [node_json(node) for node in view.nodes],
        "edges": [edge_json(edge) for edge in view.edges],
        "omitted": dict(view.omitted),
        "trail": list(view.trail),
    }


def explored_json(found: Explored) -> Json:
    """Return what the explorer shows; `omitted` counts what is left out, by entity and kind."""
    view = view_json(found.view)
    return {
        "nodes": view["nodes"],
        "edges": view["edges"],
        "omitted": {entity_id: dict(counts) for entity_id, counts in found.more},
        "undated": found.view.undated,
        "ways": [list(way) for way in found.ways],
        "kinds": list(found.kinds),
        "hidden": sorted(found.hidden),
        "first": found.first,
        "last": found.last,
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
        "outdated": status.outdated,
        "rejected": status.rejected,
        "judgements": status.judgements,
        "orphaned": status.orphaned,
    }


def problem_json(problem: Problem) -> Json:
    """Return one thing `verify` found."""
    return {"check": problem.check, "subject": problem.subject, "problem": problem.problem}
