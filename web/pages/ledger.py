"""`/ledger`: what became of every input, with the reason in plain words where it failed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request

from corpus.records import InputState, LedgerEntry
from web import listing
from web.current import library, options
from web.listing import Paging
from web.rendering import Page, render

blueprint = Blueprint("ledger", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage(Page):
    """A stretch of the ledger."""

    template = "ledger.html"
    section = "ledger"
    state: InputState | None
    name: str
    counts: tuple[tuple[str, int], ...]
    entries: tuple[LedgerEntry, ...]
    paging: Paging

    @property
    def heading(self) -> str:
        """What is listed."""
        return "Ledger"

    @property
    def found(self) -> int:
        """How many inputs there were: added, duplicate and failed together."""
        return sum(count for _, count in self.counts)


@blueprint.get("/ledger")
def ledger() -> str:
    """List inputs by state and part of a path."""
    asked, name = request.args.get("state", ""), request.args.get("name", "").strip()
    state = InputState(asked) if asked in set(InputState) else None
    number, size = listing.whole(request.args.get("page"), 1), options().page_size * 5
    entries = (
        entry
        for entry in library().ledger(failed_only=state is InputState.FAILED)
        if (state is None or entry.state is state) and name.casefold() in entry.source.location.casefold()
    )
    for _ in zip(range((number - 1) * size), entries, strict=False):
        pass  # the stretches before this one
    shown, more = listing.peek(entries, size)
    counts = library().status().inputs
    paging = Paging(number, size, more, "/ledger", listing.asked_for(request.args, "state", "name"))
    return render(LedgerPage(state=state, name=name, counts=counts, entries=shown, paging=paging))
