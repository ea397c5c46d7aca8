"""A workspace into a bag and back: originals, database, judgements and settings; the index is built again.

Guarantees: what is archived is one moment of the database, and every original it speaks of; what is restored is byte
for byte what was archived, and a bag that is damaged gives nothing but the list of what is wrong.
"""

from __future__ import annotations

import shutil
import sqlite3
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from library.bag_places import standing, write_synced, written
from library.bags import BagReader, BagWriter
from library.errors import ArchiveError, DamagedBagError
from library.turns import LOCK
from library.workspace import Workspace

LEFT_OUT_FOLDERS = ("index", "originals/incoming")
LEFT_OUT_ENDINGS = (".db-wal", ".db-shm", ".db-journal")
DESCRIPTION = "A Threadline workspace: originals under their SHA-256, documents, facts and judgements in SQLite"


@dataclass(frozen=True, slots=True)
class Archived:
    """What went into a bag, or came out; `problems` names originals that were damaged in the workspace already."""

    path: str
    files: int
    size_bytes: int
    problems: tuple[str, ...] = ()


def archive(workspace: Workspace, target: Path) -> Archived:
    """Write the workspace as a bag to `target`: a new folder, or one file if the name ends in .zip or .tar.

    Others may read and even fill the workspace meanwhile. Raises ArchiveError.
    """
    if target.exists():
        raise ArchiveError(target, "there is something already. Name a new folder, or a new .zip or .tar file.")
    if target.absolute().is_relative_to(workspace.path):
        raise ArchiveError(target, "it lies in the workspace itself. Name a place outside.")
    problems: list[str] = []
    try:
        with written(target) as place:
            bag = BagWriter(place)
            for name, path in _databases(workspace.path, target.parent):
                _add(bag, name, path)
            for name, path in _files(workspace.path):
                hashes = _add(bag, name, path)
                if name.startswith("originals/") and hashes["sha256"] != name[10:].replace("/", ""):
                    problems.append(f"{name} is damaged: its bytes no longer have their hash")
            bag.finish((("Bag-Software-Agent", f"Threadline {version('threadline')}"),
                        ("External-Description", DESCRIPTION)))  # fmt: skip
    except (OSError, sqlite3.Error) as error:
        raise ArchiveError(
            target, f"{_said(error)}. Make room or choose another place; nothing was changed."
        ) from error
    return Archived(str(target), bag.files, bag.size_bytes, tuple(problems))


def restore(bag: Path, path: Path) -> Archived:
    """Bring back the workspace in a bag to `path`, a new or an empty folder.

    Raises DamagedBagError with everything that is wrong, ArchiveError; then there is nothing at `path`.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise ArchiveError(path, "there is something already. Name a new or an empty folder.")
    if not bag.exists():
        raise ArchiveError(bag, "there is no such file or folder. Check how it is spelled.")
    unfinished = path.absolute().with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        unfinished.mkdir()
        files, size = _unpacked(bag, unfinished)
        if path.exists():
            path.rmdir()
        unfinished.rename(path)
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, ValueError) as error:
        raise DamagedBagError(bag, [str(error)]) from error
    except OSError as error:
        raise ArchiveError(path, f"{_said(error)}. Make room or choose another place; nothing was changed.") from error
    finally:
        with suppress(OSError):
            shutil.rmtree(unfinished)
    return Archived(str(path), files, size)


def _unpacked(bag: Path, folder: Path) -> tuple[int, int]:
    """Write the payload into a folder, and return how many files and bytes it has; raises DamagedBagError."""
    files = size = 0
    with standing(bag) as place:
        reader = BagReader(place)
        for name, source in reader.payload():
            write_synced(folder / name, source)
            files += 1
            size += (folder / name).stat().st_size
    if reader.problems:
        raise DamagedBagError(bag, reader.problems)
    if not Workspace(folder).database.exists():
        raise DamagedBagError(bag, ["it holds no Threadline workspace: data/threadline.db is missing"])
    return files, size


def _databases(folder: Path, beside: Path) -> Iterator[tuple[str, Path]]:
    """Yield a copy of every database, each of one moment, even while it is written to."""
    for path in sorted(folder.glob("*.db")):
        with tempfile.TemporaryDirectory(dir=beside, prefix=".threadline-") as place:
            copy = Path(place) / path.name
            with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as sink:
                source.backup(sink)
            yield path.name, copy


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every other file that is kept, in order of name."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        left_out = name == LOCK or name.endswith((".db", *LEFT_OUT_ENDINGS)) or path.is_symlink()
        inside = any(name.startswith(f"{part}/") for part in LEFT_OUT_FOLDERS)
        if path.is_file() and not left_out and not inside:
            yield name, path


def _add(bag: BagWriter, name: str, path: Path) -> dict[str, str]:
    with path.open("rb") as source:
        return bag.add(name, source, path.stat().st_size)


def _said(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
