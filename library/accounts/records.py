"""The records of accounts, and the table of who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from library.searches.records import LOCAL


class Role(StrEnum):
    """What somebody is here for."""

    INVESTIGATOR = "investigator"
    EDITOR = "editor"
    ARCHIVIST = "archivist"
    ADMIN = "admin"


class Right(StrEnum):
    """What may be done."""

    READ = "read"
    """Search, read, follow, export."""
    KEEP = "keep"
    """Save searches, mark what was seen, change one's own password: what touches nobody else."""
    JUDGE = "judge"
    """Confirm, reject, edit, merge, split, undo."""
    ARCHIVE = "archive"
    """Add files, retry, set properties by hand, withdraw, check originals."""
    ADMINISTER = "administer"
    """Make and change accounts, read the audit log, add by a path on the server's own disk."""


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.INVESTIGATOR: frozenset({Right.READ, Right.KEEP}),
    Role.EDITOR: frozenset({Right.READ, Right.KEEP, Right.JUDGE}),
    Role.ARCHIVIST: frozenset({Right.READ, Right.KEEP, Right.ARCHIVE}),
    Role.ADMIN: frozenset(Right),
}
"""Who may do what."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in; `fresh` while the password is one that somebody else chose."""

    name: str
    role: Role
    created_at: str
    disabled: bool = False
    fresh: bool = False

    def may(self, right: Right) -> bool:
        """Say whether this role has a right."""
        return not self.disabled and right in RIGHTS[self.role]


@dataclass(frozen=True, slots=True)
class Key:
    """What stands for a sign-in: a session of a browser, or a token of a program.

    `key_id` names it without giving it away; `seen_at` is when it was last used, to the minute.
    """

    key_id: str
    account: str
    sort: Literal["session", "token"]
    label: str
    created_at: str
    seen_at: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How long sessions last, and how many wrong passwords are borne; all in seconds or in number."""

    idle_seconds: int = 8 * 3600
    session_seconds: int = 3 * 24 * 3600
    window_seconds: int = 15 * 60
    tries_an_account: int = 8
    tries_an_address: int = 40


ALONE = Account(LOCAL, Role.ADMIN, "")
"""Whoever uses a workspace without accounts on the machine itself."""
