"""Prints a tree as the query it stands for; `parse` of what is printed gives the same tree."""

from __future__ import annotations

from decimal import Decimal

from search.tree import And, Choice, Everything, Fuzzy, Node, Not, Or, Pattern, Phrase, Range, Slot, Term


def show(node: Node) -> str:
    """Print a tree; `Everything` is the empty string.

    Brackets are put where they are needed, and around plain words beside an OR, to show what belongs together;
    never more deeply than the tree itself was written, so that it can be read again.
    """
    if isinstance(node, Or):
        return " OR ".join(f"({_printed(part)})" if _is_row_of_leaves(part) else _printed(part) for part in node.parts)
    return _printed(node)


def _printed(node: Node) -> str:
    match node:
        case Everything():
            return ""
        case And(parts):
            return " ".join(f"({_printed(part)})" if isinstance(part, Or) else _printed(part) for part in parts)
        case Or(parts):
            return " OR ".join(_printed(part) for part in parts)
        case Not(part):
            return f"-({_printed(part)})" if isinstance(part, And | Or) else f"-{_printed(part)}"
        case _:
            return _leaf(node)


def _is_row_of_leaves(node: Node) -> bool:
    return isinstance(node, And) and not any(isinstance(part, And | Or | Not) for part in node.parts)


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
