"""The offices of a workspace: what one person judges, keeps and looks after, and what admins do.

Part of `library.library.Library`, apart because each office is a subject of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.records import LedgerEntry
from corpus.register.store import Register
from library import filling, verifying
from library.accounts.accounts import Accounts
from library.audit.store import AuditStore
from library.custody import Custody
from library.judging.desk import Desk
from library.judging.records import Reextracted
from library.records import Problem, Progress
from library.rooms import Rooms
from library.searches.records import LOCAL
from library.searches.searches import Searches

OnProgress = Callable[[Progress], None]


class Offices:
    """A workspace by what people do in it."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    def desk(self, by: str = LOCAL) -> Desk:
        """Return the desk at which somebody judges facts and entities, and at which all judgements are listed."""
        return Desk(self.rooms, by)

    @property
    def searches(self) -> Searches:
        """Saved searches, alerts and marks of what was seen."""
        return Searches(self.rooms)

    def searches_of(self, reader: str) -> Searches:
        """Return the saved searches, alerts and marks of one reader."""
        return Searches(self.rooms, reader)

    def custody(self, by: str = LOCAL) -> Custody:
        """Return where somebody sets properties by hand, withdraws, brings back and checks originals."""
        return Custody(self.rooms, by)

    @property
    def accounts(self) -> Accounts:
        """Who may use this workspace over the network."""
        return Accounts(self.rooms.accounts)

    @property
    def audit(self) -> AuditStore:
        """Who changed what, and when."""
        return self.rooms.audit

    @property
    def register(self) -> Register:
        """The ledger as it is looked through."""
        return self.rooms.register

    def ledger(self, *, failed_only: bool = False) -> Iterator[LedgerEntry]:
        """Yield every input and what became of it, in order of location."""
        return self.rooms.documents.ledger(failed_only=failed_only)

    def reindex(self, *, on_progress: OnProgress | None = None) -> int:
        """Finish what a stopped run left and build the index anew; return how many documents it holds."""
        return filling.reindex(self.rooms, on_progress)

    @property
    def is_behind(self) -> bool:
        """Whether the index was begun anew, or lacks documents: `mend` puts them in."""
        return filling.is_behind(self.rooms)

    def waiting_for_index(self) -> tuple[int, int]:
        """Return how many documents the index does not hold as they were read, and how many it is to hold."""

        def counted() -> tuple[int, int]:
            _ = self.rooms.index  # one that was lost is noticed on opening, and then every document waits for it
            return self.rooms.extractions.count_unindexed(), self.rooms.extractions.counts()["extracted"]

        return self.rooms.kept("waiting", counted)

    def mend(self, *, on_progress: OnProgress | None = None) -> str:
        """Put into the index what it lacks, unless another run is at it; say what was wrong, if anything."""
        return filling.mend(self.rooms, on_progress)

    def reextract(self, *, everything: bool = False, on_progress: OnProgress | None = None) -> Reextracted:
        """Extract again what another version extracted, or everything; judgements stand."""
        return filling.reextract(self.rooms, on_progress, everything=everything)

    def verify(self) -> Iterator[Problem]:
        """Yield whatever is wrong with originals, evidence, ledger and index."""
        return verifying.verify(self.rooms)
