"""Passwords: which are accepted, and how they are kept (argon2id, RFC 9106, by argon2-cffi).

Guarantees: no password is ever kept or compared in clear; a name that does not exist takes as long to refuse as one
that does; no more than two passwords are hashed at once, as each takes 64 MiB.
"""

from __future__ import annotations

import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from library.errors import AccountError

LEAST, MOST = 12, 500
HASHER = PasswordHasher()
_AT_ONCE = threading.Semaphore(2)
_NOBODY = HASHER.hash(secrets.token_hex(16))


def check(password: str, name: str) -> None:
    """Refuse a password that is short, endless, or the name; raises AccountError."""
    if len(password) < LEAST:
        raise AccountError(f"A password has at least {LEAST} characters. Several words are easy to keep in mind.")
    if len(password) > MOST:
        raise AccountError(f"A password has at most {MOST} characters.")
    if password.casefold().strip() == name.casefold() or len(set(password)) < 5:
        raise AccountError("This password is too easy to guess. Several words are easy to keep in mind.")


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    with _AT_ONCE:
        return HASHER.hash(_plain(password))


def fits(kept: str | None, password: str) -> bool:
    """Say whether a password is the one that `kept` was made of; None is nobody's, and takes as long."""
    with _AT_ONCE:
        try:
            HASHER.verify(kept or _NOBODY, _plain(password[:MOST]))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def is_old(kept: str) -> bool:
    """Say whether a hash was made with weaker settings than today's."""
    return HASHER.check_needs_rehash(kept)


def invented() -> str:
    """Return a password for somebody to begin with."""
    return secrets.token_urlsafe(15)


def _plain(password: str) -> str:
    """Return a password in one form, however a keyboard composes its letters."""
    return unicodedata.normalize("NFKC", password)
