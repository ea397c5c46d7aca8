"""A folder that is watched: what comes to lie in it is added, and one can see what was taken.

It is looked at every few seconds. A file is taken once it has not changed from one look to the next, so that nothing
is read that is still being written; nothing in the folder is moved or changed. What the ledger knows with the same size
and time of change is not read again. Links that lead out of the folder are not followed, and told.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.walking import walk
from library.library import Library
from web import wording
from web.intake import Intake, Order

BY = "watched folder"
SHOWN = 20
State = tuple[int, int]
"""Size in bytes and time of change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken at once: when, how many files, the first of them, and the job that adds them."""

    at: str
    files: int
    first: str
    job_id: str


@dataclass(frozen=True, slots=True)
class Look:
    """What the last look found; `waiting` files still change, `refused` are not taken, with the reason."""

    at: str
    files: int
    waiting: int
    refused: tuple[tuple[str, str], ...]
    problem: str = ""


class Watch:
    """One watched folder; `look` is one look, `start` looks again and again until `stop`."""

    def __init__(self, library: Library, intake: Intake, folder: Path, seconds: float) -> None:
        self.folder = folder
        self.last: Look | None = None
        self.taken: deque[Taken] = deque(maxlen=SHOWN)
        self._library = library
        self._intake = intake
        self._seconds = seconds
        self._seen: dict[Path, State] = {}
        self._done: dict[Path, State] = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, name="threadline-watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join(30)

    def look(self) -> Look:
        """Look once, and queue what is there to be taken."""
        if not self.folder.is_dir():
            problem = "There is no such folder, or it may not be read. It is looked for again."
            return self._note(Look(_now(), 0, 0, (), problem))
        now: dict[Path, State] = {}
        refused: list[tuple[str, str]] = []
        for found in walk([self.folder]):
            if found.reason:
                refused.append((found.location, found.reason))
                continue
            status = found.path.stat()
            now[found.path] = (status.st_size, status.st_mtime_ns)
        changed = [path for path, state in now.items() if self._done.get(path) != state]
        ready = [path for path in changed if self._seen.get(path) == now[path]]
        self._seen = now
        fresh = [path for path in ready if not self._known(path, now[path])]
        if fresh:
            self._take(fresh)
        self._done = {path: state for path, state in now.items() if path in ready or self._done.get(path) == state}
        return self._note(Look(_now(), len(now), len(changed) - len(ready), tuple(refused[:SHOWN])))

    def _take(self, paths: list[Path]) -> None:
        what = f"{wording.count(len(paths), 'file')} from the watched folder"
        job = self._intake.add_paths(paths, Order(what, BY))
        self._library.audit.record(BY, "added documents", str(self.folder), what, via="server")
        self.taken.appendleft(Taken(_now(), len(paths), paths[0].name, job.job_id))

    def _known(self, path: Path, state: State) -> bool:
        """Say whether the ledger has a file as it is now."""
        changed_at = datetime.fromtimestamp(state[1] / 1e9, UTC).isoformat(timespec="seconds")
        entries = self._library.rooms.documents.entries_at(path.as_posix())
        return any((one.source.size_bytes, one.source.modified_at) == (state[0], changed_at) for one in entries)

    def _note(self, look: Look) -> Look:
        self.last = look
        return look

    def _run(self) -> None:
        while not self._end.is_set():
            try:
                self.look()
            except OSError as error:  # a file that went between two steps, or a disk that was unplugged
                self._note(Look(_now(), 0, 0, (), f"It could not be looked at: {error.strerror or error}."))
            self._end.wait(self._seconds)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
