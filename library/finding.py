"""Finding things by what people type: a query, the name of an entity, the path of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from corpus.records import DocumentHead, LedgerEntry
from extract.names import name_key
from extract.records import Entity
from extract.store import ExtractionStore
from library.errors import AmbiguousNameError, InputNotFoundError, NameNotFoundError
from library.records import Copy, Wanted
from library.rooms import Rooms
from search.index import FACETS, SearchOptions
from search.results import Results
from search.suggesting import suggestions

CHOICES_SHOWN = 10


def search(rooms: Rooms, query: str, wanted: Wanted) -> Results:
    """Answer any query; where it finds little, with other spellings that find more."""
    options = options_of(rooms, wanted)
    results = rooms.index.search(query, options)
    if wanted.offset or not wanted.limit or wanted.only_new is not None:
        return results
    return replace(results, suggestions=suggestions(rooms.index, query, results.total, options))


def options_of(rooms: Rooms, wanted: Wanted) -> SearchOptions:
    """Return what the index is asked for: copies, marks and alerts as ids."""
    return SearchOptions(
        limit=wanted.limit,
        offset=wanted.offset,
        sort=wanted.sort,
        facets=FACETS if wanted.facets else (),
        snippets=wanted.snippets,
        groups=rooms.groups() if wanted.fold else None,
        only=None if wanted.only_new is None else rooms.searches.untold(wanted.only_new),
        seen=None if wanted.reader is None else rooms.searches.seen(wanted.reader),
        unseen_only=wanted.unseen_only,
    )


def similar(rooms: Rooms, document_id: str, limit: int) -> tuple[tuple[Copy, ...], Results]:
    """Return a document's copies, the earliest first, and the documents that are like it; copies are not among them.

    Raises DocumentNotFoundError.
    """
    head = rooms.documents.get_head(document_id)
    group = rooms.sameness.group_of(head.document_id)
    heads = {one.document_id: one for one in rooms.documents.heads_of(one for one, _ in group)}
    copies = tuple(Copy(heads[one], same_words=same) for one, same in group if one in heads)
    options = SearchOptions(limit=limit, groups=rooms.groups(), snippets=1)
    return (copies if len(copies) > 1 else ()), rooms.index.similar(head.document_id, options)


def entity_called(extractions: ExtractionStore, text: str) -> Entity:
    """Return the entity with this id or name, in any case and with or without its legal form.

    Raises NameNotFoundError where there is none and AmbiguousNameError, with the ids to choose from, where several fit.
    """
    entity = extractions.find_entity(text)
    if entity is not None:
        return entity
    if not name_key(text):
        raise NameNotFoundError(text)
    choices = _first(extractions.entities(name=text, whole=True)) or _first(extractions.entities(name=text))
    if not choices:
        raise NameNotFoundError(text)
    if len(choices) > 1:
        raise AmbiguousNameError(text, [(entity.entity_id, entity.label.value, entity.name) for entity in choices])
    return choices[0]


def _first(entities: Iterator[Entity]) -> tuple[Entity, ...]:
    return tuple(islice(entities, CHOICES_SHOWN))


def explain(rooms: Rooms, subject: str) -> tuple[tuple[LedgerEntry, DocumentHead | None], ...]:
    """Return the ledger entries of a file or a document id, with their documents; a container's members follow it.

    A file is named by its path as it was given, by the end of that path, or by a longer path to the same place.
    """
    document = rooms.documents.find_head(subject)
    entries: Iterable[LedgerEntry]
    if document is not None:
        entries = rooms.documents.ledger(document_id=document.document_id)
    else:
        entries = _entries_named(rooms, subject)
    story = tuple((entry, _head_of(rooms, entry)) for entry in entries)
    if not story:
        raise InputNotFoundError(subject)
    return story


def _entries_named(rooms: Rooms, subject: str) -> Iterator[LedgerEntry]:
    wanted = _from_here(subject)
    named = [entry for entry in rooms.documents.ledger() if subject == entry.input_id or _is_at(entry, wanted)]
    told: set[str] = set()
    for entry in named:
        for one in (entry, *rooms.documents.ledger(inside=entry.source.location)):
            if one.input_id not in told:
                told.add(one.input_id)
                yield one


def _is_at(entry: LedgerEntry, wanted: str) -> bool:
    location = _from_here(entry.source.location)
    return location == wanted or location.endswith(("/" + wanted, "!" + wanted)) or wanted.endswith("/" + location)


def _from_here(path: str) -> str:
    """Return a path without the steps at its beginning that lead up or nowhere."""
    while path.startswith(("./", "../")):
        path = path.partition("/")[2]
    return path


def _head_of(rooms: Rooms, entry: LedgerEntry) -> DocumentHead | None:
    return None if entry.document_id is None else rooms.documents.find_by_sha256(entry.source.sha256)
