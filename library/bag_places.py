"""Where a bag lies: a folder, or one ZIP or TAR file; the same few acts for each.

Guarantees: what is being written has another name until it is whole and synced; nothing is read or written outside.
"""

from __future__ import annotations

import io
import os
import shutil
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol
from uuid import uuid4

BLOCK_BYTES = 1 << 20


class Writing(Protocol):
    """A bag that is being written."""

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        """Write a file of exactly so many bytes."""


class Standing(Protocol):
    """A bag that is read."""

    def names(self) -> Iterator[str]:
        """Yield the name of every file, `/` between folders."""

    def open(self, name: str) -> BinaryIO:
        """Return a file's bytes as a stream; raises KeyError where there is none."""


@contextmanager
def written(target: Path) -> Iterator[Writing]:
    """Give a bag to write at `target`, a ZIP or TAR file if it ends so; it is there only when it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{uuid4().hex[:8]}")
    try:
        with _open_new(unfinished, target.suffix.lower()) as bag:
            yield bag
        if unfinished.is_file():
            _sync(unfinished)
        unfinished.rename(target)
        _sync(target.parent)
    finally:
        with suppress(OSError):
            shutil.rmtree(unfinished) if unfinished.is_dir() else unfinished.unlink(missing_ok=True)


@contextmanager
def standing(path: Path) -> Iterator[Standing]:
    """Give the bag at `path` to read; raises OSError, ValueError where it is neither folder nor ZIP nor TAR."""
    if path.is_dir():
        yield _Folder(path)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield _Zip(archive)
    elif tarfile.is_tarfile(path):
        with tarfile.open(path, "r:") as archive:
            yield _Tar(archive)
    else:
        raise ValueError("it is neither a folder nor a ZIP or TAR file")


def safe(name: str) -> bool:
    """Say whether a name leads nowhere but into the bag, on every system."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and not {"..", "."} & set(parts) and "\\" not in name


def write_synced(path: Path, source: BinaryIO) -> None:
    """Write a new file with the folders above it, and see it on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        shutil.copyfileobj(source, stream, BLOCK_BYTES)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def _open_new(path: Path, suffix: str) -> Iterator[Writing]:
    if suffix == ".zip":
        with zipfile.ZipFile(path, "x", zipfile.ZIP_STORED) as archive:
            yield _NewZip(archive)
    elif suffix == ".tar":
        with tarfile.open(path, "x:", format=tarfile.PAX_FORMAT) as archive:
            yield _NewTar(archive)
    else:
        path.mkdir()
        yield _NewFolder(path)


def _sync(path: Path) -> None:
    """Make a file's content, or a folder's names, last."""
    if os.name == "posix" or path.is_file():
        handle = os.open(path, os.O_RDONLY)
        with suppress(OSError):
            os.fsync(handle)
        os.close(handle)


class _NewFolder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        write_synced(self.folder / name, source)
        if (self.folder / name).stat().st_size != size:
            raise OSError(f"{name} changed while it was copied")


class _NewZip:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        info = zipfile.ZipInfo(name)
        info.file_size = size
        with self.archive.open(info, "w", force_zip64=True) as stream:
            shutil.copyfileobj(source, stream, BLOCK_BYTES)


class _NewTar:
    def __init__(self, archive: tarfile.TarFile) -> None:
        self.archive = archive

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size = size
        info.mode = 0o644
        self.archive.addfile(info, source)


class _Folder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> Iterator[str]:
        for folder, _, files in os.walk(self.folder):
            for file in files:
                yield (Path(folder) / file).relative_to(self.folder).as_posix()

    def open(self, name: str) -> BinaryIO:
        try:
            return (self.folder / name).open("rb")
        except OSError as error:
            raise KeyError(name) from error


class _Zip:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive

    def names(self) -> Iterator[str]:
        return (info.filename for info in self.archive.infolist() if not info.is_dir())

    def open(self, name: str) -> BinaryIO:
        return self.archive.open(name)  # type: ignore[return-value]


class _Tar:
    def __init__(self, archive: tarfile.TarFile) -> None:
        self.archive = archive
        self.members = {info.name: info for info in archive if info.isfile()}

    def names(self) -> Iterator[str]:
        return iter(self.members)

    def open(self, name: str) -> BinaryIO:
        return self.archive.extractfile(self.members[name]) or io.BytesIO()  # type: ignore[return-value]
