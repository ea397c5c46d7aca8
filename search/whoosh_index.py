"""The embedded index, on Whoosh: opens, heals, writes and searches the index folder of a workspace.

Guarantees: a folder that is missing, damaged or of another version is begun anew on opening, and `rebuilt` says so: the
caller then adds whatever `document_ids` and `fingerprints` do not show. What a batch changed is seen whole or not at
all, also after a crash. Its files hold pickles, so open only folders of your own workspace.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from search.errors import IndexCorruptError, IndexDiskError
from search.fields import Field
from search.index import DEFAULT_OPTIONS, SearchOptions
from search.language import Query, parse
from search.records import IndexEntry
from search.results import Results, Significance
from search.whoosh_answers import Answering
from search.whoosh_folder import DAMAGE, Folder
from search.whoosh_help import significant, similar, spellings
from search.whoosh_rebuilding import Rebuilding
from search.whoosh_snapshot import Snapshot
from search.whoosh_storage import damaged_file
from search.whoosh_writer import ArraysSegmentWriter
from search.whoosh_writing import Changes

BATCH_DOCUMENTS = 1_000
BATCH_CHARACTERS = 50_000_000
"""A batch is committed when it has so many documents, or so much text."""

CACHE_BYTES = 96 << 20
"""What parts of queries matched is kept up to this size."""


class WhooshIndex:
    """An index in a folder; one object may be used by several threads: they take turns in reading, and in writing."""

    def __init__(self, folder: Folder, rebuilt: str) -> None:
        self.rebuilt = rebuilt
        self._folder = folder
        self._reads = threading.RLock()
        self._writes = threading.RLock()
        self._snapshot: Snapshot | None = None

    def __enter__(self) -> WhooshIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def count(self) -> int:
        """Count the documents it holds."""
        with self._reading() as snapshot:
            return snapshot.count

    def document_ids(self) -> frozenset[str]:
        """Return the ids of all documents it holds."""
        with self._reading() as snapshot:
            return frozenset(snapshot.ids[i] for i in snapshot.live.nonzero()[0].tolist())

    def fingerprints(self) -> Mapping[str, str]:
        """Return, by document id, the fingerprint each document was added with."""
        with self._reading() as snapshot:
            return {snapshot.ids[i]: snapshot.head(i).fingerprint for i in snapshot.live.nonzero()[0].tolist()}

    def search(self, query: str | Query, options: SearchOptions = DEFAULT_OPTIONS) -> Results:
        """Answer a query; any string is one."""
        understood = parse(query) if isinstance(query, str) else query
        with self._reading() as snapshot:
            return Answering(snapshot, understood, options).results()

    def ordered(self, query: str | Query, options: SearchOptions = DEFAULT_OPTIONS) -> tuple[str, ...]:
        """Return the ids of all hits in order, whatever limit and offset say."""
        understood = parse(query) if isinstance(query, str) else query
        with self._reading() as snapshot:
            return Answering(snapshot, understood, options).ordered()

    def spellings(self, word: str, field: Field | None = None) -> tuple[tuple[str, int], ...]:
        """Return the word, and words of the index spelled much like it, each with how many documents have it."""
        with self._reading() as snapshot:
            return spellings(snapshot, word, field)

    def similar(self, document_id: str, options: SearchOptions = DEFAULT_OPTIONS) -> Results:
        """Return the documents that speak most of what this one speaks of, without itself and its copies."""
        with self._reading() as snapshot:
            return similar(snapshot, document_id, options)

    def significant(self, query: str | Query, options: SearchOptions = DEFAULT_OPTIONS) -> Significance:
        """Return the words and entities that are more frequent among the hits than elsewhere, `limit` of each."""
        understood = parse(query) if isinstance(query, str) else query
        with self._reading() as snapshot:
            return significant(snapshot, understood, options)

    def add(self, entries: Iterable[IndexEntry]) -> int:
        """Add documents, each in place of an older one with its id; return how many. Commits in batches."""
        added = 0
        for chunk in _chunks(entries):
            with self._batch() as batch:
                for entry in chunk:
                    batch.add(entry)
            added += len(chunk)
        return added

    def remove(self, document_ids: Iterable[str]) -> int:
        """Take documents out at once; return how many were there."""
        with self._batch() as batch:
            return sum(batch.remove(document_id) for document_id in dict.fromkeys(document_ids))

    def rebuild(self, entries: Iterable[IndexEntry]) -> int:
        """Put these documents in place of all others; return how many.

        Until the last of them is written, and if anything goes wrong, the old ones are found.
        """
        with self._writes:
            try:
                writer = self._folder.writer()
            except IndexCorruptError:
                self._folder.begin_anew()
                writer = self._folder.writer()
            with self._abandoned_on_failure(writer):
                rebuilding = Rebuilding(writer, self._folder.segment)
                for chunk in _chunks(entries):
                    rebuilding.add(chunk)
                return rebuilding.commit()

    def clear(self) -> None:
        """Take every document out."""
        self.rebuild(())

    def check(self) -> tuple[str, ...]:
        """Read every file of the index and return the names of those that are damaged."""
        with self._reading() as snapshot:
            found = (damaged_file(self._folder.path, s.name, thorough=True) for s in snapshot.segments)
            return tuple(name for name in found if name is not None)

    def close(self) -> None:
        """Let go of the files."""
        with self._reads:
            self._snapshot = None

    @contextmanager
    def _reading(self) -> Iterator[Snapshot]:
        """Give the newest commit; damage met while reading it becomes an error that says what to do."""
        with self._reads:
            try:
                yield self._newest()
            except DAMAGE as error:
                raise IndexCorruptError(self._folder.path, f"{type(error).__name__}: {error}") from error
            except OSError as error:
                raise IndexDiskError(self._folder.path, error) from error

    @contextmanager
    def _batch(self) -> Iterator[Changes]:
        """Give a batch that is committed at the end, or dropped when anything goes wrong."""
        with self._writes:
            writer = self._folder.writer()
            with self._abandoned_on_failure(writer):
                with self._reading() as snapshot:
                    batch = Changes(writer, snapshot)
                yield batch
                if batch.changed:
                    writer.commit(mergetype=batch.merged)
                else:
                    writer.cancel()

    @contextmanager
    def _abandoned_on_failure(self, writer: ArraysSegmentWriter) -> Iterator[None]:
        """Leave the index as it was where anything goes wrong, and say it where the disk is to blame."""
        try:
            yield
        except IndexDiskError:
            writer.abandon()
            raise
        except OSError as error:
            writer.abandon()
            raise IndexDiskError(self._folder.path, error) from error
        except BaseException:
            writer.abandon()
            raise

    def _newest(self) -> Snapshot:
        if self._snapshot is None or self._snapshot.generation != self._folder.generation():
            held = {} if self._snapshot is None else {segment.name: segment for segment in self._snapshot.segments}
            generation, found = self._folder.segments()
            segments = [
                held[name] if name in held else self._folder.segment(name, one.doc_count_all()) for name, one in found
            ]
            deleted = [sorted(one.deleted_docs()) for _, one in found]
            self._snapshot = Snapshot(generation, segments, deleted, CACHE_BYTES)
        return self._snapshot


def open_index(path: Path, *, lock_seconds: float = 10.0) -> WhooshIndex:
    """Open the index in a folder, made when missing, begun anew when unusable.

    `lock_seconds` is how long a writer waits for another one. Raises NotAnIndexError where there are other files.
    """
    folder = Folder(path, lock_seconds)
    return WhooshIndex(folder, folder.heal())


def _chunks(entries: Iterable[IndexEntry]) -> Iterator[list[IndexEntry]]:
    """Cut entries into batches."""
    remaining = iter(entries)
    held: list[IndexEntry] = []
    while chunk := _chunk(remaining, held):
        yield chunk


def _chunk(entries: Iterator[IndexEntry], held: list[IndexEntry]) -> list[IndexEntry]:
    """Take the entries of the next batch; one whose document is already in it is `held` for the batch after."""
    chunk: dict[str, IndexEntry] = {entry.document.document_id: entry for entry in held}
    held.clear()
    characters = 0
    for entry in entries:
        document = entry.document
        if document.document_id in chunk:
            held.append(entry)
            break
        chunk[document.document_id] = entry
        characters += len(document.text)
        if len(chunk) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            break
    return list(chunk.values())
