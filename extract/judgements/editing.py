"""How an edit changes a fact, and which edits are refused.

Guarantees: an edited fact keeps its id, its evidence and its document; its roles are those of its kind; an allegation
without a claimant is `unattributed`. Edited names point at the words of the evidence where these hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extract.judgements.errors import EditRefusedError
from extract.judgements.records import Edit, Party
from extract.records import ROLES, Date, Fact, FactKind, Filler, Money, Quantity, Role, Value

UNATTRIBUTED = "unattributed"
_VALUE_NAME = re.compile(r"[a-z][a-z_]{0,39}")


def edited(fact: Fact, edit: Edit) -> Fact:
    """Return the fact with the roles and values of an edit in place of its own; any other part stays as it is."""
    roles = dict(edit.roles)
    kept = [filler for filler in fact.fillers if filler.role not in roles]
    new = [_filler(fact, role, party) for role, parties in edit.roles for party in parties]
    order = ROLES[fact.kind]
    fillers = sorted((*kept, *new), key=lambda filler: (order.index(filler.role), filler.start))
    values = {name: value for name, value in (dict(fact.values) | dict(edit.values)).items() if value is not None}
    claimed_by = fact.claimed_by
    if fact.kind is FactKind.ALLEGATION and not any(filler.role is Role.CLAIMANT for filler in fillers):
        claimed_by = claimed_by or UNATTRIBUTED
    return replace(fact, fillers=tuple(fillers), values=tuple(sorted(values.items())), claimed_by=claimed_by)


def check(fact: Fact, edit: Edit) -> None:
    """Raise EditRefusedError where an edit does not fit a fact, says nothing, or leaves nobody in it."""
    if not edit.roles and not edit.values:
        raise EditRefusedError("it changes nothing. Name a role or a value.")
    for role, _ in edit.roles:
        if role not in ROLES[fact.kind]:
            allowed = ", ".join(one.value for one in ROLES[fact.kind])
            raise EditRefusedError(f"{fact.kind.value} has no role {role.value!r}; it has {allowed}.")
    before = dict(fact.values)
    for name, value in edit.values:
        if not _VALUE_NAME.fullmatch(name):
            raise EditRefusedError(f"{name[:60]!r} is no name of a value; write it in small letters, as in `amount`.")
        if value is not None and name in before and type(value) is not type(before[name]):
            raise EditRefusedError(f"{name} is {_sort(before[name])} here; give another one.")
    changed = edited(fact, edit)
    if not changed.fillers:
        raise EditRefusedError("nobody would be left in the fact. Reject it instead.")
    if (changed.fillers, changed.values) == (fact.fillers, fact.values):
        raise EditRefusedError("the fact says so already.")


def parties_of(edit: Edit) -> Iterable[Party]:
    """Return every name that an edit puts into a fact."""
    return (party for _, parties in edit.roles for party in parties)


def _filler(fact: Fact, role: Role, party: Party) -> Filler:
    """Return a party in a role, where the evidence names it, else at the beginning of the evidence."""
    for piece in fact.evidence:
        at = piece.quote.casefold().find(party.name.casefold())
        if at >= 0 and len(piece.quote.casefold()) == len(piece.quote):
            start = piece.start + at
            return Filler(role, party.name_id, party.name, party.label, start, start + len(party.name))
    start = fact.evidence[0].start
    return Filler(role, party.name_id, party.name, party.label, start, start)


def _sort(value: Value) -> str:
    if isinstance(value, Money):
        return "an amount of money, such as `1200000 USD`"
    if isinstance(value, Date):
        return "a date, such as `2019-10`"
    return "a quantity, such as `65 percent`" if isinstance(value, Quantity) else "a text"
