"""`/`: what is in the workspace, its strongest threads, recent documents, and failures that want attention."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from flask import Blueprint, current_app

from corpus.records import DocumentHead, InputState, LedgerEntry
from extract.records import Entity, Fact, FactKind
from library.library import Library
from library.records import Status
from library.threads import Thread, strongest
from web import listing
from web.cards import Card, cards
from web.current import Names, library, names
from web.glance import Row, row
from web.rendering import Page, render

blueprint = Blueprint("home", __name__)
KEPT = "threadline_home"
THREADS = 8
SHOWN_OF_A_KIND = 1
QUOTES = 2
RECENT = 8
FAILURES = 5


@dataclass(frozen=True, slots=True)
class KindCards:
    """A thread's facts of one kind: the first few as cards, and how many there are."""

    kind: FactKind
    cards: tuple[Card, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ThreadCard:
    """A thread as the first page shows it."""

    entity: Entity
    places: tuple[tuple[str, str], ...]
    documents: int
    kinds: tuple[KindCards, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """The first page."""

    template = "home.html"
    section = "home"
    status: Status
    rows: tuple[Row, ...]
    threads: tuple[ThreadCard, ...]
    recent: tuple[DocumentHead, ...]
    failures: tuple[LedgerEntry, ...]
    more_failures: bool

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return sum(count for _, count in self.status.documents)

    @property
    def facts(self) -> int:
        """How many facts there are."""
        return sum(count for _, count in self.status.facts)

    @property
    def failed(self) -> int:
        """How many inputs failed."""
        return dict(self.status.inputs).get(InputState.FAILED.value, 0)


@dataclass(frozen=True, slots=True)
class Glance:
    """The strongest threads as a table and as cards."""

    rows: tuple[Row, ...]
    threads: tuple[ThreadCard, ...]


class Kept:
    """A glance at the workspace, taken anew by one reader once names or judgements changed.

    Whoever asks meanwhile is shown the one of before.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: tuple[tuple[int, int], Glance] | None = None

    def glance(self, source: Library, known_names: Names) -> Glance:
        """Return the glance at a workspace as it stands."""
        stand = source.rooms.graphs.outlines.stand()
        known = self._known
        if known is not None and (known[0] == stand or self._lock.locked()):
            return known[1]
        with self._lock:
            if self._known is None or self._known[0] != stand:
                found = strongest(source.rooms, THREADS)
                rows = tuple(row(source, thread, known_names) for thread in found)
                self._known = (stand, Glance(rows, tuple(thread_card(thread, known_names) for thread in found)))
            return self._known[1]


@blueprint.get("/")
def home() -> str:
    """Show the first page."""
    status = library().status()
    failures, more = listing.peek(library().ledger(failed_only=True), FAILURES)
    glance = current_app.extensions.setdefault(KEPT, Kept()).glance(library(), names())
    return render(
        HomePage(
            status=status,
            rows=glance.rows,
            threads=glance.threads,
            recent=library().rooms.documents.newest(RECENT),
            failures=failures,
            more_failures=more,
        )
    )


def thread_card(thread: Thread, known: Names) -> ThreadCard:
    """Return a thread with its first facts of each kind as cards."""
    kinds = tuple(
        KindCards(one.kind, in_brief(cards(library(), told_best(one.facts), known)), one.total) for one in thread.told
    )
    return ThreadCard(thread.entity, thread.places, thread.documents, kinds)


def told_best(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Return the few facts that say most: most roles and values first, then the surest."""
    ranked = sorted(facts, key=lambda f: (-len({x.role for x in f.fillers}) - len(f.values), -f.confidence, f.fact_id))
    return tuple(ranked[:SHOWN_OF_A_KIND])


def in_brief(found: tuple[Card, ...]) -> tuple[Card, ...]:
    """Return cards with their first quotes only; the dossier has them all."""
    return tuple(
        replace(card, quotes=card.quotes[:QUOTES], responses=in_brief(card.responses[:QUOTES])) for card in found
    )
