"""Who may do what, in one place, for pages and API alike: one table of all that changes something, and one gate.

Guarantees: every request is somebody's, or leads only to the form to sign in; what is not in the table is refused, so
that a change nobody thought of fails closed; every change that was made is written into the audit log under the name
of the person who is signed in, never a name the request gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from flask import Flask, Response, abort, g, redirect, request
from flask.typing import ResponseReturnValue

from library.accounts.records import ALONE, Account, Right
from web.current import library, options
from web.errors import NotAllowedError

COOKIE = "threadline_session"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Changing:
    """What a route changes: the right it needs, and how the audit log tells it; nothing is told without words."""

    right: Right
    act: str = ""


CHANGES: dict[str, Changing] = {
    "saved.save": Changing(Right.KEEP, "saved a search"),
    "saved.remove": Changing(Right.KEEP, "removed a saved search"),
    "saved.told": Changing(Right.KEEP, "read what is new"),
    "saved.seen": Changing(Right.KEEP, "marked documents as seen"),
    "api_search.save": Changing(Right.KEEP, "saved a search"),
    "api_search.forget": Changing(Right.KEEP, "removed a saved search"),
    "api_search.told": Changing(Right.KEEP, "read what is new"),
    "api_search.seen": Changing(Right.KEEP, "marked documents as seen"),
    "lists.answer": Changing(Right.READ),
    "review.judge_fact": Changing(Right.JUDGE, "judged a fact"),
    "review.edit_fact": Changing(Right.JUDGE, "edited a fact"),
    "review.judge_entities": Changing(Right.JUDGE, "judged entities"),
    "review.undo": Changing(Right.JUDGE, "undid a judgement"),
    "review.read": Changing(Right.KEEP, "read what others decided"),
    "api_judgements.judge": Changing(Right.JUDGE, "judged"),
    "api_judgements.undo": Changing(Right.JUDGE, "undid a judgement"),
    "add.add": Changing(Right.ARCHIVE, "added documents"),
    "ledger.retry": Changing(Right.ARCHIVE, "retried what had failed"),
    "custody.change": Changing(Right.ARCHIVE, "set properties by hand"),
    "custody.withdraw": Changing(Right.ARCHIVE, "withdrew a document"),
    "withdrawn.bring_back": Changing(Right.ARCHIVE, "brought a document back"),
    "originals.check": Changing(Right.ARCHIVE, "checked the originals"),
    "sessions.sign_in": Changing(Right.READ, "signed in"),
    "sessions.sign_out": Changing(Right.READ, "signed out"),
    "sessions.change_password": Changing(Right.KEEP, "changed the own password"),
    "sessions.sign_out_everywhere": Changing(Right.KEEP, "signed out everywhere"),
    "sessions.end": Changing(Right.KEEP, "ended a session or token"),
    "sessions.new_token": Changing(Right.KEEP, "made a token"),
    "accounts.add": Changing(Right.ADMINISTER, "made an account"),
    "accounts.change": Changing(Right.ADMINISTER, "changed an account"),
}
"""Every route that takes a POST."""

READING: dict[str, Right] = {
    "add.form": Right.ARCHIVE,
    "add.progress": Right.ARCHIVE,
    "add.progress_json": Right.ARCHIVE,
    "accounts.accounts": Right.ADMINISTER,
    "audit.audit": Right.ADMINISTER,
}
"""The routes that are read, but not by everybody."""

NOBODY = frozenset({"static", "health.healthz"})
"""What is answered to anybody, without asking who it is."""

OPEN = NOBODY | {"sessions.form", "sessions.sign_in"}
"""What is answered to somebody who is not signed in."""

FIRST = frozenset({"sessions.own", "sessions.change_password", "sessions.sign_out", "static"})
"""What is answered while a password is still the one that somebody else chose."""


def install(app: Flask) -> None:
    """Put the gate before, and the log behind, every request of `app`."""
    app.before_request(admit)
    app.after_request(write_down)
    app.jinja_env.globals.update(person=find_person, may=may)


def admit() -> ResponseReturnValue | None:
    """Let a request in, or lead it to the form to sign in."""
    if request.endpoint in NOBODY:
        return None
    g.person = identify()
    if request.endpoint in OPEN:
        return None
    if g.person is None:
        return to_sign_in()
    request.environ["threadline.person"] = g.person.name
    if g.person.fresh and request.endpoint not in FIRST:
        return ask_for_password()
    right = right_needed()
    if not g.person.may(right):
        raise NotAllowedError(403, f"{LACKING[right]} You are signed in as {g.person.name}, {article(g.person)}.")
    return None


NO_ACCOUNTS = "This server has no accounts any more. Whoever keeps it makes one: `threadline accounts add NAME`."
LACKING = {
    Right.READ: "This account may not read here.",
    Right.KEEP: "This account keeps nothing here.",
    Right.JUDGE: "Facts and entities are judged by editors.",
    Right.ARCHIVE: "Documents are added and looked after by archivists.",
    Right.ADMINISTER: "This is for admins.",
}


def identify() -> Account | None:
    """Return who sends this request: by token, by session, or as the only one at this machine."""
    accounts = library().accounts
    if not accounts.any():
        if options().alone:
            return ALONE
        raise NotAllowedError(
            503, "This server has no accounts any more. Its keeper can make one: threadline accounts."
        )
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer" and request.path.startswith("/api/"):
        g.by_token = True
        return accounts.bearer(secret.strip())
    return accounts.signed_in(request.cookies.get(COOKIE, ""))


def right_needed() -> Right:
    """Return the right that a request needs; a change that is in no table is refused."""
    if request.endpoint is None:
        return Right.READ  # there is no such page, which anybody may be told
    if request.method in SAFE_METHODS:
        return READING.get(request.endpoint, Right.READ)
    if request.endpoint not in CHANGES:
        abort(405)
    return CHANGES[request.endpoint].right


def to_sign_in() -> ResponseReturnValue:
    """Lead to the form to sign in, and back from there."""
    if request.path.startswith("/api/"):
        raise NotAllowedError(401, "Sign in, or send a token: Authorization: Bearer TOKEN.")
    if request.method not in SAFE_METHODS:
        raise NotAllowedError(401, "Your session is over. Sign in at /login in another window, then send this again.")
    query = request.query_string.decode("ascii", "replace")
    wanted = f"{request.path}?{query}" if query else request.path
    return redirect("/login" if wanted == "/" else f"/login?{urlencode({'back': wanted})}", 302)


def ask_for_password() -> ResponseReturnValue:
    """Lead to the form for a password of one's own."""
    if request.path.startswith("/api/") or request.method not in SAFE_METHODS:
        raise NotAllowedError(403, "Choose a password of your own first, at /account.")
    return redirect("/account", 302)


def article(person: Account) -> str:
    """Return a role with its article."""
    return f"{'an' if person.role.value[0] in 'aei' else 'a'} {person.role.value}"


def find_person() -> Account | None:
    """Return who is signed in, or alone at this machine; None before the gate."""
    return cast("Account | None", g.get("person"))


def may(right: str) -> bool:
    """Say to a template whether whoever looks has a right."""
    person = find_person()
    return person is not None and person.may(Right(right))


def write_down(response: Response) -> Response:
    """Tell the audit log of a change that was made."""
    changing = CHANGES.get(request.endpoint or "")
    person = find_person()
    if request.method in SAFE_METHODS or changing is None or not changing.act or person is None:
        return response
    if response.status_code < 400 and not g.get("told", False):
        subject, detail = g.get("change", ("", ""))
        write(person.name, changing.act, subject or request.path, detail)
    return response


def write(by: str, act: str, subject: str, detail: str = "") -> None:
    """Write a change of this request into the audit log."""
    via = "api" if request.path.startswith("/api/") else "web"
    library().audit.record(by, act, subject, detail, via=via, address=request.remote_addr or "")
