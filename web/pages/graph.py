"""`/graph`: what surrounds an entity, or what lies between two, as a drawing and as a table of the same facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from flask import Blueprint, request

from extract.errors import EntityNotFoundError
from extract.records import Entity, Fact, FactKind
from graph.errors import GraphError
from graph.records import View
from library.errors import AmbiguousNameError, NameNotFoundError
from web import dossier, vendor
from web.cards import Card, cards
from web.current import library, names
from web.rendering import Page, render

blueprint = Blueprint("graph", __name__)
OFFERED = 24


@dataclass(frozen=True, slots=True)
class End:
    """One end of a question: what was typed, the entity it is, or the entities it may be."""

    asked: str = ""
    entity: Entity | None = None
    choices: tuple[Entity, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphPage(Page):
    """A part of the graph; `view` is None where nothing is asked or nothing is found, `message` says which."""

    template = "graph.html"
    section = "graph"
    start: End
    other: End
    as_of: str
    view: View | None
    message: str
    cards: tuple[Card, ...]
    offered: tuple[Entity, ...]
    drawable: bool
    kinds: tuple[FactKind, ...]

    @property
    def heading(self) -> str:
        """Whose graph it is."""
        ends = [end.entity.name for end in (self.start, self.other) if end.entity]
        return " – ".join(ends) + " – graph" if ends else "Graph"


def end_asked(argument: str) -> End:
    """Return what an argument of the address means: an id, a name, or a part of one."""
    text = request.args.get(argument, "").strip()
    if not text:
        return End()
    try:
        return End(text, library().entity(text))
    except EntityNotFoundError:
        pass  # it is a name, then
    try:
        return End(text, library().entity_called(text))
    except AmbiguousNameError as error:
        choices = tuple(library().entity(entity_id) for entity_id, _, _ in error.choices)
        return End(text, choices=choices, problem=f"Several are called something like “{text}”. Which do you mean?")
    except NameNotFoundError:
        return End(text, problem=f"Nobody and nothing in these documents is called “{text}”.")


def view_asked(start: End, other: End, as_of: str) -> tuple[View | None, str]:
    """Return the part of the graph that was asked for, or why there is none."""
    if start.entity is None or (other.asked and other.entity is None):
        return None, ""
    try:
        if other.entity is None:
            view: View | None = library().neighbours(start.entity.entity_id, depth=1, as_of=as_of or None)
        else:
            view = library().path(start.entity.entity_id, other.entity.entity_id, as_of=as_of or None)
    except GraphError as error:
        return None, str(error)
    if view is None and other.entity is not None:
        return None, f"No chain of facts in these documents leads from {start.entity.name} to {other.entity.name}."
    return view, ""


def facts_in(view: View) -> Iterable[Fact]:
    """Yield the facts of a part of the graph in the order of its nodes."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for edge in view.edges:
        wanted[edge.document_id].add(edge.fact_id)
    found = {
        fact.fact_id: fact
        for document_id, fact_ids in wanted.items()
        for fact in library().facts(document_id=document_id)
        if fact.fact_id in fact_ids
    }
    return (found[node.node_id] for node in view.nodes if node.node_id in found)


def in_order(found: tuple[Card, ...]) -> tuple[Card, ...]:
    """Return cards by kind as a dossier has them, without responses that already stand beside their allegation."""
    return tuple(card for group in dossier.groups(found) for card in group.cards)


@blueprint.get("/graph")
def graph() -> str:
    """Show a neighbourhood, a path, or where to start."""
    start, other, as_of = end_asked("entity"), end_asked("other"), request.args.get("as_of", "").strip()
    view, message = view_asked(start, other, as_of)
    found = in_order(cards(library(), facts_in(view), names())) if view else ()
    return render(
        GraphPage(
            start=start,
            other=other,
            as_of=as_of,
            view=view,
            message=message,
            cards=found,
            offered=() if start.entity else tuple(islice(library().entities(limit=OFFERED), OFFERED)),
            drawable=vendor.is_present(),
            kinds=tuple(kind for kind in FactKind if any(node.kind == kind.value for node in view.nodes))
            if view
            else (),
        )
    )
