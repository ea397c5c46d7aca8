"""`/`: what is in the workspace, its strongest threads, recent documents, and failures that want attention."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint

from corpus.records import DocumentHead, InputState, LedgerEntry
from extract.records import Entity, Fact, FactKind
from library.records import Status
from library.threads import Thread, strongest
from web import listing
from web.cards import Card, cards
from web.current import Names, library, names
from web.glance import Row, row
from web.rendering import Page, render

blueprint = Blueprint("home", __name__)
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
    """The strongest threads as a table and as cards, as names and judgements stood."""

    stand: tuple[int, int]
    rows: tuple[Row, ...]
    threads: tuple[ThreadCard, ...]


def glance() -> Glance:
    """Return the strongest threads, looked for anew once names or judgements changed."""
    source, known = library(), names()
    stand = source.rooms.graphs.outlines.stand

    def taken() -> Glance:
        now = stand()
        found = strongest(source.rooms, THREADS)
        rows = tuple(row(source, thread, known) for thread in found)
        return Glance(now, rows, tuple(thread_card(thread, known) for thread in found))

    return source.rooms.remembered(Glance, lambda one: one.stand == stand(), taken)


@blueprint.get("/")
def home() -> str:
    """Show the first page."""
    status = library().status()
    failures, more = listing.peek(library().ledger(failed_only=True), FAILURES)
    strong = glance()
    return render(
        HomePage(
            status=status,
            rows=strong.rows,
            threads=strong.threads,
            recent=library().newest_documents(RECENT),
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
