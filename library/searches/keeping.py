"""Saved searches and alerts: a query is kept under a name, and what it finds from then on is told once."""

from __future__ import annotations

from collections.abc import Iterator

from library.errors import NameInUseError, NoSuchSearchError
from library.rooms import Rooms
from library.searches.records import LOCAL, Alert, FoundDocument, SavedSearch
from search.index import SearchOptions
from search.language import parse
from search.results import Hit

LONGEST_NAME = 120
FEED_ENTRIES = 100


def save(rooms: Rooms, name: str, query: str, reader: str = LOCAL) -> SavedSearch:
    """Keep a query; what it finds now counts as told. Without a name it is called as it is understood.

    Raises NameInUseError where the reader has another query under that name; the same query is not kept twice.
    """
    called = " ".join(name.split())[:LONGEST_NAME] or parse(query).understood[:LONGEST_NAME] or "everything"
    known = rooms.searches.called(called, reader)
    if known is not None:
        if known.query == query:
            return known
        raise NameInUseError(called, known.query)
    saved = rooms.searches.save(called, query, reader)
    rooms.searches.record(saved.search_id, rooms.index.ordered(query), first=True)
    return saved


def remove(rooms: Rooms, text: str, reader: str = LOCAL) -> SavedSearch:
    """Forget the saved search with this id or name and return it; raises NoSuchSearchError."""
    saved = get(rooms, text, reader)
    rooms.searches.remove(saved.search_id)
    return saved


def get(rooms: Rooms, text: str, reader: str = LOCAL) -> SavedSearch:
    """Return a reader's saved search with this id or name; raises NoSuchSearchError."""
    found = rooms.searches.find(text)
    if found is None or found.reader != reader:
        found = rooms.searches.called(text, reader)
    if found is None:
        raise NoSuchSearchError(text)
    return found


def look(rooms: Rooms, only: frozenset[str] | None = None, reader: str | None = None) -> None:
    """Note what saved searches find that they did not find before, among `only` these documents where given."""
    for saved in rooms.searches.saved(reader):
        rooms.searches.record(saved.search_id, rooms.index.ordered(saved.query, SearchOptions(only=only)))


def alerts(rooms: Rooms, reader: str = LOCAL) -> Iterator[Alert]:
    """Look anew and yield what is new for each saved search; nothing is noted as told, see `told`."""
    look(rooms, reader=reader)
    yield from pending(rooms, reader)


def pending(rooms: Rooms, reader: str = LOCAL) -> Iterator[Alert]:
    """Yield what was found for each saved search and not told, in order of name; nothing is changed."""
    for saved in rooms.searches.saved(reader):
        if untold := rooms.searches.untold(saved.search_id):
            yield Alert(saved, untold, _hits(rooms, saved.query, untold))


def told(rooms: Rooms, alert: Alert) -> None:
    """Note that an alert has reached its reader."""
    rooms.searches.tell(alert.search.search_id, alert.document_ids)


def newest(
    rooms: Rooms, searches: tuple[SavedSearch, ...], limit: int = FEED_ENTRIES
) -> tuple[tuple[FoundDocument, SavedSearch, Hit], ...]:
    """Return what saved searches found after they were saved, the newest first, for a feed; nothing is changed.

    A document that a search no longer finds, or that is gone, is left out.
    """
    by_id = {saved.search_id: saved for saved in searches}
    found = rooms.searches.newest(tuple(by_id), limit)
    hits: dict[tuple[str, str], Hit] = {}
    for saved in searches:
        ids = frozenset(one.document_id for one in found if one.search_id == saved.search_id)
        options = SearchOptions(limit=len(ids), only=ids, snippets=1)
        if ids:
            hits |= {(saved.search_id, hit.document_id): hit for hit in rooms.index.search(saved.query, options).hits}
    return tuple(
        (one, by_id[one.search_id], hits[one.search_id, one.document_id])
        for one in found
        if (one.search_id, one.document_id) in hits
    )


def _hits(rooms: Rooms, query: str, document_ids: frozenset[str]) -> tuple[Hit, ...]:
    options = SearchOptions(limit=len(document_ids), only=document_ids, sort="-date", snippets=2, groups=rooms.groups())
    return rooms.index.search(query, options).hits
