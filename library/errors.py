"""What can go wrong with a workspace.

- LibraryError
  - WorkspaceError: the folder cannot be used as a workspace
  - OptionsError: `workspace.toml` says something that is not understood
  - NameNotFoundError: no entity has this id or name
  - AmbiguousNameError: a name fits several entities
  - InputNotFoundError: no input or document is called so
  - NamesNotFoundError: a file of names has no such column
  - IndexNotWrittenError: the disk refused what the search index needs
  - NameInUseError: another query is saved under this name
  - NoSuchSearchError: no saved search has this id or name
  - ArchiveError: a bag cannot be written, or not be unpacked where it was asked for
  - DamagedBagError: a bag is not whole
  - WorkerDiedError: a process that extracts was ended from outside
  - CustodyError: what was asked of a document by hand cannot be done
  - AccountError: what was asked of an account cannot be done
    - TooManyTriesError: too many passwords were wrong
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class LibraryError(Exception):
    """Anything the library raises on purpose; its message is a sentence for the user."""


class WorkspaceError(LibraryError):
    """The folder cannot be used as a workspace."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path} cannot be used as a workspace: {problem}")
        self.path = path


class IndexNotWrittenError(LibraryError):
    """The disk refused what the search index needs."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"The search index {path} cannot be written: {problem}. Make room there, or give yourself the right to "
            "write, and run the same command again; documents and facts are not lost."
        )
        self.path = path


class OptionsError(LibraryError):
    """The workspace's options are not understood; every problem is reported at once."""

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        super().__init__(f"{path} is not understood:\n" + "\n".join(f"  - {problem}" for problem in problems))
        self.path = path
        self.problems = tuple(problems)


class NameNotFoundError(LibraryError):
    """No entity has this id or name."""

    def __init__(self, text: str) -> None:
        super().__init__(f"Nothing here is called {text!r}. `threadline entities --name PART` lists what is.")
        self.text = text


class AmbiguousNameError(LibraryError):
    """A name fits several entities, and guessing would mislead."""

    def __init__(self, text: str, choices: Sequence[tuple[str, str, str]]) -> None:
        lines = "\n".join(f"  {entity_id}  {label}  {name}" for entity_id, label, name in choices)
        super().__init__(f"{text!r} fits several entities; give one of these ids:\n{lines}")
        self.choices = tuple(choices)


class InputNotFoundError(LibraryError):
    """No input or document has this path or id."""

    def __init__(self, text: str) -> None:
        super().__init__(f"No input and no document here is called {text!r}. `threadline ledger` lists every input.")
        self.text = text


class NameInUseError(LibraryError):
    """Another query is saved under this name."""

    def __init__(self, name: str, query: str) -> None:
        super().__init__(
            f"Another search is saved as {name!r}: {query}. Choose another name, or remove it: "
            f"`threadline saved --remove {name!r}`."
        )
        self.name = name


class NoSuchSearchError(LibraryError):
    """No saved search has this id or name."""

    def __init__(self, text: str) -> None:
        super().__init__(f"No search is saved as {text!r}. `threadline saved` lists those that are.")
        self.text = text


class NamesNotFoundError(LibraryError):
    """A table of names has no column of this name."""

    def __init__(self, file: str, column: str, headings: Sequence[str]) -> None:
        there = ", ".join(repr(heading) for heading in headings[:20]) or "none"
        super().__init__(f"{file} has no column {column!r}. Its columns are: {there}.")
        self.column = column


class ArchiveError(LibraryError):
    """A bag cannot be written, or cannot be unpacked to where it was asked for."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path} cannot be used: {problem}")
        self.path = path


class DamagedBagError(LibraryError):
    """A bag is not whole; everything that is wrong is told at once."""

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        lines = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(f"The bag {path} is damaged; nothing was restored. Get another copy of it.\n{lines}")
        self.path = path
        self.problems = tuple(problems)


class WorkerDiedError(LibraryError):
    """A process that extracts was ended from outside, most often for want of memory."""

    def __init__(self) -> None:
        super().__init__(
            "A worker process was ended from outside, most often because memory ran out. What was done is kept: "
            "run the same command again with fewer --workers."
        )


class CustodyError(LibraryError):
    """What was asked of a document by hand cannot be done; the message says why."""


class AccountError(LibraryError):
    """What was asked of an account cannot be done; the message says why."""


class TooManyTriesError(AccountError):
    """Too many wrong passwords were given under a name or from an address."""

    def __init__(self, seconds: int) -> None:
        minutes = max(1, round(seconds / 60))
        super().__init__(f"Too many wrong passwords. Wait {minutes} minute{'s' * (minutes != 1)} and try again.")
        self.seconds = seconds
