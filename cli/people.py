"""Who gives a command, and the log that it is written into."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from library.library import Library


def own_name() -> str:
    """Return the name that whoever gives this command is logged in under."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "local"


def write_down(library: Library, act: str, subject: str = "", detail: str = "", *, by: str | None = None) -> None:
    """Write into the audit log what a command changed: under who is logged in, whoever it was done `by` in name."""
    who = own_name()
    told = f"{detail} (as {by})".strip() if by and by != who else detail
    library.audit.record(who, act, subject, told, via="command")
