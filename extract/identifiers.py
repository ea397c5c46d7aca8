"""Numbers by which registers and lists know a party: which of them say that two names are one.

A name that a list gives a number is *listed*. It is itself and nobody else: it is joined to another name only when a
register's number is the same, never because the letters are, which is how strangers get sanctioned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.names import base

LISTS = frozenset({"ofac", "un", "eu", "uk", "uk-ofsi", "ftm"})
NATIONAL = ("bis-", "us-")
REGISTERS = frozenset({"imo number", "lei"})
"""Registers that cover the world and give a number once."""
UN_REFERENCE = re.compile(r"[A-Z]{2}[ei]\.\d{3}")
NAMED = " name"
"""Behind a list's scheme: the party is known by its name in that list only, as in `Linked To: ...`."""
ALIASED = " alias"
"""Behind a list's scheme: here only other names of the party stand, its own is in another document."""
SAME = {"un reference": "un", "imo": "imo number", "leicode": "lei"}

Identifier = tuple[str, str]


def identifier(scheme: str, value: str) -> Identifier | None:
    """Return a number under the one way of writing its scheme, None where there is no value."""
    plain = scheme.strip().lower()
    plain, value = SAME.get(plain, plain), value.strip()
    if plain == "un" and not UN_REFERENCE.fullmatch(value):
        plain = "un reference"
    if plain == "imo number":
        value = value.upper().removeprefix("IMO").strip()
    return (plain, value) if plain and value else None


def entry_number(text: str) -> Identifier | None:
    """Return the number of an entry of a list, written `OFAC 21324`."""
    scheme, _, value = text.partition(" ")
    return identifier(scheme, value)


def is_list(scheme: str) -> bool:
    """Whether numbers of this scheme are those of the entries of a list."""
    return scheme in LISTS or scheme.startswith(NATIONAL)


def joins(scheme: str) -> bool:
    """Whether two names with the same number of this scheme are one."""
    return is_list(scheme) or scheme in REGISTERS


def is_listed(identifiers: Iterable[Identifier]) -> bool:
    """Whether a name is that of an entry of a list."""
    return any(is_list(scheme) for scheme, _ in identifiers)


def name_in_list(scheme: str, name: str) -> Identifier:
    """Return what stands for a party that a list names without its number."""
    return scheme + NAMED, base(name)


def is_told(scheme: str) -> bool:
    """Whether an identifier is a number to be shown, and no mark of ours."""
    return not scheme.endswith((NAMED, ALIASED))


def is_aliased(identifiers: Iterable[Identifier]) -> bool:
    """Whether only other names of a listed party stand where this name is from."""
    return any(scheme.endswith(ALIASED) for scheme, _ in identifiers)


def named_in(identifiers: Iterable[Identifier]) -> Identifier | None:
    """Return list and name of a party that a list names without its number, None for any other."""
    return next(((s.removesuffix(NAMED), value) for s, value in identifiers if s.endswith(NAMED)), None)
