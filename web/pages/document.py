"""`/documents/ID`: the text page by page beside the original, its mentions marked, its facts at their sentences."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from corpus.records import Document, DocumentHead
from extract.records import Fact, Label
from library.explaining import Story
from library.looking import Look, look_of
from web import listing
from web.cards import Card, cards
from web.current import library, names
from web.leaves import Leaf, leaf_at, leaf_of_page, leaves_of
from web.looking import Beyond, beyond, stretches_of
from web.marking import Block, Marks, Stretch, blocks
from web.pages.looks import stretch_asked
from web.rendering import Page, render

blueprint = Blueprint("document", __name__)


@dataclass(frozen=True, slots=True)
class Note:
    """A fact in the margin, under its number."""

    number: int
    card: Card


@dataclass(frozen=True, slots=True)
class Printed:
    """A page of the original with its blocks of text; `number` is None where the original has no pages."""

    number: int | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage(Page):
    """One leaf of a document.

    `entities` are the entity ids of the names mentioned here, `labels` how often each label is mentioned on the leaf,
    `numbers` the facts' numbers by id, `beside` says that the original stands beside the text.
    """

    template = "document.html"
    section = "documents"
    document: Document
    head: DocumentHead
    story: Story | None
    leaf: Leaf
    leaves: tuple[Leaf, ...]
    pages: tuple[Printed, ...]
    notes: dict[int, Note]
    numbers: dict[str, int]
    entities: dict[str, str]
    labels: tuple[tuple[Label, int], ...]
    query: str
    hits: int
    beyond: Beyond
    here: Stretch | None
    look: Look | None
    beside: bool

    @property
    def heading(self) -> str:
        """The document's title."""
        return self.document.title

    @property
    def facts(self) -> int:
        """How many facts the document has."""
        return len(self.numbers)

    def link(self, *asked: tuple[str, str], beside: bool | None = None) -> str:
        """Return the address of another view of this document, with the words looked for kept."""
        beside = self.beside if beside is None else beside
        kept = (("q", self.query), ("view", "" if beside or self.look is None else "text"))
        given = (*asked, *((name, value) for name, value in kept if value))
        return listing.link(f"/documents/{self.document.document_id}", given)

    def leaf_link(self, leaf: Leaf) -> str:
        """Return the address of another leaf."""
        return self.link(("part", str(leaf.number)))

    def place_link(self, place: Stretch) -> str:
        """Return the address of a place in the text."""
        return self.link(("start", str(place.start)), ("end", str(place.end))) + "#here"

    @property
    def other_view(self) -> str:
        """Return the address of this leaf with the original beside its text, or without it."""
        if self.here is not None:
            place = ("start", str(self.here.start)), ("end", str(self.here.end))
            return self.link(*place, beside=not self.beside) + "#here"
        return self.link(("part", str(self.leaf.number)), beside=not self.beside)

    @property
    def marked(self) -> str:
        """What the marks on the original depend on, as a query string."""
        here = (("start", str(self.here.start)), ("end", str(self.here.end))) if self.here else ()
        return listing.link("", (*here, *((("q", self.query),) if self.query else ())))

    @property
    def previous(self) -> Leaf | None:
        """The leaf before."""
        return self.leaves[self.leaf.number - 2] if self.leaf.number > 1 else None

    @property
    def following(self) -> Leaf | None:
        """The leaf after."""
        return self.leaves[self.leaf.number] if self.leaf.number < len(self.leaves) else None


def leaf_asked(leaves: tuple[Leaf, ...], here: Stretch | None) -> Leaf:
    """Return the leaf that the address asks for: by stretch, by part, else the first."""
    if here is not None:
        return leaf_at(leaves, here.start)
    return leaves[listing.whole(request.args.get("part"), 1, most=len(leaves)) - 1]


@blueprint.get("/documents/<document_id>")
def document(document_id: str) -> ResponseReturnValue:
    """Show one leaf of a document; who asks for a page of the original is led to that page in its leaf."""
    found = library().document(document_id)
    here = stretch_asked(found)
    leaves = leaves_of(found)
    page = listing.whole(request.args.get("page"), 0)
    if page and here is None:
        asked = listing.asked_for(request.args, "q", "view")
        part = ("part", str(leaf_of_page(leaves, page).number))
        return redirect(f"{listing.link(f'/documents/{found.document_id}', (part, *asked))}#page-{page}", 302)
    leaf = leaf_asked(leaves, here)
    facts = tuple(library().facts(document_id=document_id))
    numbers = {fact.fact_id: number for number, fact in enumerate(facts, 1)}
    told = tuple(fact for fact in facts if leaf.start <= fact.evidence[0].start < leaf.end)
    mentions = [m for m in library().mentions(document_id) if leaf.start <= m.start < leaf.end]
    query, look = request.args.get("q", ""), look_of(found.media_type)
    hits = stretches_of(found.text, query, leaf.start, leaf.end)
    names().gather_names(mention.name_id for mention in mentions if mention.name_id)
    counts = {label: sum(m.label is label for m in mentions) for label in Label}
    marked = blocks(found, leaf, Marks(mentions, evidence_of(told, numbers), hits, here))
    return render(
        DocumentPage(
            document=found,
            head=library().head(document_id),
            story=library().story_of(found),
            leaf=leaf,
            leaves=leaves,
            pages=printed(marked, leaf),
            notes={
                numbers[card.fact_id]: Note(numbers[card.fact_id], card) for card in cards(library(), told, names())
            },
            numbers=numbers,
            entities={m.name_id: e.entity_id for m in mentions if m.name_id and (e := names().entity(m.name_id))},
            labels=tuple((label, count) for label, count in counts.items() if count),
            query=query,
            hits=len(hits),
            beyond=beyond(found.text, query, leaf.start, leaf.end),
            here=here,
            look=look,
            beside=look is not None and request.args.get("view") != "text",
        )
    )


def evidence_of(facts: tuple[Fact, ...], numbers: dict[str, int]) -> list[Stretch]:
    """Return where the first evidence of each fact stands."""
    return [Stretch(f.evidence[0].start, f.evidence[0].end, numbers[f.fact_id]) for f in facts]


def printed(found: tuple[Block, ...], leaf: Leaf) -> tuple[Printed, ...]:
    """Return blocks by the page of the original they stand on."""
    pages: list[tuple[int | None, list[Block]]] = [(leaf.first_page, [])]
    for block in found:
        if block.page is not None and block.page != pages[-1][0]:
            pages.append((block.page, []))
        pages[-1][1].append(block)
    return tuple(Printed(number, tuple(some)) for number, some in pages if some)
