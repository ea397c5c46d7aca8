"""The entry: files in, documents and a ledger out; every input is accounted for, whatever happens.

Guarantees: found = added + duplicate + failed, in every run and in the ledger. The original is kept before anything is
said of it; a document and its entry are written together; a container's entry is written after those of its members.
So a run killed at any moment loses nothing, and the next one goes on where it stopped and ends in the same state. A
file that cannot be read becomes a failure with a reason and stops nothing. Order is the order of names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from corpus.blobs import BlobStore
from corpus.budget import Budget
from corpus.census import Census
from corpus.companions import READ_WITH, find_list, lists_first
from corpus.custody.records import WITHDRAWN
from corpus.desks import Desk, Reading, open_desk
from corpus.identity import input_id_of
from corpus.options import IngestOptions
from corpus.planning import Plan, Planner, ahead, member_location
from corpus.records import Ingested, InputState, LedgerEntry, Progress, Source
from corpus.requests import BROKEN_OFF, Head, Member, Trouble
from corpus.sniff import CSV, UNKNOWN
from corpus.store import DocumentStore
from corpus.walking import told_as, walk

EMPTY = "The file is empty."
NOTHING_INSIDE = "The archive is empty: there is no file in it."
SAME_AS_CONTAINER = "The same as a container it lies in."


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
    options = options or IngestOptions()
    paths = tuple(paths)
    found = (replace(one, location=told_as(one, options)) for one in lists_first(walk(paths)))
    with open_desk(options) as desk, Census(paths if on_progress else ()) as census:
        run = _Run(store, blobs, options, desk, on_progress, census)
        for plan in ahead(found, run.planner.file, desk.ahead):
            yield from run.counted(run.take(plan), plan.source)


def retry(
    store: DocumentStore,
    blobs: BlobStore,
    options: IngestOptions | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    wanted: Callable[[LedgerEntry], bool] | None = None,
) -> Iterator[Ingested]:
    """Read again every input that failed and whose bytes are still to be had, and yield what became of each.

    `wanted` says which of them; all, where it is not given. What was withdrawn stays so.
    """
    options = options or IngestOptions()
    with open_desk(options) as desk:
        run = _Run(store, blobs, options, desk, on_progress, Census(()))
        for entry in store.ledger(failed_only=True):
            if entry.stage != WITHDRAWN and (wanted is None or wanted(entry)):
                yield from run.counted(run.take_again(entry), entry.source)


class _Run:
    """One run: what every step of it needs, and how far it is."""

    def __init__(
        self,
        store: DocumentStore,
        blobs: BlobStore,
        options: IngestOptions,
        desk: Desk,
        on_progress: Callable[[Progress], None] | None,
        census: Census,
    ) -> None:
        self.store = store
        self.blobs = blobs
        self.options = options
        self.ahead = desk.ahead
        self.planner = Planner(store, blobs, options, desk)
        self.on_progress = on_progress
        self.census = census
        self.found = self.size_bytes = self.failed = self.files = self.file_bytes = 0

    def counted(self, inputs: Iterator[Ingested], file: Source) -> Iterator[Ingested]:
        """Pass the inputs of a file on, telling how far the run is; of a container is read what came out of it."""
        before, unpacked = self.file_bytes, 0
        self._report(file.location)
        for ingested in inputs:
            source = ingested.entry.source
            self.found += 1
            self.size_bytes += source.size_bytes
            self.failed += ingested.state is InputState.FAILED
            if source.location == file.location:
                self.files += 1
                self.file_bytes = before + source.size_bytes
            elif file.sha256 and source.parent_sha256 == file.sha256:
                unpacked += source.size_bytes
                self.file_bytes = before + min(unpacked, file.size_bytes)
            yield ingested
            self._report(source.location)

    def take(self, plan: Plan) -> Iterator[Ingested]:
        """Decide what a file on disk is to us, and read it if it is new."""
        if plan.source.sha256:
            yield from self._take(plan, {}, Budget(self.options))
            return
        assert plan.trouble is not None
        known = self.store.find_entry(plan.source.location, "")
        if known is not None and known.reason == plan.trouble.reason:
            yield Ingested(known, known=True)
        else:
            yield self._failed(plan.source, UNKNOWN, plan.trouble)

    def take_again(self, entry: LedgerEntry) -> Iterator[Ingested]:
        """Read again what failed, from the kept original, or from disk where there is none."""
        if self.blobs.holds(entry.source.sha256):
            yield from self._read(self.planner.failed(entry), {}, Budget(self.options))
        elif entry.source.parent_sha256 is None:
            yield from self.take(self.planner.failed(entry))
        else:
            yield Ingested(entry, known=True)

    def _take(self, plan: Plan, ancestors: Mapping[str, str], budget: Budget) -> Iterator[Ingested]:
        """Decide what these bytes are to us: known, empty, hindered, a repetition, or something to read."""
        known = self.store.find_entry(plan.source.location, plan.source.sha256)
        if known is not None:
            plan.close()
            yield from self._known(known)
        elif plan.trouble is not None:
            yield self._failed(plan.source, UNKNOWN, plan.trouble)
        elif not plan.source.size_bytes:
            yield self._failed(plan.source, UNKNOWN, Trouble("open", EMPTY))
        elif (name := find_list(plan.path, plan.source, self.store.find_entry)) is not None:
            self.planner.keep(plan)
            plan.close()
            entry = _entry(plan.source, InputState.ADDED, CSV)
            yield self._recorded(replace(entry, note=READ_WITH.format(name=name)))
        else:
            yield from self._read(plan, ancestors, budget)

    def _known(self, known: LedgerEntry) -> Iterator[Ingested]:
        """Yield what the ledger holds of an input and of everything in it."""
        for entry in (*self.store.ledger(inside=known.source.location), known):
            if self.options.retry and entry.state is InputState.FAILED and entry.stage != WITHDRAWN:
                yield from self.take_again(entry)
            else:
                yield Ingested(entry, known=True)

    def _read(self, plan: Plan, ancestors: Mapping[str, str], budget: Budget) -> Iterator[Ingested]:
        """Read bytes, and what is packed in them, unless they were read before or their document was withdrawn."""
        source = plan.source
        withdrawal = self.store.custody.find_withdrawal(source.sha256)
        if withdrawal is not None:
            plan.close()
            yield self._failed(source, UNKNOWN, Trouble(WITHDRAWN, withdrawal.sentence))
            return
        if source.sha256 in ancestors:
            plan.close()
            yield self._repeated(source, ancestors[source.sha256], SAME_AS_CONTAINER)
            return
        first = self.store.find_first_added(source.sha256)
        if first is not None:
            plan.close()
            note = f"The same as {first.source.location}."
            yield self._repeated(source, first.media_type, note, first.document_id)
            return
        self.planner.keep(plan)
        reading = plan.reading or self.planner.begin(plan)
        plan.data = b""
        yield from self._store(plan.source, reading, ancestors, budget)

    def _store(
        self, source: Source, reading: Reading, ancestors: Mapping[str, str], budget: Budget
    ) -> Iterator[Ingested]:
        """Write the members of a file, then what it gives itself."""
        head = reading.head()
        held = 0
        for ingested in self._members(source, reading, {**ancestors, source.sha256: head.media_type}, budget):
            held += ingested.entry.source.parent_sha256 == source.sha256
            yield ingested
        note = " ".join(filter(None, (f"It holds {held} file{'s' * (held != 1)}." if held else "", head.note)))
        if head.trouble is not None:
            yield self._failed(source, head.media_type, head.trouble, head.seconds)
        elif head.document is not None:
            yield self._added(source, head, note)
        elif held:
            entry = replace(_entry(source, InputState.ADDED, head.media_type), note=note)
            yield self._recorded(entry)
        else:
            yield self._failed(source, head.media_type, Trouble("read", NOTHING_INSIDE))

    def _members(
        self, source: Source, reading: Reading, ancestors: Mapping[str, str], budget: Budget
    ) -> Iterator[Ingested]:
        """Read what is packed in a file, as far as the limits allow."""
        names: set[str] = set()

        def planned(member: Member) -> Plan:
            location = member_location(source.location, member.name, names)
            return self.planner.member(location, member, source.sha256)

        plans = ahead(reading.members(), planned, self.ahead)
        for plan in plans:
            stop = budget.spend(plan.source.size_bytes, depth=len(ancestors))
            if stop:
                plan.close()
                plans.close()
                reading.close()
                location = member_location(source.location, BROKEN_OFF, names)
                plan = Plan(Source(location, "", 0, source.sha256), BROKEN_OFF, trouble=Trouble("open", stop))  # noqa: PLW2901
            yield from self._take(plan, ancestors, budget)
            if stop:
                return

    def _added(self, source: Source, head: Head, note: str) -> Ingested:
        document = head.document
        assert document is not None
        entry = _entry(source, InputState.ADDED, head.media_type, document.document_id)
        entry = replace(entry, note=note, tools=document.tools, seconds=head.seconds)
        self.store.add(document, entry)
        return Ingested(entry)

    def _failed(self, source: Source, media_type: str, trouble: Trouble, seconds: float = 0.0) -> Ingested:
        entry = replace(_entry(source, InputState.FAILED, media_type), seconds=seconds)
        return self._recorded(replace(entry, stage=trouble.stage, reason=trouble.reason, detail=trouble.detail))

    def _repeated(self, source: Source, media_type: str, note: str, document_id: str | None = None) -> Ingested:
        return self._recorded(replace(_entry(source, InputState.DUPLICATE, media_type, document_id), note=note))

    def _recorded(self, entry: LedgerEntry) -> Ingested:
        self.store.record(entry)
        return Ingested(entry)

    def _report(self, location: str) -> None:
        if self.on_progress is None:
            return
        so_far = (self.found, self.size_bytes, self.failed, self.files, self.file_bytes)
        self.on_progress(Progress(location, *so_far, self.census.files, self.census.size_bytes))


def _entry(source: Source, state: InputState, media_type: str, document_id: str | None = None) -> LedgerEntry:
    input_id = input_id_of(source.location, source.sha256)
    return LedgerEntry(input_id, source, state, media_type, document_id)
