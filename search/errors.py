"""What can go wrong in the index. No query is an error: whatever is typed is answered.

SearchError
├── IndexLockedError    another process is writing, and did not finish in time
├── IndexCorruptError   a file of the index cannot be read: rebuild it
├── IndexDiskError      the disk refused something: full, or not ours to write
└── NotAnIndexError     the folder holds something else, which is left alone
"""

from __future__ import annotations

from pathlib import Path


class SearchError(Exception):
    """Anything the index raises on purpose; its message is a sentence for the user."""


class IndexLockedError(SearchError):
    """Another process holds the index's write lock."""

    def __init__(self, path: Path, seconds: float) -> None:
        super().__init__(
            f"Another process is writing to the search index {path} and did not finish within {seconds:g} seconds. "
            "Wait for it to end, then try again."
        )


class IndexCorruptError(SearchError):
    """A file of the index is damaged; nothing is lost, for the index is made from the documents."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"The search index {path} is damaged ({detail}). No document is lost: `threadline reindex` builds it anew."
        )
        self.detail = detail


class IndexDiskError(SearchError, OSError):
    """The disk refused what the index needs; what was committed before is as it was."""

    def __init__(self, path: Path, error: OSError) -> None:
        problem = error.strerror or str(error)
        super().__init__(error.errno, problem)
        self._sentence = (
            f"The disk refused the search index {path}: {problem}. Make room there, or give yourself the right to "
            "write, and run the same command again; no document is lost."
        )

    def __str__(self) -> str:
        return self._sentence


class NotAnIndexError(SearchError):
    """The folder meant for the index holds files that are not an index."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} holds files that are not a search index. Move them elsewhere, or choose another workspace."
        )
