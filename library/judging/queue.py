"""What to judge next, what changes most in the graph first.

Facts that nobody judged come first where they name somebody in an allegation; then by the links that would vanish
without them, the money behind them, and the doubt of the extraction. Entities that may be one, and names that were
joined on thin grounds, stand among them by the links they would bring together.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import log10

from extract.encoding import read_value
from extract.records import Entity, Fact, FactKind, FactStatus, Label, Money, Role
from graph.naming import value_text
from library.judging.candidates import Candidate, candidates, joins
from library.judging.records import Item
from library.rooms import Rooms

ITEM_KINDS = ("fact", "merge", "join")
KINDS = (*ITEM_KINDS, *(kind.value for kind in FactKind))
PARTIES = (Label.COMPANY, Label.PERSON, Label.ORGANISATION, Label.GOVERNMENT)
DOUBTFUL = 0.6
Rank = tuple[bool, float, str]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A fact (by its id) or a candidate before its words are found: its rank, and what hangs on it.

    A rank says whether it comes behind those that go first, then its score, negated.
    """

    rank: Rank
    what: str | Candidate
    links: tuple[tuple[str, str], ...] = ()
    money: Money | None = None


class Links:
    """How many facts link each two entities, and in how many facts each takes part; rejected facts do not count."""

    def __init__(self, facts: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self.facts: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._pairs: dict[int, int] = {}
        self._of: dict[str, tuple[str, ...]] = {}
        for fact_id, entity_ids in facts:
            self._of[fact_id] = entity_ids
            for entity_id in entity_ids:
                self.facts[entity_id] = self.facts.get(entity_id, 0) + 1
            for pair in combinations(entity_ids, 2):
                number = self._pair(pair)
                self._pairs[number] = self._pairs.get(number, 0) + 1

    def only(self, fact_id: str) -> tuple[tuple[str, str], ...]:
        """Return the pairs of entities that nothing but this fact links."""
        return tuple(pair for pair in combinations(self._of.get(fact_id, ()), 2) if self._pairs[self._pair(pair)] == 1)

    def _pair(self, pair: tuple[str, str]) -> int:
        low, high = (self._numbers.setdefault(one, len(self._numbers)) for one in sorted(pair))
        return low << 32 | high


class Queue:
    """The queue of a workspace, as it stands now."""

    def __init__(self, rooms: Rooms) -> None:
        self.extractions = rooms.extractions

    def items(self, kinds: frozenset[str], *, limit: int, offset: int) -> tuple[Item, ...]:
        """Return a stretch of the queue, of some kinds of items or facts only, if named."""
        links = Links(self.extractions.linked())
        best = heapq.nsmallest(offset + limit, self._weighed(links, kinds), key=lambda one: one.rank)[offset:]
        facts = self.extractions.facts_with(one.what for one in best if isinstance(one.what, str))
        ids = {filler.name_id for fact in facts.values() for filler in fact.fillers}
        names = self.extractions.entities_named(ids | {one for item in best for pair in item.links for one in pair})
        items = (
            _merge_item(one, one.what)
            if isinstance(one.what, Candidate)
            else _fact_item(one, facts[one.what], names)
            if one.what in facts
            else None
            for one in best
        )
        return tuple(item for item in items if item is not None)

    def _weighed(self, links: Links, kinds: frozenset[str]) -> Iterator[Weighed]:
        all_facts = not kinds or "fact" in kinds
        yield from self._facts(links, [kind for kind in FactKind if all_facts or kind.value in kinds])
        for kind, find in (("merge", candidates), ("join", joins)):
            if not kinds or kind in kinds:
                for one in find(self.extractions, links.facts):
                    yield Weighed((True, -one.score, one.key), one)

    def _facts(self, links: Links, kinds: list[FactKind]) -> Iterator[Weighed]:
        """Weigh the facts that nobody judged, without reading them whole, which takes long where there are many."""
        accusing: set[str] = set()
        if FactKind.ALLEGATION in kinds:
            claims = self.extractions.facts(FactKind.ALLEGATION, status=FactStatus.PROPOSED)
            accusing = {fact.fact_id for fact in claims if _accused(fact)}
        for fact_id, confidence, given in self.extractions.proposed(kinds):
            only, money = links.only(fact_id), _largest(given)
            behind = log10(1 + float(money.value)) / 2 if money is not None and money.value > 0 else 0.0
            score = round(len(only) + behind + (1 - confidence), 6)
            yield Weighed((fact_id not in accusing, -score, fact_id), fact_id, only, money)


def _largest(given: str) -> Money | None:
    """Return the largest amount among values as they are stored."""
    if '"money"' not in given:
        return None
    values = (read_value(value) for _, value in json.loads(given))
    return max((value for value in values if isinstance(value, Money)), key=lambda money: money.value, default=None)


def _accused(fact: Fact) -> tuple[str, ...]:
    """Return who is named in an allegation."""
    if fact.kind is not FactKind.ALLEGATION:
        return ()
    return tuple(filler.name_id for filler in fact.filled(Role.TARGET) if filler.label in PARTIES)


def _fact_item(weighed: Weighed, fact: Fact, entities: dict[str, Entity]) -> Item:
    def called(name_id: str, otherwise: str) -> str:
        return entities[name_id].name if name_id in entities else otherwise

    why: list[str] = []
    targets = {one.name_id: one.name for one in fact.filled(Role.TARGET) if one.name_id in _accused(fact)}
    if targets:
        names = dict.fromkeys(called(name_id, name) for name_id, name in targets.items())
        why.append(f"an allegation against {', '.join(names)}")
        if not fact.filled(Role.CLAIMANT):
            why.append("nobody is named as its claimant")
    if weighed.links:
        first, second = (called(entity_id, entity_id) for entity_id in weighed.links[0])
        more = f", and {len(weighed.links) - 1} more such links" if len(weighed.links) > 1 else ""
        why.append(f"the only link between {first} and {second}{more}")
    money = value_text(weighed.money) if weighed.money is not None else ""
    if money:
        why.append(f"{money} behind it")
    if fact.confidence < DOUBTFUL:
        why.append(f"found with little confidence ({fact.confidence:.2f})")
    score = round(-weighed.rank[1], 3)
    return Item("fact", score, tuple(why), fact, links=len(weighed.links), money=money)


def _merge_item(weighed: Weighed, candidate: Candidate) -> Item:
    return Item(
        candidate.kind,
        round(-weighed.rank[1], 3),
        candidate.why,
        entities=candidate.entities,
        name_id=candidate.name_id,
        name=candidate.name,
        reason=candidate.reason,
        links=candidate.links,
    )
