"""The entry: files in, documents and a ledger out; every input is accounted for, whatever happens.

Guarantees: found = added + duplicate + failed, in every run and in the ledger. The original is kept before anything is
said of it; a document and its entry are written together; a container's entry is written after those of its members.
So a run killed at any moment loses nothing, and the next one goes on where it stopped and ends in the same state. A
file that cannot be read becomes a failure with a reason and stops nothing. Order is the order of names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.assembly import document_of
from corpus.blobs import BlobStore
from corpus.budget import Budget
from corpus.errors import UnreadableError
from corpus.identity import input_id_of, sha256_of, sha256_of_file
from corpus.options import IngestOptions
from corpus.readers import find_reader, why_unreadable
from corpus.readers.reading import Attachment, Reader, Reading
from corpus.records import Ingested, InputState, LedgerEntry, Progress, Source
from corpus.sniff import UNKNOWN, sniff
from corpus.store import DocumentStore
from corpus.text import tidy
from corpus.walking import FoundFile, open_failure, told_as, walk

EMPTY = "The file is empty."
TOO_LARGE = "It is too large: {size:,} MB, and files over {limit:,} MB are not read. Split it and add the parts."


def ingest(
    paths: Iterable[Path],
    store: DocumentStore,
    blobs: BlobStore,
    options: IngestOptions | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Iterator[Ingested]:
    """Read every file at or under `paths` and yield what became of each, members of containers before their container.

    What the ledger knows already is yielded from there and not read again; with `options.retry` what had failed is.
    """
    run = _Run(store, blobs, options or IngestOptions(), on_progress)
    for one in walk(paths):
        found = replace(one, location=told_as(one, run.options))
        yield from run.counted(run.take_file(found), found.location)


def retry(
    store: DocumentStore,
    blobs: BlobStore,
    options: IngestOptions | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Iterator[Ingested]:
    """Read again every input that failed and whose bytes are still to be had, and yield what became of each."""
    run = _Run(store, blobs, options or IngestOptions(), on_progress)
    for entry in store.ledger(failed_only=True):
        yield from run.counted(run.take_again(entry), entry.source.location)


class _Run:
    """One run: what every step of it needs, and how far it is."""

    def __init__(
        self,
        store: DocumentStore,
        blobs: BlobStore,
        options: IngestOptions,
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self.store = store
        self.blobs = blobs
        self.options = options
        self.on_progress = on_progress
        self.found = 0
        self.size_bytes = 0

    def counted(self, inputs: Iterator[Ingested], location: str) -> Iterator[Ingested]:
        """Pass inputs on, telling how far the run is."""
        self._report(location)
        for ingested in inputs:
            self.found += 1
            self.size_bytes += ingested.entry.source.size_bytes
            yield ingested
            self._report(ingested.entry.source.location)

    def take_file(self, found: FoundFile) -> Iterator[Ingested]:
        """Read a file on disk."""
        if found.reason:
            yield self._unopened(found.location, found.reason, found.detail)
            return
        try:
            size = found.path.stat().st_size
            too_large = size > self.options.file_bytes
            data = b"" if too_large else found.path.read_bytes()
            sha256 = sha256_of_file(found.path) if too_large else sha256_of(data)
        except OSError as error:
            yield self._unopened(found.location, *open_failure(error))
            return
        source = Source(found.location, sha256, size if too_large else len(data))
        known = self.store.find_entry(source.location, source.sha256)
        if known is not None:
            yield from self._known(known)
            return
        if too_large:
            reason = TOO_LARGE.format(size=size // 1_000_000, limit=self.options.file_bytes // 1_000_000)
            yield self._failed(source, UNKNOWN, "open", reason)
            return
        yield from self._take(source, data, Attachment(found.path.name), (), Budget(self.options))

    def _unopened(self, location: str, reason: str, detail: str) -> Ingested:
        """Record what could not even be opened, unless the ledger says the same already."""
        known = self.store.find_entry(location, "")
        if known is not None and known.reason == reason:
            return Ingested(known, known=True)
        return self._failed(Source(location, "", 0), UNKNOWN, "open", reason, detail)

    def take_again(self, entry: LedgerEntry) -> Iterator[Ingested]:
        """Read again what failed, from the kept original, or from disk where there is none."""
        source = entry.source
        if self.blobs.holds(source.sha256):
            data = self.blobs.get(source.sha256)
            member = Attachment(source.location.rpartition("!")[2])
            yield from self._read(source, data, member, (), Budget(self.options))
        elif source.parent_sha256 is None:
            yield from self.take_file(next(walk([Path(source.location)])))
        else:
            yield Ingested(entry, known=True)

    def _take(
        self, source: Source, data: bytes, member: Attachment, ancestors: tuple[str, ...], budget: Budget
    ) -> Iterator[Ingested]:
        """Decide what these bytes are to us: known, empty, a repetition, or something to read."""
        known = self.store.find_entry(source.location, source.sha256)
        if known is not None:
            yield from self._known(known)
            return
        if not data:
            yield self._failed(source, UNKNOWN, "open", EMPTY)
            return
        self.blobs.put(data)
        yield from self._read(source, data, member, ancestors, budget)

    def _known(self, known: LedgerEntry) -> Iterator[Ingested]:
        """Yield what the ledger holds of an input and of everything in it."""
        for entry in (*self.store.ledger(inside=known.source.location), known):
            if self.options.retry and entry.state is InputState.FAILED:
                yield from self.take_again(entry)
            else:
                yield Ingested(entry, known=True)

    def _read(
        self, source: Source, data: bytes, member: Attachment, ancestors: tuple[str, ...], budget: Budget
    ) -> Iterator[Ingested]:
        """Read bytes by the reader of their type, and what is packed in them."""
        media_type = sniff(data, member.name)
        if source.sha256 in ancestors:
            yield self._recorded(source, InputState.DUPLICATE, media_type, note="The same as a container it lies in.")
            return
        first = self.store.find_first_added(source.sha256)
        if first is not None:
            note = f"The same as {first.source.location}."
            yield self._recorded(source, InputState.DUPLICATE, media_type, document_id=first.document_id, note=note)
            return
        reader = find_reader(media_type)
        if reader is None:
            yield self._failed(source, media_type, "sniff", why_unreadable(media_type))
            return
        hint = budget.hint(member.name, media_type, member.encoding)
        try:
            reading = reader.read(data, hint)
        except Exception as error:  # noqa: BLE001 - no file may stop the run, whatever its reader raises
            yield self._failed(source, media_type, "read", *_why(error, reader))
            return
        reading = replace(reading, metadata=(*reading.metadata, *member.metadata))
        yield from self._store(source, reading, media_type, ancestors, budget)

    def _store(
        self, source: Source, reading: Reading, media_type: str, ancestors: tuple[str, ...], budget: Budget
    ) -> Iterator[Ingested]:
        """Write the members of a reading, then what it makes itself."""
        held = 0
        for ingested in self._members(source, reading, (*ancestors, source.sha256), budget):
            held += ingested.entry.source.parent_sha256 == source.sha256
            yield ingested
        note = f"It holds {held} file{'s' * (held != 1)}." if held else ""
        note = " ".join(filter(None, (note, reading.note)))
        if reading.container:
            if held:
                yield self._recorded(source, InputState.ADDED, media_type, note=note)
            else:
                yield self._failed(source, media_type, "read", "The archive is empty: there is no file in it.")
            return
        try:
            document = document_of(reading, source, media_type, self.options)
        except Exception as error:  # noqa: BLE001 - as above
            yield self._failed(source, media_type, "read", *_why(error, None))
            return
        entry = _entry(source, InputState.ADDED, media_type, document.document_id)
        entry = replace(entry, note=note, tools=reading.tools)
        self.store.add(document, entry)
        yield Ingested(entry)

    def _members(
        self, source: Source, reading: Reading, ancestors: tuple[str, ...], budget: Budget
    ) -> Iterator[Ingested]:
        """Read what is packed in a file, as far as the limits allow."""
        names: set[str] = set()
        for member, stop in budget.spend(reading.attachments, depth=len(ancestors)):
            location = _member_location(source.location, member.name, names)
            inner = Source(location, sha256_of(member.data) if member.data else "", len(member.data), source.sha256)
            if member.reason or stop:
                yield self._failed_once(inner, member)
            elif not member.data:
                yield self._failed_once(inner, Attachment(member.name, reason=EMPTY))
            else:
                yield from self._take(inner, member.data, member, ancestors, budget)

    def _failed_once(self, source: Source, member: Attachment) -> Ingested:
        """Record a member that could not be got out, unless the ledger has it."""
        known = self.store.find_entry(source.location, source.sha256)
        if known is not None:
            return Ingested(known, known=True)
        return self._failed(source, UNKNOWN, "open", member.reason, member.detail)

    def _failed(self, source: Source, media_type: str, stage: str, reason: str, detail: str = "") -> Ingested:
        entry = replace(_entry(source, InputState.FAILED, media_type), stage=stage, reason=reason, detail=detail)
        self.store.record(entry)
        return Ingested(entry)

    def _recorded(
        self, source: Source, state: InputState, media_type: str, *, document_id: str | None = None, note: str = ""
    ) -> Ingested:
        entry = replace(_entry(source, state, media_type, document_id), note=note)
        self.store.record(entry)
        return Ingested(entry)

    def _report(self, location: str) -> None:
        if self.on_progress is not None:
            self.on_progress(Progress(location, self.found, self.size_bytes))


def _entry(source: Source, state: InputState, media_type: str, document_id: str | None = None) -> LedgerEntry:
    input_id = input_id_of(source.location, source.sha256)
    return LedgerEntry(input_id, source, state, media_type, document_id)


def _why(error: Exception, reader: Reader | None) -> tuple[str, str]:
    """Return the reason for a person and the detail for whoever mends the program."""
    if isinstance(error, UnreadableError):
        return error.reason, error.detail
    kind = f"{reader.name} file" if reader else "file"
    reason = f"The {kind} is damaged or built in a way that could not be followed. Save it again and add the copy."
    if isinstance(error, RecursionError):
        reason = f"The {kind} is nested too deep to be read. Save it in a simpler form and add that."
    elif isinstance(error, MemoryError):
        reason = f"The {kind} needs more memory than there is. Split it and add the parts."
    return reason, f"{type(error).__name__}: {error}"


def _member_location(container: str, name: str, names: set[str]) -> str:
    """Return where a member is, told apart from others of the same name in its container."""
    plain = tidy(name.replace("\\", "/")) or "unnamed"
    distinct, number = plain, 1
    while distinct in names:
        number += 1
        distinct = f"{plain}#{number}"
    names.add(distinct)
    return f"{container}!{distinct}"
