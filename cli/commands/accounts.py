"""`threadline accounts`: who may use the workspace over the network. Passwords are asked for, never options."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.output import columns, print_json, print_message
from cli.params import json_option, open_workspace, standard_input, workspace_option
from cli.people import write_down
from library.accounts.records import Role
from library.wire.custody import account_json

ROLES = tuple(role.value for role in Role)
role_option = click.option(
    "--role", type=click.Choice(ROLES), default=Role.ADMIN.value, show_default=True, help="What they may do."
)
name_argument = click.argument("name", metavar="NAME")


@click.group("accounts")
def command() -> None:
    """Make and change accounts. The first is an admin's, who can make the others in the browser.

    An investigator reads and keeps searches; an editor also judges; an archivist also adds and looks after documents;
    an admin does all of it, makes accounts and reads the log of changes.
    """


@command.command("list")
@workspace_option
@json_option
def list_accounts(*, workspace: Path, as_json: bool) -> None:
    """List the accounts."""
    with open_workspace(workspace) as library:
        accounts = library.accounts.listed()
    if as_json:
        for one in accounts:
            print_json(account_json(one))
    elif accounts:
        click.echo(
            columns([(a.name, a.role.value, a.created_at[:10], "shut out" if a.disabled else "") for a in accounts])
        )
    else:
        print_message("There are no accounts. `threadline accounts add NAME` makes the first one, an admin's.")


@command.command("add")
@name_argument
@role_option
@workspace_option
def add(*, name: str, role: str, workspace: Path) -> None:
    """Make an account; its password is asked for, or read from the first line of standard input."""
    with open_workspace(workspace) as library:
        account = library.accounts.add(name, Role(role), asked_password())
        write_down(library, "made an account", account.name, account.role.value)
    click.echo(f"{account.name} can sign in as {account.role.value}.")


@command.command("password")
@name_argument
@workspace_option
def password(*, name: str, workspace: Path) -> None:
    """Give an account another password; all its sessions end."""
    with open_workspace(workspace) as library:
        account = library.accounts.get(name)
        library.accounts.set_password(account.name, asked_password())
        write_down(library, "changed an account", account.name, "a new password")
    click.echo(f"{account.name} has another password. All sessions ended.")


@command.command("role")
@name_argument
@click.argument("role", type=click.Choice(ROLES))
@workspace_option
def role(*, name: str, role: str, workspace: Path) -> None:
    """Give an account another role."""
    with open_workspace(workspace) as library:
        account = library.accounts.set_role(name, Role(role))
        write_down(library, "changed an account", account.name, role)
    click.echo(f"{account.name} is {role} now.")


@command.command("disable")
@name_argument
@workspace_option
def disable(*, name: str, workspace: Path) -> None:
    """Shut an account out; its sessions and tokens end at once."""
    _set_disabled(name, workspace, disabled=True)


@command.command("enable")
@name_argument
@workspace_option
def enable(*, name: str, workspace: Path) -> None:
    """Let an account in again."""
    _set_disabled(name, workspace, disabled=False)


@command.command("remove")
@name_argument
@workspace_option
def remove(*, name: str, workspace: Path) -> None:
    """Remove an account; what it did stays in the logs."""
    with open_workspace(workspace) as library:
        account = library.accounts.get(name)
        library.accounts.remove(account.name)
        write_down(library, "changed an account", account.name, "removed")
    click.echo(f"The account {account.name} is removed.")


@command.command("sign-out")
@name_argument
@workspace_option
def sign_out(*, name: str, workspace: Path) -> None:
    """End every session of an account."""
    with open_workspace(workspace) as library:
        account = library.accounts.get(name)
        library.accounts.sign_out_everywhere(account)
        write_down(library, "changed an account", account.name, "signed out everywhere")
    click.echo(f"{account.name} is signed out everywhere.")


@command.command("token")
@name_argument
@click.option("--for", "label", metavar="TEXT", default="a program", show_default=True, help="What it is for.")
@workspace_option
def token(*, name: str, label: str, workspace: Path) -> None:
    """Print a new token, with which a program asks the API as this account; it is shown this once."""
    with open_workspace(workspace) as library:
        account = library.accounts.get(name)
        made = library.accounts.new_token(account, label)
        write_down(library, "made a token", account.name, label)
    click.echo(made)


def asked_password() -> str:
    """Return a password, asked for twice on a terminal, else the first line of standard input."""
    if sys.stdin is not None and sys.stdin.isatty():
        given: str = click.prompt("Password", hide_input=True, confirmation_prompt="Once more", err=True)
        return given
    return standard_input().readline().rstrip("\r\n")


def _set_disabled(name: str, workspace: Path, *, disabled: bool) -> None:
    with open_workspace(workspace) as library:
        account = library.accounts.get(name)
        library.accounts.disable(account.name, disabled=disabled)
        write_down(library, "changed an account", account.name, "shut out" if disabled else "let in again")
    click.echo(f"{account.name} is {'shut out' if disabled else 'let in again'}.")
