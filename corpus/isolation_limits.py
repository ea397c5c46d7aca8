"""What the system is asked to enforce on a process that reads: memory, processor time, and an end with its run.

Linux enforces all of it. Elsewhere only the time limit holds, which the run itself keeps; `not_enforced` says so.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.options import IngestOptions

ENFORCED = sys.platform == "linux"
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LEAST_BYTES = 200_000_000
"""Below this not even the readers themselves fit."""
OOM_FIRST = "1000"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost to read: wall and processor `seconds`, memory, and what it may answer with."""

    seconds: float
    cpu_seconds: float
    memory_bytes: int
    answer_bytes: int


def limits_of(options: IngestOptions) -> Limits:
    """Return the limits that options ask for; an answer is a text or a member, whichever may be larger."""
    return Limits(
        options.seconds,
        options.cpu_seconds,
        max(options.memory_bytes, LEAST_BYTES),
        max(options.text_bytes, options.member_bytes) + 1_000_000,
    )


def not_enforced() -> tuple[str, ...]:
    """Return the limits that this system does not enforce, in words; none on Linux."""
    return () if ENFORCED else ("memory", "processor time")


def resident_bytes(pid: int) -> int:
    """Return the memory a process holds; 0 where the system does not tell or the process is gone."""
    if not ENFORCED:
        return 0
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def bind_to_parent(parent: int) -> None:
    """Make this process end when its parent does, however that ends; it may have ended already."""
    if not ENFORCED:
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def adopt_orphans() -> None:
    """Make this process the parent of whatever the processes below it leave behind."""
    if ENFORCED:
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def children(pid: int) -> tuple[int, ...]:
    """Return the processes that a process started and that have not been laid to rest."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            if int(path.read_text("utf-8", "replace").rpartition(")")[2].split()[1]) == pid:
                found.append(int(path.parent.name))
    return tuple(found)


def limit_memory(memory_bytes: int) -> None:
    """Let this process hold no more than so much memory, libraries counted; and let it be the first to go.

    The limit is on data, not on address space: libraries map far more than they touch.
    """
    if not ENFORCED:
        return
    import resource

    shared = resident_bytes(os.getpid()) - _data_bytes()
    most = max(memory_bytes - max(shared, 0), LEAST_BYTES // 2)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(OOM_FIRST, "ascii")


def limit_cpu(seconds: float) -> None:
    """Let this process use so many more seconds of processor time before the system ends it."""
    if not ENFORCED:
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 1, hard))


def _data_bytes() -> int:
    """Return how much of this process's resident memory is its own data."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    return 0
