"""Accounts, sessions, tokens and wrong passwords in the workspace's database.

Guarantees: what a browser or a program holds is kept as a digest only; a session ends when it was not used for long,
when it is old, when it is signed out, and when its account is disabled, removed or gets another password; wrong
passwords are counted here, so that no restart forgets them.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import ColumnElement, RowMapping, Select, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from corpus.database import Database
from library.accounts.records import Account, Key, Limits, Role
from library.accounts.schema import ACCOUNTS, KEYS, SECRETS, TRIES

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "accounts_version"
SEEN_SECONDS = 60
"""How exactly the last use of a key is known: writing it at each request would make every reader a writer."""


class AccountStore:
    """The read and write side on an open database; the tables are made or brought up to date at once."""

    def __init__(self, database: Database) -> None:
        self.database = database
        database.migrate(MIGRATIONS, VERSION_TABLE)

    # Accounts.

    def any(self) -> bool:
        """Say whether there are accounts at all."""
        return bool(self._read(select(ACCOUNTS.c.name).limit(1)))

    def accounts(self) -> tuple[Account, ...]:
        """Return all accounts, in order of name."""
        return tuple(_account(row) for row in self._read(select(ACCOUNTS).order_by(ACCOUNTS.c.folded)))

    def find(self, name: str) -> Account | None:
        """Return the account of this name, case aside."""
        row = self._row(name)
        return None if row is None else _account(row)

    def password_of(self, name: str) -> str | None:
        """Return the hash of an account's password."""
        row = self._row(name)
        return None if row is None else str(row["password"])

    def add(self, name: str, role: Role, password: str, *, fresh: bool) -> Account:
        """Make an account with the hash of its password; its name must be free."""
        account = Account(name, role, datetime.now(UTC).isoformat(timespec="seconds"), fresh=fresh)
        row = {"name": name, "folded": name.casefold(), "role": role.value, "password": password}
        row |= {"created_at": account.created_at}
        with self.database.writing() as connection:
            connection.execute(insert(ACCOUNTS).values(**row, disabled=False, fresh=fresh))
        return account

    def change(
        self,
        account: Account,
        *,
        role: Role | None = None,
        disabled: bool | None = None,
        password: str | None = None,
        fresh: bool | None = None,
    ) -> None:
        """Change an account; with a new password, or disabled, its sessions end, and disabled its tokens too."""
        given = {"role": role, "disabled": disabled, "password": password, "fresh": fresh}
        changed = {name: value for name, value in given.items() if value is not None}
        with self.database.writing() as connection:
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == account.name).values(changed))
            if disabled or password is not None:
                ended = delete(KEYS).where(KEYS.c.account == account.name)
                connection.execute(ended if disabled else ended.where(KEYS.c.sort == "session"))

    def rehash(self, account: Account, password: str) -> None:
        """Keep the same password under a better hash; sessions go on."""
        with self.database.writing() as connection:
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == account.name).values(password=password))

    def remove(self, account: Account) -> None:
        """Remove an account with its sessions and tokens; what it did stays in the logs."""
        with self.database.writing() as connection:
            connection.execute(delete(ACCOUNTS).where(ACCOUNTS.c.name == account.name))

    # Sessions and tokens.

    def open_key(self, account: Account, sort: Literal["session", "token"], label: str) -> str:
        """Return a new secret that stands for an account."""
        secret = secrets.token_urlsafe(32)
        now = time.time()
        row = {"digest": _digest(secret), "account": account.name, "sort": sort, "label": label[:200]}
        with self.database.writing() as connection:
            connection.execute(insert(KEYS).values(**row, created=now, seen=now))
        return secret

    def holder(self, secret: str, sort: str, limits: Limits, now: float | None = None) -> Account | None:
        """Return whose key this is, if it still stands; its use is noted."""
        now = time.time() if now is None else now
        digest = _digest(secret)
        query = select(ACCOUNTS, KEYS.c.created, KEYS.c.seen).join(KEYS, KEYS.c.account == ACCOUNTS.c.name)
        row = next(iter(self._read(query.where(KEYS.c.digest == digest, KEYS.c.sort == sort))), None)
        if row is None or row["disabled"]:
            return None
        over = now - row["seen"] > limits.idle_seconds or now - row["created"] > limits.session_seconds
        if sort == "session" and over:
            self.close_key(secret)
            return None
        if now - row["seen"] > SEEN_SECONDS:
            with self.database.writing() as connection:
                connection.execute(update(KEYS).where(KEYS.c.digest == digest).values(seen=now))
        return _account(row)

    def close_key(self, secret: str) -> None:
        """End one session."""
        self._end(KEYS.c.digest == _digest(secret))

    def close_keys(self, account: Account, sort: Literal["session", "token"]) -> None:
        """End every session, or every token, of an account."""
        self._end(KEYS.c.account == account.name, KEYS.c.sort == sort)

    def close_one(self, account: Account, key_id: str) -> None:
        """End one session or token of an account by its id."""
        self._end(KEYS.c.account == account.name, KEYS.c.digest.startswith(key_id, autoescape=True))

    def keys(self, account: Account, limits: Limits) -> tuple[Key, ...]:
        """Return the sessions and tokens of an account, the last used first; sessions that are over are left out."""
        now = time.time()
        rows = self._read(select(KEYS).where(KEYS.c.account == account.name).order_by(KEYS.c.seen.desc()))
        return tuple(
            Key(r["digest"][:16], r["account"], r["sort"], r["label"], _moment(r["created"]), _moment(r["seen"]))
            for r in rows
            if r["sort"] == "token"
            or (now - r["seen"] <= limits.idle_seconds and now - r["created"] <= limits.session_seconds)
        )

    def sweep(self, limits: Limits) -> None:
        """Forget sessions that are over and tries of long ago."""
        now = time.time()
        over = (KEYS.c.seen < now - limits.idle_seconds) | (KEYS.c.created < now - limits.session_seconds)
        with self.database.writing() as connection:
            connection.execute(delete(KEYS).where(KEYS.c.sort == "session", over))
            connection.execute(delete(TRIES).where(TRIES.c.at < now - limits.window_seconds))

    # Wrong passwords.

    def tries(self, subject: str, since: float) -> tuple[int, float]:
        """Return how many wrong passwords a name or an address gave since a moment, and when the first of them."""
        query = select(func.count(), func.min(TRIES.c.at)).where(TRIES.c.subject == subject, TRIES.c.at > since)
        with self.database.reading() as connection:
            count, first = connection.execute(query).one()
        return int(count), float(first or 0)

    def note_try(self, subjects: Sequence[str], now: float) -> None:
        """Count a wrong password against a name and an address."""
        with self.database.writing() as connection:
            connection.execute(insert(TRIES), [{"subject": subject, "at": now} for subject in subjects])

    def forget_tries(self, subject: str) -> None:
        """Count no more what was wrong before the right password came."""
        with self.database.writing() as connection:
            connection.execute(delete(TRIES).where(TRIES.c.subject == subject))

    # The server's own secret.

    def secret(self) -> bytes:
        """Return what signs the cookie that guards forms, drawn on first use."""
        with self.database.writing() as connection:
            drawn = {"one": 1, "secret": secrets.token_bytes(32)}
            connection.execute(insert(SECRETS).values(drawn).on_conflict_do_nothing())
            return bytes(connection.execute(select(SECRETS.c.secret)).scalar_one())

    def _end(self, *which: ColumnElement[bool]) -> None:
        with self.database.writing() as connection:
            connection.execute(delete(KEYS).where(*which))

    def _row(self, name: str) -> RowMapping | None:
        return next(iter(self._read(select(ACCOUNTS).where(ACCOUNTS.c.folded == name.casefold()))), None)

    def _read(self, query: Select[Any]) -> Sequence[RowMapping]:
        with self.database.reading() as connection:
            return connection.execute(query).mappings().all()


def _account(row: RowMapping) -> Account:
    return Account(row["name"], Role(row["role"]), row["created_at"], bool(row["disabled"]), bool(row["fresh"]))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
