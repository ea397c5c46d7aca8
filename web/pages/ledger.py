"""`/ledger`: what became of every input, with the reason in plain words where it failed, and a way to try again."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from corpus.custody.records import WITHDRAWN
from corpus.records import LedgerEntry
from corpus.register.records import STANDINGS, LedgerQuestion
from library.records import AddSummary
from web import listing, wording
from web.current import jobs, library, note_change, options, person
from web.jobs import Report
from web.listing import Paging
from web.rendering import Page, render

blueprint = Blueprint("ledger", __name__)
REASONS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage(Page):
    """A stretch of the ledger; `reasons` and `types` are `(words, how many)`, the most common first."""

    template = "ledger.html"
    section = "ledger"
    question: LedgerQuestion
    counts: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int], ...]
    entries: tuple[LedgerEntry, ...]
    paging: Paging

    @property
    def heading(self) -> str:
        """What is listed."""
        return "Ledger"

    @property
    def found(self) -> int:
        """How many inputs there were."""
        return sum(count for _, count in self.counts)

    def with_state(self, standing: str) -> str:
        """Return the address of the inputs that stand so."""
        asked = (("state", standing), ("name", self.question.name), ("type", self.question.media_type))
        return listing.link("/ledger", [pair for pair in asked if pair[1]])


@blueprint.get("/ledger")
def ledger() -> str:
    """List inputs by state, reason, type and part of a path."""
    question = asked()
    register = library().register
    number, size = listing.whole(request.args.get("page"), 1), options().page_size * 5
    entries, more = listing.peek(register.entries(question, limit=size + 1, offset=(number - 1) * size), size)
    counts = register.standings()
    return render(
        LedgerPage(
            question=question,
            counts=tuple((state, counts.get(state, 0)) for state in STANDINGS if state in counts or state != WITHDRAWN),
            reasons=tuple(register.reasons(REASONS).items()) if counts.get("failed") else (),
            types=tuple(register.media_types().items()),
            entries=entries,
            paging=Paging(
                number, size, more, "/ledger", listing.asked_for(request.args, "state", "name", "reason", "type"),
                register.count(question),
            ),
        )
    )  # fmt: skip


def asked() -> LedgerQuestion:
    """Return what the address asks of the ledger."""
    state = request.args.get("state", "")
    return LedgerQuestion(
        next((one for one in STANDINGS if one == state), ""),
        request.args.get("name", "").strip(),
        request.args.get("reason", ""),
        request.args.get("type", ""),
    )


@blueprint.post("/ledger/retry")
def retry() -> ResponseReturnValue:
    """Queue another try at one input, at those of one reason, or at all that failed."""
    input_id, reason = request.form.get("input", ""), request.form.get("reason", "")
    behind = library()
    one = behind.register.find(input_id) if input_id else None
    what = "what had failed" if not reason else f"what had failed: {reason}"
    if input_id:
        what = "one input" if one is None else wording.file_name(one.source.location)

    def work(report: Report) -> AddSummary:
        return behind.retry(reason=reason, input_id=input_id, on_progress=report)

    shown = () if one is None else (one.source.location,)
    job = jobs().submit(f"trying again {what}", work, by=person().name, locations=shown, link="/ledger?state=failed")
    note_change(what, input_id)
    return redirect(f"/add/{job.job_id}", 303)
