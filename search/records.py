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
    `mentions` are `(label, start, end)` in the document's text, and answer `"@company forced labour"~8`; where none
    are given, the places where one of the `names` stands count as mentions. `fingerprint` is whatever tells the caller
    that an entry has changed (the extractor's version, say): the index keeps it and gives it back.
    """

    document: Document
    entities: tuple[tuple[str, str, str], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    fact_kinds: tuple[str, ...] = ()
    denied: bool = False
    amounts: tuple[float, ...] = ()
    mentions: tuple[tuple[str, int, int], ...] = ()
    fingerprint: str = ""
