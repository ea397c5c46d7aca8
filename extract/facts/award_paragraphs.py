"""Daily announcements of awards: a paragraph a contract, whose buyer is told in a sentence of its own.

Osk Corp., Akron, Ohio, is awarded a $9,850,112 contract (N00019-20-C-0001) for brakes. ... The Naval Air Command,
Patuxent River, is the contracting activity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.context import Context
from extract.facts.drafts import make_fact
from extract.facts.lookup import money_in
from extract.records import Fact, FactKind, Form, Label, Mention, Role, Span

_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")
_OFFICE = r"contracting (?:activity|authority|agency|office|entity|officer)"
_IS_BUYER = re.compile(rf"\b(?:is|are|was) (?:the |its |also the )?{_OFFICE}\b", re.IGNORECASE)
_BUYER_IS = re.compile(rf"\b[Tt]he {_OFFICE} (?:is|was) (?:the )?(?=[A-Z])")
_AWARDED = re.compile(r"\b(?:is|are|was|were|has been|have been)(?: each)?(?: being)? awarded\b")
_NUMBER = re.compile(r"\b(?=[A-Z0-9/-]*\d)[A-Z][A-Z0-9]{2,}(?:[-/][A-Z0-9]+){2,}\b")
_LABELS = (Label.COMPANY, Label.ORGANISATION)


def find_announced_awards(context: Context) -> Iterator[Fact]:
    """Yield the contract of each paragraph that says who was awarded it and who the contracting activity is."""
    for match in _PARAGRAPH.finditer(context.text):
        awarded = _AWARDED.search(context.text, match.start(), match.end())
        buyer = _buyer(context, match.start(), match.end()) if awarded is not None else None
        if awarded is None or buyer is None:
            continue
        suppliers = [
            one for one in context.mentions_in(match.start(), awarded.start())
            if one.label in _LABELS and one.name_id is not None and one.form in (Form.NAME, Form.SHORT)
        ]  # fmt: skip
        if suppliers:
            yield from _contract(context, suppliers, buyer, awarded, Span(*match.span()))


def _contract(
    context: Context, suppliers: list[Mention], buyer: Mention, awarded: re.Match[str], paragraph: Span
) -> Iterator[Fact]:
    sentence = context.sentence_evidence(awarded.start(), awarded.end())
    number = _NUMBER.search(context.text, awarded.end(), paragraph.end)
    values = {
        "amount": money_in(context, awarded.end(), sentence.end),
        "reference": number.group() if number is not None else None,
    }
    roles = [*((Role.SUPPLIER, one) for one in suppliers), (Role.BUYER, buyer)]
    told = context.sentence_evidence(buyer.start, buyer.end)
    evidence = [
        Span(max(sentence.start, paragraph.start), sentence.end),
        Span(max(told.start, paragraph.start), told.end),
    ]
    fact = make_fact(context, FactKind.CONTRACT, roles, evidence, values=values, confidence=0.85)
    if fact is not None:
        yield fact


def _buyer(context: Context, start: int, end: int) -> Mention | None:
    """Return whom a paragraph calls the contracting activity: first behind it, or at the head of its sentence."""
    behind = _BUYER_IS.search(context.text, start, end)
    if behind is not None:
        return context.mention_at(behind.end())
    before = _IS_BUYER.search(context.text, start, end)
    if before is None:
        return None
    sentence = context.sentence_at(before.start())
    opening = max(start, sentence.start_char if sentence is not None else start)
    named = context.mentions_in(opening, before.start())
    return next((one for one in named if one.label is not Label.PLACE and one.name_id is not None), None)
