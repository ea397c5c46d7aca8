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
    `free_bytes` and `ratio` for how far something may unpack. `passwords` are tried on files that are locked.

    Each file is read by one of `workers` processes, which may take `seconds` of time, `cpu_seconds` of processors' time
    and `memory_bytes` for it, and answer with `text_bytes` at most. Not `isolated`, files are read in this process, one
    after the other and without those limits: for tests and for finding faults.
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
    cpu_seconds: float = 900.0
    memory_bytes: int = 1_000_000_000
    text_bytes: int = 256_000_000
    workers: int = 1
    isolated: bool = True
    passwords: tuple[str, ...] = ()
