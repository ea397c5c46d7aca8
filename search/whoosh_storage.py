"""The folder of an index: files are read through memory maps, and written so that a power cut loses no commit.

Before a table of contents takes its name, every file it speaks of is on the disk, with a list of their sizes and
checksums beside them; a segment that was cut short is so found when it is opened.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from search.whoosh_engine import FileStorage, StructFile

SUMS = ".sums"
"""Ending of the file that lists the files of a segment: `{name: [bytes, CRC-32]}`."""


class MappedStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """A folder whose files are mapped, not copied, into memory."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path
        self._written: set[str] = set()

    def open_file(self, name: str, **_: Any) -> Any:
        """Map a file into memory."""
        with (self.path / name).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else BytesIO()
        return StructFile(data, name=name)

    def create_file(self, name: str, **options: Any) -> Any:
        """Create a file, to be flushed to the disk with the next table of contents."""
        self._written.add(name)
        return super().create_file(name, **options)

    def new_file(self, name: str) -> BinaryIO:
        """Open a new file for writing, to be flushed to the disk likewise."""
        self._written.add(name)
        return (self.path / name).open("wb")

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Give a file its name; a table of contents gets it once all it speaks of is on the disk."""
        if newname.endswith(".toc"):
            self._flush()
        super().rename_file(oldname, newname, safe)
        if newname.endswith(".toc"):
            _flush_folder(self.path)

    def _flush(self) -> None:
        sums: dict[str, dict[str, tuple[int, int]]] = {}
        for name in sorted(self._written):
            path = self.path / name
            if path.exists():
                with path.open("rb") as file:
                    os.fsync(file.fileno())
                if ".toc" not in name:
                    sums.setdefault(name.partition(".")[0], {})[name] = sum_of(path)
        self._written.clear()
        for segment, files in sums.items():
            with (self.path / (segment + SUMS)).open("w", encoding="utf-8") as file:
                json.dump(files, file)
                file.flush()
                os.fsync(file.fileno())


def sum_of(path: Path) -> tuple[int, int]:
    """Return size and CRC-32 of a file."""
    crc = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            crc = zlib.crc32(block, crc)
    return path.stat().st_size, crc


def damaged_file(folder: Path, segment: str, *, thorough: bool = False) -> str | None:
    """Return the first file of a segment that is missing or changed, None when all is well.

    Sizes are compared; `thorough` compares checksums too, which reads every file.
    """
    sums = json.loads((folder / (segment + SUMS)).read_text("utf-8"))
    for name, (size, crc) in sums.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size or (thorough and sum_of(path)[1] != crc):
            return str(name)
    return None


def _flush_folder(path: Path) -> None:
    """Flush the names in a folder, where the system can."""
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
