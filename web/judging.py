"""What pages show of judgements: a line of the history in words, the queue's items, and a fact's form for editing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from extract.judgements.records import Act, Entry, Side
from extract.records import ROLES, Date, Fact, Filler, Money, Role, Value
from library.judging.desk import Desk
from library.judging.records import Item
from library.library import Library
from web import wording
from web.calming import calm
from web.cards import Card, card, cards
from web.current import Names, library, person
from web.statements import Pieces, tell

ACTS = {
    Act.CONFIRM: "confirmed",
    Act.REJECT: "rejected",
    Act.EDIT: "edited",
    Act.MERGE: "merged",
    Act.NOT_SAME: "kept apart",
    Act.SPLIT: "split",
    Act.UNDO: "took back",
}
STATES = {
    "stands": "",
    "superseded": "a later word decides",
    "undone": "taken back",
    "overruled": "overruled by a later one",
    "orphaned": "what it was about is not found any more",
}
OFFERED = {
    "contract": ("amount", "date", "period", "subject", "reference"),
    "deployment": ("product", "date"),
    "designation": ("programme", "date", "status", "reason"),
    "allegation": ("date",),
    "response": ("date",),
    "statistic": ("quantity", "scope", "period"),
    "ownership": ("share", "date"),
    "role": ("position", "period"),
    "alias": ("name",),
}


@dataclass(frozen=True, slots=True)
class Party:
    """An entity as it was judged: its name, the entity it leads to now, and its other names then."""

    entity_id: str
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history: `statement` tells the fact judged, `sides` the entities; `undoable` while it counts."""

    judgement_id: str
    number: int
    by: str
    at: str
    act: Act
    words: str
    note: str
    state: str
    statement: Pieces
    fact_id: str | None
    sides: tuple[Party, ...]
    undoable: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to judge next: a fact's card, or entities; `anchor` names it on the page."""

    item: Item
    card: Card | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form for editing a fact: what it holds now, as it can be typed back."""

    name: str
    words: str
    text: str
    hint: str = ""


def desk() -> Desk:
    """Return the desk of whoever asks."""
    return library().desk(person().name)


def lines(entries: Iterable[Entry], names: Names) -> tuple[Line, ...]:
    """Return judgements as lines of the history."""
    return tuple(line(entry, names) for entry in entries)


def line(entry: Entry, names: Names) -> Line:
    """Return a judgement as a line of the history."""
    decision, judgement = entry.judgement.decision, entry.judgement
    return Line(
        judgement_id=judgement.judgement_id,
        number=judgement.number,
        by=decision.by,
        at=judgement.at,
        act=judgement.act,
        words=ACTS[judgement.act],
        note=decision.note,
        state=STATES[entry.state],
        statement=() if decision.extracted is None else tell(decision.extracted, names),
        fact_id=next(iter(entry.fact_ids), None),
        sides=tuple(party(side, names) for side in decision.sides if side),
        undoable=entry.undone_by is None,
    )


def party(side: Side, names: Names) -> Party:
    """Return an entity as it was judged."""
    entity_id, _ = names.naming(side[0].name_id, side[0].name)
    called = tuple(dict.fromkeys(calm(one.name) for one in side))
    return Party(entity_id, called[0], called[1:])


def asked(source: Library, items: Iterable[Item], names: Names) -> tuple[Asked, ...]:
    """Return what is to be judged as the page shows it."""
    held = tuple(items)
    shown = {one.fact_id: one for one in cards(source, (item.fact for item in held if item.fact), names)}
    return tuple(Asked(item, shown.get(item.fact.fact_id) if item.fact else None, anchor(item)) for item in held)


def anchor(item: Item) -> str:
    """Return the name of an item on its page."""
    if item.fact is not None:
        return item.fact.fact_id
    return "-".join([*(entity.entity_id for entity in item.entities), *filter(None, [item.name_id])])


def told(source: Library, fact: Fact, names: Names) -> Card:
    """Return the card of any fact, a rejected one too, with its responses."""
    shown = cards(source, [fact], names)
    return shown[0] if shown else card(fact, names)


def as_extracted(fact: Fact, names: Names) -> Pieces:
    """Return the sentence of what was extracted, where somebody edited it; nothing elsewhere."""
    judged = fact.judged
    if judged is None or judged.edited is None or judged.extracted is None:
        return ()
    return tell(replace(judged.extracted, judged=None), names)


def role_fields(fact: Fact, names: Names) -> tuple[Field, ...]:
    """Return the fields of a fact's roles, a name a line."""
    held = {role: "\n".join(called(filler, names) for filler in fact.filled(role)) for role in ROLES[fact.kind]}
    return tuple(Field(f"role-{role.value}", wording.ROLES[role], text) for role, text in held.items())


def called(filler: Filler, names: Names) -> str:
    """Return a name as the form shows it."""
    return names.naming(filler.name_id, filler.name)[1]


def value_fields(fact: Fact) -> tuple[Field, ...]:
    """Return the fields of a fact's values, and of those it might have."""
    held = dict(fact.values)
    wanted = dict.fromkeys((*held, *OFFERED[fact.kind.value]))
    return tuple(
        Field(f"value-{name}", wording.plain(name), typed(held.get(name)), HINTS.get(name, "")) for name in wanted
    )


HINTS = {
    "amount": "1200000 USD, or 1200000 USD total",
    "date": "2019, 2019-10 or 2019-10-07",
    "period": "2019/2021",
    "quantity": "65 percent",
    "share": "51 percent",
}


def typed(value: Value | None) -> str:
    """Return a value as it can be typed; nothing for none."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Money):
        return f"{value.value:f} {value.currency}" + ("" if value.qualifier == "exact" else f" {value.qualifier}")
    if isinstance(value, Date):
        return value.value + (f"/{value.end}" if value.end else "")
    return f"{value.value:f} {value.unit}"


def roles_changed(fact: Fact, form: Mapping[str, str], names: Names) -> dict[str, list[object]]:
    """Return the roles that a form changes, each as names, or ids where a name is in the fact already."""
    changed: dict[str, list[object]] = {}
    ids = {called(filler, names): names.naming(filler.name_id, filler.name)[0] for filler in fact.fillers}
    for field in role_fields(fact, names):
        given = [" ".join(one.split()) for one in form.get(field.name, field.text).splitlines() if one.strip()]
        if given != field.text.splitlines():
            changed[Role(field.name.removeprefix("role-")).value] = [ids.get(one) or new_name(one) for one in given]
    return changed


def new_name(text: str) -> object:
    """Return a name typed as `company: Name` as a new one, else as it stands."""
    label, colon, name = text.partition(":")
    return {"label": label.strip().lower(), "name": name.strip()} if colon and label.strip().lower() in LABELS else text


LABELS = frozenset(wording.LABEL_KINDS)


def values_changed(fact: Fact, form: Mapping[str, str]) -> dict[str, object]:
    """Return the values that a form changes; None for those that were emptied."""
    changed: dict[str, object] = {}
    for field in value_fields(fact):
        given = form.get(field.name, field.text).strip()
        if given != field.text:
            changed[field.name.removeprefix("value-")] = given or None
    return changed
