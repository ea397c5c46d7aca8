"""Prints a tree as the query it stands for; `parse` of what is printed gives the same tree."""

from __future__ import annotations

from decimal import Decimal

from search.tree import And, Choice, Everything, Fuzzy, Node, Not, Or, Pattern, Phrase, Range, Slot, Term


def show(node: Node) -> str:
    """Print a tree; `Everything` is the empty string."""
    match node:
        case Everything():
            return ""
        case And(parts):
            return " ".join(_part(part) for part in parts)
        case Or(parts):
            return " OR ".join(_part(part) for part in parts)
        case Not(part):
            return f"-{_part(part)}"
        case _:
            return _leaf(node)


def _part(node: Node) -> str:
    """Print a part of something larger: brackets wherever it has parts of its own."""
    return f"({show(node)})" if isinstance(node, And | Or) else show(node)


def _leaf(node: Term | Pattern | Fuzzy | Phrase | Choice | Range) -> str:
    prefix = "" if node.field is None else f"{node.field}:"
    match node:
        case Term(text) | Pattern(text):
            return prefix + text
        case Fuzzy(text, distance):
            return f"{prefix}{text}~{'' if distance == 1 else distance}"
        case Phrase(items, distance):
            quoted = " ".join(f"@{item.label}" if isinstance(item, Slot) else item for item in items)
            return f'{prefix}"{quoted}"' + (f"~{distance}" if distance else "")
        case Choice(_, value):
            return prefix + value
        case Range():
            return prefix + _bounds(node)


def _bounds(node: Range) -> str:
    low, high = _value(node.low), _value(node.high)
    if node.low is not None and node.high is not None:
        return low if low == high else f"{low}..{high}"
    sign = ">" if node.low is not None else "<"
    return f"{sign}{'' if node.exclusive else '='}{low or high}"


def _value(value: str | Decimal | None) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value or ""
