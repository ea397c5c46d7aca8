"""What a page asks of the request it answers: the library behind it, its options, and names looked up once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from flask import current_app, g

from corpus.errors import DocumentNotFoundError
from corpus.records import DocumentHead
from extract.records import Entity, Fact
from library.accounts.records import ALONE, Account
from library.library import Library
from library.searches.searches import Searches
from web.intake import Intake
from web.jobs import Jobs
from web.options import WebOptions
from web.watching import Watch

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


def person() -> Account:
    """Return who sends this request: who is signed in, or whoever is alone at this machine."""
    return cast("Account", g.get("person") or ALONE)


def searches() -> Searches:
    """Return the saved searches, alerts and marks of whoever sends this request."""
    return library().searches_of(person().name)


def note_change(subject: str, detail: str = "") -> None:
    """Say what a change is about, for the audit log."""
    g.change = (subject, detail)


def intake() -> Intake:
    """Return where files are taken in."""
    return cast("Intake", current_app.extensions[EXTENSION]["intake"])


def watch() -> Watch | None:
    """Return the folder that is watched, None where none is."""
    return cast("Watch | None", current_app.extensions[EXTENSION]["watch"])


class Names:
    """Entities and document heads, each looked up at most once in a request."""

    def __init__(self, source: Library) -> None:
        self._library = source
        self._entities: dict[str, Entity | None] = {}
        self._heads: dict[str, DocumentHead | None] = {}

    def gather(self, facts: Iterable[Fact]) -> None:
        """Look up at once everybody who takes part in some facts, and the documents these stand in."""
        held = tuple(facts)
        self.gather_names(filler.name_id for fact in held for filler in fact.fillers)
        document_ids = {one.document_id for fact in held for one in fact.evidence} - self._heads.keys()
        there = {head.document_id: head for head in self._library.heads_of(document_ids)}
        self._heads |= {document_id: there.get(document_id) for document_id in document_ids}

    def gather_names(self, name_ids: Iterable[str]) -> None:
        """Look up at once the entities that some names lead to."""
        asked = set(name_ids) - self._entities.keys()
        found = self._library.entities_named(asked)
        self._entities |= {name_id: found.get(name_id) for name_id in asked}

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
