"""The pages, a file a subject; which there are is this list."""

from __future__ import annotations

from web.pages import add, api, api_graph, documents, entities, graph, health, home, ledger, search

BLUEPRINTS = (
    home.blueprint,
    search.blueprint,
    documents.blueprint,
    entities.blueprint,
    graph.blueprint,
    add.blueprint,
    ledger.blueprint,
    api.blueprint,
    api_graph.blueprint,
    health.blueprint,
)
