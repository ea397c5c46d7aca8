"""The options of the graph, as values; whoever stands at the top builds them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GraphOptions:
    """How much of the graph one answer shows.

    `cap` is the largest number of facts in a neighbourhood (what an allegation brings along is not counted),
    `max_depth` the largest number of steps from entity to entity, `max_length` the largest number of facts on a path.
    """

    cap: int = 50
    max_depth: int = 4
    max_length: int = 6


DEFAULTS = GraphOptions()
