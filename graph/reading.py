"""What is read off the graph beside its drawing: a timeline, who is most connected, and a node by its name."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from graph.assemble import get_kinds, is_known
from graph.dates import find_last_day, get_last_day
from graph.errors import NodeNotFoundError
from graph.naming import fold
from graph.network import EntityGraph
from graph.records import Event, Node, Standing


def timeline(graph: EntityGraph, entity_id: str, *, as_of: str | None = None) -> tuple[Event, ...]:
    """Return the facts an entity takes part in, oldest first, those without any date last.

    A fact stands at the date or the beginning of the period it speaks of, failing that at the date of its document.
    Every response to a fact comes with it. Raises `NodeNotFoundError`, `DateUnreadableError`.
    """
    start = graph.get_id(entity_id)
    day = get_last_day(as_of) if as_of else None
    facts = [start] if graph.is_fact(start) else graph.facts_of(start)
    events = [event_of(graph, fact_id, day) for fact_id in facts if is_known(graph, fact_id, day)]
    return tuple(sorted(events, key=lambda event: (find_last_day(event.date) or "9", event.fact.node_id)))


def event_of(graph: EntityGraph, fact_id: str, day: str | None) -> Event:
    """Return a fact as an event."""
    node = graph.get_node(fact_id, day)
    said = dict(node.attributes)
    stated = next((said[name] for name in ("date", "period") if find_last_day(said.get(name))), None)
    published = said.get("document_date")
    return Event(
        date=stated or published,
        dated_by="fact" if stated else "document" if published else None,
        fact=node,
        edges=graph.edges_of(fact_id),
        responses=tuple(graph.get_node(other, day) for other in graph.responses_to(fact_id)),
    )


def centrality(
    graph: EntityGraph, *, kinds: Iterable[str] = (), as_of: str | None = None, limit: int = 20
) -> tuple[Standing, ...]:
    """Return the entities that take part in the most facts, most connected first (degree centrality over facts).

    `kinds` narrows both the facts counted and the labels of the entities listed.
    """
    fact_kinds, labels = get_kinds(kinds)
    day = get_last_day(as_of) if as_of else None

    def standing(entity_id: str) -> tuple[int, int]:
        facts = [
            fact_id
            for fact_id in graph.facts_of(entity_id)
            if (not fact_kinds or graph.kind_of(fact_id) in fact_kinds) and is_known(graph, fact_id, day)
        ]
        return len(facts), len({graph.document_of(fact_id) for fact_id in facts})

    counted = (
        (*standing(entity_id), entity_id)
        for entity_id in graph.entity_ids()
        if not labels or graph.kind_of(entity_id) in labels
    )
    best = heapq.nsmallest(limit, (row for row in counted if row[0]), key=lambda row: (-row[0], -row[1], row[2]))
    return tuple(Standing(graph.get_node(entity_id, day), facts, documents) for facts, documents, entity_id in best)


def find_node(graph: EntityGraph, text: str) -> Node | None:
    """Return the node that somebody means by an id, a name or an alias; None where nothing or too much fits.

    Names are compared without case, accents and punctuation. Of several entities of exactly this name the most
    connected is returned; where no name fits, the only entity that has all the words in its name.
    """
    try:
        return graph.get_node(graph.get_id(text))
    except NodeNotFoundError:
        wanted = fold(text)
    words = set(wanted.split())
    if not words:
        return None
    exact: list[tuple[bool, int, str]] = []
    partly: list[str] = []
    for entity_id in graph.entity_ids():
        name = fold(graph.name_of(entity_id))
        aliases = dict(graph.get_node(entity_id).attributes).get("aliases", "")
        if wanted == name or wanted in map(fold, aliases.split(" | ")):
            exact.append((wanted != name, -graph.fact_count(entity_id), entity_id))
        elif words <= set(name.split()):
            partly.append(entity_id)
    if exact:
        return graph.get_node(min(exact)[2])
    return graph.get_node(partly[0]) if len(partly) == 1 else None
