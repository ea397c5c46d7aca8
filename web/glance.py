"""The first page's table: one row a vendor, and with whom it has contracts, where, who lists it, who alleges what.

Guarantees that every entry leads to the sentence it stands on, and that an allegation's entry says whether anybody
answered it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.records import Entity, Fact, FactKind, Label, Money, Role
from library.library import Library
from library.threads import LOOKED_AT, PLACE_ROLES, VENDOR_ROLES, Thread, Told
from web import wording
from web.calming import calm
from web.cards import date_of, evidence_link
from web.current import Names

SHOWN = 4
ANSWERS = {"denies": "denied", "confirms": "confirmed", "declines": "no comment", "no_reply": "no reply"}
"""Acts of responses, the weightiest first, as one word says them."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One entry: whom the vendor is tied to (`entity_id` is None where nobody is named), and the sentence that says so.

    `detail` is an amount, a year or the answer; `facts` how many facts say the same of the two.
    """

    name: str
    label: Label | None
    entity_id: str | None
    detail: str
    facts: int
    link: str
    quote: str


@dataclass(frozen=True, slots=True)
class Column:
    """The entries of one column of a row; `more` were left out."""

    kind: str
    ties: tuple[Tie, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Row:
    """One vendor; columns are contracts, places, designations, allegations."""

    entity: Entity
    columns: tuple[Column, ...]


def row(library: Library, thread: Thread, names: Names) -> Row:
    """Return a thread as a row."""
    contracts, alleged = thread.of(FactKind.CONTRACT)[:LOOKED_AT], thread.of(FactKind.ALLEGATION)[:LOOKED_AT]
    placed = [fact for kind in FactKind for fact in thread.of(kind)[:LOOKED_AT]]
    answers = library.responses_to(alleged)
    names.gather(fact for one in thread.told for fact in one.facts[:LOOKED_AT])

    def answer(facts: Sequence[Fact]) -> str:
        said = Counter(answered([r.act or "" for r in answers.get(fact.fact_id, ())]) for fact in facts)
        if len(said) == 1:
            (word,) = said
            return word if len(facts) == 1 else f"{len(facts)} claims, {word}"
        return f"{len(facts)} claims, " + ", ".join(f"{number} {word}" for word, number in said.most_common())

    return Row(
        thread.entity,
        (
            column("contract", contracts, (Role.BUYER,), amount_of, names, thread.entity),
            column("place", placed, PLACE_ROLES, lambda _: "", names, thread.entity),
            column("designation", thread.of(FactKind.DESIGNATION)[:LOOKED_AT], (Role.AUTHORITY,), year_of, names,
                   thread.entity),
            column("allegation", alleged, (Role.CLAIMANT,), answer, names, thread.entity),
        ),
    )  # fmt: skip


def own_row(library: Library, entity: Entity, facts: Sequence[Fact], names: Names) -> Row | None:
    """Return a company's own row out of its facts; None where fewer than two columns would have an entry."""
    if entity.label is not Label.COMPANY:
        return None
    own = set(entity.name_ids)
    mine = tuple(
        Told(kind, some, len(some))
        for kind, role in VENDOR_ROLES.items()
        if (some := tuple(f for f in facts if f.kind is kind and {x.name_id for x in f.filled(role)} & own))
    )
    found = row(library, Thread(entity, mine, (), entity.documents), names)
    return found if sum(bool(column.ties) for column in found.columns) > 1 else None


def answered(acts: Sequence[str]) -> str:
    """Return in a word how a claim was answered."""
    return next((word for act, word in ANSWERS.items() if act in acts), "answered" if acts else "no response found")


def column(
    kind: str,
    facts: Sequence[Fact],
    roles: Sequence[Role],
    detail: Callable[[Sequence[Fact]], str],
    names: Names,
    vendor: Entity,
) -> Column:
    """Return facts grouped by who fills one of `roles` in them, those with most facts first, the unnamed last."""
    found: dict[str, list[Fact]] = defaultdict(list)
    called: dict[str, tuple[str, Label | None, str | None]] = {"": (UNNAMED[kind], None, None)}
    for fact in facts:
        fillers = [filler for role in roles for filler in fact.filled(role)]
        if not fillers and kind != "place":
            found[""].append(fact)
        for filler in fillers:
            entity = names.entity(filler.name_id)
            key = entity.entity_id if entity else filler.name
            if entity is not None and entity.entity_id == vendor.entity_id:
                continue
            called[key] = (entity.name, entity.label, key) if entity else (filler.name, filler.label, None)
            if fact not in found[key]:
                found[key].append(fact)
    ranked = sorted(found, key=lambda key: (not key, -len(found[key]), called[key][0]))
    ties = [tie(called[key], found[key], detail) for key in ranked]
    if kind == "contract":  # an unnamed buyer at an amount that a named one pays: the same contract, told again
        paid = {one.detail for one in ties if one.label}
        ties = [one for one in ties if one.label or one.detail not in paid]
    return Column(kind, tuple(ties[:SHOWN]), max(0, len(ties) - SHOWN))


UNNAMED = {"contract": "buyer not named", "place": "", "designation": "authority not named",
           "allegation": "unattributed"}  # fmt: skip


def tie(
    called: tuple[str, Label | None, str | None], facts: Sequence[Fact], detail: Callable[[Sequence[Fact]], str]
) -> Tie:
    """Return one entry; the surest fact gives the sentence."""
    name, label, entity_id = called
    evidence = max(facts, key=lambda fact: (len(fact.values), fact.confidence, fact.fact_id)).evidence[0]
    return Tie(calm(name), label, entity_id, detail(facts), len(facts), evidence_link(evidence), evidence.quote)


def amount_of(facts: Sequence[Fact]) -> str:
    """Return the largest amount among contracts."""
    amounts = [value for fact in facts for _, value in fact.values if isinstance(value, Money)]
    return wording.money(max(amounts, key=lambda money: money.value)) if amounts else ""


def year_of(facts: Sequence[Fact]) -> str:
    """Return the first and last year of facts."""
    years = sorted({when[:4] for fact in facts if (when := date_of(fact))})
    return "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""
