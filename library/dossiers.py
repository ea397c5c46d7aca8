"""What a workspace holds of one entity: its facts, its names and numbers, where it lies, which lists it matches.

Part of `library.library.Library`, apart because a dossier is a subject of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.records import DocumentHead
from extract.records import Entity, Fact, FactKind, NameUse
from library import places, screening
from library.offices import Offices
from library.places import Whereabouts
from library.screening import Candidate


class Dossiers(Offices):
    """A workspace by who and what is in it."""

    def facts_about(self, entity_id: str, *, rejected: bool = False) -> tuple[Fact, ...]:
        """Return the facts an entity takes part in, each allegation with the responses to it.

        Of a place, the facts of what lies in it are among them.
        """
        return places.facts_about(self.rooms, self.rooms.extractions.get_entity(entity_id), rejected=rejected)

    def best_facts_about(self, entity: Entity, most: int) -> tuple[tuple[Fact, ...], dict[FactKind, int]]:
        """Return the same without those past the `most` surest of each kind, and how many were left out of it."""
        return places.best_facts_about(self.rooms, entity, most)

    def responses_to(self, facts: Iterable[Fact]) -> dict[str, tuple[Fact, ...]]:
        """Return the responses to allegations among some facts, by the id of what they answer."""
        return self.rooms.graphs.responses_to(facts)

    def whereabouts(self, entity: Entity) -> Whereabouts | None:
        """Return where a place lies and what lies in it; None for what is no place, or is on no map."""
        return places.find_whereabouts(self.rooms, entity)

    def uses_of(self, entity: Entity) -> tuple[NameUse, ...]:
        """Return how the documents use an entity's names, the most used first."""
        return self.rooms.extractions.uses_of(entity.name_ids)

    def numbers_of(self, entity: Entity) -> dict[tuple[str, str], str]:
        """Return an entity's numbers as documents give them, each with one such document's id."""
        return self.rooms.extractions.numbers_of(entity.name_ids)

    def lists_matching(self, entity: Entity) -> tuple[Candidate, ...]:
        """Return the listed parties that an entity may be, by name; whether it is one of them is for people to say."""
        return screening.lists_matching(self.rooms.extractions, entity)

    def newest_documents_of(self, entity_id: str, most: int) -> tuple[DocumentHead, ...]:
        """Return the latest documents that name an entity, the newest first."""
        found = self.rooms.extractions.newest_documents_of(entity_id, most)
        heads = {head.document_id: head for head in self.rooms.documents.heads_of(found)}
        return tuple(heads[document_id] for document_id in found if document_id in heads)
