"""Counts what a run will meet while the run goes on, so that it can tell how much is left."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from corpus.walking import walk


class Census:
    """Files and bytes at or under some paths; `files` and `size_bytes` are None until all are counted."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.files: int | None = None
        self.size_bytes: int | None = None
        self._paths = tuple(paths)
        self._stopped = False
        self._thread = threading.Thread(target=self._count, name="threadline-counting", daemon=True)

    def __enter__(self) -> Census:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped = True
        self._thread.join()

    def _count(self) -> None:
        files = size_bytes = 0
        for found in walk(self._paths):
            if self._stopped:
                return
            files += 1
            if not found.reason:
                with suppress(OSError):
                    size_bytes += found.path.stat().st_size
        self.files, self.size_bytes = files, size_bytes
