"""A query, understood: a tree of frozen records that knows nothing of any engine.

Trees are in normal form when built with `both`, `either` and `without`: no `And` directly in an `And`, no `Or` in an
`Or`, at least two parts in each, no doubled `Not`, and `Everything` only at the top. A tree in normal form, printed and
parsed again, is the same tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.records import Label
from search.fields import Field


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document: the empty query."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, stemmed in running text. Without a field it is looked for in title and body."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with `*` for any letters and `?` for one."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words that become this one by at most `distance` letters put in, left out or changed."""

    text: str
    distance: int = 1
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """Any entity with this label, inside a `Phrase`."""

    label: Label


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words as written, never stemmed: one after the other, or in any order with at most `distance` words between."""

    items: tuple[str | Slot, ...]
    distance: int = 0
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A field with exactly this value."""

    field: Field
    value: str


@dataclass(frozen=True, slots=True)
class Range:
    """A value between two bounds, of which one may be open; `exclusive` leaves out a bound that stands alone.

    Bounds of `date` are ISO 8601 at any precision and stand for the whole year, month or day; the others are numbers.
    """

    field: Field
    low: str | Decimal | None = None
    high: str | Decimal | None = None
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class And:
    """Documents that match every part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Documents that match any part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that do not match."""

    part: Node


Leaf = Term | Pattern | Fuzzy | Phrase | Choice | Range
Node = Everything | Leaf | And | Or | Not


def both(parts: Iterable[Node]) -> Node:
    """Join parts that must all match; none at all is `Everything`."""
    flat = tuple(_flattened(parts, And))
    return Everything() if not flat else flat[0] if len(flat) == 1 else And(flat)


def either(parts: Iterable[Node]) -> Node:
    """Join parts of which one must match; none at all is `Everything`."""
    flat = tuple(_flattened(parts, Or))
    return Everything() if not flat else flat[0] if len(flat) == 1 else Or(flat)


def without(part: Node) -> Node:
    """Turn a part round; twice is none at all."""
    return part.part if isinstance(part, Not) else Not(part)


def sought(node: Node) -> Iterator[Leaf]:
    """Yield the leaves that a document is found by, in order: those under no `Not`."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from sought(part)
    elif not isinstance(node, Not | Everything):
        yield node


def _flattened(parts: Iterable[Node], kind: type[And | Or]) -> Iterator[Node]:
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        elif not isinstance(part, Everything):
            yield part
