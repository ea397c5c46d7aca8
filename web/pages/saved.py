"""`/saved`, `/alerts`, their feeds and `/seen`: searches that are kept, what is new for them, marks on documents."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, redirect, request
from flask.typing import ResponseReturnValue

from library.errors import NameInUseError, NoSuchSearchError
from library.searches.feed import atom
from library.searches.records import Alert, SavedSearch
from web import listing
from web.asking import asked
from web.current import library, searches
from web.pages.exports import hit_link
from web.rendering import Page, render

blueprint = Blueprint("saved", __name__)
ATOM = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage(Page):
    """The searches that are kept; `problem` says why one could not be."""

    template = "saved.html"
    section = "saved"
    saved: tuple[SavedSearch, ...]
    problem: str = ""
    name: str = ""
    query: str = ""

    @property
    def heading(self) -> str:
        """What it lists."""
        return "Saved searches"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsPage(Page):
    """What is new for each saved search."""

    template = "alerts.html"
    section = "saved"
    alerts: tuple[Alert, ...]
    kept: int

    @property
    def heading(self) -> str:
        """What it lists."""
        return "New for saved searches"


@blueprint.get("/saved")
def saved() -> str:
    """List saved searches."""
    return render(SavedPage(saved=searches().saved()))


@blueprint.post("/saved")
def save() -> ResponseReturnValue:
    """Keep a search."""
    query, name = asked().whole.strip(), request.form.get("name", "")
    try:
        searches().save(name, query)
    except NameInUseError as error:
        problem = f"Another search is called “{error.name}” already. Give this one another name."
        page = SavedPage(saved=searches().saved(), problem=problem, name=name, query=query)
        return render(page), 409
    return redirect(back("/saved"), 303)


@blueprint.post("/saved/<search_id>/remove")
def remove(search_id: str) -> ResponseReturnValue:
    """Forget a search."""
    try:
        searches().remove(search_id)
    except NoSuchSearchError:
        abort(404, "This search is not saved any more.")
    return redirect("/saved", 303)


@blueprint.get("/alerts")
def alerts() -> str:
    """Show what is new since it was last told."""
    own = searches()
    return render(AlertsPage(alerts=tuple(own.pending()), kept=len(own.saved())))


@blueprint.post("/alerts/told")
def told() -> ResponseReturnValue:
    """Note what is shown as told: of one search, or of all."""
    wanted, shown = request.form.get("search", ""), frozenset(request.form.getlist("document"))
    for alert in searches().pending():
        if not wanted or wanted == alert.search.search_id:
            ids = alert.document_ids & shown if wanted and shown else alert.document_ids
            searches().told(Alert(alert.search, ids, ()))
    return redirect("/alerts", 303)


@blueprint.get("/alerts.atom")
def feed() -> Response:
    """Send what all saved searches found since they were saved, as a feed."""
    return feed_of(searches().saved(), None)


@blueprint.get("/saved/<search_id>.atom")
def feed_of_one(search_id: str) -> Response:
    """Send what one search found since it was saved, as a feed."""
    try:
        one = searches().get(search_id)
    except NoSuchSearchError:
        abort(404, "This search is not saved any more.")
    return feed_of((one,), one)


def feed_of(kept: tuple[SavedSearch, ...], one: SavedSearch | None) -> Response:
    """Return a feed."""
    title = "Threadline: new for saved searches" if one is None else f"Threadline: {one.name}"
    about = request.url_root + "alerts"
    body = atom(title, request.base_url, about, searches().newest(kept), hit_link(), search=one)
    return Response(body, content_type=ATOM)


@blueprint.post("/seen")
def seen() -> ResponseReturnValue:
    """Mark a document as seen (`mark`), or not (`unmark`), or every hit of a search (`all`)."""
    own = searches()
    own.mark(request.form.getlist("mark"), seen=True)
    own.mark(request.form.getlist("unmark"), seen=False)
    if request.form.get("all"):
        question = asked()
        hits = library().every_hit(question.whole, question.wanted(limit=0, snippets=0))
        own.mark((one for hit in hits for one in (hit.document_id, *hit.copies)), seen=True)
    one = next((value for name in ("mark", "unmark") if (value := request.form.get(name))), "")
    return redirect(back("/search") + (f"#hit-{one}" if one.isalnum() else ""), 303)


def back(otherwise: str) -> str:
    """Return the path on this server that the form says to go back to."""
    return listing.within(request.form.get("back", ""), otherwise)
