r"""The label under which the ledger knows a file in a file: the name it has there, made harmless.

Nothing is ever written under such a name, so a name that leads out of its container (`../../etc/passwd`, `C:\x`) harms
nothing here; it is told all the same, since archives that have one were made by mistake or to do harm.
"""

from __future__ import annotations

import re

from corpus.text import tidy

DRIVE = re.compile(r"[A-Za-z]:(?=/|$)")
LEADS_OUT = "Its name in the container, {name}, leads out of it; nothing was written there, and it is kept as {label}."
LONGEST_SHOWN = 200


def label_of(name: str) -> str:
    """Return a name as a path below its container: no drive, no root, no step upwards."""
    plain = _plain(name)
    if not _leads_out(plain):
        return plain or "unnamed"
    steps = [step for step in map(tidy, plain.split("/")) if step not in ("", ".", "..")]
    while steps and DRIVE.fullmatch(steps[0]):
        del steps[0]
    return "/".join(steps) or "unnamed"


def note_on(name: str) -> str:
    """Return what the ledger says of a name that leads out of its container, nothing of any other."""
    plain = _plain(name)
    if not _leads_out(plain):
        return ""
    return LEADS_OUT.format(name=plain[:LONGEST_SHOWN], label=label_of(name)[:LONGEST_SHOWN])


def _plain(name: str) -> str:
    return tidy(name.replace("\\", "/"))


def _leads_out(plain: str) -> bool:
    """Say whether a path would leave its folder; addresses of pages are no paths."""
    if "://" in plain:
        return False
    return DRIVE.match(plain) is not None or plain.startswith("/") or ".." in plain.split("/")
