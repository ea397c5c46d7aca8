"""Minutes: contracts that a meeting resolves to award, whose buyer is the body whose minutes they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.context import Context
from extract.facts.contract import find_contracts
from extract.facts.drafts import make_fact
from extract.facts.lookup import money_in
from extract.records import Fact, FactKind, Label, Mention, Role, Span

_MINUTES = re.compile(r"\b(?:minutes|record of (?:decisions|proceedings))\b", re.IGNORECASE)
_RESOLVED = re.compile(
    r"\b(?:RESOLVED|Resolved|DECIDED|Decided|AGREED|IT WAS AGREED|RECOMMENDED)\b[^\n]*(?:\n+[ \t]*(?:\(|That\b"
    r"|that\b)[^\n]*)*"
)
_RUNNING = re.compile(
    r"\b(?:contract|agreement|framework)\b[^.;\n]{0,40}?\bwith\s+(?:the\s+)?(?=(?P<name>[A-Z]))", re.IGNORECASE
)
_GOES_ON = re.compile(r"\bbe (?:extended|renewed|awarded|let|approved|varied)\b", re.IGNORECASE)
_HEAD = 1500


def find_resolutions(context: Context) -> Iterator[Fact]:
    """Yield the contracts that minutes tell of a body, the body as their buyer."""
    if not _MINUTES.search(context.text, 0, _HEAD):
        return
    buyer = _meeting_body(context)
    passages = [Span(*match.span()) for match in _RESOLVED.finditer(context.text)]
    if buyer is None or not passages:
        return
    for fact in find_contracts(context):
        inside = any(span.start <= fact.evidence[0].start and fact.evidence[0].end <= span.end for span in passages)
        supplier = next((context.mention_at(one.start) for one in fact.filled(Role.SUPPLIER)), None)
        if inside and supplier is not None and not fact.filled(Role.BUYER):
            found = _contract(context, supplier, buyer, [Span(one.start, one.end) for one in fact.evidence], fact)
            if found is not None:
                yield found
    for span in passages:
        for match in _RUNNING.finditer(context.text, span.start, span.end):
            sentence = context.sentence_evidence(match.start(), match.end())
            supplier = context.mention_at(match.start("name"))
            if supplier is not None and supplier.label is Label.COMPANY and _GOES_ON.search(sentence.quote):
                found = _contract(context, supplier, buyer, [Span(sentence.start, sentence.end)])
                if found is not None:
                    yield found


def _contract(
    context: Context, supplier: Mention, buyer: Mention, evidence: list[Span], told: Fact | None = None
) -> Fact | None:
    values = (
        dict(told.values) if told is not None else {"amount": money_in(context, evidence[0].start, evidence[0].end)}
    )
    roles = [(Role.SUPPLIER, supplier), (Role.BUYER, buyer)]
    return make_fact(context, FactKind.CONTRACT, roles, evidence, values=values, confidence=0.8)


def _meeting_body(context: Context) -> Mention | None:
    """Return the body whose minutes they are: the first public body named at their head."""
    found = context.mentions_in(0, _HEAD)
    return next((one for one in found if one.label is Label.GOVERNMENT and one.name_id is not None), None)
