"""Ids that are derived from content, so that the same input always gets the same id."""

from __future__ import annotations

import hashlib
from pathlib import Path

BLOCK_BYTES = 1 << 20


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_file(path: Path) -> str:
    """Return the SHA-256 of a file of any size, read block by block."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def document_id_of(sha256: str) -> str:
    """Return the id of the document whose original has this hash: `d` and its first 16 digits."""
    return "d" + sha256[:16]


def input_id_of(location: str, sha256: str) -> str:
    """Return the id of one input: `i` and 16 digits drawn from where it was found and what it holds."""
    return "i" + sha256_of(f"{location}\0{sha256}".encode("utf-8", "surrogatepass"))[:16]
