"""Where an entity's names and numbers come from: each with a document, and its place there if that is cheap to find."""

from __future__ import annotations

from dataclasses import dataclass

from extract.gazetteers.places import CITY, COUNTRY, POINT, REGION
from extract.records import Entity
from library.library import Library
from web.calming import calm
from web.cards import span_link
from web.current import Names

SHOWN = 40
_OF_A_LIST = {COUNTRY: "ISO 3166-1", REGION: "ISO 3166-2", CITY: "GeoNames"}
"""Codes that no document gives: they come with the gazetteer."""
PLACED = 10
"""Names whose place in the text is looked up; for that a document's mentions are read."""


@dataclass(frozen=True, slots=True)
class Called:
    """A name: how often it is met, why it was joined, and the document that uses it most."""

    name_id: str
    name: str
    mentions: int
    documents: int
    reason: str
    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Number:
    """An identifier and the document that gives it; no document where a gazetteer does."""

    scheme: str
    value: str
    title: str
    link: str


def names_of(library: Library, entity: Entity, names: Names) -> tuple[Called, ...]:
    """Return the names of an entity, the most used first."""
    reasons = dict(entity.reasons)
    found = []
    for at, use in enumerate(library.uses_of(entity)[:SHOWN]):
        head = names.head(use.document_id)
        link = f"/documents/{use.document_id}"
        if at < PLACED:
            place = library.place_in(use.document_id, use.name_id)
            link = link if place is None else span_link(use.document_id, place.start, place.end)
        reason = "" if use.name_id == entity.entity_id else reasons.get(use.name_id, "")
        title = calm(head.title) if head else ""
        found.append(
            Called(use.name_id, calm(use.name), use.mentions, use.documents, reason, title or "untitled", link)
        )
    return tuple(found)


def numbers_of(library: Library, entity: Entity, names: Names) -> tuple[Number, ...]:
    """Return the identifiers of an entity, but for the position of a city, which is told elsewhere on its page."""
    told = library.numbers_of(entity)
    found = []
    for scheme, value in entity.identifiers:
        if scheme == POINT:
            continue
        document_id = None if scheme in _OF_A_LIST else told.get((scheme, value))
        head = names.head(document_id) if document_id else None
        title = (calm(head.title) or "untitled") if head else ""
        found.append(Number(_OF_A_LIST.get(scheme, scheme), value, title, f"/documents/{document_id}" if head else ""))
    return tuple(found)
