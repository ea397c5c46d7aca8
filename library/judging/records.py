"""The records of judging: what is asked of a person, and what becomes of the index behind her back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.records import Entity, Fact

ItemKind = Literal["fact", "merge", "join"]
"""A fact that nobody judged; two entities that may be one; names that the program joined to one entity."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to judge next: `score` orders items, the largest first, and `why` says in words what hangs on it.

    A fact has `fact`; a merge the two `entities`, a join one entity and the `name_id` and `name` that was joined to
    it, both with the `reason` they are thought to be one. `links` counts the links between two entities that only this
    item makes, or that it would bring together; `money` is the largest amount behind it, with its currency.
    """

    kind: ItemKind
    score: float
    why: tuple[str, ...]
    fact: Fact | None = None
    entities: tuple[Entity, ...] = ()
    name_id: str = ""
    name: str = ""
    reason: str = ""
    links: int = 0
    money: str = ""


@dataclass(frozen=True, slots=True)
class Reextracted:
    """What a re-extraction did: documents read again, and judgements whose fact is not found any more."""

    documents: int
    facts: int
    entities: int
    orphaned: int
    seconds: float
