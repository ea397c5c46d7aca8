"""One fact once: equal readings of the same words are dropped, and facts stand in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable

from extract.records import Fact, FactKind


def merge(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return facts in the order of their evidence, each once, without those that say less of the same words.

    Of two facts of one kind on the same evidence, the one whose roles and values are all in the other is dropped;
    answers to a dropped allegation go to the one that stays.
    """
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda item: (*_weight(item), item.fact_id)):
        if not any(_covers(other, fact) for other in kept):
            kept.append(fact)
    return tuple(sorted(kept, key=_order))


def _order(fact: Fact) -> tuple[int, int, str, str]:
    return fact.evidence[0].start, fact.fillers[0].start, fact.kind.value, fact.fact_id


def _weight(fact: Fact) -> tuple[int, float]:
    """Return how much a fact says, negated, so that the fullest sorts first."""
    return -(len(fact.fillers) * 2 + len(fact.values) + (2 if fact.answers else 0)), -fact.confidence


def _covers(larger: Fact, smaller: Fact) -> bool:
    """Whether one fact says all that another one says, of the same words."""
    if larger.kind is not smaller.kind or larger.act != smaller.act or not _overlap(larger, smaller):
        return False
    if larger.kind in (FactKind.ALLEGATION, FactKind.RESPONSE) and larger.content != smaller.content:
        return False
    mine = {(filler.role, filler.name_id) for filler in larger.fillers}
    values = dict(larger.values)
    same_roles = all((filler.role, filler.name_id) in mine for filler in smaller.fillers)
    return same_roles and all(values.get(name) == value for name, value in smaller.values)


def _overlap(one: Fact, other: Fact) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)
