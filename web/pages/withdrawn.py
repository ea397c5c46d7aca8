"""`/withdrawn`: the tombstones of documents that were taken out, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from corpus.custody.records import Withdrawal
from library.records import AddSummary
from web.current import jobs, library, note_change, person
from web.jobs import Report
from web.rendering import Page, render

blueprint = Blueprint("withdrawn", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnPage(Page):
    """The tombstones, the newest first."""

    template = "withdrawn.html"
    section = "ledger"
    withdrawals: tuple[Withdrawal, ...]

    @property
    def heading(self) -> str:
        """What is listed."""
        return "Withdrawn documents"


@blueprint.get("/withdrawn")
def withdrawn() -> str:
    """List what was withdrawn."""
    return render(WithdrawnPage(withdrawals=library().custody().withdrawals()))


@blueprint.post("/withdrawn/<document_id>/back")
def bring_back(document_id: str) -> ResponseReturnValue:
    """Queue the reading of a withdrawn document from its original."""
    custody = library().custody(person().name)
    stone = custody.get_withdrawal(document_id)

    def work(report: Report) -> AddSummary:
        return custody.bring_back(document_id, report)

    job = jobs().submit(
        f"bringing back {stone.title}", work, by=person().name, locations=(stone.location,), link="/withdrawn"
    )
    note_change(document_id, stone.title)
    return redirect(f"/add/{job.job_id}", 303)
