"""The processes below this one, as Linux lists them."""

from __future__ import annotations

import os
from pathlib import Path


def parents() -> dict[int, int]:
    """Return the parent of every process that lives, zombies left out."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = path.read_text("utf-8", "replace").rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state != "Z":
            found[int(path.parent.name)] = int(parent)
    return found


def descendants(pid: int | None = None) -> list[int]:
    """Return the processes below one, or below this one: children first."""
    above = parents()
    found = [os.getpid() if pid is None else pid]
    for one in found:
        found.extend(child for child, parent in above.items() if parent == one)
    return found[1:]
