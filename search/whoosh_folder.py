"""The folder of an index: what version it is, whether it is whole, and who may write to it."""

from __future__ import annotations

import json
import pickle
import struct
import time
import zlib
from pathlib import Path
from typing import Any

from search.arrays import Arrays
from search.batch import VERSION
from search.errors import IndexCorruptError, IndexLockedError, NotAnIndexError
from search.whoosh_codec import EXTENSION
from search.whoosh_engine import TOC, FileIndex, LockError, Schema, WhooshIndexError
from search.whoosh_segment import Segment
from search.whoosh_storage import MappedStorage, damaged_file
from search.whoosh_writer import ArraysSegmentWriter

NAME = "MAIN"
MARKER = "index.json"
"""The file that says which version of the schema the index was written with."""

SETTLED_NS = 2_000_000_000
"""So long after a change, another one would have another time: clocks of file systems tick in steps of up to this."""

DAMAGE = (
    FileNotFoundError, EOFError, ValueError, KeyError, IndexError, AttributeError, TypeError, AssertionError,
    MemoryError, struct.error, zlib.error, pickle.UnpicklingError, NameError,
    WhooshIndexError,
)  # fmt: skip
"""What reading a damaged file may raise: lengths, offsets and pickles in it can be anything.

A disk that is full, or not ours to read, is no damage: other kinds of OSError are not among these.
"""


class Folder:
    """An index folder. Nothing is kept open here."""

    def __init__(self, path: Path, lock_seconds: float) -> None:
        self.path = path
        self.lock_seconds = lock_seconds
        self.storage = MappedStorage(path)
        self.schema = Schema()
        self._looked = 0, -1
        """When the folder had changed last, and the newest commit then."""

    def heal(self) -> str:
        """Make the folder a usable index; return why it had to be begun anew, or nothing.

        Raises NotAnIndexError where there are files of another kind.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        trouble = self._trouble()
        if trouble is None:
            return ""
        self.begin_anew()
        return trouble

    def generation(self) -> int:
        """Return the number of the newest commit; the folder is listed only where it changed of late."""
        changed = self.path.stat().st_mtime_ns
        if self._looked[0] == changed:
            return self._looked[1]
        looked = time.time_ns()
        found = int(TOC._latest_generation(self.storage, NAME))  # noqa: SLF001 - Whoosh has no other door to it
        if looked - changed > SETTLED_NS:
            self._looked = changed, found
        return found

    def segments(self) -> tuple[int, list[tuple[str, Any]]]:
        """Return the number of the newest commit and its segments by name."""
        for attempt in range(10):
            try:
                toc = TOC.read(self.storage, NAME, schema=self.schema)
                return int(toc.generation), [(str(one.segment_id()), one) for one in toc.segments]
            except FileNotFoundError:  # a writer has just put a newer one in its place
                if attempt == 9:
                    raise
        raise AssertionError("the loop returns or raises")

    def segment(self, name: str, count: int) -> Segment:
        """Open a segment of so many documents."""
        return Segment(name, count, Arrays(self.path / (name + EXTENSION)))

    def writer(self) -> ArraysSegmentWriter:
        """Return a writer, which holds the lock until it commits or is cancelled; raises IndexLockedError."""
        try:
            return ArraysSegmentWriter(FileIndex(self.storage, schema=self.schema, indexname=NAME), self.lock_seconds)
        except LockError as error:
            raise IndexLockedError(self.path, self.lock_seconds) from error
        except DAMAGE as error:
            raise IndexCorruptError(self.path, f"{type(error).__name__}: {error}") from error

    def begin_anew(self) -> None:
        """Delete the index and make an empty one; raises IndexLockedError."""
        lock = self.storage.lock(f"{NAME}_WRITELOCK")
        if not _acquired(lock, self.lock_seconds):
            raise IndexLockedError(self.path, self.lock_seconds)
        try:
            marker = self.path / MARKER
            marker.unlink(missing_ok=True)
            self._delete_all()
            TOC.create(self.storage, self.schema, NAME)
            marker.write_text(json.dumps({"engine": "whoosh", "version": VERSION}), "utf-8")
        finally:
            lock.release()

    def _trouble(self) -> str | None:
        """Return why the index cannot be used, None when it can; empty when there is none yet."""
        names = [path.name for path in self.path.iterdir()]
        if MARKER not in names:
            if any(not _is_ours(name) for name in names):
                raise NotAnIndexError(self.path)
            return "The search index was left unfinished and has been begun anew." if names else ""
        try:
            marker = json.loads((self.path / MARKER).read_text("utf-8"))
            if marker["version"] != VERSION:
                return "The search index was written by another version of Threadline and has been begun anew."
            _, segments = self.segments()
            damaged = next((bad for name, _ in segments if (bad := damaged_file(self.path, name))), None)
            for name, one in segments if damaged is None else ():
                self.segment(name, one.doc_count_all())
        except DAMAGE as error:
            damaged = f"{type(error).__name__}: {error}"
        return None if damaged is None else f"The search index was damaged ({damaged}) and has been begun anew."

    def _delete_all(self) -> None:
        for path in sorted(self.path.rglob("*"), reverse=True):
            if path.is_dir():
                path.rmdir()
            elif not path.name.endswith("LOCK"):
                path.unlink()


def _is_ours(name: str) -> bool:
    return name.startswith((f"{NAME}_", f"_{NAME}_", f"{NAME}.")) or name == MARKER


def _acquired(lock: Any, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not lock.acquire():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
