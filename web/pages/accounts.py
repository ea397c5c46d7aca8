"""`/accounts`: admins make accounts, give roles, shut out and let in; nobody sees a password that somebody chose."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from library.accounts import passwords
from library.accounts.records import Account, Role
from library.errors import AccountError
from web.current import library, note_change
from web.rendering import Page, render

blueprint = Blueprint("accounts", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsPage(Page):
    """The accounts; `told` is what was done, `password` the one to begin with, shown this once."""

    template = "accounts.html"
    section = "people"
    accounts: tuple[Account, ...]
    problem: str = ""
    told: str = ""
    password: str = ""

    @property
    def heading(self) -> str:
        """What is listed."""
        return "Accounts"


def page(*, problem: str = "", told: str = "", password: str = "") -> str:
    """Return the list."""
    return render(AccountsPage(accounts=library().accounts.listed(), problem=problem, told=told, password=password))


@blueprint.get("/accounts")
def accounts() -> str:
    """List the accounts."""
    return page()


@blueprint.post("/accounts")
def add() -> ResponseReturnValue:
    """Make an account with a password to begin with."""
    name, password = request.form.get("name", "").strip(), passwords.invented()
    try:
        made = library().accounts.add(name, role_asked(), password, fresh=True)
    except AccountError as error:
        return page(problem=str(error)), 400
    note_change(made.name, made.role.value)
    return page(told=f"{made.name} begins with this password, and chooses another at once:", password=password)


@blueprint.post("/accounts/<name>")
def change(name: str) -> ResponseReturnValue:
    """Do to an account what the button says."""
    act, behind = request.form.get("act", ""), library().accounts
    password = ""
    try:
        account = behind.get(name)
        if act == "role":
            told = f"{account.name} is {behind.set_role(name, role_asked()).role.value} now."
        elif act in ("disable", "enable"):
            behind.disable(name, disabled=act == "disable")
            told = f"{account.name} is {'shut out' if act == 'disable' else 'let in again'}."
        elif act == "password":
            password = passwords.invented()
            behind.set_password(name, password, fresh=True)
            told = f"{account.name} signs in with this password, and chooses another at once:"
        elif act == "remove":
            behind.remove(name)
            told = f"The account {account.name} is removed. What it did stays in the logs."
        else:
            raise AccountError("Nothing was asked for.")
    except AccountError as error:
        return page(problem=str(error)), 400
    note_change(account.name, told if not password else "a new password to begin with")
    return page(told=told, password=password)


def role_asked() -> Role:
    """Return the role that the form names; raises AccountError."""
    role = request.form.get("role", "")
    if role not in tuple(Role):
        raise AccountError(f"There is no role {role[:40]!r}; there are {', '.join(Role)}.")
    return Role(role)
