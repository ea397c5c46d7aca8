"""Processes that tests start, and those below them, as Linux lists them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def started(command: Sequence[str | Path], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program and end it with the block, whatever happens in it."""
    with subprocess.Popen(command, **options) as process:
        try:
            yield process
        finally:
            process.kill()


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


def until(done: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Wait for something, and say whether it came."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.05)
    return done()
