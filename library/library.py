"""The library: a workspace's read and write sides in one object, behind the pages, the API and the commands.

Guarantees: reading never waits for writing; whatever a stopped run left undone, the next `add` or `reindex` finishes;
derived data (mentions, facts, entities, index) can always be rebuilt from the documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from corpus.records import Document, DocumentHead, Kind, LedgerEntry
from extract.records import Entity, Fact, FactKind, FactStatus, Label, Mention, ValueMention
from graph.records import View
from library import completing, explaining, exploring, filling, finding, linking
from library.dossiers import Dossiers
from library.explaining import Story
from library.exploring import Explored, Wish
from library.looking import Looks
from library.offices import OnProgress
from library.options import read_options
from library.records import AddSummary, Copy, Status, Wanted
from library.rooms import Rooms
from library.searches.exporting import every_hit
from library.workspace import open_workspace
from search.index import Order
from search.results import Hit, Results, Significance


class Library(Dossiers):
    """A workspace, open for reading and writing; use it as a context manager."""

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index and the database."""
        self.rooms.close()

    # What there is.

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Order = "relevance",
        facets: bool = False,
        fold: bool = True,
    ) -> Results:
        """Answer any query; what is not understood is repaired, and the results' warnings say how."""
        return self.find(query, Wanted(limit=limit, offset=offset, sort=sort, facets=facets, fold=fold))

    def find(self, query: str, wanted: Wanted) -> Results:
        """Answer any query as `wanted` says."""
        return finding.search(self.rooms, query, wanted)

    def every_hit(self, query: str, wanted: Wanted) -> Iterator[Hit]:
        """Yield every hit, in order and without a ceiling; the list is that of the moment it is begun."""
        return every_hit(self.rooms.index, query, finding.options_of(self.rooms, wanted))

    def similar(self, document_id: str, *, limit: int = 10) -> tuple[tuple[Copy, ...], Results]:
        """Return a document's copies and the documents that are like it; raises DocumentNotFoundError."""
        return finding.similar(self.rooms, document_id, limit)

    def significant(self, query: str, wanted: Wanted) -> Significance:
        """Return the words and entities that set the hits of a query apart from all other documents."""
        return self.rooms.index.significant(query, finding.options_of(self.rooms, wanted))

    def completions(self, text: str, *, limit: int = 10) -> tuple[Entity, ...]:
        """Return entities one of whose names, or a word in one, begins so: names that begin so first."""
        return completing.completions(self.rooms.extractions, text, limit)

    # What there is of a document, a name, an input.

    def fact(self, fact_id: str) -> Fact:
        """Return a fact, rejected or not; raises FactNotFoundError."""
        return self.rooms.extractions.get_fact(fact_id)

    def document(self, document_id: str) -> Document:
        """Return a document with its text; raises DocumentNotFoundError."""
        return self.rooms.documents.get_document(document_id)

    def head(self, document_id: str) -> DocumentHead:
        """Return a document without its text; raises DocumentNotFoundError."""
        return self.rooms.documents.get_head(document_id)

    def heads(self, kind: Kind | None = None, *, limit: int | None = None, offset: int = 0) -> Iterator[DocumentHead]:
        """Yield documents without their text, in order of location."""
        return self.rooms.documents.heads(kind, limit=limit, offset=offset)

    def original(self, sha256: str) -> bytes:
        """Return the bytes of an original."""
        return self.rooms.originals.get(sha256)

    @property
    def looks(self) -> Looks:
        """How originals look: pages as pictures, markup made inert."""
        return Looks(self.rooms)

    def mentions(self, document_id: str) -> tuple[Mention, ...]:
        """Return the mentions of a document, in the order of its text."""
        return tuple(self.rooms.extractions.mentions(document_id))

    def values(self, document_id: str) -> tuple[ValueMention, ...]:
        """Return the amounts, dates and quantities of a document, in the order of its text."""
        return tuple(self.rooms.extractions.values(document_id))

    def facts(
        self,
        kind: FactKind | None = None,
        *,
        entity_id: str | None = None,
        document_id: str | None = None,
        status: FactStatus | None = None,
        rejected: bool = False,
    ) -> Iterator[Fact]:
        """Yield facts in a stable order, as people edited them; rejected ones only where they are asked for."""
        return self.rooms.extractions.facts(
            kind=kind, entity_id=entity_id, document_id=document_id, status=status, rejected=rejected
        )

    def facts_with(self, fact_ids: Iterable[str]) -> dict[str, Fact]:
        """Return facts by their ids, rejected or not; ids of none are passed over."""
        return self.rooms.extractions.facts_with(fact_ids)

    def entities_named(self, name_ids: Iterable[str]) -> dict[str, Entity]:
        """Return the entities that these names lead to, by the name's id."""
        return self.rooms.extractions.entities_named(name_ids)

    def heads_of(self, document_ids: Iterable[str]) -> Iterator[DocumentHead]:
        """Yield these documents without their text, in order of id; ids of none are passed over."""
        return self.rooms.documents.heads_of(document_ids)

    def entities(
        self, label: Label | None = None, *, name: str | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[Entity]:
        """Yield entities, the most mentioned first."""
        most = None if limit is None else offset + limit
        return islice(self.rooms.extractions.entities(label=label, name=name, most=most), offset, most)

    def entity(self, entity_id: str) -> Entity:
        """Return an entity by its id or the id of one of its names; raises EntityNotFoundError."""
        return self.rooms.extractions.get_entity(entity_id)

    def entity_of(self, name_id: str) -> Entity | None:
        """Return the entity a name belongs to."""
        return self.rooms.extractions.find_entity(name_id)

    def entity_called(self, text: str) -> Entity:
        """Return the entity with this id or name; raises NameNotFoundError or AmbiguousNameError."""
        return finding.entity_called(self.rooms.extractions, text)

    def naming(self, name_id: str, name: str) -> tuple[str, str]:
        """Return id and name of the entity a name belongs to, as `library.wire` wants them."""
        entity = self.rooms.extractions.find_entity(name_id)
        return (name_id, name) if entity is None else (entity.entity_id, entity.name)

    def explain(self, subject: str) -> tuple[tuple[LedgerEntry, DocumentHead | None], ...]:
        """Return the ledger entries of a file or document, each with its document; raises InputNotFoundError."""
        return finding.explain(self.rooms, subject)

    def stories(self, subject: str) -> Iterator[Story]:
        """Yield the whole story of each input that is or belongs to a file or document; raises InputNotFoundError."""
        return explaining.stories(self.rooms, subject)

    def story_of(self, document: Document) -> Story | None:
        """Return the story of the first input that gave a document; None where the ledger has none."""
        return explaining.story_of(self.rooms, document)

    def status(self) -> Status:
        """Count what there is."""
        return self.rooms.kept("status", lambda: filling.status(self.rooms))

    def documents_by_kind(self) -> tuple[tuple[Kind, int], ...]:
        """Count the documents of each kind, in the order of kinds."""
        held = self.rooms.kept("documents", self.rooms.documents.counts)
        return tuple((kind, held[kind.value]) for kind in Kind)

    def entities_by_label(self) -> tuple[tuple[str, int], ...]:
        """Count the entities of each label, in the order of labels."""
        return self.rooms.kept("entities", self.rooms.extractions.count_entities)

    def newest_documents(self, most: int) -> tuple[DocumentHead, ...]:
        """Return the documents with the latest dates, at most so many."""
        return self.rooms.kept(f"newest {most}", lambda: self.rooms.documents.newest(most))

    # How it hangs together.

    def neighbours(
        self, entity_id: str, *, depth: int = 1, kinds: Iterable[str] = (), as_of: str | None = None
    ) -> View:
        """Return what an entity is linked to, capped and ranked."""
        return linking.neighbours(self.rooms, entity_id, depth=depth, kinds=tuple(kinds), as_of=as_of)

    def path(self, start_id: str, end_id: str, *, as_of: str | None = None) -> View | None:
        """Return the best short chain of facts between two entities, None where there is none."""
        return linking.path(self.rooms, start_id, end_id, as_of=as_of)

    def paths(self, start_id: str, end_id: str, *, ways: int, as_of: str | None = None) -> tuple[View, ...]:
        """Return the best chains of facts between two entities, the best first."""
        return linking.paths(self.rooms, start_id, end_id, as_of=as_of, ways=ways)

    def explore(self, wish: Wish) -> Explored:
        """Return the part of the graph that somebody wishes to see."""
        return exploring.explore(self.rooms, wish)

    def facts_counted(self, entity_id: str) -> dict[str, int]:
        """Return in how many facts of each kind an entity takes part; raises EntityNotFoundError."""
        return self.rooms.graphs.totals(self.entity(entity_id).entity_id)

    def export(self, form: str, output: Path, *, entity_id: str | None = None, depth: int = 1) -> tuple[int, int]:
        """Write the graph, or what lies around one entity, to a file; return how many nodes and edges it has."""
        return linking.export(self.rooms, form, output, entity_id=entity_id, depth=depth)

    # What is done to it.

    def add(
        self,
        paths: Iterable[Path],
        *,
        kind: str | None = None,
        source: str | None = None,
        base: Path | None = None,
        prefix: str = "",
        on_progress: OnProgress | None = None,
    ) -> AddSummary:
        """Read files, folders, archives and mail; extract, resolve and index what is new.

        What lies under the folder `base` is told in the ledger as `prefix` and its path from there.
        """
        stated = self.rooms.options.ingest
        options = replace(
            stated,
            kind=stated.kind if kind is None else Kind(kind),
            source=stated.source if source is None else source,
            base=base,
            prefix=prefix,
        )
        return filling.add(self.rooms, paths, options, on_progress)

    def retry(
        self,
        *,
        reason: str = "",
        file_kind: str = "",
        input_id: str = "",
        on_progress: OnProgress | None = None,
    ) -> AddSummary:
        """Read the inputs that failed again: those whose reason and file type have these words, or a single one."""

        def wanted(entry: LedgerEntry) -> bool:
            if input_id:
                return entry.input_id == input_id
            return reason.casefold() in entry.reason.casefold() and file_kind.casefold() in entry.media_type.casefold()

        return filling.retry(self.rooms, on_progress, wanted)


def open_library(
    path: Path, *, model: str | None = None, workers: int | None = None, passwords: tuple[str, ...] = ()
) -> Library:
    """Open the workspace at `path`, made when missing.

    `model`, a spaCy pipeline, and `workers`, a number of processes, take the place of what the workspace's options say.
    `passwords` are tried on files that are locked; they are not kept.
    """
    workspace = open_workspace(path)
    options = read_options(workspace.options)
    if model is not None:
        options = replace(options, extract=replace(options.extract, model=model))
    if workers is not None:
        options = replace(options, extract=replace(options.extract, workers=workers))
        options = replace(options, ingest=replace(options.ingest, workers=workers))
    options = replace(options, ingest=replace(options.ingest, passwords=passwords))
    return Library(Rooms(workspace, options))
