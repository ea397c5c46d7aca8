"""`/documents` and `/documents/ID`: the text leaf by leaf with its mentions marked and its facts in the margin."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from flask import Blueprint, Response, request, send_file

from corpus.records import Document, DocumentHead, Kind
from extract.records import Label
from web import listing, wording
from web.cards import Card, cards
from web.current import library, names, options
from web.leaves import Leaf, leaf_at, leaf_of_page, leaves_of
from web.listing import Paging
from web.looking import stretches_of
from web.marking import Block, Marks, Stretch, blocks
from web.rendering import Page, render

blueprint = Blueprint("documents", __name__)
UNSAFE = re.compile(r"[^\w.\- ]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsPage(Page):
    """A list of documents."""

    template = "documents.html"
    section = "documents"
    kind: Kind | None
    counts: tuple[tuple[str, int], ...]
    heads: tuple[DocumentHead, ...]
    paging: Paging

    @property
    def heading(self) -> str:
        """What is listed."""
        return "Documents"


@dataclass(frozen=True, slots=True)
class Note:
    """A fact in the margin, under its number."""

    number: int
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage(Page):
    """One leaf of a document.

    `entities` are the entity ids of the names mentioned here, `labels` how often each label is mentioned on the leaf,
    `size_bytes` and `also_at` what the ledger knows of the file.
    """

    template = "document.html"
    section = "documents"
    document: Document
    head: DocumentHead
    leaf: Leaf
    leaves: tuple[Leaf, ...]
    blocks: tuple[Block, ...]
    notes: dict[int, Note]
    numbers: dict[str, int]
    facts: int
    entities: dict[str, str]
    labels: tuple[tuple[Label, int], ...]
    query: str
    hits: int
    here: Stretch | None

    @property
    def heading(self) -> str:
        """The document's title."""
        return self.document.title

    def leaf_link(self, leaf: Leaf) -> str:
        """Return the address of another leaf."""
        asked = (("part", str(leaf.number)), *((("q", self.query),) if self.query else ()))
        return listing.link(f"/documents/{self.document.document_id}", asked)

    @property
    def previous(self) -> Leaf | None:
        """The leaf before."""
        return self.leaves[self.leaf.number - 2] if self.leaf.number > 1 else None

    @property
    def following(self) -> Leaf | None:
        """The leaf after."""
        return self.leaves[self.leaf.number] if self.leaf.number < len(self.leaves) else None


@blueprint.get("/documents")
def documents() -> str:
    """List the documents, of one kind where `?kind=` says so."""
    asked = request.args.get("kind", "")
    kind = Kind(asked) if asked in set(Kind) else None
    number, size = listing.whole(request.args.get("page"), 1), options().page_size * 2
    heads, more = listing.peek(library().heads(kind, limit=size + 1, offset=(number - 1) * size), size)
    counts = library().status().documents
    total = dict(counts).get(kind.value, 0) if kind else sum(count for _, count in counts)
    paging = Paging(number, size, more, "/documents", listing.asked_for(request.args, "kind"), total)
    return render(DocumentsPage(kind=kind, counts=counts, heads=heads, paging=paging))


def stretch_asked(document: Document) -> Stretch | None:
    """Return the stretch that `?start=&end=` asks for, cut to the text; None where it makes no sense."""
    length = len(document.text)
    start = listing.whole(request.args.get("start"), -1, least=0, most=length)
    end = listing.whole(request.args.get("end"), start, least=0, most=length)
    return Stretch(start, end) if 0 <= start < end else None


def leaf_asked(leaves: tuple[Leaf, ...], here: Stretch | None) -> Leaf:
    """Return the leaf that the address asks for: by stretch, by page, by part, else the first."""
    if here is not None:
        return leaf_at(leaves, here.start)
    page = listing.whole(request.args.get("page"), 0)
    if page:
        return leaf_of_page(leaves, page)
    return leaves[listing.whole(request.args.get("part"), 1, most=len(leaves)) - 1]


@blueprint.get("/documents/<document_id>")
def document(document_id: str) -> str:
    """Show one leaf of a document."""
    found = library().document(document_id)
    here = stretch_asked(found)
    leaves = leaves_of(found)
    leaf = leaf_asked(leaves, here)
    facts = cards(library(), library().facts(document_id=document_id), names())
    notes = {number: Note(number, card) for number, card in enumerate(facts, 1)}
    evidence = [
        Stretch(quote.start, quote.end, note.number)
        for note in notes.values()
        for quote in note.card.quotes[:1]
        if quote.document_id == document_id and leaf.start <= quote.start < leaf.end
    ]
    mentions = [m for m in library().mentions(document_id) if leaf.start <= m.start < leaf.end]
    query = request.args.get("q", "")
    hits = stretches_of(found.text, query, leaf.start, leaf.end)
    counts = {label: sum(m.label is label for m in mentions) for label in Label}
    entities = {m.name_id: e.entity_id for m in mentions if m.name_id and (e := names().entity(m.name_id))}
    return render(
        DocumentPage(
            document=found,
            head=library().head(document_id),
            leaf=leaf,
            leaves=leaves,
            blocks=blocks(found, leaf, Marks(mentions, evidence, hits, here)),
            notes=notes,
            numbers={note.card.fact_id: number for number, note in notes.items()},
            facts=len(facts),
            entities=entities,
            labels=tuple((label, count) for label, count in counts.items() if count),
            query=query,
            hits=len(hits),
            here=here,
        )
    )


@blueprint.get("/documents/<document_id>/original")
def original(document_id: str) -> Response:
    """Hand out the original bytes, always as a download: nothing in a document runs here."""
    head = library().head(document_id)
    name = UNSAFE.sub("_", wording.file_name(head.location)).strip(" .") or "original"
    answer = send_file(
        io.BytesIO(library().original(head.sha256)),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=name,
    )
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
