"""One fact once: readings of the same proposition in one document are joined, and facts stand in the order of the text.

Two contracts, designations, deployments, ownerships, roles or aliases are one where their roles and values do not
contradict each other and enough of them agree; the joined fact keeps all evidence. A headline's fact is dropped where
the text below tells it too. Allegations and responses are never joined, only freed of
repetition: who denies twice in one sentence denies once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.context import Context
from extract.facts.drafts import is_self_opposed, order_fillers
from extract.identity import fact_id
from extract.records import Date, Fact, FactKind, Role, Value

_JOINED = frozenset({FactKind.CONTRACT, FactKind.DESIGNATION, FactKind.OWNERSHIP, FactKind.ROLE, FactKind.ALIAS,
                     FactKind.DEPLOYMENT})  # fmt: skip
_CORE: dict[FactKind, tuple[Role, ...]] = {
    FactKind.CONTRACT: (Role.SUPPLIER, Role.BUYER, Role.PARTY),
    FactKind.DESIGNATION: (Role.TARGET,),
    FactKind.OWNERSHIP: (Role.OWNER, Role.OWNED),
    FactKind.ROLE: (Role.PERSON,),
    FactKind.ALIAS: (Role.ENTITY,),
    FactKind.DEPLOYMENT: (Role.VENDOR, Role.USER, Role.PLACE),
}
_WORDS = frozenset({"subject", "reason", "programme", "title", "product", "reference", "period", "governing_law"})
"""Values in the words of the text: two wordings do not contradict each other, the first is kept."""


def merge(context: Context, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return facts in the order of their evidence, each once."""
    kept, moved = _without_repetition(sorted(dict.fromkeys(facts), key=_order))
    kept = _told_apart(context, kept)
    kept = _without_headline(context, kept)
    joined: list[Fact] = []
    for fact in kept:
        partner = next((i for i, other in enumerate(joined) if _same(other, fact)), None)
        if partner is None:
            joined.append(fact)
        else:
            joined[partner] = _join(joined[partner], fact)
    alive = {fact.fact_id for fact in joined}
    return tuple(sorted((_answering(fact, moved, alive) for fact in joined), key=_order))


def _order(fact: Fact) -> tuple[int, int, str, str]:
    first = fact.fillers[0].start if fact.fillers else fact.evidence[0].start
    return fact.evidence[0].start, first, fact.kind.value, fact.fact_id


def _answering(fact: Fact, moved: dict[str, str], alive: set[str]) -> Fact:
    answers = tuple(dict.fromkeys(moved.get(answer, answer) for answer in fact.answers))
    answers = tuple(answer for answer in answers if answer in alive)
    return fact if answers == fact.answers else replace(fact, answers=answers)


def _without_repetition(facts: list[Fact]) -> tuple[list[Fact], dict[str, str]]:
    """Drop what says less of the same words; return the rest and where the dropped went."""
    kept: list[Fact] = []
    moved: dict[str, str] = {}
    for fact in sorted(facts, key=lambda item: (*_weight(item), -len(item.content or ""), item.fact_id)):
        larger = next((other for other in kept if _covers(other, fact)), None)
        if larger is None:
            kept.append(fact)
        else:
            moved[fact.fact_id] = larger.fact_id
    return sorted(kept, key=_order), moved


def _weight(fact: Fact) -> tuple[int, float]:
    """Return how much a fact says, negated, so that the fullest sorts first."""
    return -(len(fact.fillers) * 2 + len(fact.values) + (2 if fact.answers else 0)), -fact.confidence


def _covers(larger: Fact, smaller: Fact) -> bool:
    """Whether one fact says all that another one says, of the same words."""
    same_act = larger.act == smaller.act or larger.kind is FactKind.ALLEGATION  # one charge, by whatever verb
    if larger.kind is not smaller.kind or not same_act or not _overlap(larger, smaller):
        return False
    one_denial = larger.kind is FactKind.RESPONSE and larger.act == "denies" and larger.evidence == smaller.evidence
    if (
        larger.kind in (FactKind.ALLEGATION, FactKind.RESPONSE)
        and not one_denial
        and (smaller.content or "") not in (larger.content or "")
    ):
        return False
    mine = {(filler.role, filler.name_id) for filler in larger.fillers}
    values = dict(larger.values)
    same_roles = all((filler.role, filler.name_id) in mine for filler in smaller.fillers)
    return same_roles and all(values.get(name) == value for name, value in smaller.values)


def _overlap(one: Fact, other: Fact) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)


def _told_apart(context: Context, facts: list[Fact]) -> list[Fact]:
    """Give facts that share fillers and sentence ids of their own: their evidence ends where their words do.

    "Veshtar confirmed the sale but declined to give the price": the first ends with "the sale".
    """
    seen: set[str] = set()
    apart: list[Fact] = []
    for fact in sorted(facts, key=lambda item: (item.content is None, -len(item.content or ""), item.act or "")):
        told = fact
        if fact.fact_id in seen and fact.content:
            told = _narrowed(context, fact)
        if told.fact_id not in seen:
            seen.add(told.fact_id)
            apart.append(told)
        elif fact.content is None and fact.fact_id in seen:
            first = next(item for item in apart if item.fact_id == fact.fact_id)
            narrowed = _narrowed(context, first)
            if narrowed.fact_id not in seen:
                apart[apart.index(first)] = narrowed
                seen.add(narrowed.fact_id)
                apart.append(fact)
    return sorted(apart, key=_order)


def _narrowed(context: Context, fact: Fact) -> Fact:
    piece = fact.evidence[0]
    at = piece.quote.find(fact.content or "")
    if not fact.content or at < 0:
        return fact
    evidence = (context.evidence(piece.start, piece.start + at + len(fact.content)), *fact.evidence[1:])
    made = fact_id(fact.document_id, fact.kind, fact.fillers, evidence, act=fact.act, content=fact.content)
    return replace(fact, fact_id=made, evidence=evidence)


def _without_headline(context: Context, facts: list[Fact]) -> list[Fact]:
    """Drop what only the headline says of somebody of whom the text below says it too."""
    title = context.document.title.strip()
    start = context.text.find(title) if title else -1
    if start < 0 or start > 400:
        return facts
    end = start + len(title)
    inside = [fact for fact in facts if all(start <= piece.start and piece.end <= end for piece in fact.evidence)]
    below = [fact for fact in facts if fact not in inside]
    told = {(fact.kind, filler.name_id) for fact in below for filler in fact.fillers}
    return [
        fact for fact in facts if fact not in inside or not any((fact.kind, f.name_id) in told for f in fact.fillers)
    ]


def _names(fact: Fact, role: Role) -> frozenset[str]:
    return frozenset(filler.name_id for filler in fact.filled(role))


def _same(one: Fact, other: Fact) -> bool:
    """Whether two facts are readings of one proposition."""
    if (
        one.kind is not other.kind
        or one.kind not in _JOINED
        or one.act != other.act
        or one.modality is not other.modality
    ):
        return False
    roles = {filler.role for filler in (*one.fillers, *other.fillers)}
    both = [role for role in roles if _names(one, role) and _names(other, role)]
    if any(_names(one, role) != _names(other, role) for role in both):
        return False
    core = _CORE[one.kind]
    agreed = sum(role in both for role in core)
    if one.kind is FactKind.CONTRACT and agreed:
        amount = dict(one.values).get("amount")
        agreed += amount is not None and amount == dict(other.values).get("amount")
    if agreed < min(2, len(core)) or not _compatible(dict(one.values), dict(other.values)):
        return False
    if one.kind is FactKind.DEPLOYMENT:
        return agreed == sum(bool(_names(one, role) or _names(other, role)) for role in core)
    return one.kind is not FactKind.ROLE or dict(one.values).get("position") == dict(other.values).get("position")


def _compatible(one: dict[str, Value], other: dict[str, Value]) -> bool:
    for name in one.keys() & other.keys():
        if name in _WORDS or one[name] == other[name]:
            continue
        first, second = one[name], other[name]
        if isinstance(first, Date) and isinstance(second, Date) and _finer(first, second):
            continue
        return False
    return True


def _finer(one: Date, other: Date) -> bool:
    """Whether two dates are one at different precision."""
    if one.end is not None or other.end is not None:
        return False
    return one.value.startswith(other.value) or other.value.startswith(one.value)


def _join(one: Fact, other: Fact) -> Fact:
    """Return two readings as one fact, with the fillers of both, the finer date and all evidence."""
    fillers = order_fillers(one.kind, (*one.fillers, *other.fillers))
    if is_self_opposed(fillers):
        return one
    values = dict(other.values) | dict(one.values)
    date, other_date = dict(one.values).get("date"), dict(other.values).get("date")
    if isinstance(date, Date) and isinstance(other_date, Date) and len(other_date.value) > len(date.value):
        values["date"] = other_date
    evidence = tuple(sorted({*one.evidence, *other.evidence}, key=lambda piece: (piece.start, piece.end)))
    return replace(
        one, fact_id=fact_id(one.document_id, one.kind, fillers, evidence), fillers=fillers, evidence=evidence,
        values=tuple(sorted(values.items())), confidence=max(one.confidence, other.confidence),
        claimed_by=one.claimed_by or other.claimed_by,
    )  # fmt: skip
