"""One reader's saved searches, alerts and marks, as pages, API and commands ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from library.rooms import Rooms
from library.searches import keeping
from library.searches.records import LOCAL, Alert, FoundDocument, SavedSearch
from search.results import Hit


class Searches:
    """The searches of one reader of a workspace."""

    def __init__(self, rooms: Rooms, reader: str = LOCAL) -> None:
        self.rooms = rooms
        self.reader = reader

    def saved(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches, in order of name."""
        return self.rooms.searches.saved(self.reader)

    def save(self, name: str, query: str) -> SavedSearch:
        """Keep a query under a name, or under itself where the name is empty; raises NameInUseError."""
        return keeping.save(self.rooms, name, query, self.reader)

    def get(self, text: str) -> SavedSearch:
        """Return the saved search with this id or name; raises NoSuchSearchError."""
        return keeping.get(self.rooms, text, self.reader)

    def remove(self, text: str) -> SavedSearch:
        """Forget the saved search with this id or name; raises NoSuchSearchError."""
        return keeping.remove(self.rooms, text, self.reader)

    def alerts(self) -> Iterator[Alert]:
        """Yield what is new for each saved search that has something new; it stays new until `told`."""
        return keeping.alerts(self.rooms, self.reader)

    def pending(self) -> Iterator[Alert]:
        """Yield the same as it was last looked for, which adding documents does; nothing is changed."""
        return keeping.pending(self.rooms, self.reader)

    def told(self, alert: Alert) -> None:
        """Note that an alert has reached its reader."""
        keeping.told(self.rooms, alert)

    def newest(self, searches: tuple[SavedSearch, ...]) -> tuple[tuple[FoundDocument, SavedSearch, Hit], ...]:
        """Return what searches found after they were saved, the newest first, as a feed shows it."""
        return keeping.newest(self.rooms, searches)

    def seen(self) -> frozenset[str]:
        """Return the ids of the documents marked as seen."""
        return self.rooms.searches.seen(self.reader)

    def mark(self, document_ids: Iterable[str], *, seen: bool) -> None:
        """Mark documents as seen, or take the mark off."""
        self.rooms.searches.mark(document_ids, seen=seen, reader=self.reader)
