"""Bags: files with lists of their hashes, so that whoever opens them years from now knows that they are whole.

Format: BagIt 1.0, RFC 8493, with manifests in SHA-256 and SHA-512. Our own small writer: it hashes while it copies,
once and in order, into a folder or one file; the Library of Congress's package makes a bag of a folder in its place.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO

from library.bag_places import BLOCK_BYTES, Standing, Writing, safe

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ALGORITHMS = ("sha256", "sha512")
PAYLOAD = "data/"
ESCAPES = (("%", "%25"), ("\n", "%0A"), ("\r", "%0D"))
DAMAGED = (OSError, EOFError, ValueError, zipfile.BadZipFile, tarfile.TarError)
"""What reading a damaged folder, ZIP or TAR may raise."""


class Hashing(io.RawIOBase):
    """A stream that hashes what is read from another."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self.source = source
        self.size = 0
        self.digests = {name: hashlib.new(name) for name in ALGORITHMS}

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to so many bytes."""
        block = self.source.read(size)
        self.size += len(block)
        for digest in self.digests.values():
            digest.update(block)
        return block

    def finish(self) -> dict[str, str]:
        """Read what is left and return the hashes by algorithm."""
        while self.read(BLOCK_BYTES):
            pass
        return {name: digest.hexdigest() for name, digest in self.digests.items()}


@dataclass(slots=True)
class BagWriter:
    """Writes one bag: `add` each file of the payload, then `finish`."""

    place: Writing
    hashes: dict[str, dict[str, str]] = field(default_factory=dict)
    files: int = 0
    size_bytes: int = 0

    def add(self, name: str, source: BinaryIO, size: int) -> dict[str, str]:
        """Put a file into the payload and return its hashes."""
        self.files += 1
        self.size_bytes += size
        return self._put(PAYLOAD + name, source, size)

    def finish(self, info: tuple[tuple[str, str], ...]) -> None:
        """Write what makes it a bag; `info` are fields of `bag-info.txt`."""
        said = (
            *info,
            ("Bagging-Date", datetime.now(UTC).date().isoformat()),
            ("Payload-Oxum", f"{self.size_bytes}.{self.files}"),
        )
        payload = dict(self.hashes)
        self._tag("bagit.txt", DECLARATION)
        self._tag("bag-info.txt", "".join(f"{name}: {value}\n" for name, value in said).encode())
        for algorithm in ALGORITHMS:
            self._tag(f"manifest-{algorithm}.txt", _manifest(payload, algorithm))
        tags = {name: hashes for name, hashes in self.hashes.items() if name not in payload}
        for algorithm in ALGORITHMS:
            data = _manifest(tags, algorithm)
            self.place.add(f"tagmanifest-{algorithm}.txt", io.BytesIO(data), len(data))

    def _tag(self, name: str, data: bytes) -> None:
        self._put(name, io.BytesIO(data), len(data))

    def _put(self, name: str, source: BinaryIO, size: int) -> dict[str, str]:
        hashing = Hashing(source)
        self.place.add(name, hashing, size)  # type: ignore[arg-type]
        self.hashes[name] = hashing.finish()
        return self.hashes[name]


@dataclass(slots=True)
class BagReader:
    """Reads one bag and collects whatever is wrong with it in `problems`."""

    place: Standing
    problems: list[str] = field(default_factory=list)

    def payload(self) -> Iterator[tuple[str, BinaryIO]]:
        """Yield each file of the payload by its name there; when it was read, it is held against the manifests.

        `problems` is complete once the last one was read.
        """
        there = set(self.place.names())
        declared = self._text("bagit.txt") if "bagit.txt" in there else ""
        if not declared.startswith("BagIt-Version:"):
            self.problems.append("bagit.txt is missing or says nothing: this is no bag")
            return
        promised = self._promised("manifest-", there)
        tags = self._promised("tagmanifest-", there)
        if not promised:
            self.problems.append("there is no manifest in SHA-256 or SHA-512")
        for name, hashes in sorted(tags.items()):
            for _ in self._checked(name, hashes, there):
                pass
        size = 0
        for name, hashes in sorted(promised.items()):
            for hashing in self._checked(name, hashes, there):
                yield name.removeprefix(PAYLOAD), hashing  # type: ignore[misc]
                hashing.finish()
                size += hashing.size
        for name in sorted(there):
            if name.startswith(PAYLOAD) and name not in promised:
                self.problems.append(f"{name} is in no manifest")
        self._weigh(size, len(promised), there)

    def _checked(self, name: str, hashes: dict[str, str], there: set[str]) -> Iterator[Hashing]:
        """Give a file to be read, then hold it against its hashes."""
        if name not in there:
            self.problems.append(f"{name} is missing")
            return
        try:
            with self.place.open(name) as source:
                hashing = Hashing(source)
                yield hashing
                found = hashing.finish()
        except DAMAGED as error:
            self.problems.append(f"{name} cannot be read: {error}")
            return
        wrong = [algorithm for algorithm, promised in hashes.items() if found[algorithm] != promised]
        if wrong:
            self.problems.append(f"{name} was changed: its {' and '.join(wrong)} differ from the manifest")

    def _promised(self, kind: str, there: set[str]) -> dict[str, dict[str, str]]:
        """Return the hashes that manifests of a kind give, by name and algorithm."""
        found: dict[str, dict[str, str]] = {}
        for algorithm in ALGORITHMS:
            manifest = f"{kind}{algorithm}.txt"
            if manifest not in there:
                continue
            for line in self._text(manifest).splitlines():
                promised, _, name = line.partition(" ")
                name = _unescaped(name.lstrip(" *"))
                if safe(name):
                    found.setdefault(name, {})[algorithm] = promised.lower()
                elif line.strip():
                    self.problems.append(f"{manifest} has a line that cannot be: {line[:100]!r}")
        return found

    def _weigh(self, size: int, files: int, there: set[str]) -> None:
        """Hold number and size of the payload against what bag-info.txt says."""
        lines = self._text("bag-info.txt").splitlines() if "bag-info.txt" in there else []
        said = next((line.partition(":")[2].strip() for line in lines if line.startswith("Payload-Oxum:")), None)
        if said is not None and said != f"{size}.{files}" and not self.problems:
            self.problems.append(f"bag-info.txt says {said} (bytes.files), there are {size}.{files}")

    def _text(self, name: str) -> str:
        try:
            with self.place.open(name) as source:
                return source.read().decode("utf-8-sig")
        except (*DAMAGED, KeyError) as error:
            self.problems.append(f"{name} cannot be read: {error}")
            return ""


def _manifest(hashes: dict[str, dict[str, str]], algorithm: str) -> bytes:
    return "".join(f"{found[algorithm]}  {_escaped(name)}\n" for name, found in sorted(hashes.items())).encode()


def _escaped(name: str) -> str:
    for character, escape in ESCAPES:
        name = name.replace(character, escape)
    return name


def _unescaped(name: str) -> str:
    for character, escape in reversed(ESCAPES):
        name = name.replace(escape, character).replace(escape.lower(), character)
    return name
