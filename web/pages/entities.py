"""`/entities` and `/entities/ID`: who and what is named, and the dossier of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from corpus.records import DocumentHead
from extract.records import Entity, FactKind, Label
from library.places import Whereabouts
from library.screening import Candidate
from web import dossier, judging, listing, origins, wording
from web.calming import calm
from web.cards import Card, cards
from web.current import library, names, options
from web.dossier import Group, Neighbour, Sum, Year
from web.glance import Row, own_row
from web.judging import Line, desk
from web.listing import Paging
from web.origins import Called, Number
from web.pages.review import done, last_known
from web.rendering import Page, render

blueprint = Blueprint("entities", __name__)
DOCUMENTS_SHOWN = 50
DECISIONS = 20
FACTS_SHOWN = 25
FACTS_A_PAGE = 50
"""Facts of one kind on a dossier, the surest, and on a page of that kind: an authority may have listed thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitiesPage(Page):
    """A list of entities, the most mentioned first."""

    template = "entities.html"
    section = "entities"
    label: Label | None
    name: str
    counts: tuple[tuple[str, int], ...]
    entities: tuple[Entity, ...]
    paging: Paging

    @property
    def heading(self) -> str:
        """What is listed."""
        return "Entities"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage(Page):
    """A dossier: names, facts by kind, sums, timeline, neighbours, documents, and what was decided of it.

    `totals` counts all facts of each kind, `counted` says over how many contracts the sums go, `documents` are the
    newest that name it, `after` is the last judgement this page knows of.
    """

    template = "entity.html"
    section = "entities"
    entity: Entity
    row: Row | None
    groups: tuple[Group, ...]
    totals: Mapping[FactKind, int]
    counted: int
    lists: tuple[Candidate, ...]
    sums: tuple[Sum, ...]
    timeline: tuple[Year, ...]
    neighbours: tuple[tuple[Label, tuple[Neighbour, ...]], ...]
    places: tuple[Neighbour, ...]
    where: Whereabouts | None
    called: tuple[Called, ...]
    numbers: tuple[Number, ...]
    lines: tuple[Line, ...]
    done: Line | None
    after: str
    documents: tuple[DocumentHead, ...]

    @property
    def heading(self) -> str:
        """The entity's name."""
        return self.entity.name

    @property
    def other_names(self) -> tuple[str, ...]:
        """What else it is called."""
        return wording.other_names(self.entity)

    def count_of(self, group: Group) -> int:
        """How many facts of a kind there are, those that only stand beside others of this page among them."""
        return max(len(group.cards), self.totals.get(group.kind, 0))

    @property
    def unanswered(self) -> int:
        """How many of the allegations shown have no response in these documents."""
        return sum(
            not card.responses for group in self.groups if group.kind is FactKind.ALLEGATION for card in group.cards
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsPage(Page):
    """The facts of one kind about an entity, a page of them; `totals` counts all of each kind."""

    template = "entity_facts.html"
    section = "entities"
    entity: Entity
    kind: FactKind
    cards: tuple[Card, ...]
    totals: Mapping[FactKind, int]
    paging: Paging
    done: Line | None

    @property
    def heading(self) -> str:
        """Whose facts of which kind."""
        return f"{calm(self.entity.name)}: {wording.FACTS_PLURAL[self.kind]}"

    @property
    def kinds(self) -> tuple[tuple[FactKind, int], ...]:
        """The kinds of which there are facts, in the order of a dossier, with their counts."""
        return tuple((kind, self.totals[kind]) for kind in dossier.ORDER if self.totals.get(kind))


@blueprint.get("/entities")
def entities() -> str:
    """List entities by label and part of a name."""
    asked, name = request.args.get("label", ""), request.args.get("name", "").strip()
    label = Label(asked) if asked in set(Label) else None
    number, size = listing.whole(request.args.get("page"), 1), options().page_size * 3
    found = library().entities(label, name=name or None, limit=size + 1, offset=(number - 1) * size)
    shown, more = listing.peek(found, size)
    paging = Paging(number, size, more, "/entities", listing.asked_for(request.args, "label", "name"))
    counts = library().entities_by_label()
    return render(EntitiesPage(label=label, name=name, counts=counts, entities=shown, paging=paging))


@blueprint.get("/entities/<entity_id>")
def entity(entity_id: str) -> ResponseReturnValue:
    """Show a dossier; the id of a joined name leads to the entity it belongs to."""
    found = library().entity(entity_id)
    if found.entity_id != entity_id:
        return redirect(f"/entities/{found.entity_id}", 302)
    kind = request.args.get("kind", "")
    if kind in set(FactKind):
        return facts_page(found, FactKind(kind), listing.whole(request.args.get("page"), 1))
    return render(dossier_page(found))


def dossier_page(found: Entity) -> EntityPage:
    """Return what is known of an entity, with the surest facts of each kind."""
    best = library().best_facts_about(found, FACTS_SHOWN)
    shown = cards(library(), best.facts, names())
    names().gather(best.contracts)
    around = dict(dossier.by_label(dossier.neighbours(library(), best.met)))
    places = around.pop(Label.PLACE, ())
    return EntityPage(
        entity=found,
        totals=best.totals,
        counted=len(best.contracts),
        lists=library().lists_matching(found),
        where=library().whereabouts(found),
        row=own_row(library(), found, best.facts, names()),
        groups=dossier.groups(shown),
        sums=dossier.sums(found, best.contracts, names()),
        timeline=dossier.timeline(shown),
        neighbours=tuple(around.items()),
        places=places,
        called=origins.names_of(library(), found, names()),
        numbers=origins.numbers_of(library(), found, names()),
        lines=judging.lines(desk().history(entity=found.entity_id, limit=DECISIONS), names()),
        done=done(),
        after=last_known(),
        documents=library().newest_documents_of(found.entity_id, DOCUMENTS_SHOWN),
    )


def facts_page(found: Entity, kind: FactKind, number: int) -> ResponseReturnValue:
    """Show the facts of one kind, a page of them; a page past the last leads to the last."""
    facts, totals = library().facts_of_kind(found, kind, most=FACTS_A_PAGE, skip=(number - 1) * FACTS_A_PAGE)
    total = totals.get(kind, 0)
    path, asked = f"/entities/{found.entity_id}", (("kind", kind.value),)
    paging = Paging(number, FACTS_A_PAGE, number * FACTS_A_PAGE < total, path, asked, total)
    if number > 1 and not facts:
        return redirect(paging.link(max(1, -(-total // FACTS_A_PAGE))), 302)
    shown = tuple(card for group in dossier.groups(cards(library(), facts, names())) for card in group.cards)
    return render(FactsPage(entity=found, kind=kind, cards=shown, totals=totals, paging=paging, done=done()))
