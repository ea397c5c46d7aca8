"""Pictures of pages kept on disk, so that each is drawn once: `pictures/ab/cdef.../3-900.webp`.

All of it is derived and can be deleted. Guarantees: what lies there is whole; the shelf holds no more than its limit,
the longest unused going first; what is withdrawn can be taken off.
"""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

MOST_BYTES = 256_000_000
LEFT = 0.8
"""The share of the limit that is left after making room."""


class Shelf:
    """Pictures in one folder, made when the first is put there."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self.folder = folder
        self._most = most_bytes
        self._held: int | None = None
        self._lock = threading.Lock()

    def find(self, sha256: str, name: str) -> bytes | None:
        """Return what is kept of an original under a name, None where nothing is."""
        path = self._place(sha256) / name
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return data

    def put(self, sha256: str, name: str, data: bytes) -> None:
        """Keep bytes; a disk that refuses costs nothing but the time to draw again."""
        place = self._place(sha256)
        with suppress(OSError), self._lock:
            place.mkdir(parents=True, exist_ok=True)
            coming = place / f".{uuid4().hex}"
            coming.write_bytes(data)
            coming.replace(place / name)
            self._held = (self._size() if self._held is None else self._held) + len(data)
            if self._held > self._most:
                self._make_room()

    def forget(self, sha256: str) -> None:
        """Take off everything kept of an original."""
        with self._lock:
            shutil.rmtree(self._place(sha256), ignore_errors=True)
            self._held = None

    def _place(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:]

    def _size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.glob("*/*/*"))

    def _make_room(self) -> None:
        kept = sorted((path.stat().st_mtime, path.stat().st_size, path) for path in self.folder.glob("*/*/*"))
        held = sum(size for _, size, _ in kept)
        for _, size, path in kept:
            if held <= LEFT * self._most:
                break
            path.unlink(missing_ok=True)
            held -= size
        self._held = held
