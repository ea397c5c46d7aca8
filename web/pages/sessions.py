"""`/login` and `/account`: signing in and out, a password of one's own, the sessions and tokens of an account."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, g, make_response, redirect, request, session
from flask.typing import ResponseReturnValue

from library.accounts.records import RIGHTS, Account, Key, Right, Role
from library.errors import AccountError, TooManyTriesError
from web import listing
from web.access import COOKIE, write
from web.current import library, note_change, options, person
from web.rendering import Page, render

blueprint = Blueprint("sessions", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginPage(Page):
    """The form to sign in; `back` is where it leads."""

    template = "login.html"
    section = "people"
    back: str
    name: str = ""
    problem: str = ""

    @property
    def heading(self) -> str:
        """What it is for."""
        return "Sign in"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage(Page):
    """One's own account; `token` is a new one, shown this once; `here` is the session that asks."""

    template = "account.html"
    section = "people"
    account: Account
    keys: tuple[Key, ...]
    alone: bool
    problem: str = ""
    token: str = ""

    @property
    def heading(self) -> str:
        """Whose it is."""
        return "Your account"

    @property
    def rights(self) -> tuple[tuple[Role, tuple[bool, ...]], ...]:
        """Who may do what: a row a role, a column a right."""
        return tuple((role, tuple(right in held for right in Right)) for role, held in RIGHTS.items())


@blueprint.get("/login")
def form() -> ResponseReturnValue:
    """Show the form to sign in, but to nobody who has."""
    back = listing.within(request.args.get("back", ""), "/")
    if g.get("person") is not None:
        return redirect(back, 303)
    return render(LoginPage(back=back))


@blueprint.post("/login")
def sign_in() -> ResponseReturnValue:
    """Open a session with name and password."""
    name, back = request.form.get("name", "").strip(), listing.within(request.form.get("back", ""), "/")
    address, agent = request.remote_addr or "", request.user_agent.string
    try:
        account, secret = library().accounts.sign_in(
            name, request.form.get("password", ""), address=address, agent=agent
        )
    except AccountError as error:
        status = 429 if isinstance(error, TooManyTriesError) else 401
        write(name[:64] or "nobody", "was not let in", "/login", str(error))
        return render(LoginPage(back=back, name=name, problem=str(error))), status
    session.clear()
    g.person = account
    note_change(account.name)
    answer = make_response(redirect(back, 303))
    answer.set_cookie(COOKIE, secret, httponly=True, samesite="Lax", secure=options().https, path="/")
    return answer


@blueprint.post("/logout")
def sign_out() -> ResponseReturnValue:
    """End this session."""
    library().accounts.sign_out(request.cookies.get(COOKIE, ""))
    note_change(person().name)
    return signed_out()


@blueprint.get("/account")
def own() -> str:
    """Show one's own account."""
    return page()


def page(problem: str = "", token: str = "") -> str:
    """Return the page of one's own account."""
    accounts = library().accounts
    alone = not accounts.any()
    keys = () if alone else accounts.keys(person())
    return render(AccountPage(account=person(), keys=keys, alone=alone, problem=problem, token=token))


@blueprint.post("/account/password")
def change_password() -> ResponseReturnValue:
    """Change one's own password; every session ends, and a new one is opened here."""
    new, again = request.form.get("new", ""), request.form.get("again", "")
    address = request.remote_addr or ""
    try:
        if new != again:
            raise AccountError("The two new passwords differ.")
        library().accounts.change_password(person(), request.form.get("old", ""), new, address)
        _, secret = library().accounts.sign_in(person().name, new, address=address, agent=request.user_agent.string)
    except AccountError as error:
        return page(str(error)), 400
    note_change(person().name)
    answer = make_response(redirect("/account", 303))
    answer.set_cookie(COOKIE, secret, httponly=True, samesite="Lax", secure=options().https, path="/")
    return answer


@blueprint.post("/account/everywhere")
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of this account."""
    library().accounts.sign_out_everywhere(person())
    note_change(person().name)
    return signed_out()


@blueprint.post("/account/keys/<key_id>/end")
def end(key_id: str) -> ResponseReturnValue:
    """End one session or token."""
    library().accounts.end(person(), key_id)
    note_change(person().name, key_id)
    return redirect("/account", 303)


@blueprint.post("/account/tokens")
def new_token() -> ResponseReturnValue:
    """Make a token for a program, and show it once."""
    if not library().accounts.any():
        raise AccountError("There are no accounts, and no program on this machine needs a token.")
    label = request.form.get("label", "")
    note_change(person().name, label)
    return page(token=library().accounts.new_token(person(), label))


def signed_out() -> Response:
    """Lead to the form, with nothing kept."""
    session.clear()
    answer = make_response(redirect("/login", 303))
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="Lax", secure=options().https)
    return answer
