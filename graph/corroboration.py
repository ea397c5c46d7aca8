"""Which documents state the same proposition.

Two facts state the same when they are of one kind, the same entities fill the same roles, and their amounts and dates
are equal wherever both give one. Where words or numbers are the very point of a kind (what is alleged or answered,
the figure of a statistic, the position held, the list status) these must be equal too, and so must denial: a fact
that a text denies never supports one that it asserts. A fact with a single role filled says too little to be
recognised, and is the same only where it gives an amount or a date and the other gives the equal one.

Documents are gathered here one by one; that copies of one text count as one source is seen to by `graph.network`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable

from extract.records import Fact, FactKind, Modality, Money
from graph.naming import SPEECH, fold, value_text

POINT: dict[FactKind, tuple[str, ...]] = {
    FactKind.DESIGNATION: ("status",),
    FactKind.STATISTIC: ("quantity",),
    FactKind.OWNERSHIP: ("share",),
    FactKind.ROLE: ("position",),
    FactKind.ALIAS: ("name", "alias"),
}
"""The values that must be equal for two facts of a kind to say the same."""

Said = tuple[Hashable, Hashable, str, str]
"""Amount and date, None where not given, then the fact and its document."""


class Corroboration:
    """Gathers facts as they come and says at the end which documents share each one's proposition."""

    def __init__(self) -> None:
        self._groups: defaultdict[Hashable, list[Said]] = defaultdict(list)

    def add(self, fact: Fact, roles: Iterable[tuple[str, str]]) -> None:
        """Take in a fact; `roles` are `(role, entity_id)`."""
        filled = frozenset(roles)
        point = find_point(fact)
        values = dict(fact.values)
        amount, date = values.get("amount"), values.get("date")
        money = (amount.value, amount.upper, amount.currency) if isinstance(amount, Money) else amount
        if not filled or point is None or (len(filled) == 1 and not point and money is None and date is None):
            return
        exact = (money, date) if len(filled) == 1 else None
        proposition = (fact.kind, filled, point, fact.modality is Modality.DENIED, exact)
        self._groups[proposition].append((money, date, fact.fact_id, fact.document_id))

    def sources(self) -> dict[str, tuple[str, ...]]:
        """Return, for each fact that more than one document states, the ids of these documents in order."""
        found: dict[str, tuple[str, ...]] = {}
        for group in self._groups.values():
            if len(group) > 1:
                found.update(shared(group))
        return found


def find_point(fact: Fact) -> tuple[str, ...] | None:
    """Return what, beside roles, amount and date, makes the proposition what it is; None where nobody can tell."""
    if fact.kind in SPEECH:
        act = (fact.act or "",) if fact.kind is FactKind.RESPONSE else ()
        return (*act, fold(fact.content)) if fact.content else None
    values = dict(fact.values)
    return tuple(fold(value_text(values[name])) for name in POINT.get(fact.kind, ()) if name in values)


def shared(group: list[Said]) -> dict[str, tuple[str, ...]]:
    """Return the documents behind each fact of one group, for those facts that have more than one."""
    documents: defaultdict[tuple[Hashable, Hashable], set[str]] = defaultdict(set)
    with_amount: defaultdict[Hashable, set[tuple[Hashable, Hashable]]] = defaultdict(set)
    with_date: defaultdict[Hashable, set[tuple[Hashable, Hashable]]] = defaultdict(set)
    for amount, date, _fact_id, document_id in group:
        documents[amount, date].add(document_id)
        with_amount[amount].add((amount, date))
        with_date[date].add((amount, date))
    together: dict[tuple[Hashable, Hashable], tuple[str, ...]] = {}
    for amount, date in documents:
        same_amount = set(documents) if amount is None else with_amount[amount] | with_amount[None]
        same_date = set(documents) if date is None else with_date[date] | with_date[None]
        together[amount, date] = tuple(sorted(set().union(*(documents[said] for said in same_amount & same_date))))
    return {
        fact_id: together[amount, date]
        for amount, date, fact_id, _document_id in group
        if len(together[amount, date]) > 1
    }
