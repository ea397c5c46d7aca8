"""Prepares inputs before their turn comes, so that they are read while others are stored.

A plan changes nothing that the ledger says: what becomes of an input is decided in its turn, from the ledger as it is
then. So the result does not depend on how far ahead one plans.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from corpus.blobs import BlobStore
from corpus.companions import read_beside
from corpus.desks import Desk, Reading
from corpus.errors import OriginalNotKeptError
from corpus.identity import sha256_of, sha256_of_file
from corpus.labels import label_of
from corpus.options import IngestOptions
from corpus.records import LedgerEntry, Source
from corpus.requests import Member, Request, Trouble
from corpus.store import DocumentStore
from corpus.walking import FoundFile, open_failure, walk

SMALL_BYTES = 4_000_000
"""Up to here bytes are handed on in memory; beyond, the reader gets the path of the kept original."""
TOO_LARGE = "It is too large: {size:,} MB, and files over {limit:,} MB are not read. Split it and add the parts."

Item = TypeVar("Item")


@dataclass(slots=True)
class Plan:
    """One input: where it is from, what hinders it, its bytes or its path on disk, and its reading if it began."""

    source: Source
    name: str
    data: bytes = b""
    path: Path | None = None
    encoding: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    trouble: Trouble | None = None
    reading: Reading | None = None

    def close(self) -> None:
        """Let go of a reading that is not needed."""
        if self.reading is not None:
            self.reading.close()


class Planner:
    """Makes plans for files on disk and for members of containers."""

    def __init__(self, store: DocumentStore, blobs: BlobStore, options: IngestOptions, desk: Desk) -> None:
        self.store = store
        self.blobs = blobs
        self.options = options
        self.desk = desk
        self._begun: deque[str] = deque(maxlen=max(16, 4 * desk.ahead))

    def file(self, found: FoundFile) -> Plan:
        """Return the plan for a file on disk, begun if it is new."""
        if found.reason:
            return _hindered(found, found.reason, found.detail)
        try:
            plan = self._seen(found)
        except OSError as error:
            return _hindered(found, *open_failure(error))
        if self.desk.ahead and plan.trouble is None and plan.source.size_bytes and self._is_new(plan.source):
            # A disk that is full is told in this input's turn, when all before it is stored.
            with suppress(OriginalNotKeptError, OSError):
                self.keep(plan)
                self.begin(plan)
        return plan

    def member(self, location: str, member: Member, parent_sha256: str) -> Plan:
        """Return the plan for a file in a file, begun if it is new and small."""
        sha256 = sha256_of(member.data) if member.data else ""
        source = Source(location, sha256, len(member.data), parent_sha256)
        trouble = Trouble("open", member.reason, member.detail) if member.reason else None
        plan = Plan(source, member.name, member.data, None, member.encoding, member.metadata, trouble)
        small = 0 < len(member.data) <= SMALL_BYTES
        if self.desk.ahead and trouble is None and small and self._is_new(source):
            self.begin(plan)
        return plan

    def failed(self, entry: LedgerEntry) -> Plan:
        """Return the plan for an input that failed: from its kept original, or from disk where there is none."""
        source = entry.source
        if self.blobs.holds(source.sha256):
            return Plan(source, source.location.rpartition("!")[2])
        return self.file(next(walk([Path(source.location)])))

    def keep(self, plan: Plan) -> None:
        """Keep an input's original; raises OriginalNotKeptError, or OSError when the input is gone."""
        if plan.data:
            self.blobs.put(plan.data)
        elif plan.path is not None and not self.blobs.holds(plan.source.sha256):
            sha256, size = self.blobs.put_file(plan.path)
            plan.source = replace(plan.source, sha256=sha256, size_bytes=size)

    def begin(self, plan: Plan) -> Reading:
        """Give an input to be read."""
        small = 0 < len(plan.data) <= SMALL_BYTES
        path = None if small else self.blobs.path_of(plan.source.sha256)
        data = plan.data if small else b""
        beside = read_beside(plan.path)
        request = Request(plan.source, plan.name, self.options, path, data, plan.encoding, plan.metadata, beside)
        plan.reading = self.desk.start(request)
        self._begun.append(plan.source.sha256)
        return plan.reading

    def _seen(self, found: FoundFile) -> Plan:
        """Return what a file on disk is; its bytes too where they are few. Raises OSError."""
        status = found.path.stat()
        size, limit = status.st_size, self.options.file_bytes
        data = found.path.read_bytes() if size <= min(SMALL_BYTES, limit) else b""
        sha256 = sha256_of_file(found.path) if size > min(SMALL_BYTES, limit) else sha256_of(data)
        modified_at = datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds")
        source = Source(found.location, sha256, len(data) or size, modified_at=modified_at)
        plan = Plan(source, found.path.name, data, found.path)
        if size > limit:
            reason = TOO_LARGE.format(size=size // 1_000_000, limit=limit // 1_000_000)
            plan.trouble = Trouble("open", reason)
        return plan

    def _is_new(self, source: Source) -> bool:
        """Say whether these bytes were never met, as far as can be known before their turn."""
        return (
            source.sha256 not in self._begun
            and self.store.find_entry(source.location, source.sha256) is None
            and self.store.find_first_added(source.sha256) is None
        )


def ahead(items: Iterable[Item], plan: Callable[[Item], Plan], count: int) -> Generator[Plan, None, None]:
    """Yield the plans for items in their order, with up to `count` more made before each is yielded."""
    waiting: deque[Plan] = deque()
    try:
        for item in items:
            waiting.append(plan(item))
            if len(waiting) > count:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()
    finally:
        for left in waiting:
            left.close()


def member_location(container: str, name: str, names: set[str]) -> str:
    """Return where a member is, told apart from others of the same name in its container, which `names` holds."""
    plain = label_of(name)
    distinct, number = plain, 1
    while distinct in names:
        number += 1
        distinct = f"{plain}#{number}"
    names.add(distinct)
    return f"{container}!{distinct}"


def _hindered(found: FoundFile, reason: str, detail: str) -> Plan:
    """Return the plan for what could not even be opened."""
    return Plan(Source(found.location, "", 0), found.path.name, trouble=Trouble("open", reason, detail))
