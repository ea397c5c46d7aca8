"""The reading side of the graph in one place: what the browser and the command line ask of it.

Each of these takes the `EntityGraph` that `graph.build.build` made and answers with records of this package. An
allegation is never answered without its responses.
"""

from __future__ import annotations

from graph.alternatives import paths
from graph.neighbourhood import around_facts, everything, neighbours
from graph.paths import path
from graph.reading import centrality, find_node, timeline

__all__ = ["around_facts", "centrality", "everything", "find_node", "neighbours", "path", "paths", "timeline"]
