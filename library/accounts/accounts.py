"""Accounts as pages and commands ask for them: made, changed, signed in and out.

Guarantees: the last admin who can sign in is never taken away; a name is free to use once only, whatever its case;
after too many wrong passwords, of a name or from an address, none is looked at for a while.
"""

from __future__ import annotations

import ipaddress
import re
import time
from dataclasses import replace

from library.accounts import passwords
from library.accounts.records import Account, Key, Limits, Role
from library.accounts.store import AccountStore
from library.errors import AccountError, TooManyTriesError

NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}", re.IGNORECASE)
RESERVED = frozenset({"local", "server", "admin@", "unattributed"})
WRONG = "Name or password is wrong."


class Accounts:
    """The accounts of a workspace."""

    def __init__(self, store: AccountStore, limits: Limits | None = None) -> None:
        self.store = store
        self.limits = limits or Limits()

    def any(self) -> bool:
        """Say whether there are accounts at all; without, whoever is at the machine may do everything."""
        return self.store.any()

    def listed(self) -> tuple[Account, ...]:
        """Return all accounts, in order of name."""
        return self.store.accounts()

    def get(self, name: str) -> Account:
        """Return an account by its name, case aside; raises AccountError."""
        account = self.store.find(name)
        if account is None:
            raise AccountError(f"There is no account {name[:64]!r}. `threadline accounts list` lists them.")
        return account

    def add(self, name: str, role: Role, password: str, *, fresh: bool = False) -> Account:
        """Make an account; the first must be an admin's. Raises AccountError."""
        if not NAME.fullmatch(name) or name.casefold() in RESERVED:
            raise AccountError("A name has up to 64 letters, digits and . _ - @, begins with a letter or digit.")
        if self.store.find(name) is not None:
            raise AccountError(f"There is an account {name!r} already.")
        if role is not Role.ADMIN and not self.any():
            raise AccountError("The first account must be an admin's: somebody has to make the others.")
        passwords.check(password, name)
        return self.store.add(name, role, passwords.hashed(password), fresh=fresh)

    def set_role(self, name: str, role: Role) -> Account:
        """Give an account another role; raises AccountError."""
        account = self.get(name)
        self._keep_an_admin(account, stays=role is Role.ADMIN)
        self.store.change(account, role=role)
        return replace(account, role=role)

    def set_password(self, name: str, password: str, *, fresh: bool = False) -> None:
        """Give an account another password: its sessions end. Raises AccountError."""
        account = self.get(name)
        passwords.check(password, account.name)
        self.store.change(account, password=passwords.hashed(password), fresh=fresh)

    def change_password(self, account: Account, old: str, new: str, address: str) -> None:
        """Let somebody change their own password, which all their sessions end; raises AccountError."""
        self._check(account.name, old, address)
        if old == new:
            raise AccountError("The new password is the old one.")
        self.set_password(account.name, new)

    def disable(self, name: str, *, disabled: bool) -> None:
        """Shut an account out, with all its sessions and tokens, or let it in again; raises AccountError."""
        account = self.get(name)
        self._keep_an_admin(account, stays=not disabled)
        self.store.change(account, disabled=disabled)

    def remove(self, name: str) -> None:
        """Remove an account; the last one may go, and then the workspace has none again. Raises AccountError."""
        account = self.get(name)
        if len(self.listed()) > 1:
            self._keep_an_admin(account, stays=False)
        self.store.remove(account)

    # Signing in and out.

    def sign_in(self, name: str, password: str, *, address: str, agent: str = "") -> tuple[Account, str]:
        """Return an account and the secret of a new session; raises AccountError, TooManyTriesError."""
        account = self._check(name, password, address)
        self.store.sweep(self.limits)
        return account, self.store.open_key(account, "session", agent)

    def signed_in(self, secret: str) -> Account | None:
        """Return whose session this is, None where it is over."""
        return self.store.holder(secret, "session", self.limits) if secret else None

    def bearer(self, secret: str) -> Account | None:
        """Return whose token this is."""
        return self.store.holder(secret, "token", self.limits) if secret else None

    def new_token(self, account: Account, label: str) -> str:
        """Return a token for a program; it is told this once."""
        return self.store.open_key(account, "token", " ".join(label.split()) or "unnamed")

    def sign_out(self, secret: str) -> None:
        """End a session."""
        self.store.close_key(secret)

    def sign_out_everywhere(self, account: Account) -> None:
        """End every session of an account."""
        self.store.close_keys(account, "session")

    def end(self, account: Account, key_id: str) -> None:
        """End one session or token of an account; ids are as `keys` tells them. Raises AccountError."""
        if key_id not in {key.key_id for key in self.keys(account)}:
            raise AccountError("There is no such session or token any more.")
        self.store.close_one(account, key_id)

    def keys(self, account: Account) -> tuple[Key, ...]:
        """Return the sessions and tokens of an account."""
        return self.store.keys(account, self.limits)

    def _check(self, name: str, password: str, address: str) -> Account:
        """Return the account with this name and password; raises AccountError, TooManyTriesError."""
        now = time.time()
        subjects = (f"name {name.casefold()[:64]}", f"address {network_of(address)}")
        for subject, most in zip(subjects, (self.limits.tries_an_account, self.limits.tries_an_address), strict=True):
            count, first = self.store.tries(subject, now - self.limits.window_seconds)
            if count >= most:
                raise TooManyTriesError(int(first + self.limits.window_seconds - now))
        account, kept = self.store.find(name), self.store.password_of(name)
        if not passwords.fits(kept, password) or account is None or account.disabled or kept is None:
            self.store.note_try(subjects, now)
            raise AccountError(WRONG)
        if passwords.is_old(kept):
            self.store.rehash(account, passwords.hashed(password))
        self.store.forget_tries(subjects[0])
        return account

    def _keep_an_admin(self, account: Account, *, stays: bool) -> None:
        others = (one for one in self.listed() if one.name != account.name)
        if not stays and not any(one.role is Role.ADMIN and not one.disabled for one in others):
            raise AccountError(f"{account.name} is the only admin left. Make another one first.")


def network_of(address: str) -> str:
    """Return what one household or machine has: an IPv4 address, or the first half of an IPv6 address."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if known.version == 4:
        return str(known)
    mapped = known.ipv4_mapped if isinstance(known, ipaddress.IPv6Address) else None
    return str(mapped or ipaddress.ip_network((known, 64), strict=False))
