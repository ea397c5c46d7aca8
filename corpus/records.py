"""The records that the corpus emits: what was read, where from, and what became of every input.

Offsets are half-open and count code points of `Document.text`. Records point upstream by id, never by object.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of document it is; decides which facts are looked for."""

    NEWS = "news"
    CONTRACT = "contract"
    SANCTIONS_NOTICE = "sanctions_notice"
    OTHER = "other"


class InputState(StrEnum):
    """What became of an input: found = added + duplicate + failed, always."""

    ADDED = "added"
    DUPLICATE = "duplicate"
    FAILED = "failed"


class SectionKind(StrEnum):
    """What a stretch of a document's text is."""

    PAGE = "page"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    BOILERPLATE = "boilerplate"
    """Kept in the text and found by search, but no part of the story: appeals, teasers, sign-up boxes."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document's text; `number` is the page number, from 1, of a page and None otherwise."""

    kind: SectionKind
    start: int
    end: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Where a stretch of text stands on a page: a box in points from the page's top left corner."""

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Source:
    """Where bytes came from.

    `location` is the path as given, with `!` between a container and its member: `box.zip!mail.eml!contract.pdf`.
    `parent_sha256` is the container's hash, None for a file on disk, of which `modified_at` tells when it was last
    changed there, in ISO 8601.
    """

    location: str
    sha256: str
    size_bytes: int
    parent_sha256: str | None = None
    modified_at: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """One readable document: its text once, and what is known of it.

    `document_id` is derived from the hash of the original bytes. `date` is ISO 8601 at the precision known (`2019`,
    `2019-10`, `2019-10-07`). `source` is the collection name given by whoever added it; `location` is where it was
    first found. `offsets` maps text back to the text as extracted (see `corpus.text.OffsetMap`), as runs
    `(start, end, source_start)`. `metadata` holds what else the file says of itself, by name, in order of name.
    """

    document_id: str
    sha256: str
    location: str
    media_type: str
    kind: Kind
    kind_reason: str
    title: str
    text: str
    date: str | None = None
    language: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    sections: tuple[Section, ...] = ()
    lines: tuple[Line, ...] = ()
    offsets: tuple[tuple[int, int, int], ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    tools: tuple[tuple[str, str], ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that holds the code point at `offset`, None where there are no pages."""
        at = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        if at >= 0 and offset < self.lines[at].end:
            return self.lines[at].page
        for section in self.sections:
            if section.kind is SectionKind.PAGE and section.start <= offset < section.end:
                return section.number
        return None

    def page_runs(self) -> Iterator[tuple[int, int, int]]:
        """Yield stretches of text with the page each stands on; a footnote may stand within the page after its own."""
        lines = iter(self.lines)
        line = next(lines, None)
        for section in sorted(self.sections, key=lambda section: (section.start, section.end)):
            if section.kind is not SectionKind.PAGE or section.number is None:
                continue
            at = section.start
            while line is not None and line.start < section.end:
                if line.page != section.number and line.start >= at:
                    yield at, line.start, section.number
                    yield line.start, line.end, line.page
                    at = line.end
                line = next(lines, None)
            yield at, section.end, section.number


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """A document without its text, for lists and facets."""

    document_id: str
    sha256: str
    location: str
    media_type: str
    kind: Kind
    kind_reason: str
    title: str
    date: str | None
    language: str | None
    publisher: str | None
    source: str | None
    pages: int
    length: int


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One input and what became of it.

    `input_id` is derived from location and hash. `document_id` is the document made, or the one it duplicates; a
    container that holds only other files has none, and `note` says how many it held. `reason` and `stage` are set
    when it failed. `seconds` is how long reading took, in the run that recorded it.
    """

    input_id: str
    source: Source
    state: InputState
    media_type: str
    document_id: str | None = None
    note: str = ""
    stage: str = ""
    reason: str = ""
    detail: str = ""
    tools: tuple[tuple[str, str], ...] = ()
    recorded_at: str = field(default="", compare=False)
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One time that something became of an input: when, what, why, by which tools, and how long reading took."""

    number: int
    recorded_at: str
    state: InputState
    stage: str
    reason: str
    detail: str
    tools: tuple[tuple[str, str], ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Ingested:
    """One input met in one run: its entry in the ledger, and whether the ledger had it before this run."""

    entry: LedgerEntry
    known: bool = False

    @property
    def state(self) -> InputState:
        """What it counts as in this run: what an earlier run added is a duplicate now."""
        if self.known and self.entry.state is InputState.ADDED:
            return InputState.DUPLICATE
        return self.entry.state


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: the input it turns to, and what it has taken in before it.

    `found` inputs, members of containers among them, of `size_bytes` in all, of which `failed` failed; `files` on disk
    of `file_bytes`, out of `files_total` and `bytes_total` once these are counted.
    """

    location: str
    found: int
    size_bytes: int
    failed: int = 0
    files: int = 0
    file_bytes: int = 0
    files_total: int | None = None
    bytes_total: int | None = None
