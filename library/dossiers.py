"""What a workspace holds of one entity: its facts, its names and numbers, where it lies, which lists it matches.

Part of `library.library.Library`, apart because a dossier is a subject of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.records import DocumentHead
from extract.records import Entity, Fact, FactKind, Mention, NameUse
from library import places, screening
from library.offices import Offices
from library.places import Best, Whereabouts
from library.screening import Candidate


class Dossiers(Offices):
    """A workspace by who and what is in it."""

    def facts_about(self, entity_id: str, *, rejected: bool = False) -> tuple[Fact, ...]:
        """Return the facts an entity takes part in, each allegation with the responses to it.

        Of a place, the facts of what lies in it are among them.
        """
        return places.facts_about(self.rooms, self.rooms.extractions.get_entity(entity_id), rejected=rejected)

    def best_facts_about(self, entity: Entity, most: int) -> Best:
        """Return the surest facts about an entity, at most `most` of each kind, and what is counted over more."""
        return places.best_facts_about(self.rooms, entity, most)

    def facts_of_kind(
        self, entity: Entity, kind: FactKind, *, most: int, skip: int
    ) -> tuple[tuple[Fact, ...], dict[FactKind, int]]:
        """Return some of the facts of one kind about an entity, past the `skip` surest, and how many there are of each.

        Each allegation comes with the responses to it.
        """
        return places.facts_of_kind(self.rooms, entity, kind, most=most, skip=skip)

    def facts_in_turn(
        self, entity: Entity, *, rejected: bool, limit: int, offset: int
    ) -> tuple[tuple[Fact, ...], bool]:
        """Return a stretch of the facts about an entity, in the order of the workspace, and whether there are more.

        With each allegation come the responses to it, and with each response what it answers, even where these stand
        in another stretch too.
        """
        return places.facts_in_turn(self.rooms, entity, rejected=rejected, limit=limit, offset=offset)

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

    def entities_with(self, entity_ids: Iterable[str]) -> dict[str, Entity]:
        """Return entities by their ids; ids of none are passed over."""
        return self.rooms.extractions.entities_named(entity_ids)

    def place_in(self, document_id: str, name_id: str) -> Mention | None:
        """Return the first mention of a name in a document, None where it has none."""
        return self.rooms.extractions.find_mention(document_id, name_id)

    def newest_documents_of(self, entity_id: str, most: int) -> tuple[DocumentHead, ...]:
        """Return the latest documents that name an entity, the newest first."""
        found = self.rooms.extractions.newest_documents_of(entity_id, most)
        heads = {head.document_id: head for head in self.rooms.documents.heads_of(found)}
        return tuple(heads[document_id] for document_id in found if document_id in heads)
