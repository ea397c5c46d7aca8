"""What may be chosen when files are added; the defaults are safe for whatever comes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.records import Kind


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How files are read.

    `kind` sets the kind of every document instead of telling it from the text; `source` names the collection they
    belong to. Files under the folder `base` are told in the ledger as `prefix` and their path from there, so that an
    upload is not known by a temporary folder. `ocr` allows text recognition where it is installed; `retry` reads again
    what failed before. The limits hold for one file on disk with all that is packed in it: `file_bytes` and
    `member_bytes` for a single file, `total_bytes` and `members` for all inside, `depth` for containers in containers,
    `free_bytes` and `ratio` for how far something may unpack, `seconds` for reading one file. `passwords` are tried on
    files that are locked.
    """

    kind: Kind | None = None
    source: str | None = None
    base: Path | None = None
    prefix: str = ""
    ocr: bool = True
    retry: bool = False
    file_bytes: int = 512_000_000
    member_bytes: int = 256_000_000
    total_bytes: int = 2_000_000_000
    members: int = 20_000
    depth: int = 10
    free_bytes: int = 10_000_000
    ratio: int = 200
    seconds: float = 600.0
    passwords: tuple[str, ...] = ()
