"""Original bytes, kept once under their SHA-256 and never changed: `originals/ab/cdef...`.

Guarantees: an original is there whole or not at all (written to a temporary name, synced, then renamed, the folder
synced too), and what is there is never written again. Plain files and the standard library: what matters here is the
order of syncs, which no layer over file systems promises.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from corpus.errors import OriginalMissingError, OriginalNotKeptError
from corpus.identity import BLOCK_BYTES, sha256_of, sha256_of_file

INCOMING = "incoming"
STALE_SECONDS = 24 * 3600


class BlobStore:
    """Originals in one folder, made when the first is put there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for left_over in (folder / INCOMING).glob("*"):
            if time.time() - left_over.stat().st_mtime > STALE_SECONDS:
                left_over.unlink(missing_ok=True)

    def put(self, data: bytes) -> str:
        """Keep these bytes and return their SHA-256; nothing is written when they are kept already.

        Raises OriginalNotKeptError when the disk is full or refuses; nothing half-written stays behind.
        """
        sha256 = sha256_of(data)
        path = self.path_of(sha256)
        if path.exists():
            return sha256
        incoming = self.folder / INCOMING / f"{sha256}.{uuid4().hex}"
        try:
            _make_folders(incoming.parent)
            _make_folders(path.parent)
            _write(incoming, data, path)
        except OSError as error:
            raise OriginalNotKeptError(self.folder, error.strerror or str(error)) from error
        return sha256

    def put_file(self, path: Path) -> tuple[str, int]:
        """Keep the bytes of a file of any size as they are now, and return their SHA-256 and their number.

        Raises OriginalNotKeptError as `put` does, and OSError when the file cannot be read.
        """
        incoming = self.folder / INCOMING / f"file.{uuid4().hex}"
        with path.open("rb") as source:
            try:
                _make_folders(incoming.parent)
                return self._copied(source, incoming)
            except OSError as error:
                raise OriginalNotKeptError(self.folder, error.strerror or str(error)) from error
            finally:
                with suppress(OSError):
                    incoming.unlink(missing_ok=True)

    def path_of(self, sha256: str) -> Path:
        """Return where the original with this hash is or would be."""
        return self.folder / sha256[:2] / sha256[2:]

    def holds(self, sha256: str) -> bool:
        """Say whether there is an original with this hash."""
        return bool(sha256) and self.path_of(sha256).is_file()

    def get(self, sha256: str) -> bytes:
        """Return an original's bytes; raises OriginalMissingError."""
        try:
            return self.path_of(sha256).read_bytes()
        except OSError as error:
            raise OriginalMissingError(sha256) from error

    def hashes(self) -> Iterator[str]:
        """Yield the hash of every original, in order."""
        if not self.folder.is_dir():
            return
        for folder in sorted(path for path in self.folder.iterdir() if len(path.name) == 2):
            for path in sorted(folder.iterdir()):
                yield folder.name + path.name

    def find_problem(self, sha256: str) -> str | None:
        """Return what is wrong with an original in a sentence, None when its bytes still have their hash."""
        path = self.path_of(sha256)
        try:
            found = sha256_of_file(path)
        except OSError as error:
            return f"The original {sha256} cannot be read: {error.strerror or error}."
        return None if found == sha256 else f"The original {path} was changed: its bytes now hash to {found}."

    def verify(self) -> Iterator[str]:
        """Yield what is wrong with any original, re-reading every byte."""
        for sha256 in self.hashes():
            problem = self.find_problem(sha256)
            if problem is not None:
                yield problem

    def _copied(self, source: BinaryIO, incoming: Path) -> tuple[str, int]:
        digest, size = hashlib.sha256(), 0
        with incoming.open("xb") as stream:
            while block := source.read(BLOCK_BYTES):
                stream.write(block)
                digest.update(block)
                size += len(block)
            stream.flush()
            os.fsync(stream.fileno())
        path = self.path_of(digest.hexdigest())
        if not path.exists():
            _make_folders(path.parent)
            incoming.replace(path)
            _sync_folder(path.parent)
        return digest.hexdigest(), size


def _write(incoming: Path, data: bytes, path: Path) -> None:
    """Write a new file whole under its first name, then give it its last one; a half of it never stays."""
    try:
        with incoming.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        incoming.replace(path)
    finally:
        incoming.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _make_folders(folder: Path) -> None:
    """Make a folder and those above it, so that they are there after a power cut."""
    if folder.is_dir():
        return
    _make_folders(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename last; systems that cannot sync a folder keep their own order."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
