"""Parts of the graph, built when they are first asked for and kept while nothing changes.

Guarantees: what is kept is dropped as soon as names are joined anew or somebody judges, and never told of a document
that is gone; of an entity in thousands of facts only those surest to be right are loaded, some hundred of a kind, and
how many there are in all is counted over every one.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from corpus.store import DocumentStore
from extract.outline.store import Chosen, OutlineStore
from extract.records import Fact, FactKind, FactStatus
from extract.store import ExtractionStore
from graph.build import build
from graph.network import EntityGraph
from graph.region import Topology
from search.index import Groups

NODES_KEPT = 40_000  # about 150 MB
CHOSEN_KEPT = 400  # about 20 MB at most
MOST = 150
ANSWERABLE = (FactKind.ALLEGATION, FactKind.DESIGNATION, FactKind.RESPONSE)


@dataclass(frozen=True, slots=True)
class Part:
    """The graph around an entity, with how many facts of each kind it is in altogether."""

    graph: EntityGraph
    totals: Mapping[str, int]
    whole: bool

    @property
    def size(self) -> int:
        """How much room it takes."""
        return self.graph.node_count


class Graphs:
    """Keeps parts of the graph of one workspace; many threads may ask it."""

    def __init__(self, documents: DocumentStore, extractions: ExtractionStore, groups: Callable[[], Groups]) -> None:
        self._documents = documents
        self._extractions = extractions
        self._groups = groups
        self.outlines = OutlineStore(extractions.database)
        self._lock = threading.Lock()
        self._building: dict[object, threading.Lock] = {}
        self._stand: tuple[int, int] | None = None
        self._parts: OrderedDict[object, Part] = OrderedDict()
        self._chosen: OrderedDict[tuple[tuple[str, ...], int], tuple[tuple[int, int], Chosen]] = OrderedDict()
        self._met: OrderedDict[tuple[str, ...], tuple[tuple[int, int], Mapping[str, Mapping[str, int]]]] = OrderedDict()
        self._topology: tuple[tuple[int, int], Topology] | None = None

    def around(
        self, entity_id: str, *, kinds: Iterable[FactKind] = (), day: str | None = None, most: int = MOST
    ) -> Part:
        """Return the graph around an entity; with `day`, one that has what could be known by then."""
        wanted = tuple(sorted(kinds))
        part = self._part((entity_id, wanted, None, most))
        if day is None:
            return part
        if not part.whole:
            return self._part((entity_id, wanted, day, most))
        graph, known = part.graph, Counter[str]()
        for fact_id in graph.facts_of(entity_id) if entity_id in graph else ():
            published = graph.known_on(fact_id)
            known[graph.kind_of(fact_id)] += published is not None and published <= day
        return Part(graph, +known, part.whole)

    def chosen(self, entity_ids: tuple[str, ...], most: int) -> Chosen:
        """Return the surest facts of entities, at most `most` of a kind, and how many there are."""
        stand, key = self.outlines.stand(), (entity_ids, most)
        with self._lock:
            known = self._chosen.get(key)
        if known is None or known[0] != stand:
            known = (stand, self.outlines.chosen(entity_ids, most=most))
            with self._lock:
                self._chosen[key] = known
                if len(self._chosen) > CHOSEN_KEPT:
                    self._chosen.popitem(last=False)
        return known[1]

    def met_with(self, chosen: Chosen) -> Mapping[str, Mapping[str, int]]:
        """Return in how many of the facts that were chosen each entity takes part, by its id and their kind."""
        stand = self.outlines.stand()
        with self._lock:
            known = self._met.get(chosen.fact_ids)
        if known is None or known[0] != stand:
            known = (stand, self.outlines.met_with(chosen.fact_ids))
            with self._lock:
                self._met[chosen.fact_ids] = known
                if len(self._met) > CHOSEN_KEPT:
                    self._met.popitem(last=False)
        return known[1]

    def in_order(self, fact_ids: Iterable[str]) -> tuple[Fact, ...]:
        """Return facts in the order of the workspace: by document, then by place in its text."""
        facts = self._extractions.facts_with(fact_ids).values()
        return tuple(sorted(facts, key=lambda fact: (fact.document_id, fact.evidence[0].start, fact.fact_id)))

    def totals(self, entity_id: str) -> dict[str, int]:
        """Return in how many facts of each kind an entity takes part."""
        return self.outlines.totals([entity_id])

    def topology(self) -> Topology:
        """Return all facts in outline; made anew when they changed, which takes some seconds for many thousands."""
        with self._lock:
            guard = self._building.setdefault("topology", threading.Lock())
        with guard:
            stand = self.outlines.stand()
            if self._topology is None or self._topology[0] != stand:
                facts = ((one.fact_id, one.date, one.entity_ids) for one in self.outlines.outlines())
                self._topology = (stand, Topology(facts, self.outlines.answers()))
            return self._topology[1]

    def of_facts(self, facts: Iterable[Fact]) -> EntityGraph:
        """Return the graph of some facts and of what answers them."""
        held = tuple(sorted(self.with_answers(facts), key=lambda fact: fact.fact_id))
        names = {filler.name_id for fact in held for filler in fact.fillers}
        entities = {entity.entity_id: entity for entity in self._extractions.entities_named(names).values()}
        heads = {head.document_id: head for head in self._documents.heads_of({fact.document_id for fact in held})}
        return build([entities[one] for one in sorted(entities)], held, heads, self._groups().of)

    def with_answers(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Add what the responses among them answer, then every response to any of them: none without the other."""
        held = {fact.fact_id: fact for fact in facts}
        extractions = self._extractions
        answered = {one for fact in held.values() for one in fact.answers} - held.keys()
        held |= {fact_id: fact for fact_id, fact in extractions.facts_with(answered).items() if is_shown(fact)}
        spoken = [fact.fact_id for fact in held.values() if fact.kind in ANSWERABLE]
        held |= extractions.facts_with(set(self.outlines.answering(spoken)) - held.keys())
        return tuple(held.values())

    def responses_to(self, facts: Iterable[Fact]) -> dict[str, tuple[Fact, ...]]:
        """Return the responses to allegations among some facts, by the id of what they answer, in a fixed order."""
        alleged = {fact.fact_id: fact for fact in facts if fact.kind in ANSWERABLE}
        answers: dict[str, tuple[Fact, ...]] = {}
        for fact in sorted(self.with_answers(alleged.values()), key=lambda fact: (fact.document_id, fact.fact_id)):
            for fact_id in fact.answers:
                answers[fact_id] = (*answers.get(fact_id, ()), fact)
        return answers

    def _part(self, key: tuple[str, tuple[FactKind, ...], str | None, int]) -> Part:
        with self._lock:
            guard = self._building.setdefault(key, threading.Lock())
        with guard:
            part = self._kept(key)
            if part is None or self._lost(part.graph):
                part = self._built(*key)
                self._keep(key, part)
        with self._lock:
            self._building.pop(key, None)
        return part

    def _built(self, entity_id: str, kinds: tuple[FactKind, ...], day: str | None, most: int) -> Part:
        chosen: Chosen = self.outlines.chosen([entity_id], kinds=kinds, day=day, most=most)
        facts = self._extractions.facts_with(chosen.fact_ids).values()
        return Part(self.of_facts(fact for fact in facts if is_shown(fact)), chosen.totals, chosen.whole)

    def _kept(self, key: object) -> Part | None:
        stand = self.outlines.stand()
        with self._lock:
            if stand != self._stand:
                self._stand = stand
                self._parts.clear()
            if key in self._parts:
                self._parts.move_to_end(key)
            return self._parts.get(key)

    def _keep(self, key: object, part: Part) -> None:
        with self._lock:
            self._parts[key] = part
            room = sum(one.size for one in self._parts.values())
            while room > NODES_KEPT and len(self._parts) > 1:
                room -= self._parts.popitem(last=False)[1].size

    def _lost(self, graph: EntityGraph) -> bool:
        """Whether a document that a graph was built from is gone."""
        document_ids = graph.document_ids()
        return self.outlines.count_extracted(document_ids) < len(document_ids)


def is_shown(fact: Fact) -> bool:
    """Whether nobody rejected a fact."""
    return fact.status is not FactStatus.REJECTED
