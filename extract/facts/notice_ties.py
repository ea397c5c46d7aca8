"""What an entry of a notice says beside the listing: the party's position, its directors, owners and subsidiaries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.context import Context
from extract.facts.drafts import make_fact
from extract.records import Fact, FactKind, Label, Mention, Role, Span

_BODIES = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION)
_NEXT = (
    r"(?=[ \t]*(?:;|\||\n|$|\.\s|\s(?:[A-Z]{2,5}|[A-Z][a-z.]*(?: [a-z.]+){0,2}):"
    r"|\s(?:Other Information|Good quality|Low quality|Nationality|DOB|POB|Gender|Address)\b))"
)
_POSITION = re.compile(
    rf"\b(?:Position|Function|Designation|Role|Job title|Title):[ \t]*(?P<words>(?!na\b)[A-Z][^\n;|]{{3,120}}?){_NEXT}"
)
_OWNER = re.compile(r"\b(?:Parent company|Owned by|Owners?|Controlled by|Ultimate parent)\)?:[ \t]*")
_OWNED = re.compile(r"\bSubsidiar(?:y|ies):[ \t]*")
_OF = re.compile(r"\s+(?:of|at|in|for)\s+(?:the\s+)?$")


def find_ties(context: Context, target: Mention, entry: Span) -> Iterator[Fact]:
    """Yield the positions of a listed person, and the owners and subsidiaries of a listed company."""
    if target.label is Label.PERSON:
        yield from _positions(context, target, entry)
        return
    for pattern, ours, theirs in ((_OWNER, Role.OWNED, Role.OWNER), (_OWNED, Role.OWNER, Role.OWNED)):
        for match in pattern.finditer(context.text, entry.start, entry.end):
            other = context.mention_at(match.end())
            if other is not None and other.name_id != target.name_id:
                fact = make_fact(
                    context, FactKind.OWNERSHIP, [(ours, target), (theirs, other)],
                    [Span(target.start, target.end), Span(match.start(), other.end)], confidence=0.85,
                )  # fmt: skip
                if fact is not None:
                    yield fact


def _positions(context: Context, target: Mention, entry: Span) -> Iterator[Fact]:
    for match in _POSITION.finditer(context.text, entry.start, entry.end):
        start, end = match.span("words")
        bodies = [one for one in context.mentions_in(start, end) if one.label in _BODIES and one.name_id is not None]
        words = context.text[start : bodies[0].start] if bodies else match["words"]
        position = _OF.sub("", words).strip(" ,.")
        roles = [(Role.PERSON, target), *((Role.ORGANISATION, body) for body in bodies[:1])]
        fact = make_fact(
            context, FactKind.ROLE, roles, [Span(target.start, target.end), Span(match.start(), end)],
            values={"position": position or None}, confidence=0.85,
        )  # fmt: skip
        if fact is not None:
            yield fact
