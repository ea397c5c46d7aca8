"""Filling a workspace: read, extract, resolve, index; each step takes up whatever an earlier run left undone.

Guarantees: one run at a time fills a workspace, a second one waits for its turn (see `library.turns`).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from itertools import islice
from pathlib import Path
from typing import TypeVar

from corpus.custody.records import Withdrawal
from corpus.ingest import ingest
from corpus.ingest import retry as ingest_again
from corpus.options import IngestOptions
from corpus.records import Ingested, InputState, Kind, LedgerEntry
from extract.records import FactKind, Label
from extract.store import forget
from library.entries import entries_of
from library.errors import IndexNotWrittenError, WorkspaceError
from library.extracting import extract_in_workers
from library.judging.records import Reextracted
from library.progress import Text, reading
from library.records import AddSummary, Progress, Status
from library.rooms import Rooms
from library.searches import keeping
from library.turns import own_turn, turn_if_free
from search.errors import IndexLockedError
from search.records import IndexEntry

OnProgress = Callable[[Progress], None]
Item = TypeVar("Item")
INDEX_BATCH = 200
ROUND = 1000
"""Documents that are extracted before names are joined and the index is told: much work shows long before its end."""


def add(rooms: Rooms, paths: Iterable[Path], options: IngestOptions, on_progress: OnProgress | None) -> AddSummary:
    """Read what lies at `paths`, then extract, resolve and index whatever waits for it."""
    report = on_progress or _silent
    inputs = ingest(paths, rooms.documents, rooms.originals, options, lambda so_far: report(reading(so_far)))
    return _take_in(rooms, inputs, report)


def retry(
    rooms: Rooms, on_progress: OnProgress | None, wanted: Callable[[LedgerEntry], bool] | None = None
) -> AddSummary:
    """Read the inputs that failed again, or those of them that are `wanted`, then go on as `add` does."""
    report = on_progress or _silent
    documents, originals, options = rooms.documents, rooms.originals, rooms.options.ingest
    inputs = ingest_again(documents, originals, options, lambda so_far: report(reading(so_far)), wanted)
    return _take_in(rooms, inputs, report)


def reindex(rooms: Rooms, on_progress: OnProgress | None) -> int:
    """Extract what is stale, and build the index anew beside the old one; return how many documents it holds.

    The old one is searched until the new one is complete; a run that is stopped before leaves it as it was.
    """
    report = on_progress or _silent
    with _turn(rooms, report):
        stale = tuple(rooms.extractions.stale(rooms.extractor_version))
        _extract(rooms, stale, report, Text(rooms, len(stale)))
        _compare(rooms, report)
        waiting = frozenset(rooms.extractions.unindexed())
        if waiting:
            _resolve(rooms, report)
        count = _rebuild(rooms, tuple(rooms.extractions.extracted_ids()), report)
        if waiting:
            keeping.look(rooms, waiting)
        return count


def reextract(rooms: Rooms, on_progress: OnProgress | None, *, everything: bool = False) -> Reextracted:
    """Extract again what another version extracted, or `everything`, the newest documents first.

    A document shows the old extraction until the new one is there as a whole; a run that was stopped goes on where it
    was with the next one.
    """
    report, started = on_progress or _silent, time.monotonic()
    with _turn(rooms, report):
        if everything:
            rooms.extractions.mark_outdated()
        documents = rooms.extractions.count_stale(rooms.extractor_version)
        bring_up_to_date(rooms, report)
    counts = rooms.extractions.counts()
    lost = len(rooms.extractions.judgements.orphaned())
    return Reextracted(documents, counts["facts"], counts["entities"], lost, time.monotonic() - started)


def catch_up(rooms: Rooms, on_progress: OnProgress | None) -> None:
    """Do what waits to be done: extract what is stale, join names, tell the index."""
    report = on_progress or _silent
    with _turn(rooms, report):
        bring_up_to_date(rooms, report)


def take_out(rooms: Rooms, document_id: str, reason: str, by: str, on_progress: OnProgress | None) -> Withdrawal:
    """Withdraw a document with all that was made of it; entities and index follow before this returns.

    The index is told first: if this stops half-way, the document is still there, and whoever opens the index next
    notices that it lacks one.
    """
    report = on_progress or _silent
    with _turn(rooms, report):
        head = rooms.documents.get_head(document_id)
        with rooms.index_written():
            rooms.index.remove([head.document_id])
        withdrawal = rooms.documents.custody.withdraw(head, reason, by, forget)
        rooms.pictures.forget(head.sha256)
        rooms.forget_groups()
        _resolve(rooms, report)
        _index(rooms, report)
        return withdrawal


def follow(rooms: Rooms) -> int:
    """Tell the index of a few documents that wait for it, unless somebody else is filling the workspace.

    Return how many documents wait still: whoever fills the workspace next tells the index of them.
    """
    with turn_if_free(rooms.workspace.path) as given, suppress(IndexNotWrittenError):
        if given:
            _index(rooms, _silent, at_most=INDEX_BATCH)
    return rooms.extractions.count_unindexed()


def is_behind(rooms: Rooms) -> bool:
    """Whether the index was begun anew, or lacks documents."""
    return bool(rooms.index.rebuilt) or rooms.extractions.count_unindexed() > 0


def mend(rooms: Rooms, on_progress: OnProgress | None) -> str:
    """Put into the index what it lacks, unless somebody else is filling the workspace; say what was wrong with it.

    So an index that was damaged or deleted is whole again before the next question. Nothing is said where nothing was
    wrong; where the index cannot be written, it answers as it is.
    """
    trouble = rooms.index.rebuilt
    lacking = rooms.extractions.count_unindexed()
    if not lacking:
        return trouble
    with suppress(IndexLockedError, IndexNotWrittenError, WorkspaceError), turn_if_free(rooms.workspace.path) as given:
        if given:
            _index(rooms, on_progress or _silent)
    left = rooms.extractions.count_unindexed()
    if left:
        done = f"It lacks {left:,} documents until the run that fills the workspace, or `threadline reindex`, is done."
    else:
        done = f"What it lacked has been put in again, {lacking:,} documents."
    return f"{trouble or 'The search index was not up to date.'} {done}"


def bring_up_to_date(rooms: Rooms, report: OnProgress) -> None:
    """Extract documents that have no extraction by this version, resolve names, index what changed, look for alerts.

    Much work goes round by round, so that what is done is joined and found long before the end.
    """
    _ = rooms.index  # an index that was lost is noticed on opening, and then every document waits for it
    stale = tuple(rooms.extractions.stale(rooms.extractor_version))
    text = Text(rooms, len(stale))
    done = 0
    while True:
        _extract(rooms, stale[done : done + ROUND], report, text)
        done += ROUND
        _compare(rooms, report)
        if rooms.extractions.count_unindexed():
            _resolve(rooms, report)
            _index(rooms, report)
        if done >= len(stale):
            return


def status(rooms: Rooms) -> Status:
    """Count what there is, and what a stopped run left behind."""
    _ = rooms.index  # as above: what is said of the index holds once it is open
    documents, extractions = rooms.documents.counts(), rooms.extractions.counts()
    return Status(
        workspace=str(rooms.workspace.path),
        documents=tuple((kind.value, documents[kind.value]) for kind in Kind),
        inputs=tuple((state.value, documents[state.value]) for state in InputState),
        entities=tuple((label.value, extractions[label.value]) for label in Label),
        facts=tuple((kind.value, extractions[kind.value]) for kind in FactKind),
        unextracted=rooms.extractions.count_stale(rooms.extractor_version),
        unindexed=rooms.extractions.count_unindexed(),
        extractor=rooms.extractor_version,
        outdated=rooms.extractions.count_outdated(rooms.extractor_version),
        rejected=extractions["rejected"],
        judgements=rooms.extractions.judgements.count(),
        orphaned=len(rooms.extractions.judgements.orphaned()),
    )


def _turn(rooms: Rooms, report: OnProgress) -> AbstractContextManager[None]:
    return own_turn(rooms.workspace.path, lambda seconds: report(Progress("wait", seconds, None, "seconds")))


def _take_in(rooms: Rooms, inputs: Iterator[Ingested], report: OnProgress) -> AddSummary:
    with _turn(rooms, report):
        return _fill(rooms, inputs, report)


def _fill(rooms: Rooms, inputs: Iterator[Ingested], report: OnProgress) -> AddSummary:
    started = time.monotonic()
    tally: Counter[InputState] = Counter()
    documents = 0
    for ingested in inputs:
        tally[ingested.state] += 1
        documents += ingested.state is InputState.ADDED and ingested.entry.document_id is not None
    bring_up_to_date(rooms, report)
    counts = rooms.extractions.counts()
    return AddSummary(
        found=tally.total(),
        added=tally[InputState.ADDED],
        duplicate=tally[InputState.DUPLICATE],
        failed=tally[InputState.FAILED],
        seconds=time.monotonic() - started,
        documents=documents,
        facts=sum(counts[kind.value] for kind in FactKind),
        entities=sum(counts[label.value] for label in Label),
    )


def _extract(rooms: Rooms, stale: Sequence[str], report: OnProgress, text: Text) -> None:
    if not stale:
        return
    heads = {head.document_id: head for head in rooms.documents.heads_of(stale)}
    report(text.at(heads[stale[0]].location))
    documents = rooms.documents.iter_documents(stale)
    options = rooms.options.extract
    if options.workers > 1 and len(stale) > 1:
        extractions = extract_in_workers(documents, options)
    else:
        rooms.forget_words()
        extractions = rooms.extractor.stream(documents)
    for extraction, following in zip(extractions, (*stale[1:], stale[-1]), strict=True):
        rooms.extractions.save(extraction)
        text.take(heads[extraction.document_id].length)
        report(text.at(heads[following].location))


def _compare(rooms: Rooms, report: OnProgress) -> None:
    """Group new documents with those that say the same."""
    waiting = tuple(rooms.sameness.unplaced())
    for done, document in enumerate(rooms.documents.iter_documents(waiting), start=1):
        rooms.sameness.place(document, rooms.documents.get_document)
        report(Progress("compare", done, len(waiting), document.location))


def _resolve(rooms: Rooms, report: OnProgress) -> None:
    report(Progress("resolve", 0, 1))
    rooms.extractions.resolve()
    report(Progress("resolve", 1, 1))


def _index(rooms: Rooms, report: OnProgress, at_most: int | None = None) -> None:
    waiting = tuple(islice(rooms.extractions.unindexed(), at_most))
    done = 0
    for some in _portions(waiting, INDEX_BATCH):
        rooms.extractions.mark_taken(some)
        with rooms.index_written():
            rooms.index.add(entries_of(rooms, some))
        rooms.extractions.mark_indexed(some)
        done += len(some)
        report(Progress("index", done, len(waiting)))
    if waiting:
        keeping.look(rooms, frozenset(waiting))


def _rebuild(rooms: Rooms, document_ids: Sequence[str], report: OnProgress) -> int:
    def told() -> Iterator[IndexEntry]:
        for done, entry in enumerate(entries_of(rooms, document_ids), start=1):
            yield entry
            if done % INDEX_BATCH == 0 or done == len(document_ids):
                report(Progress("index", done, len(document_ids)))

    rooms.extractions.mark_taken(document_ids)
    with rooms.index_written():
        count = rooms.index.rebuild(told())
    rooms.extractions.mark_indexed(document_ids)
    return count


def _portions(items: Sequence[Item], size: int) -> Iterator[tuple[Item, ...]]:
    left = iter(items)
    while some := tuple(islice(left, size)):
        yield some


def _silent(_progress: Progress) -> None:
    """Show nothing."""
