"""Signature blocks: who signs a contract in which position, and for which party."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.records import Kind
from extract.context import Context
from extract.facts.drafts import make_fact
from extract.facts.role_words import POSITIONS
from extract.records import Fact, FactKind, Form, Label, Mention, Role, Span

_BODIES = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION)
_LABEL = re.compile(r"^(?:name|title|position|by|signed|its)\s*:?\s*", re.IGNORECASE)
_NEXT_FIELD = re.compile(r"\s+(?:date|dated|place|signature|by)\s*:", re.IGNORECASE)
_FOR = re.compile(r"\b(?:for|behalf|by and for)\b", re.IGNORECASE)
_REACH = 260  # code points between a party and who signs for it
_TAIL = 0.35  # the share of a contract, from its end, in which signatures stand


def find_signatures(context: Context) -> Iterator[Fact]:
    """Yield a role for every person whose line is followed or preceded by a position, below a party's name."""
    if context.document.kind is not Kind.CONTRACT:
        return
    text = context.text
    for mention in context.mentions_in(int(len(text) * (1 - _TAIL)), len(text)):
        if mention.label is not Label.PERSON or mention.name_id is None:
            continue
        line_start, line_end = _line(text, mention.start)
        found = _position_beside(text, mention, line_start, line_end)
        body = _party_above(context, mention.start) if found is not None else None
        if found is None or body is None:
            continue
        position, end = found
        fact = make_fact(
            context, FactKind.ROLE, [(Role.PERSON, mention), (Role.ORGANISATION, body)],
            [Span(body.start, max(end, mention.end))], values={"position": position}, confidence=0.8,
        )  # fmt: skip
        if fact is not None:
            yield fact


def _line(text: str, offset: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return start, len(text) if end < 0 else end


def _position_beside(text: str, mention: Mention, start: int, end: int) -> tuple[str, int] | None:
    """Return the position on the person's own line behind a comma, or on the next line."""
    rest = _NEXT_FIELD.split(text[mention.end : end].lstrip(" ,|"))[0]
    if rest and _is_position(rest):
        return rest.strip(), end
    after = end
    while after < len(text) and text[after] in "\n ":
        after += 1
    _, next_end = _line(text, after) if after < len(text) else (0, 0)
    following = _NEXT_FIELD.split(_LABEL.sub("", text[after:next_end].strip()))[0] if after < next_end else ""
    return (following, next_end) if following and after - end <= 3 and _is_position(following) and start >= 0 else None


def _is_position(words: str) -> bool:
    return len(words) < 60 and bool({word.strip(".,").lower() for word in words.split()} & POSITIONS)


def _party_above(context: Context, offset: int) -> Mention | None:
    """Return the party on the nearest line above, or before on the same line, that says for whom one signs."""
    text = context.text
    end = offset
    while end > max(0, offset - _REACH):
        start = text.rfind("\n", 0, max(0, end - 1)) + 1
        line = text[start:end]
        named = [
            mention for mention in context.mentions_in(start, end)
            if mention.label in _BODIES and mention.name_id is not None and mention.form is not Form.PRONOUN
        ]  # fmt: skip
        if named:
            return named[-1]
        if _FOR.search(line) or start == 0:
            return None
        end = start
    return None
