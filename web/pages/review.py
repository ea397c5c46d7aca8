"""`/review` and `/judgements`: what to judge next, the acts of judging, and the history with its undoing.

Every act is a form; keys press its buttons. An act is refused where somebody else judged the same after the page was
made.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from extract.judgements.records import Act, Entry
from library.judging.queue import ITEM_KINDS, KINDS
from library.judging.values import clean
from web import judging, listing
from web.current import library, names, options
from web.judging import Asked, Line, desk
from web.listing import Paging
from web.pages.saved import back
from web.rendering import Page, render

blueprint = Blueprint("review", __name__)
LAST = 40
"""Judgements of the history on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage(Page):
    """The queue; `done` is what was just decided, `after` the last judgement known to this page."""

    template = "review.html"
    section = "review"
    kind: str
    asked: tuple[Asked, ...]
    paging: Paging
    done: Line | None
    after: str
    news: int

    @property
    def heading(self) -> str:
        """What it is."""
        return "To judge"

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the queue can be narrowed to."""
        return (*ITEM_KINDS, *(kind for kind in KINDS if kind not in ITEM_KINDS))


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage(Page):
    """Judgements, the newest first; `shown` says which: all, the new of others, those that lost their fact."""

    template = "judgements.html"
    section = "review"
    shown: str
    by: str
    lines: tuple[Line, ...]
    further: str | None
    done: Line | None
    news: int

    @property
    def heading(self) -> str:
        """What it is."""
        return "What was decided"

    @property
    def newest(self) -> int:
        """The number of the newest judgement shown."""
        return max((line.number for line in self.lines), default=0)


@blueprint.get("/review")
def review() -> str:
    """Show what to judge next."""
    kind = request.args.get("kind", "")
    kind = kind if kind in KINDS else ""
    number, size = listing.whole(request.args.get("page"), 1, most=500), options().page_size
    items = desk().queue((kind,) if kind else (), limit=size + 1, offset=(number - 1) * size)
    paging = Paging(number, size, len(items) > size, "/review", listing.asked_for(request.args, "kind"))
    shown = judging.asked(library(), items[:size], names())
    known, fresh = last_known(), len(desk().news())
    return render(ReviewPage(kind=kind, asked=shown, paging=paging, done=done(), after=known, news=fresh))


@blueprint.get("/judgements")
def judgements() -> str:
    """Show what was decided: everything, what others decided since, or what lost its fact."""
    shown, by = request.args.get("shown", ""), request.args.get("by", "")
    before = listing.whole(request.args.get("before"), 0, least=0)
    news = desk().news()
    more = False
    if shown == "new":
        entries: tuple[Entry, ...] = news
    elif shown == "orphaned":
        entries = desk().orphaned()
    else:
        found = desk().history(by=by or None, before=before or None, limit=LAST + 1)
        entries, more = found[:LAST], len(found) > LAST
    asked = listing.asked_for(request.args, "by")
    further = listing.link("/judgements", (*asked, ("before", str(entries[-1].judgement.number)))) if more else None
    told = judging.lines(entries, names())
    return render(HistoryPage(shown=shown, by=by, lines=told, further=further, done=done(), news=len(news)))


@blueprint.post("/judgements/read")
def read() -> ResponseReturnValue:
    """Note that what others decided was read."""
    desk().read(listing.whole(request.form.get("number"), 0, least=0))
    return redirect("/judgements", 303)


@blueprint.post("/judgements/<judgement_id>/undo")
def undo(judgement_id: str) -> ResponseReturnValue:
    """Take back a judgement."""
    return went(desk().undo(judgement_id, note()))


@blueprint.post("/facts/<fact_id>/judge")
def judge_fact(fact_id: str) -> ResponseReturnValue:
    """Confirm or reject a fact."""
    act = request.form.get("act", "")
    if act not in (Act.CONFIRM, Act.REJECT):
        abort(400)
    decide = desk().confirm if act == Act.CONFIRM else desk().reject
    return went(decide(fact_id, note(), after=after()))


@blueprint.post("/facts/<fact_id>/edit")
def edit_fact(fact_id: str) -> ResponseReturnValue:
    """Put what was typed in the place of what was extracted."""
    fact = library().fact(clean(fact_id))
    form = {name: clean(value) for name, value in request.form.items()}
    roles, values = judging.roles_changed(fact, form, names()), judging.values_changed(fact, form)
    return went(desk().edit(fact_id, roles, values, note(), after=after()))


@blueprint.post("/entities/judge")
def judge_entities() -> ResponseReturnValue:
    """Merge entities, keep them apart, or split names from one."""
    act, given = request.form.get("act", ""), [clean(one) for one in request.form.getlist("entity") if one.strip()]
    parted = [clean(one) for one in request.form.getlist("name") if one.strip()]
    if act == Act.MERGE:
        return went(desk().merge([*given, *parted], note(), after=after()))
    if act == Act.NOT_SAME and len(given) == 2:
        return went(desk().not_same(given[0], given[1], note(), after=after()))
    if act != Act.SPLIT or len(given) != 1:
        abort(400)
    return went(desk().split(given[0], parted, note(), after=after()))


def note() -> str:
    """Return the note of a form."""
    return clean(request.form.get("note", ""))


def after() -> str | None:
    """Return the last judgement that the page of a form knew of."""
    return request.form.get("after") or None


def last_known() -> str:
    """Return the id of the newest judgement there is."""
    newest = desk().history(limit=1)
    return newest[0].judgement.judgement_id if newest else "j0"


def went(entry: Entry) -> ResponseReturnValue:
    """Go back to where the form was, which tells what was decided."""
    path, _, asked = back("/review").partition("?")
    kept = [pair for pair in asked.split("&") if pair and not pair.startswith("done=")]
    where = "&".join([*kept, f"done={entry.judgement.judgement_id}"])
    return redirect(f"{path}?{where}#done", 303)


def done() -> Line | None:
    """Return what was just decided, where the address says so."""
    wanted = request.args.get("done", "")
    found = next((one for one in desk().history(limit=20) if one.judgement.judgement_id == wanted), None)
    return judging.line(found, names()) if found else None
