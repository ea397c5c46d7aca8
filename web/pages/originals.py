"""`/originals`: whether every original is still as it was kept: nothing missing, no byte changed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from corpus.custody.records import FixityReport
from web.current import jobs, library, note_change, person
from web.jobs import Report
from web.rendering import Page, render

blueprint = Blueprint("originals", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalsPage(Page):
    """The last report; None before the first."""

    template = "originals.html"
    section = "ledger"
    report: FixityReport | None

    @property
    def heading(self) -> str:
        """What it is about."""
        return "Originals"


@blueprint.get("/originals")
def originals() -> str:
    """Show the last report."""
    return render(OriginalsPage(report=library().custody().last_check()))


@blueprint.post("/originals")
def check() -> ResponseReturnValue:
    """Queue a reading of every original."""
    custody = library().custody(person().name)

    def work(report: Report) -> str:
        found = custody.check_originals(report).problems
        return f"{len(found)} problems found." if found else "Every original is as it was kept."

    job = jobs().submit("checking the originals", work, by=person().name, link="/originals")
    note_change("all originals")
    return redirect(f"/add/{job.job_id}", 303)
