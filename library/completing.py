"""Completion of entity names: what may be meant by the letters typed so far."""

from __future__ import annotations

from heapq import nsmallest
from itertools import islice

from extract.names import name_key
from extract.records import Entity
from extract.store import ExtractionStore
from search.analysis import words

LOOKED_AT = 500
"""Entities with these letters somewhere in a name that are looked at: the most mentioned ones."""


def completions(extractions: ExtractionStore, text: str, limit: int) -> tuple[Entity, ...]:
    """Return entities one of whose names begins so, then those with a later word that does, the most mentioned first.

    Case, accents and punctuation do not count.
    """
    typed = _forms(text)
    if not typed:
        return ()
    held = islice(extractions.entities(name=text if name_key(text) else None), LOOKED_AT)
    ranked = ((place, -entity.mentions, entity.entity_id, entity) for entity in held
              if (place := _place(entity, typed)) is not None)  # fmt: skip
    return tuple(entity for *_, entity in nsmallest(limit, ranked, key=lambda row: row[:3]))


def _place(entity: Entity, typed: tuple[str, ...]) -> int | None:
    """Return 0 where a name begins with what was typed, 1 where a later word does, None where none does."""
    places = [place for name in (entity.name, *entity.aliases) for place in _places(_forms(name), typed)]
    return min(1, *places, 1) if places else None


def _places(forms: tuple[str, ...], typed: tuple[str, ...]) -> list[int]:
    whole, last = typed[:-1], typed[-1]
    return [
        start
        for start in range(len(forms) - len(whole))
        if forms[start : start + len(whole)] == whole and forms[start + len(whole)].startswith(last)
    ]


def _forms(text: str) -> tuple[str, ...]:
    return tuple(part.form for word in words(text) for part in word.shape.parts)
