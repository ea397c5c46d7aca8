"""`/graph`: what surrounds an entity, lies between two, or is told where a search finds words.

A drawing for those who like one, and a table of the same facts, which works without JavaScript: every step (more of a
kind, a kind put away, another day) is a link, and the drawing follows the same links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice

from flask import Blueprint, Response, request

from extract.records import Entity, Fact, FactKind, FactStatus, Label
from graph.errors import GraphError
from graph.export import EXPORTERS
from library.exploring import Explored, asked_more
from web import cards as telling
from web import dossier, vendor
from web.cards import Card
from web.current import library, names
from web.exploring import End, Question, question
from web.rendering import Page, render
from web.wording import kind_words

blueprint = Blueprint("graph", __name__)
OFFERED = 24
ROWS = 200
"""Facts that are listed; the drawing may hold more."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A kind in the legend: whether it is shown, and the address of the same with it the other way."""

    kind: str
    words: str
    shown: bool
    link: str

    @property
    def is_fact(self) -> bool:
        """Whether it is a kind of fact."""
        return self.kind in set(FactKind)


@dataclass(frozen=True, slots=True)
class More:
    """What is left out of somebody's facts: `31 more contracts`, and the address with them."""

    entity: Entity
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Facts that belong together under a heading: a path, or all there are."""

    heading: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphPage(Page):
    """A part of the graph; `explored` is None where nothing is asked or nothing is found, `message` says which."""

    template = "graph.html"
    section = "graph"
    question: Question
    explored: Explored | None
    message: str
    stretches: tuple[Stretch, ...]
    facts: int
    unlisted: int
    switches: tuple[Switch, ...]
    more: tuple[More, ...]
    offered: tuple[Entity, ...]
    drawable: bool

    @property
    def start(self) -> End:
        """Where it starts."""
        return self.question.start

    @property
    def other(self) -> End:
        """The other end of a path."""
        return self.question.other

    @property
    def heading(self) -> str:
        """Whose graph it is."""
        ends = [end.entity.name for end in (self.start, self.other) if end.entity]
        told = " – ".join(ends) or (f"“{self.question.query}”" if self.question.query else "")
        return f"{told} – graph" if told else "Graph"


def explored(asked: Question) -> tuple[Explored | None, str]:
    """Return what was asked for, or why there is none."""
    if not asked.is_whole:
        return None, ""
    try:
        found = library().explore(asked.wish)
    except GraphError as error:
        return None, str(error)
    if asked.other.entity and asked.start.entity and not found.ways:
        day = " known on that day" if asked.as_of else ""
        return None, f"No chain of facts{day} leads from {asked.start.entity.name} to {asked.other.entity.name}."
    return found, ""


def told(found: Explored) -> dict[str, Card]:
    """Return the facts of a part of the graph as cards by id, each allegation with the responses to it."""
    wanted = [node.node_id for node in found.view.nodes if node.kind in set(FactKind)]
    held = library().facts_with(wanted)
    facts = [held[one] for one in wanted if one in held and held[one].status is not FactStatus.REJECTED]
    names().gather(facts)
    answers: dict[str, list[Fact]] = {}
    for fact in facts:
        for answered in fact.answers if fact.kind is FactKind.RESPONSE else ():
            answers.setdefault(answered, []).append(fact)
    return {fact.fact_id: telling.card(fact, names(), answers.get(fact.fact_id, ())) for fact in facts}


def stretches(found: Explored, cards: dict[str, Card]) -> Iterator[Stretch]:
    """Yield the facts as they are listed: each path by itself, then the rest by kind, as a dossier has them."""
    listed: set[str] = set()
    for number, way in enumerate(found.ways, start=1):
        steps = tuple(cards[node_id] for node_id in way if node_id in cards)
        listed |= {card.fact_id for card in steps}
        listed |= {response.fact_id for card in steps for response in card.responses}
        if steps:
            yield Stretch(f"Way {number} of {len(found.ways)}" if len(found.ways) > 1 else "", steps)
    rest = in_order(card for card in cards.values() if card.fact_id not in listed)
    if rest:
        yield Stretch("Beside them" if listed else "", rest[:ROWS])


def in_order(found: Iterable[Card]) -> tuple[Card, ...]:
    """Return cards by kind as a dossier has them, without responses that already stand beside their allegation."""
    return tuple(card for group in dossier.groups(tuple(found)) for card in group.cards)


def switches(asked: Question, found: Explored) -> Iterator[Switch]:
    """Yield the legend: responses go with allegations, as neither is shown without the other."""
    order = {kind: number for number, kind in enumerate((*Label, *FactKind))}
    for kind in sorted(found.kinds, key=lambda kind: order.get(kind, 99)):
        if kind == FactKind.RESPONSE and FactKind.ALLEGATION in found.kinds:
            continue
        words = "allegations and responses" if kind == FactKind.ALLEGATION else kind_words(kind, many=True)
        shown = kind not in found.hidden
        yield Switch(kind, words, shown, asked.hiding(frozenset(found.hidden) ^ {kind}).link())


def more(asked: Question, found: Explored) -> Iterator[More]:
    """Yield what is left out, entity by entity."""
    shown = {node.node_id: node.kind for node in found.view.nodes}
    for entity_id, left in found.more:
        counts = {kind: 0 for kind, _ in left}
        for edge in found.view.edges:
            if edge.target_id == entity_id and shown.get(edge.source_id) in counts:
                counts[shown[edge.source_id]] += 1
        steps = tuple(
            (
                more_words(kind, number),
                asked.expanding(entity_id, FactKind(kind), asked_more(counts[kind], number)).link(),
            )
            for kind, number in left
        )
        if steps:
            yield More(library().entity(entity_id), tuple(steps))


def more_words(kind: str, left_out: int) -> str:
    """Return how much more of a kind there is."""
    return f"{left_out:,} more {kind_words(kind, many=left_out != 1)}"


@blueprint.get("/graph")
def graph() -> str:
    """Show a neighbourhood, a path, what a search tells, or where to start."""
    asked = question(library(), request.args)
    found, message = explored(asked)
    cards = told(found) if found else {}
    listed = tuple(stretches(found, cards)) if found else ()
    if found and found.hidden and asked.hidden is None:
        asked = replace(asked, hidden=found.hidden)
    rows = {one.fact_id for stretch in listed for card in stretch.cards for one in (card, *card.responses)}
    begun = asked.start.asked or asked.query
    return render(
        GraphPage(
            question=asked,
            explored=found,
            message=message,
            stretches=listed,
            facts=len(cards),
            unlisted=len(cards.keys() - rows),
            switches=tuple(switches(asked, found)) if found else (),
            more=tuple(more(asked, found)) if found else (),
            offered=() if begun else tuple(islice(library().entities(limit=OFFERED), OFFERED)),
            drawable=vendor.is_present(),
        )
    )


@blueprint.get("/graph.gexf")
def as_gexf() -> Response:
    """Send what the same address at `/graph` shows, as a file for Gephi; 404 where it shows nothing."""
    found, message = explored(question(library(), request.args))
    if found is None:
        return Response(message or "There is nothing to send.", 404, content_type="text/plain; charset=utf-8")
    stream = BytesIO()
    EXPORTERS["gexf"](found.view, stream)
    response = Response(stream.getvalue(), content_type="application/gexf+xml")
    response.headers["Content-Disposition"] = 'attachment; filename="threadline-graph.gexf"'
    return response
