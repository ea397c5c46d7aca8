"""The graph itself: who takes part in which fact, and which words say so.

`EntityGraph` is made once by `graph.build.build` and never changes, so many threads may read it. The engine stays
inside: what goes out are nodes, edges and ids. Facts are kept best evidenced first (documents that state them, then
evidence, then confidence), so walking from an entity meets the strongest first. Where `as_of` is taken it is a day,
`YYYY-MM-DD`.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extract.records import Evidence
from graph.errors import NodeNotFoundError
from graph.parts import NO_PAPER, HeldEntity, HeldFact, Paper
from graph.records import Edge, Node

ANSWERS = "answers"
Rank = tuple[int, int, float, str]


class EntityGraph:
    """Entities and the facts that link them, with evidence on every edge."""

    def __init__(
        self,
        net: Any,
        parts: Mapping[str, HeldEntity | HeldFact],
        papers: Mapping[str, Paper],
        name_ids: Mapping[str, str],
    ) -> None:
        self._net = net
        self._parts = parts
        self._papers = papers
        self._name_ids = name_ids

    def __contains__(self, node_id: object) -> bool:
        return node_id in self._parts

    @property
    def node_count(self) -> int:
        """The number of entities and facts."""
        return int(self._net.number_of_nodes())

    @property
    def edge_count(self) -> int:
        """The number of roles filled and answers given."""
        return int(self._net.number_of_edges())

    def fact_ids(self) -> Iterator[str]:
        """Yield the id of every fact, best evidenced first."""
        return (node_id for node_id in self._parts if self.is_fact(node_id))

    def entity_ids(self) -> Iterator[str]:
        """Yield the id of every entity, in order."""
        return (node_id for node_id in self._parts if not self.is_fact(node_id))

    def nodes(self) -> Iterator[Node]:
        """Yield every node."""
        return (self.get_node(node_id) for node_id in self._parts)

    def edges(self) -> Iterator[Edge]:
        """Yield every edge, fact by fact."""
        for fact_id in self.fact_ids():
            yield from self.edges_of(fact_id)

    def get_id(self, node_id: str) -> str:
        """Return the node that an id leads to: its own, or that of a name joined into an entity."""
        if node_id in self._parts:
            return node_id
        joined = self._name_ids.get(node_id)
        if joined is None:
            raise NodeNotFoundError(node_id)
        return joined

    def is_fact(self, node_id: str) -> bool:
        """Tell a fact from an entity."""
        return isinstance(self._parts[node_id], HeldFact)

    def kind_of(self, node_id: str) -> str:
        """Return the `Label` value of an entity, the `FactKind` value of a fact."""
        return self._parts[node_id].kind

    def name_of(self, node_id: str) -> str:
        """Return the readable name of a node."""
        return self._parts[node_id].name

    def facts_of(self, entity_id: str) -> Iterator[str]:
        """Yield the ids of the facts an entity takes part in, best evidenced first."""
        return iter(self._net.predecessors(entity_id))

    def fact_count(self, entity_id: str) -> int:
        """Return in how many facts an entity takes part."""
        return len(self._net.pred[entity_id])

    def participants(self, fact_id: str) -> Iterator[str]:
        """Yield the ids of the entities in a fact, each once, in the order of the roles."""
        return (node_id for node_id in self._net.successors(fact_id) if not self.is_fact(node_id))

    def responses_to(self, fact_id: str) -> Iterator[str]:
        """Yield the ids of the facts that answer this one."""
        return iter(self._net.predecessors(fact_id))

    def answered_by(self, fact_id: str) -> Iterator[str]:
        """Yield the ids of the facts that this one answers."""
        return (node_id for node_id in self._net.successors(fact_id) if self.is_fact(node_id))

    def confidence_of(self, fact_id: str) -> float:
        """Return how sure the extraction is of a fact, from 0 to 1."""
        return self._fact(fact_id).confidence

    def document_of(self, fact_id: str) -> str:
        """Return the id of the document that states a fact."""
        return self._fact(fact_id).document_id

    def document_ids(self) -> tuple[str, ...]:
        """Return the ids of the documents that state the facts."""
        return tuple(self._papers)

    def known_on(self, fact_id: str) -> str | None:
        """Return the day by which the fact's document had been published, None where nobody knows."""
        return self._paper(self._fact(fact_id).document_id).known

    def document_count(self, fact_id: str, as_of: str | None = None) -> int:
        """Return how many sources state the fact's proposition, its own included; copies of one text are one source."""
        return 1 + len(self._others(self._fact(fact_id), as_of))

    def rank_of(self, fact_id: str, as_of: str | None = None) -> Rank:
        """Return the key by which facts are ordered, the strongest first."""
        held = self._fact(fact_id)
        return (-self.document_count(fact_id, as_of), -len(held.evidence), -held.confidence, fact_id)

    def strongest(self, fact_ids: Iterable[str], count: int, as_of: str | None = None) -> list[str]:
        """Return the best evidenced of some facts, in order, at most `count`."""
        if as_of is None:
            return heapq.nsmallest(count, fact_ids, key=lambda fact_id: self._fact(fact_id).order)
        return heapq.nsmallest(count, fact_ids, key=lambda fact_id: self.rank_of(fact_id, as_of))

    def get_node(self, node_id: str, as_of: str | None = None) -> Node:
        """Return a node; raises `NodeNotFoundError`."""
        if node_id not in self._parts:
            raise NodeNotFoundError(node_id)
        held = self._parts[node_id]
        if isinstance(held, HeldFact):
            pairs = [*held.attributes, *self._standing(node_id, held, as_of)]
        else:
            pairs = [*held.attributes] if as_of else [*held.attributes, ("facts", str(self.fact_count(node_id)))]
        return Node(node_id, held.kind, held.name, tuple(sorted(pairs)))

    def edges_of(self, fact_id: str) -> tuple[Edge, ...]:
        """Return the roles of a fact, in the order of the roles, and what it answers."""
        held = self._fact(fact_id)
        publisher = self._paper(held.document_id).publisher
        return tuple(
            Edge(
                edge_id=f"{fact_id}:{role}:{node_id}",
                source_id=fact_id,
                target_id=node_id,
                role=role,
                fact_id=fact_id,
                document_id=held.document_id,
                evidence=evidence_of(data, held),
                publisher=publisher,
            )
            for node_id in self._net.successors(fact_id)
            for role, data in self._net.get_edge_data(fact_id, node_id).items()
        )

    def _fact(self, fact_id: str) -> HeldFact:
        held = self._parts[fact_id]
        assert isinstance(held, HeldFact), f"{fact_id!r} is an entity"
        return held

    def _paper(self, document_id: str) -> Paper:
        return self._papers.get(document_id, NO_PAPER)

    def _others(self, held: HeldFact, as_of: str | None) -> list[str]:
        """Return a document of each other source that states a proposition, of those known on a day where one is given.

        The copies of the fact's own document are no other source, and of other copies the first stands for all.
        """
        found: dict[str, str] = {self._paper(held.document_id).origin: held.document_id}
        for document_id in self._known(held, as_of):
            found.setdefault(self._paper(document_id).origin, document_id)
        return list(found.values())[1:]

    def _known(self, held: HeldFact, as_of: str | None) -> list[str]:
        """Return the documents beside its own that state a proposition, those known on the day where one is given."""
        others = [document_id for document_id in held.sources if document_id != held.document_id]
        if as_of is None:
            return others
        return [other for other in others if (known := self._paper(other).known) is not None and known <= as_of]

    def _standing(self, fact_id: str, held: HeldFact, as_of: str | None) -> Iterator[tuple[str, str]]:
        """Yield what a fact's node says of its document, of other documents, and of those that answer."""
        paper = self._paper(held.document_id)
        others = self._others(held, as_of)
        yield "corroborated_by", str(len(others))
        yield "quote", held.evidence[0].quote
        papers = (self._paper(document_id) for document_id in (held.document_id, *self._known(held, as_of)))
        dates = sorted((p.known, p.date) for p in papers if p.known and p.date)
        if dates:
            yield "first_seen", dates[0][1]
        given = (("document_title", paper.title), ("document_date", paper.date), ("publisher", paper.publisher))
        yield from ((name, text) for name, text in given if text)
        if responses := len(self._net.pred[fact_id]):
            yield "responses", str(responses)
        if as_of is not None and (paper.known is None or paper.known > as_of):
            yield "after_as_of", "unknown" if paper.known is None else "yes"


def evidence_of(data: Mapping[str, tuple[Evidence, ...]], held: HeldFact) -> tuple[Evidence, ...]:
    """Return an edge's evidence, in its own order where the fact has several spans."""
    return data.get("evidence", held.evidence)
