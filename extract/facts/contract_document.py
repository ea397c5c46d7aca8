"""Contracts as documents: the parties block, the terms that name each party's side, price, date, term, law, reference.

A party's side comes from its defined term ("Supplier", "Purchaser"); where one side is known and there are two parties,
the other party has the other side; a public body that buys from a company is the buyer. Where no term tells, the
parties take no side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Kind
from extract.context import Context
from extract.facts.contract_block import has_blank
from extract.facts.contract_clauses import (
    agreement_date,
    law_clause,
    price_clause,
    reference,
    subject_of_title,
    term_clause,
)  # fmt: skip
from extract.facts.contract_parties import Party, find_parties, is_deal, with_sides
from extract.facts.drafts import make_fact
from extract.records import Fact, FactKind, Label, Mention, Role, Span, Value
from extract.structure.forms import find_labelled

_RESOLVES = re.compile(r"^\W*(?:A |AN )?(?:RESOLUTION|ORDINANCE|BILL)\b", re.MULTILINE)
"""A council's resolution recites as a contract does, and is none."""
_OPENING = 500


@dataclass(frozen=True, slots=True)
class _Terms:
    values: dict[str, Value | None]
    evidence: list[Span]


def find_document_contracts(context: Context) -> Iterator[Fact]:
    """Yield the one contract that a contract document is, where its parties can be read.

    One party alone will do where the contract gives it a term, or leaves the other blank.
    """
    if context.document.kind is not Kind.CONTRACT or _RESOLVES.search(context.text, 0, _OPENING):
        return
    parties = with_sides(find_parties(context), deal=is_deal(context))
    if len(parties) < 2 and not any(party.term or has_blank(context, party.mention.start) for party in parties):
        return
    terms = _terms(context, parties)
    sided = [party for party in parties if party.side is not None]
    roles = [(party.side or Role.PARTY, party.mention) for party in parties]
    region = _region(context)
    if region is not None:
        roles.append((Role.REGION, region))
    fact = make_fact(
        context, FactKind.CONTRACT, roles, terms.evidence, values=terms.values, confidence=0.9 if sided else 0.7
    )
    if fact is not None:
        yield fact


def _terms(context: Context, parties: list[Party]) -> _Terms:
    start = min(party.mention.start for party in parties)
    end = max(party.end for party in parties)
    date, price, term, law = (
        agreement_date(context, start),
        price_clause(context),
        term_clause(context),
        law_clause(context),
    )
    evidence = [_block(context, start, end)]
    values: dict[str, Value | None] = {
        "title": context.document.title or None, "reference": reference(context), "subject": subject_of_title(context),
    }  # fmt: skip
    for name, found in (("date", date), ("amount", price), ("period", term), ("governing_law", law)):
        if found is not None:
            values[name] = found[0]
            if not any(span.start <= found[1].start and found[1].end <= span.end for span in evidence):
                evidence.append(found[1])
    return _Terms(values, evidence)


def _block(context: Context, start: int, end: int) -> Span:
    """Return the parties block with the words that open it ("This Agreement is made on ... between")."""
    text = context.text
    opening = text.rfind("\n\n", 0, start)
    earlier = text.rfind("\n\n", 0, max(0, opening)) if opening > 0 else -1
    begin = (
        earlier + 2
        if earlier >= 0 and opening - earlier < 400 and "between" in text[earlier:start].lower()
        else opening + 2
    )
    closing = text.find(".", end)
    return Span(begin if opening >= 0 else 0, closing + 1 if 0 <= closing - end < 120 else end)


def _region(context: Context) -> Mention | None:
    """Return the place of performance where a line names it."""
    for line in find_labelled(context.text):
        if line.field == "region":
            found = context.mentions_in(line.value.start, line.value.end)
            places = [mention for mention in found if mention.label is Label.PLACE and mention.name_id is not None]
            if places:
                return places[-1]
    return None
