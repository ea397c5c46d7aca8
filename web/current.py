"""What a page asks of the request it answers: the library behind it, its options, and names looked up once."""

from __future__ import annotations

from typing import cast

from flask import current_app, g

from corpus.errors import DocumentNotFoundError
from corpus.records import DocumentHead
from extract.records import Entity
from library.library import Library
from web.jobs import Jobs
from web.options import WebOptions

EXTENSION = "threadline"


def library() -> Library:
    """Return the library behind this app."""
    return cast("Library", current_app.extensions[EXTENSION]["library"])


def options() -> WebOptions:
    """Return the options of this app."""
    return cast("WebOptions", current_app.extensions[EXTENSION]["options"])


def jobs() -> Jobs:
    """Return the work that goes on behind the pages."""
    return cast("Jobs", current_app.extensions[EXTENSION]["jobs"])


class Names:
    """Entities and document heads, each looked up at most once in a request."""

    def __init__(self, source: Library) -> None:
        self._library = source
        self._entities: dict[str, Entity | None] = {}
        self._heads: dict[str, DocumentHead | None] = {}

    def entity(self, name_id: str) -> Entity | None:
        """Return the entity that a name leads to."""
        if name_id not in self._entities:
            self._entities[name_id] = self._library.entity_of(name_id)
        return self._entities[name_id]

    def naming(self, name_id: str, name: str) -> tuple[str, str]:
        """Return `(entity_id, name shown)`, as `library.wire` asks for it."""
        entity = self.entity(name_id)
        return (name_id, name) if entity is None else (entity.entity_id, entity.name)

    def head(self, document_id: str) -> DocumentHead | None:
        """Return a document's head; None when it is gone."""
        if document_id not in self._heads:
            try:
                self._heads[document_id] = self._library.head(document_id)
            except DocumentNotFoundError:
                self._heads[document_id] = None
        return self._heads[document_id]


def names() -> Names:
    """Return this request's names."""
    if "names" not in g:
        g.names = Names(library())
    return cast("Names", g.names)
