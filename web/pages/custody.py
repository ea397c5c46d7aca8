"""`/documents/ID/custody`: what is known of a document by hand, set, and taken out of the workspace again."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from corpus.custody.records import ByHand, Property
from corpus.records import DocumentHead, LedgerEntry
from library.custody import Custody
from library.errors import CustodyError
from library.records import Copy
from web.current import jobs, library, note_change, person
from web.jobs import Report, Work
from web.rendering import Page, render

blueprint = Blueprint("custody", __name__)
PROPERTIES = (Property.KIND, Property.SOURCE, Property.DATE)
FORGET = "found"
"""What the form sends for a property that the program is to find out by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyPage(Page):
    """What a document is held to be and by whom, where it was found, what says the same; `problem` with a form."""

    template = "custody.html"
    section = "documents"
    head: DocumentHead
    by_hand: dict[str, ByHand]
    entries: tuple[LedgerEntry, ...]
    copies: tuple[Copy, ...]
    problem: str
    saved: bool

    @property
    def heading(self) -> str:
        """Whose record it is."""
        return f"Record of {self.head.title}"


def page(head: DocumentHead, problem: str = "") -> str:
    """Return the page of a document."""
    behind = library()
    shown = CustodyPage(
        head=head,
        by_hand={one.name.value: one for one in behind.custody().by_hand(head)},
        entries=tuple(behind.rooms.documents.ledger(document_id=head.document_id)),
        copies=behind.similar(head.document_id, limit=1)[0],
        problem=problem,
        saved="saved" in request.args,
    )
    return render(shown)


@blueprint.get("/documents/<document_id>/custody")
def record(document_id: str) -> str:
    """Show what is set, and the forms to set it and to withdraw."""
    return page(library().head(document_id))


@blueprint.post("/documents/<document_id>/custody")
def change(document_id: str) -> ResponseReturnValue:
    """Set what the form says differs from what is; facts and index follow behind the page."""
    head = library().head(document_id)
    custody = library().custody(person().name)
    before = {Property.KIND: head.kind.value, Property.SOURCE: head.source or "", Property.DATE: head.date or ""}
    set_now = {one.name for one in custody.by_hand(head)}
    told = []
    try:
        for name in PROPERTIES:
            value = " ".join(request.form.get(name.value, before[name]).split())
            if request.form.get(f"{name.value}_{FORGET}"):
                if name in set_now:
                    custody.unset(head.document_id, name)
                    told.append(f"{name}: as found")
            elif value != before[name]:
                custody.set(head.document_id, name, value or None)
                told.append(f"{name}: {before[name] or 'none'} → {value or 'none'}")
    except CustodyError as error:
        return page(library().head(document_id), str(error)), 400
    if told:
        jobs().submit("what was set by hand", following(custody), by=person().name, link="/documents")
    note_change(head.document_id, "; ".join(told) or "nothing")
    return redirect(f"/documents/{head.document_id}/custody?saved=1", 303)


@blueprint.post("/documents/<document_id>/withdraw")
def withdraw(document_id: str) -> ResponseReturnValue:
    """Queue the withdrawal of a document, with those copies that were ticked; lead to what becomes of it."""
    head, reason = library().head(document_id), " ".join(request.form.get("reason", "").split())
    if not reason:
        return page(head, "Say why it is withdrawn: the reason stays in its place."), 400
    also = (library().head(one).document_id for one in request.form.getlist("also"))
    ids = tuple(dict.fromkeys((head.document_id, *also)))
    custody = library().custody(person().name)

    def work(report: Report) -> str:  # noqa: ARG001 - it is not to be stopped half-way
        for one in ids:
            custody.withdraw(one, reason)
        return f"Withdrawn: {head.title}" + (f" and {len(ids) - 1} more" if len(ids) > 1 else "") + f". {reason}"

    job = jobs().submit(f"withdrawing {head.title}", work, by=person().name, link="/withdrawn")
    note_change(" ".join(ids), f"{head.title}: {reason}")
    return redirect(f"/add/{job.job_id}", 303)


def following(custody: Custody) -> Work:
    """Return the work of reading again what is to be read otherwise."""

    def work(report: Report) -> str:
        custody.catch_up(report)
        return "Facts and search follow what was set."

    return work
