"""The query language: what a person types becomes a tree, and the tree can be printed back.

    hikvision "human rights" -denies          words and phrases, all of them; `-` or NOT leaves out
    camera OR surveillance (china OR xinjiang)
    "forced labour"~8   "@company labour"~8   near each other, in any order; any company near a word
    hik*   te?t   hikvison~   hikvison~2      any letters, one letter, one or two letters wrong
    title:x kind:contract date:2019-10..2021 amount:>1m company:"hikvision" supplier:x fact:allegation denied:yes

Guarantees: `parse` raises nothing, whatever it is given; what it had to repair or leave out it says in `warnings`;
`parse(show(tree)).tree == tree` for every tree in normal form; time and size are bounded (`MAX_LENGTH` and others).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from search.fields import FIELD_NAMES
from search.parser import Parser
from search.printer import show
from search.repairs import balanced, shortened
from search.tokens import tokens
from search.tree import Node

__all__ = ["Query", "parse", "show"]

SHORT = 500
"""Queries of no more characters are remembered: the same one is asked for every page, facet and order of its hits."""

_NAMES = frozenset(FIELD_NAMES)


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood: its tree, and what had to be repaired, in sentences."""

    tree: Node
    warnings: tuple[str, ...] = ()

    @property
    def understood(self) -> str:
        """The query printed back; empty when every document is asked for."""
        return show(self.tree)


def parse(text: str) -> Query:
    """Read a query; anything at all is one."""
    return _remembered(text) if len(text) <= SHORT else _parsed(text)


def _parsed(text: str) -> Query:
    warnings: list[str] = []
    found = balanced(tokens(shortened(text, warnings), _NAMES), warnings)
    tree = Parser(found, warnings).tree()
    if text.strip() not in {"", "*"} and show(tree) == "":
        warnings.append("There is nothing in the query to search for, so every document is shown.")
    return Query(tree, tuple(dict.fromkeys(warnings)))


_remembered = lru_cache(maxsize=512)(_parsed)
