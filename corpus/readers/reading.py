"""What every reader takes and gives: bytes and a hint in, a Reading out, nothing else touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corpus.records import Kind, Line, Section


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known of the bytes before they are read.

    `encoding` is what the wrapping declares (a mail part), believed when the bytes agree. `ocr` says whether text may
    be recognised in pictures. What is packed may unpack to `member_bytes` at most, and to more than `free_bytes` only
    within `ratio` times its packed size. Reading should give up after `seconds`. `passwords` are tried on what is
    locked. `beside` are the files that belong to this one and lie beside it, as names and bytes.
    """

    name: str = ""
    media_type: str = "application/octet-stream"
    encoding: str | None = None
    ocr: bool = True
    member_bytes: int = 256_000_000
    free_bytes: int = 10_000_000
    ratio: int = 200
    seconds: float = 600.0
    passwords: tuple[str, ...] = ()
    beside: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a file; `name` is its path inside, as written there, never used as a path on disk.

    A member that is there but cannot be got out has its `reason` and no data. `metadata` is what the container says of
    it (its address, when it was fetched), kept with the document it makes.
    """

    name: str
    data: bytes = b""
    encoding: str | None = None
    reason: str = ""
    detail: str = ""
    metadata: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found: the normalised text, its structure, and what the file says of itself.

    A `container` holds only other files and gives no document. `offsets` point into the text as extracted; none means
    that the text is as extracted. `attachments` are taken one at a time, so that an archive is never unpacked whole.
    `note` is a sentence for the ledger on what was left out of a container on purpose. `kind` is set where the format
    alone says what sort of document it is, with `kind_reason`; otherwise the words of the text decide.
    """

    text: str = ""
    sections: tuple[Section, ...] = ()
    lines: tuple[Line, ...] = ()
    offsets: tuple[tuple[int, int, int], ...] = ()
    title: str = ""
    date: str | None = None
    language: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    attachments: Iterable[Attachment] = ()
    container: bool = False
    note: str = ""
    tools: tuple[tuple[str, str], ...] = ()
    kind: Kind | None = None
    kind_reason: str = ""


Read = Callable[[bytes, Hint], Reading]


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its name for people, the media types it reads, and the function that reads them.

    `extensions` are usual endings, never what decides; `library` is what parses the format, empty for the standard
    library; `needs` names the Debian package of a program without which it is not read; `kept` says what of it is text.
    """

    name: str
    media_types: tuple[str, ...]
    read: Read
    extensions: tuple[str, ...] = ()
    library: str = ""
    needs: str = ""
    kept: str = ""
