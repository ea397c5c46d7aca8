"""The open stores of a workspace, handed to whatever reads or writes it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.blobs import BlobStore
from corpus.database import open_database
from corpus.register.store import Register
from corpus.sameness.store import SamenessStore
from corpus.showing.shelf import Shelf
from corpus.showing.workshop import Workshop
from corpus.store import DocumentStore
from extract.store import ExtractionStore
from extract.versions import extractor_version
from library.accounts.store import AccountStore
from library.audit.store import AuditStore
from library.errors import IndexNotWrittenError
from library.graphs import Graphs
from library.options import Options
from library.searches.store import SearchStore
from library.workspace import Workspace
from search.index import Groups, Index
from search.whoosh_index import open_index

if TYPE_CHECKING:
    from extract.pipeline import Extractor


Kept = TypeVar("Kept")


class Rooms:
    """Documents, extractions, originals and index of one workspace, and the extractor once it is needed."""

    def __init__(self, workspace: Workspace, options: Options) -> None:
        self.workspace = workspace
        self.options = options
        self.database = open_database(workspace.database)
        try:
            self.documents = DocumentStore(self.database)
            self.extractions = ExtractionStore(self.database)
            self.sameness = SamenessStore(self.database)
            self.searches = SearchStore(self.database)
            self.accounts = AccountStore(self.database)
            self.audit = AuditStore(self.database)
        except BaseException:
            self.database.close()
            raise
        self.register = Register(self.database)
        self.originals = BlobStore(workspace.originals)
        self.pictures = Shelf(workspace.pictures)
        self.workshop = Workshop()
        self._groups: tuple[int, Groups] | None = None
        self._kept: dict[str, tuple[int, Any]] = {}
        self._memory: dict[type, Any] = {}
        self._guards: dict[type, threading.Lock] = {}
        self._memory_lock = threading.Lock()

    @cached_property
    def index(self) -> Index:
        """The search index, opened when it is first needed.

        What it lacks, because it was deleted, damaged or an older copy, waits from then on to be indexed again.
        """
        with self.index_written():
            index = open_index(self.workspace.index)
        held = self.extractions.counts()["extracted"] - self.extractions.count_unindexed()
        if index.count() < held:
            here = index.document_ids()
            self.extractions.mark_unindexed(found for found in self.extractions.extracted_ids() if found not in here)
        return index

    @cached_property
    def graphs(self) -> Graphs:
        """Parts of the graph that are kept while nothing changes."""
        return Graphs(self.documents, self.extractions, self.groups)

    @contextmanager
    def index_written(self) -> Iterator[None]:
        """Turn what the disk refuses the index into IndexNotWrittenError."""
        try:
            yield
        except OSError as error:
            raise IndexNotWrittenError(self.workspace.index, error.strerror or str(error)) from error

    @cached_property
    def extractor(self) -> Extractor:
        """The language pipeline, loaded when it is first needed: that takes a second or two."""
        from extract.pipeline import load

        return load(self.options.extract)

    def forget_words(self) -> None:
        """Let go of the language pipeline once it has met so many words that they fill memory; it is loaded anew."""
        if "extractor" in self.__dict__ and self.extractor.is_full:
            del self.extractor

    def groups(self) -> Groups:
        """Return which documents are copies of one another; the same object as long as nothing changed."""
        version = self.sameness.version()
        if self._groups is None or self._groups[0] != version:
            self._groups = (version, Groups(self.sameness.groups()))
        return self._groups[1]

    def remembered(self, kind: type[Kept], is_fresh: Callable[[Kept], bool], make: Callable[[], Kept]) -> Kept:
        """Return what was made of this kind if it is still fresh, else make it anew.

        One does so at a time; who asks meanwhile is given what there was, stale as it is.
        """
        with self._memory_lock:
            guard = self._guards.setdefault(kind, threading.Lock())
        known: Kept | None = self._memory.get(kind)
        if known is not None and (guard.locked() or is_fresh(known)):
            return known
        with guard:
            known = self._memory.get(kind)
            if known is None or not is_fresh(known):
                known = self._memory[kind] = make()
            return known

    def kept(self, name: str, make: Callable[[], Kept]) -> Kept:
        """Return what was made under this name, made anew once anything in the database changed."""
        revision = self.database.revision()
        known: tuple[int, Kept] | None = self._kept.get(name)
        if known is None or known[0] != revision:
            known = self._kept[name] = (revision, make())
        return known[1]

    def forget_groups(self) -> None:
        """Look anew which documents are copies of one another, as one of them went."""
        self._groups = None

    @property
    def extractor_version(self) -> str:
        """The version of pipeline and rules, known without loading them."""
        return extractor_version(self.options.extract)

    def close(self) -> None:
        """Let go of the index and the database."""
        if "index" in self.__dict__:
            self.index.close()
        self.workshop.close()
        self.database.close()
