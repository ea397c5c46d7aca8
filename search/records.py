"""What goes into the index: one entry a document, with what was found in it by label and by role."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.records import Document


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A document as the index sees it.

    `entities` are `(label, entity_id, name)`, one for each entity named in the document; `names` are
    `(label, every form of the name)`; `roles` are `(role, name)` of its facts; `fact_kinds` the kinds of its facts;
    `denied` says whether it holds a denial; `amounts` are money values in their own currency's units.
    """

    document: Document
    entities: tuple[tuple[str, str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    fact_kinds: tuple[str, ...] = ()
    denied: bool = False
    amounts: tuple[float, ...] = ()
