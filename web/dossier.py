"""What a dossier makes of an entity's facts: groups by kind, sums, a timeline, and who it is named with.

Sums are of amounts as stated. Amounts that hardly differ and name no different counterparty count once: several
documents tell of one contract, some in round figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extract.records import Entity, Fact, FactKind, FactStatus, Label, Money, Role
from library.library import Library
from web.cards import Card
from web.current import Names

ORDER = (
    FactKind.CONTRACT,
    FactKind.DESIGNATION,
    FactKind.ALLEGATION,
    FactKind.RESPONSE,
    FactKind.DEPLOYMENT,
    FactKind.STATISTIC,
    FactKind.OWNERSHIP,
    FactKind.ROLE,
    FactKind.ALIAS,
)
NEIGHBOURS_SHOWN = 24
ALIKE = Decimal("0.02")
"""Two amounts that differ by no more than this share may be one, rounded."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What contracts come to in one currency; `part` is `supplier` or `buyer`.

    `contracts` are summed, told apart by amount and counterparty out of `told` amounts in the texts.
    """

    part: Role
    currency: str
    value: Decimal
    contracts: int
    told: int


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one kind."""

    kind: FactKind
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the timeline and its facts, each behind its date."""

    year: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity that shares facts with this one; `kinds` are `(kind, count)`, the most frequent first."""

    entity: Entity
    kinds: tuple[tuple[FactKind, int], ...]
    facts: int


def groups(cards: Iterable[Card]) -> tuple[Group, ...]:
    """Return cards by kind in the order of a dossier, each kind by time; responses stand beside their allegations."""
    found: dict[FactKind, list[Card]] = defaultdict(list)
    cards = tuple(cards)
    beside = {response.fact_id for card in cards for response in card.responses}
    for card in cards:
        if card.fact_id not in beside:
            found[card.kind].append(card)
    return tuple(Group(kind, tuple(sorted(found[kind], key=in_time))) for kind in ORDER if kind in found)


def in_time(card: Card) -> tuple[bool, str]:
    """Return the sort key that puts dated facts first, oldest first, and keeps the order of the others."""
    return not card.when, card.when


@dataclass(slots=True)
class Stated:
    """Amounts that may well be the same contract told again: the counterparties named, and the largest amount."""

    value: Decimal
    others: set[str]

    def may_be(self, value: Decimal, others: set[str]) -> bool:
        """Whether an amount is about this one, and no other counterparty is named."""
        alike = abs(value - self.value) <= ALIKE * max(abs(value), abs(self.value))
        return alike and (not others or not self.others or bool(others & self.others))


def sums(entity: Entity, facts: Iterable[Fact], names: Names) -> tuple[Sum, ...]:
    """Return what the entity's contracts come to, by part and currency, the largest first."""
    found: dict[tuple[Role, str], list[Stated]] = defaultdict(list)
    told: Counter[tuple[Role, str]] = Counter()
    for part, value, others in stated_amounts(entity, facts, names):
        key = (part, value.currency)
        told[key] += 1
        known = next((stated for stated in found[key] if stated.may_be(value.value, others)), None)
        if known is None:
            found[key].append(Stated(value.value, others))
        else:
            known.value = max(known.value, value.value)
            known.others |= others
    totals = [
        Sum(part, currency, sum((one.value for one in stated), Decimal(0)), len(stated), told[part, currency])
        for (part, currency), stated in found.items()
    ]
    return tuple(sorted(totals, key=lambda total: (total.part.value, -total.value)))


def stated_amounts(entity: Entity, facts: Iterable[Fact], names: Names) -> Iterator[tuple[Role, Money, set[str]]]:
    """Yield the amounts of the entity's contracts: its part, the amount, and the entity ids of the other side."""
    for fact in facts:
        if fact.kind is not FactKind.CONTRACT or fact.status is FactStatus.REJECTED:
            continue
        for part, other in ((Role.SUPPLIER, Role.BUYER), (Role.BUYER, Role.SUPPLIER)):
            if not any(filler.name_id in entity.name_ids for filler in fact.filled(part)):
                continue
            others = {names.naming(filler.name_id, filler.name)[0] for filler in fact.filled(other)}
            for _, value in fact.values:
                if isinstance(value, Money):
                    yield part, value, others


def timeline(cards: Iterable[Card]) -> tuple[Year, ...]:
    """Return the dated facts by year, oldest first."""
    years: dict[str, list[Card]] = defaultdict(list)
    for card in sorted(cards, key=lambda card: (card.when, card.fact_id)):
        if card.when[:4].isdigit():
            years[card.when[:4]].append(card)
    return tuple(Year(year, tuple(found)) for year, found in years.items())


def neighbours(library: Library, met: Mapping[str, Mapping[FactKind, int]]) -> tuple[Neighbour, ...]:
    """Return who shares most facts with an entity, the closest first; `met` counts the facts shared by kind."""
    facts = {entity_id: sum(kinds.values()) for entity_id, kinds in met.items()}
    closest = sorted(facts, key=lambda one: (-facts[one], one))[:NEIGHBOURS_SHOWN]
    entities = library.entities_with(closest)
    ranked = sorted((one for one in closest if one in entities), key=lambda one: (-facts[one], entities[one].name))
    return tuple(Neighbour(entities[one], tuple(Counter(met[one]).most_common()), facts[one]) for one in ranked)


def by_label(found: Iterable[Neighbour]) -> tuple[tuple[Label, tuple[Neighbour, ...]], ...]:
    """Return neighbours by label, in the order of labels."""
    held = tuple(found)
    grouped = ((label, tuple(n for n in held if n.entity.label is label)) for label in Label)
    return tuple((label, some) for label, some in grouped if some)
