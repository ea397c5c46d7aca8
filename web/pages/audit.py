"""`/audit`: who changed what, and when, the newest first. Nothing here can be changed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request

from library.audit.records import Change
from web import listing
from web.current import library, options
from web.rendering import Page, render

blueprint = Blueprint("audit", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage(Page):
    """A stretch of the log; `older` leads to the stretch before, None at its end."""

    template = "audit.html"
    section = "people"
    changes: tuple[Change, ...]
    by: str
    about: str
    older: str | None

    @property
    def heading(self) -> str:
        """What is listed."""
        return "Changes"


@blueprint.get("/audit")
def audit() -> str:
    """List changes, by one person or with some words where the address says so."""
    size = options().page_size * 5
    by, about = request.args.get("by", "").strip(), request.args.get("about", "").strip()
    before = listing.whole(request.args.get("before"), 0, least=0)
    found = library().audit.changes(by=by, about=about, before=before or None, limit=size + 1)
    kept = listing.asked_for(request.args, "by", "about")
    older = listing.link("/audit", (*kept, ("before", str(found[size - 1].number)))) if len(found) > size else None
    return render(AuditPage(changes=found[:size], by=by, about=about, older=older))
