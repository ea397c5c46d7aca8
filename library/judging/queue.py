"""What to judge next, what changes most in the graph first.

Facts that nobody judged come first where they name somebody in an allegation; then by the links that would vanish
without them, the money behind them, and the doubt of the extraction. Entities that may be one, and names that were
joined on thin grounds, stand among them by the links they would bring together.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log10

from extract.encoding import read_value
from extract.records import Entity, Fact, FactKind, FactStatus, Label, Money, Role
from extract.store import ExtractionStore
from graph.naming import value_text
from library.judging.candidates import Candidate, candidates, joins, judged_names, judged_pairs
from library.judging.records import Item
from library.rooms import Rooms

ITEM_KINDS = ("fact", "merge", "join")
KINDS = (*ITEM_KINDS, *(kind.value for kind in FactKind))
PARTIES = (Label.COMPANY, Label.PERSON, Label.ORGANISATION, Label.GOVERNMENT)
DOUBTFUL = 0.6
DEPTH = 3000
"""How many of each kind of fact are kept ranked."""
CHUNK = 200
MANY, JUDGED_MEANWHILE = 20_000, 25
"""With more facts than so many, the ranking is made again only after so many judgements."""
Rank = tuple[bool, float, str]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A fact (by its id) or a candidate before its words are found: its rank, and what hangs on it.

    A rank says whether it comes behind those that go first, then its score, negated; `kinds` are those it is asked for
    under.
    """

    rank: Rank
    what: str | Candidate
    kinds: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()
    money: Money | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """What came first of each kind when everything was weighed; `facts` counts what was."""

    stand: tuple[int, int]
    facts: int
    best: tuple[Weighed, ...]


class Settled:
    """What tells whether a merge or a join is still to be judged; `names` are the entities as they are now."""

    def __init__(self, extractions: ExtractionStore, names: Mapping[str, Entity]) -> None:
        self._names = names
        self._pairs = judged_pairs(extractions)
        self._judged = judged_names(extractions)

    def is_open(self, candidate: Candidate) -> bool:
        """Whether its entities are still there, apart or joined as they were, and nobody said anything of them."""
        now = [self._names.get(entity.entity_id) for entity in candidate.entities]
        if any(one is None or one.entity_id != was.entity_id for one, was in zip(now, candidate.entities, strict=True)):
            return False
        if candidate.kind == "join":
            return candidate.name_id in candidate.entities[0].name_ids and candidate.name_id not in self._judged
        return frozenset(entity.entity_id for entity in candidate.entities) not in self._pairs


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
    """The queue of a workspace, as it stands now.

    Ranking looks at every fact. So where there are many, what was ranked is shown for some judgements more, without
    what was decided meanwhile; names joined anew for another reason have it ranked again at once.
    """

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.extractions = rooms.extractions

    def items(self, kinds: frozenset[str], *, limit: int, offset: int) -> tuple[Item, ...]:
        """Return a stretch of the queue, of some kinds of items or facts only, if named."""
        ranking = self.rooms.remembered(Ranking, self._is_fresh, self._ranked)
        asked = [one for one in ranking.best if not kinds or not kinds.isdisjoint(one.kinds)]
        found: list[Item] = []
        for start in range(0, len(asked), CHUNK):
            found += self._open(asked[start : start + CHUNK])
            if len(found) >= offset + limit:
                break
        return tuple(found[offset : offset + limit])

    def _is_fresh(self, ranking: Ranking) -> bool:
        now = self.rooms.graphs.outlines.stand()
        joined, judged = now[0] - ranking.stand[0], now[1] - ranking.stand[1]
        return not (joined or judged) or (ranking.facts > MANY and 0 <= joined <= judged <= JUDGED_MEANWHILE)

    def _ranked(self) -> Ranking:
        stand = self.rooms.graphs.outlines.stand()
        links = Links(self.extractions.linked())
        by_kind: dict[str, list[Weighed]] = {}
        facts = 0
        for kind in FactKind:
            weighed = list(self._facts(links, kind))
            facts += len(weighed)
            by_kind[kind] = heapq.nsmallest(DEPTH, weighed, key=_rank)
        for name, find in (("merge", candidates), ("join", joins)):
            by_kind[name] = [
                Weighed((True, -one.score, one.key), one, (name,)) for one in find(self.extractions, links.facts)
            ]
        return Ranking(stand, facts, tuple(sorted((one for some in by_kind.values() for one in some), key=_rank)))

    def _open(self, some: Sequence[Weighed]) -> Iterator[Item]:
        """Yield what is still to be judged of a stretch."""
        facts = self.extractions.facts_with(one.what for one in some if isinstance(one.what, str))
        ids = {filler.name_id for fact in facts.values() for filler in fact.fillers}
        ids |= {one for item in some for pair in item.links for one in pair}
        offered = [one.what for one in some if isinstance(one.what, Candidate)]
        ids |= {entity.entity_id for one in offered for entity in one.entities}
        names = self.extractions.entities_named(ids)
        settled = Settled(self.extractions, names) if offered else None
        for one in some:
            if isinstance(one.what, Candidate):
                if settled is not None and settled.is_open(one.what):
                    yield _merge_item(one, one.what)
            elif one.what in facts and facts[one.what].status is FactStatus.PROPOSED:
                yield _fact_item(one, facts[one.what], names)

    def _facts(self, links: Links, kind: FactKind) -> Iterator[Weighed]:
        """Weigh the facts that nobody judged, without reading them whole, which takes long where there are many."""
        accusing: set[str] = set()
        if kind is FactKind.ALLEGATION:
            claims = self.extractions.facts(FactKind.ALLEGATION, status=FactStatus.PROPOSED)
            accusing = {fact.fact_id for fact in claims if _accused(fact)}
        for fact_id, confidence, given in self.extractions.proposed([kind]):
            only, money = links.only(fact_id), _largest(given)
            behind = log10(1 + float(money.value)) / 2 if money is not None and money.value > 0 else 0.0
            score = round(len(only) + behind + (1 - confidence), 6)
            yield Weighed((fact_id not in accusing, -score, fact_id), fact_id, ("fact", kind.value), only, money)


def _rank(weighed: Weighed) -> Rank:
    return weighed.rank


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
