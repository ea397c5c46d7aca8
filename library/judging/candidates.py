"""Merges to be judged: entities with much alike names that nobody joined, and names joined on thin grounds.

Only entities that take part in facts are looked at, those in most facts first; two that somebody already judged are
not offered again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from extract.comparison import ALIKE, Comparison, compare
from extract.judgements.standing import standing
from extract.names import base, is_generic
from extract.records import Entity, Label
from extract.store import ExtractionStore

LOOKED_AT = 3000
"""Entities that are compared: those in most facts."""
COMPARED = 5000
"""Pairs of names that are compared: those that would join most facts."""
SHARED_BY = 25
"""A word that more entities have in their names tells nothing of who is meant."""
SURE = ("the same name", "both are", "the full name", "judged to be one", "the initials")
"""How the reasons begin that are not worth asking about."""
_SAME_SORT = frozenset((Label.COMPANY, Label.ORGANISATION))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one, or an entity and the name that was joined to it."""

    kind: Literal["merge", "join"]
    key: str
    score: float
    links: int
    entities: tuple[Entity, ...]
    reason: str
    why: tuple[str, ...]
    name_id: str = ""
    name: str = ""


def candidates(extractions: ExtractionStore, facts: Mapping[str, int]) -> Iterator[Candidate]:
    """Yield pairs of entities whose names are alike; `facts` counts the facts of each."""
    most = sorted(facts, key=lambda entity_id: (-facts[entity_id], entity_id))[:LOOKED_AT]
    entities = {one.entity_id: one for one in extractions.entities_named(most).values()}
    judged = judged_pairs(extractions)
    pairs = sorted(_sharing(entities.values()), key=lambda pair: (-min(facts[pair[0]], facts[pair[1]]), pair))
    for pair in pairs[:COMPARED]:
        one, other = entities[pair[0]], entities[pair[1]]
        if frozenset(pair) in judged or not _same_sort(one, other):
            continue
        likeness = _likeness(one.name, other.name)
        if likeness.score >= ALIKE:
            links = min(facts[one.entity_id], facts[other.entity_id])
            why = (f"would join {facts[one.entity_id]} and {facts[other.entity_id]} facts",)
            score = links * likeness.score
            yield Candidate("merge", "-".join(pair), score, links, (one, other), likeness.reason, why)


def joins(extractions: ExtractionStore, facts: Mapping[str, int]) -> Iterator[Candidate]:
    """Yield names that were joined to an entity by a rule that may err; `facts` counts the facts of each entity."""
    most = sorted(facts, key=lambda entity_id: (-facts[entity_id], entity_id))[:LOOKED_AT]
    entities = {one.entity_id: one for one in extractions.entities_named(most).values()}
    judged = judged_names(extractions)
    asked = [
        (entity, name_id, reason)
        for entity in entities.values()
        for name_id, reason in entity.reasons
        if name_id not in judged and not reason.startswith(SURE)
    ]
    moved = extractions.facts_naming(name_id for _, name_id, _ in asked)
    parties = {party.name_id: party for party in extractions.parties(name_id for _, name_id, _ in asked)}
    for entity, name_id, reason in asked:
        links = moved.get(name_id, 0)
        if links and name_id in parties:
            why = (f"{links} {'fact hangs' if links == 1 else 'facts hang'} on it",)
            name = parties[name_id].name
            yield Candidate("join", name_id, links / 2, links, (entity,), reason, why, name_id, name)


def _sharing(entities: Iterable[Entity]) -> set[tuple[str, str]]:
    """Return the pairs of entities that share a telling word."""
    by_word: dict[str, list[str]] = {}
    for entity in entities:
        for word in set(base(entity.name).split()):
            if len(word) > 3 and not is_generic(word):
                by_word.setdefault(word[:6], []).append(entity.entity_id)
    return {
        (min(pair), max(pair))
        for sharing in by_word.values()
        if len(sharing) <= SHARED_BY
        for pair in combinations(sharing, 2)
    }


@lru_cache(maxsize=4 * COMPARED)
def _likeness(one: str, other: str) -> Comparison:
    """Compare two names; remembered, as most stay as they are from one look at the queue to the next."""
    return compare(one, other)


def _same_sort(one: Entity, other: Entity) -> bool:
    return one.label is other.label or {one.label, other.label} <= _SAME_SORT


def judged_names(extractions: ExtractionStore) -> set[str]:
    """Return the names of which somebody said something that stands."""
    log = standing(extractions.judgements.of_entities())
    return {party.name_id for judgement in log for side in judgement.decision.sides for party in side}


def judged_pairs(extractions: ExtractionStore) -> set[frozenset[str]]:
    """Return the pairs of entities of which somebody said something that stands."""
    log = standing(extractions.judgements.of_entities())
    heads = extractions.entity_of(side[0].name_id for one in log for side in one.decision.sides if side)
    return {
        frozenset(pair)
        for one in log
        for pair in combinations({heads.get(side[0].name_id, "") for side in one.decision.sides if side}, 2)
    }
