"""What the reading of one file is asked and answers: the records that pass between a run and the processes that read.

Light on purpose: whoever imports this imports no format library.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from corpus.options import IngestOptions
from corpus.records import Document, Source

BROKEN_OFF = "(rest)"
"""The name of a member that stands for all that could not be got out after it."""


@dataclass(frozen=True, slots=True)
class Request:
    """One file to read: its bytes, or the path of its kept original, and what is known of it.

    `metadata` is what its container says of it, `beside` the files that belong to it and lie beside it.
    """

    source: Source
    name: str
    options: IngestOptions
    path: Path | None = None
    data: bytes = b""
    encoding: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The first answer: what the bytes are, so that a reader that breaks down can still be named."""

    media_type: str
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a file gives nothing: the stage, a reason for people, a detail for whoever mends the program."""

    stage: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The second answer: the document a file makes, or the `trouble` it is; its members follow.

    A `container` makes no document. `seconds` is how long reading took.
    """

    media_type: str
    document: Document | None = None
    container: bool = False
    note: str = ""
    trouble: Trouble | None = None
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Member:
    """Each further answer: a file in the file, or the `reason` why it could not be got out."""

    name: str
    data: bytes = b""
    encoding: str | None = None
    reason: str = ""
    detail: str = ""
    metadata: tuple[tuple[str, str], ...] = ()


Answer = Told | Head | Member
