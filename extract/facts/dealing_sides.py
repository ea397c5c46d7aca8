"""Which words name a contract, and which of its two parties supplies and which buys."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.contract_terms import ContractDraft
from extract.facts.lookup import BODIES
from extract.facts.triggers import BUYING, CONTRACT_NOUNS, PROVIDING
from extract.folding import listed
from extract.grammar.clauses import Predicate
from extract.grammar.phrases import Phrase
from extract.records import Label, Mention

_PURPOSES = PROVIDING | BUYING
_NO_CONTRACTS = listed(
    "dispute case appeal talks bid battle terms manager staff worker workers extension law negotiations offer offers"
)
_OTHER_DEALS = listed(
    "plea peace trade nuclear settlement ceasefire merger book record extradition brexit climate coalition budget"
    " debt prisoner takeover court executive restraining confidentiality non-disclosure arms-control"
)
"""What stands before "deal", "agreement" or "order" that buys nothing."""


def is_contract(phrase: Phrase | None) -> bool:
    """Whether a phrase names a contract: "a framework agreement", "contract CBC/21/088"; not "a contract dispute"."""
    if phrase is None or phrase.head.lower_ in _NO_CONTRACTS:
        return False
    words = {phrase.head.doc[index].lower_ for index in range(phrase.start, phrase.end)}
    return bool(words & CONTRACT_NOUNS) and not words & _OTHER_DEALS and "no" not in words


def sided(
    context: Context, predicate: Predicate, passage: TokenSpan, one: tuple[Mention, ...], other: tuple[Mention, ...],
    item: Phrase,
) -> ContractDraft:  # fmt: skip
    """Return a contract between two parties, with sides where the words give them and parties where they do not."""
    purpose = purpose_of(context, item.end, passage)
    states = [all(mention.label in BODIES for mention in side) for side in (one, other)]
    companies = [all(mention.label is Label.COMPANY for mention in side) for side in (one, other)]
    if purpose == "supply" or (companies[0] and states[1] and purpose != "buy"):
        return ContractDraft(predicate, passage, one, other, item)
    if purpose == "buy" or (companies[1] and states[0]):
        return ContractDraft(predicate, passage, other, one, item)
    return ContractDraft(predicate, passage, (), (), item, parties=(*one, *other))


def purpose_of(context: Context, index: int, passage: TokenSpan) -> str | None:
    """Return whether a deal is "to supply" or "to buy", seen from its subject."""
    doc = context.doc
    for position in range(index, passage.end - 1):
        if doc[position].lower_ in ("to", "for"):
            found = _PURPOSES.find(doc[position + 1].lower_)
            if found is not None and doc[position + 1].pos_ in ("VERB", ""):
                return "buy" if found[0] in BUYING else "supply"
    return None
