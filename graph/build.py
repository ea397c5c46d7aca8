"""From facts to a graph: `build` is the entry of this package.

It guarantees that every edge has evidence, that a fact somebody rejected is not drawn, and that the same facts give
the same graph in whatever order they come. Facts and documents are read as a stream: only what the graph shows of
them is kept. Given the facts around one entity alone, it builds that neighbourhood.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import networkx as nx

from corpus.records import DocumentHead
from extract.records import Entity, Evidence, Fact, FactStatus, Filler, Role
from graph.attributes import entity_attributes, fact_attributes
from graph.corroboration import Corroboration
from graph.errors import EvidenceMissingError
from graph.naming import fact_name
from graph.network import ANSWERS, EntityGraph
from graph.parts import HeldEntity, HeldFact, Paper, paper_of


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact read, before its place in the order is known.

    `roles` are `(role, entity_id, evidence)`; evidence is None where it is simply the fact's.
    """

    held: HeldFact
    roles: tuple[tuple[str, str, tuple[Evidence, ...] | None], ...]
    answers: tuple[str, ...]


def build(
    entities: Iterable[Entity],
    facts: Iterable[Fact],
    heads: Mapping[str, DocumentHead],
    copies: Mapping[str, str] | None = None,
) -> EntityGraph:
    """Return the graph of these facts.

    `copies` names, for documents that are copies of one another, their group: a group is one source. A filler whose
    name belongs to none of the entities becomes a node of its own under its `name_id`. A fact id given twice counts
    once. Raises `EvidenceMissingError` for a fact without evidence.
    """
    builder = Builder(entities, heads, copies or {})
    for fact in facts:
        if fact.status is not FactStatus.REJECTED:
            builder.add(fact)
    return builder.graph()


class Builder:
    """Takes facts one by one and draws them at the end."""

    def __init__(
        self, entities: Iterable[Entity], heads: Mapping[str, DocumentHead], copies: Mapping[str, str]
    ) -> None:
        self._heads = heads
        self._copies = copies
        self._entity_of = entities_by_name(entities)
        self._held: dict[str, HeldEntity] = {}
        self._drafts: dict[str, Draft] = {}
        self._papers: dict[str, Paper] = {}
        self._pairs: dict[tuple[str, str], tuple[str, str]] = {}
        self._corroboration = Corroboration()

    def add(self, fact: Fact) -> None:
        """Take in one fact."""
        if not fact.evidence or any(e.start >= e.end or not e.quote for e in fact.evidence):
            raise EvidenceMissingError(fact.fact_id)
        if fact.fact_id in self._drafts:
            return
        if fact.document_id not in self._papers:
            origin = self._copies.get(fact.document_id, fact.document_id)
            self._papers[fact.document_id] = paper_of(self._heads.get(fact.document_id), origin)
        roles: defaultdict[tuple[str, str], list[Filler]] = defaultdict(list)
        for filler in fact.fillers:
            roles[filler.role.value, self._entity(filler)].append(filler)
        self._corroboration.add(fact, roles)
        claimants = tuple(dict.fromkeys(self._name(filler) for filler in fact.filled(Role.CLAIMANT)))
        held = HeldFact(
            kind=fact.kind.value,
            name=fact_name(fact),
            attributes=tuple(self._pairs.setdefault(pair, pair) for pair in fact_attributes(fact, claimants)),
            document_id=fact.document_id,
            evidence=fact.evidence,
            confidence=fact.confidence,
        )
        edges = tuple((role, entity_id, nearest(fact, fillers)) for (role, entity_id), fillers in roles.items())
        self._drafts[fact.fact_id] = Draft(held, edges, tuple(sorted(set(fact.answers) - {fact.fact_id})))

    def graph(self) -> EntityGraph:
        """Draw all facts taken in, best evidenced first."""
        parts: dict[str, HeldEntity | HeldFact] = {node_id: self._held[node_id] for node_id in sorted(self._held)}
        joined = {name_id: one.entity_id for name_id, one in self._entity_of.items() if one.entity_id in parts}
        ranked = self._ranked()
        parts.update(ranked)
        net = nx.MultiDiGraph()
        net.add_nodes_from(parts)
        for fact_id, _held in ranked:
            draw(net, fact_id, self._drafts[fact_id], self._drafts)
        return EntityGraph(net, parts, self._papers, joined)

    def _ranked(self) -> list[tuple[str, HeldFact]]:
        """Return all facts, best evidenced first; the key is that of `EntityGraph.rank_of`."""
        sources = self._corroboration.sources()
        facts = [
            (fact_id, replace(draft.held, sources=sources[fact_id]) if fact_id in sources else draft.held)
            for fact_id, draft in self._drafts.items()
        ]
        facts.sort(key=lambda fact: (-self._origins(fact[1]), -len(fact[1].evidence), -fact[1].confidence, fact[0]))
        return [(fact_id, replace(held, order=order)) for order, (fact_id, held) in enumerate(facts)]

    def _origins(self, held: HeldFact) -> int:
        """Return how many sources state a fact, copies of one text counted once."""
        return len({self._papers[document_id].origin for document_id in held.sources}) or 1

    def _entity(self, filler: Filler) -> str:
        """Return the node that a filler means, and keep it."""
        entity = self._entity_of.get(filler.name_id)
        if entity is not None:
            if entity.entity_id not in self._held:
                self._held[entity.entity_id] = HeldEntity(entity.label.value, entity.name, entity_attributes(entity))
            return entity.entity_id
        unknown = HeldEntity(filler.label.value, filler.name)
        known = self._held.get(filler.name_id, unknown)
        # The fullest name wins, so that the order in which documents come makes no difference.
        self._held[filler.name_id] = min(known, unknown, key=lambda held: (-len(held.name), held.name, held.kind))
        return filler.name_id

    def _name(self, filler: Filler) -> str:
        entity = self._entity_of.get(filler.name_id)
        return filler.name if entity is None else entity.name


def entities_by_name(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Return the entity that each name id leads to; an entity's own id is its own, whatever others claim."""
    found: dict[str, Entity] = {}
    own: dict[str, Entity] = {}
    for entity in entities:
        own[entity.entity_id] = entity
        for name_id in entity.name_ids:
            if name_id not in found or entity.entity_id < found[name_id].entity_id:
                found[name_id] = entity
    return found | own


def nearest(fact: Fact, fillers: list[Filler]) -> tuple[Evidence, ...] | None:
    """Return the evidence in order, that which holds a mention of the entity first; None where there is but one."""
    if len(fact.evidence) == 1:
        return None

    def away(evidence: Evidence) -> bool:
        return not any(evidence.start <= filler.start and filler.end <= evidence.end for filler in fillers)

    return tuple(sorted(fact.evidence, key=away))


def draw(net: Any, fact_id: str, draft: Draft, drawn: Container[str]) -> None:
    """Draw the edges of one fact; an answer to a fact that is not drawn is not drawn either."""
    for role, entity_id, evidence in draft.roles:
        if evidence is None:
            net.add_edge(fact_id, entity_id, key=role)
        else:
            net.add_edge(fact_id, entity_id, key=role, evidence=evidence)
    for answered in draft.answers:
        if answered in drawn:
            net.add_edge(fact_id, answered, key=ANSWERS)
