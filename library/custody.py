"""What an archivist does to documents by hand: sets properties, withdraws, brings back, looks after originals.

Guarantees: every act has a name and a time; what is set by hand survives every new reading of the same bytes; a
withdrawn document leaves a tombstone, and its text, the pictures of its pages, its index entries, mentions and facts
are gone when the act returns. Its original stays where it is, out of reach of every page, as originals are never
changed: with it the document can be brought back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

from corpus.custody.records import ByHand, FixityProblem, FixityReport, Property, Withdrawal
from corpus.records import DocumentHead, Kind
from extract.store import outdate, unindex
from library import filling
from library.errors import CustodyError
from library.records import AddSummary, Progress
from library.rooms import Rooms
from library.searches.records import LOCAL

OnProgress = Callable[[Progress], None]
LONGEST_SOURCE, LONGEST_REASON = 200, 2_000
CHANGED = "Its bytes are not the ones that were kept. Restore it from a backup, or take it away and add the file again."
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Custody:
    """The archivist's acts under one person's name, `by`."""

    def __init__(self, rooms: Rooms, by: str = LOCAL) -> None:
        self.rooms = rooms
        self.by = by

    def by_hand(self, head: DocumentHead) -> tuple[ByHand, ...]:
        """Return what was set by hand of a document, and by whom."""
        return self.rooms.documents.custody.by_hand(head.sha256)

    def set(self, document_id: str, name: Property, value: str | None) -> None:
        """Set a property of a document; None says that it has none. Raises CustodyError, DocumentNotFoundError.

        The document shows it at once. Facts and index follow with `catch_up`: a document of another kind, or of
        another day, is read for its facts again.
        """
        head = self.rooms.documents.get_head(document_id)
        told = _checked(name, value)
        follows = unindex if name is Property.SOURCE else outdate
        self.rooms.documents.custody.set_by_hand(head, name, told, self.by, follows)

    def unset(self, document_id: str, name: Property) -> None:
        """Let hold again what the program found; raises CustodyError where nothing was set."""
        head = self.rooms.documents.get_head(document_id)
        follows = unindex if name is Property.SOURCE else outdate
        if not self.rooms.documents.custody.unset(head, name, follows):
            raise CustodyError(f"The {name} of {head.document_id} was not set by hand.")

    def catch_up(self, on_progress: OnProgress | None = None) -> None:
        """Extract and index what waits for it."""
        filling.catch_up(self.rooms, on_progress)

    def withdraw(self, document_id: str, reason: str, on_progress: OnProgress | None = None) -> Withdrawal:
        """Take a document out, with a reason; raises CustodyError, DocumentNotFoundError."""
        told = " ".join(reason.split())
        if not told:
            raise CustodyError("Say why it is withdrawn: the reason stays in its place.")
        if len(told) > LONGEST_REASON:
            raise CustodyError(f"The reason has {len(told):,} characters; {LONGEST_REASON:,} are the most.")
        return filling.take_out(self.rooms, document_id, told, self.by, on_progress)

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Return the tombstones, the newest first."""
        return self.rooms.documents.custody.withdrawals()

    def get_withdrawal(self, document_id: str) -> Withdrawal:
        """Return the tombstone of a document; raises CustodyError where it is not withdrawn."""
        stone = self.rooms.documents.custody.withdrawal_of(document_id)
        if stone is None:
            raise CustodyError(f"No document {document_id!r} is withdrawn. `threadline withdraw --list` lists those.")
        return stone

    def bring_back(self, document_id: str, on_progress: OnProgress | None = None) -> AddSummary:
        """Read a withdrawn document from its original again; raises CustodyError where it is not withdrawn."""
        stone = self.get_withdrawal(document_id)
        if not self.rooms.originals.holds(stone.sha256):
            raise CustodyError(f"The original of {document_id} is gone. Add the file {stone.location} again.")
        self.rooms.documents.custody.take_back(stone.document_id)
        return filling.retry(self.rooms, on_progress, lambda entry: entry.source.sha256 == stone.sha256)

    def check_originals(self, on_progress: OnProgress | None = None) -> FixityReport:
        """Read every byte of every original anew, keep a report of what is missing or changed, and return it."""
        rooms, started = self.rooms, _now()
        expected = dict(rooms.documents.custody.expected())
        hashes = sorted({*expected, *rooms.originals.hashes()} - {""})
        problems: list[FixityProblem] = []
        size = read = 0
        for done, sha256 in enumerate(hashes, start=1):
            location = expected.get(sha256, "")
            if not rooms.originals.holds(sha256):
                said = "It is not there any more. Restore it from a backup, or add the file again."
                problems.append(FixityProblem("missing", sha256, location, said))
            elif problem := rooms.originals.find_problem(sha256):
                problems.append(
                    FixityProblem("changed", sha256, location, CHANGED if "hash to" in problem else problem)
                )
            else:
                read += 1
                size += rooms.originals.path_of(sha256).stat().st_size
            if on_progress is not None:
                on_progress(Progress("fixity", done, len(hashes), location, failed=len(problems), size=size))
        report = FixityReport(started, _now(), self.by, read, size, tuple(problems))
        rooms.documents.custody.record_fixity(report)
        return report

    def last_check(self) -> FixityReport | None:
        """Return the newest report on the originals."""
        return self.rooms.documents.custody.last_fixity()


def _checked(name: Property, value: str | None) -> str | None:
    """Return a value as it is kept; raises CustodyError where it makes no sense."""
    told = " ".join((value or "").split())
    if name is Property.KIND:
        if told not in tuple(Kind):
            raise CustodyError(f"There is no kind {told[:60]!r}; there are {', '.join(Kind)}.")
        return told
    if not told:
        return None
    if name is Property.SOURCE and len(told) > LONGEST_SOURCE:
        raise CustodyError(f"The name of a collection has at most {LONGEST_SOURCE} characters.")
    if name is Property.DATE and not _is_date(told):
        raise CustodyError(f"{told[:40]!r} is no date. Write 2019, 2019-10 or 2019-10-07.")
    return told


def _is_date(text: str) -> bool:
    if not DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
