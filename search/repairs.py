"""Repairs made before a query is read: its length, its brackets, its quotes."""

from __future__ import annotations

from search.tokens import Sort, Token

MAX_LENGTH = 10_000
"""Characters of a query that are read."""

MAX_DEPTH = 20
"""Brackets within brackets; deeper ones are ignored."""


def shortened(text: str, warnings: list[str]) -> str:
    """Return the part of a query that is read."""
    if len(text) > MAX_LENGTH:
        warnings.append(f"The query is very long: only its first {MAX_LENGTH:,} characters are read.")
    return text[:MAX_LENGTH]


def balanced(found: list[Token], warnings: list[str]) -> list[Token]:
    """Return tokens whose brackets pair up and are not too deep."""
    kept: list[Token] = []
    depth = 0
    for token in found:
        if token.sort is Sort.OPEN:
            depth += 1
        elif token.sort is Sort.CLOSE:
            depth -= 1
        if depth < 0:
            depth = 0
            warnings.append("A closing bracket has no opening one: it is ignored.")
            continue
        if token.sort is Sort.QUOTED and not token.closed:
            warnings.append("A quotation mark is missing: the quotation runs to the next one, or to the end.")
        too_deep = depth + (token.sort is Sort.CLOSE) > MAX_DEPTH and token.sort in {Sort.OPEN, Sort.CLOSE}
        if too_deep:
            warnings.append(f"Brackets more than {MAX_DEPTH} deep are ignored.")
        else:
            kept.append(token)
    if depth:
        warnings.append("A closing bracket is missing: it is put at the end.")
    return kept + [Token(Sort.CLOSE, ")")] * min(depth, MAX_DEPTH)
