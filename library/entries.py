"""What the index is told of a document: its text, who is named in it under which entity, and what its facts say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.records import Document
from extract.records import Entity, Fact, FactKind, Mention, Modality, Money
from library.rooms import Rooms
from search.records import IndexEntry

DENIES = "denies"


def entries_of(rooms: Rooms, document_ids: Iterable[str]) -> Iterator[IndexEntry]:
    """Yield an entry for each document, in the order asked for, one text in memory at a time."""
    for document in rooms.documents.iter_documents(document_ids):
        mentions = tuple(rooms.extractions.mentions(document.document_id))
        facts = tuple(rooms.extractions.facts(document_id=document.document_id))
        name_ids = {mention.name_id for mention in mentions if mention.name_id is not None}
        name_ids |= {filler.name_id for fact in facts for filler in fact.fillers}
        entities = rooms.extractions.entities_named(name_ids)
        yield entry_of(document, mentions, facts, entities)


def entry_of(
    document: Document, mentions: Iterable[Mention], facts: Iterable[Fact], entities: dict[str, Entity]
) -> IndexEntry:
    """Return what the index is told of one document; `entities` are by name id."""
    mentions, facts = tuple(mentions), tuple(facts)
    labelled = {(entity.label.value, entity.entity_id, entity.name) for entity in entities.values()}
    forms = {(mention.label.value, mention.text) for mention in mentions if mention.name_id is not None}
    forms |= {(entity.label.value, name) for entity in entities.values() for name in (entity.name, *entity.aliases)}
    roles = {(filler.role.value, filler.name) for fact in facts for filler in fact.fillers}
    roles |= {
        (filler.role.value, entities[filler.name_id].name)
        for fact in facts
        for filler in fact.fillers
        if filler.name_id in entities
    }
    named = {
        (entities[mention.name_id].label.value, mention.start, mention.end)
        for mention in mentions
        if mention.name_id in entities
    }
    return IndexEntry(
        document=document,
        mentions=tuple(sorted(named)),
        entities=tuple(sorted(labelled)),
        names=tuple(sorted(forms)),
        roles=tuple(sorted(roles)),
        fact_kinds=tuple(sorted({fact.kind.value for fact in facts})),
        denied=any(_denies(fact) for fact in facts),
        amounts=tuple(sorted({float(v.value) for fact in facts for _, v in fact.values if isinstance(v, Money)})),
    )


def _denies(fact: Fact) -> bool:
    return fact.modality is Modality.DENIED or (fact.kind is FactKind.RESPONSE and fact.act == DENIES)
