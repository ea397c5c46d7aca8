"""When is a fact that was found the one that was sought? The rule of every score of facts.

A found fact answers a sought one of the same kind when their words overlap and no role they both state is filled by
different names, with at least one name in common. Each counts once: pairs are taken greedily, most names in common
first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation.marking import QUOTES, spans_of
from evaluation.records import GoldFact
from extract.names import name_key


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A fact as the program found it, with the spans of its evidence.

    `roles` are `(role, fillers)`; a filler is every name the program knows its entity by, in this document and others.
    """

    kind: str
    roles: tuple[tuple[str, tuple[frozenset[str], ...]], ...]
    spans: tuple[tuple[int, int], ...]


def pairs(
    found: Sequence[FoundFact], sought: Sequence[GoldFact], text: str, aliases: Mapping[str, str]
) -> list[tuple[int, int]]:
    """Return `(index of found, index of sought)` of the facts that answer one another."""
    spans = [spans_of(gold.quotes, text) for gold in sought]
    candidates = []
    for i, fact in enumerate(found):
        for j, gold in enumerate(sought):
            if fact.kind == gold.kind and _overlap(fact.spans, spans[j]):
                common = _names_in_common(fact, gold, aliases)
                if common is not None:
                    candidates.append((-common, i, j))
    taken: list[tuple[int, int]] = []
    for _, i, j in sorted(candidates):
        if all(i != other_i and j != other_j for other_i, other_j in taken):
            taken.append((i, j))
    return taken


def _names_in_common(fact: FoundFact, gold: GoldFact, aliases: Mapping[str, str]) -> int | None:
    """Return how many names agree; None where a role both state has none in common, or no name agrees at all."""
    sought = dict(gold.roles)
    common = 0
    for role, fillers in fact.roles:
        if role not in sought:
            continue
        agree = sum(any(_is(filler, name, aliases) for filler in fillers) for name in sought[role])
        if not agree:
            return None
        common += agree
    return common or (None if sought and fact.roles else 0)


def _is(filler: frozenset[str], name: str, aliases: Mapping[str, str]) -> bool:
    """Whether a filler is who the gold names: one of its names is the gold's, or another form of it."""
    wanted = name_key(aliases.get(name.casefold(), name))
    return any(name_key(aliases.get(known.casefold(), known)) == wanted for known in filler)


def _overlap(some: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)


def plain(text: str) -> str:
    """Return words as titles and phrases are compared: without case, one kind of quotation mark, single spaces."""
    return " ".join("".join(QUOTES.get(char, char) for char in text).casefold().split())
