"""The pages, a file a subject; which there are is this list."""

from __future__ import annotations

from web.pages import (
    add,
    api,
    api_graph,
    api_judgements,
    api_search,
    document,
    documents,
    entities,
    exports,
    facts,
    graph,
    health,
    home,
    ledger,
    lists,
    looks,
    review,
    saved,
    search,
    similar,
)

BLUEPRINTS = (
    home.blueprint,
    search.blueprint,
    exports.blueprint,
    saved.blueprint,
    lists.blueprint,
    similar.blueprint,
    document.blueprint,
    documents.blueprint,
    looks.blueprint,
    entities.blueprint,
    facts.blueprint,
    review.blueprint,
    graph.blueprint,
    add.blueprint,
    ledger.blueprint,
    api.blueprint,
    api_graph.blueprint,
    api_judgements.blueprint,
    api_search.blueprint,
    health.blueprint,
)
