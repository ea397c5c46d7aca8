"""Cuts a query into brackets, operators, field names, quotations and chunks; understands nothing of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto


class Sort(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    FIELD = auto()
    QUOTED = auto()
    CHUNK = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query. `distance` is the number after a quotation's `~`; `closed` is False where a quote is missing.

    The text of a FIELD is its name, of a QUOTED what stands between the quotes.
    """

    sort: Sort
    text: str
    distance: int = 0
    closed: bool = True


_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02'
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_QUOTED = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)([{_QUOTES}]?)(?:~(\d*))?")
_NOT = re.compile(r"-+(?=[^\s-])")
_FIELD = re.compile(r"([^\W\d_]\w*):")
_CHUNK = re.compile(rf"[^\s\x00-\x1f\x7f(){_QUOTES}]+")
_BRACKETS = {"(": Sort.OPEN, ")": Sort.CLOSE}
_OPERATORS = {"OR": Sort.OR, "||": Sort.OR, "|": Sort.OR, "AND": Sort.AND, "&&": Sort.AND, "NOT": Sort.NOT}


def tokens(text: str, names: frozenset[str]) -> list[Token]:
    """Cut a query into tokens; `names` are the words that, before a colon, name a field."""
    found: list[Token] = []
    position = 0
    while position < len(text):
        if space := _SPACE.match(text, position):
            position = space.end()
            continue
        token, position = _next(text, position, names)
        found.append(token)
    return found


def _next(text: str, position: int, names: frozenset[str]) -> tuple[Token, int]:
    if bracket := _BRACKETS.get(text[position]):
        return Token(bracket, text[position]), position + 1
    if quoted := _QUOTED.match(text, position):
        distance = int((quoted[3] or "0")[:6])
        return Token(Sort.QUOTED, quoted[1], distance, closed=bool(quoted[2])), quoted.end()
    if negation := _NOT.match(text, position):
        return Token(Sort.NOT, "-"), negation.end()
    field = _FIELD.match(text, position)
    if field and field[1].lower() in names:
        return Token(Sort.FIELD, field[1]), field.end()
    chunk = _CHUNK.match(text, position)
    assert chunk is not None, "every character that is no space, bracket or quote begins a chunk"
    return Token(_OPERATORS.get(chunk.group(), Sort.CHUNK), chunk.group()), chunk.end()
