"""Finds the files to read: folders are walked in order of name, links never lead out, and nothing is passed over."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.options import IngestOptions

SPECIAL = "It is no file but a {name}; there is nothing to read. Add a copy of its content instead."
SPECIAL_NAMES = (
    (stat.S_ISFIFO, "named pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read, or the `reason` why it cannot even be opened."""

    location: str
    path: Path
    reason: str = ""
    detail: str = ""


def walk(paths: Iterable[Path]) -> Iterator[FoundFile]:
    """Yield every file at or under the paths: paths in the order given, what is in a folder in order of name."""
    for path in paths:
        normal = Path(os.path.normpath(path))
        # A path named by a person is followed wherever it leads; only what lies in folders is kept inside them.
        if normal.is_dir():
            yield from _walk_folder(normal, normal.resolve())
        else:
            yield _look_at(normal)


def location_of(path: Path) -> str:
    r"""Return a path as it is written in the ledger; bytes of a name that are no text are written as `\xNN`."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def told_as(found: FoundFile, options: IngestOptions) -> str:
    """Return the location by which the ledger knows a file: as found, or from the folder that options name."""
    if options.base is None or not found.path.is_relative_to(options.base):
        return found.location
    inside = location_of(found.path.relative_to(options.base))
    return f"{options.prefix}/{inside}" if options.prefix else inside


def open_failure(error: OSError) -> tuple[str, str]:
    """Return why a file could not be opened, for the person who added it, and the detail."""
    if isinstance(error, FileNotFoundError):
        reason = "There is no such file or folder. Check how the path is spelled."
    elif isinstance(error, PermissionError):
        reason = "It may not be read: permission denied. Give yourself the right to read it and add it again."
    else:
        reason = f"It could not be opened: {error.strerror or error}."
    return reason, f"{type(error).__name__}: {error}"


def _walk_folder(folder: Path, root: Path) -> Iterator[FoundFile]:
    try:
        with os.scandir(folder) as entries:
            children = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield FoundFile(location_of(folder), folder, *open_failure(error))
        return
    for child in children:
        path = Path(child.path)
        if child.is_symlink():
            yield from _look_at_link(path, root)
        elif child.is_dir(follow_symlinks=False):
            yield from _walk_folder(path, root)
        else:
            yield _look_at(path)


def _look_at_link(path: Path, root: Path) -> Iterator[FoundFile]:
    """Follow a link to a file inside the folder; a folder inside is walked where it is, not again by its link."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, in older Pythons
        yield FoundFile(location_of(path), path, "It is a link that leads nowhere.", f"{type(error).__name__}: {error}")
        return
    if not target.is_relative_to(root):
        reason = "It is a link that leads out of the folder. Add what it leads to by its own path."
        yield FoundFile(location_of(path), path, reason)
    elif not target.is_dir():
        yield _look_at(path)


def _look_at(path: Path) -> FoundFile:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        reason, detail = open_failure(error) if isinstance(error, OSError) else ("The path is not valid.", str(error))
        return FoundFile(location_of(path), path, reason, detail)
    name = next((name for is_special, name in SPECIAL_NAMES if is_special(mode)), None)
    return FoundFile(location_of(path), path, SPECIAL.format(name=name) if name else "")
