"""Contracts in prose: who supplies whom with what, for how much, where and when.

A party is supplier or buyer only where the words give it its side: by the verb ("won", "awarded", "bought from"), by a
purpose ("to supply ..."), or because a company deals with a state. Those of a deal that says neither are
its parties, and take no side.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.contract_nouns import find_noun_contracts
from extract.facts.contract_terms import ContractDraft, contract_fact
from extract.facts.lookup import BODIES, PARTIES
from extract.facts.purchases import bought, sold, spent
from extract.facts.sides import BUYERS, SUPPLIERS, behind, object_of, subject_of
from extract.facts.triggers import (
    AWARDING,
    BUYING,
    CHOOSING,
    CONTRACT_NOUNS,
    PAYING,
    PRODUCTS,
    PROVIDING,
    SELLING,
    SIGNING,
    SPENDING,
    WINNING,
)  # fmt: skip
from extract.folding import listed
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.passages import find_passages
from extract.grammar.phrases import Phrase, phrase_after
from extract.grammar.subjects import subject_phrases
from extract.records import Fact, Label, Mention

_PURPOSES = PROVIDING | BUYING
_ALL = WINNING | AWARDING | SIGNING | BUYING | SELLING | SPENDING | PAYING | CHOOSING
_NO_CONTRACTS = listed(
    "dispute case appeal talks bid battle terms manager staff worker workers extension law negotiations offer offers"
)


def find_contracts(context: Context) -> Iterator[Fact]:
    """Yield the contracts of a document's prose in the order of the text."""
    for passage in find_passages(context):
        for draft in _in_passage(context, passage):
            fact = contract_fact(context, draft)
            if fact is not None:
                yield fact
        for draft in find_noun_contracts(context, passage):
            fact = contract_fact(context, draft)
            if fact is not None:
                yield fact


def _in_passage(context: Context, passage: TokenSpan) -> Iterator[ContractDraft]:
    for predicate in find_predicates(passage, _ALL):
        if predicate.negated or (predicate.infinitive and predicate.lemma not in SELLING):
            continue
        for read in (_won, _awarded, _signed, bought, sold, spent, _chosen):
            draft = read(context, predicate, passage)
            if draft is not None:
                yield draft
                break


def is_contract(phrase: Phrase | None) -> bool:
    """Whether a phrase names a contract: "a framework agreement", "contract CBC/21/088"; not "a contract dispute"."""
    if phrase is None or phrase.head.lower_ in _NO_CONTRACTS:
        return False
    words = {phrase.head.doc[index].lower_ for index in range(phrase.start, phrase.end)}
    return bool(words & CONTRACT_NOUNS)


def _won(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "S won a contract (from B)", "S was awarded a contract by B"."""
    item = object_of(context, predicate, passage)
    if predicate.passive and predicate.lemma in AWARDING and is_contract(item):
        supplier = subject_of(context, predicate, passage, SUPPLIERS)
        buyer = behind(context, predicate.verb.i + 1, passage, ("by",), BUYERS)
    elif not predicate.passive and predicate.lemma in WINNING and is_contract(item):
        supplier = subject_of(context, predicate, passage, SUPPLIERS)
        buyer = behind(context, predicate.verb.i + 1, passage, ("from", "with", "by"), PARTIES)
    else:
        return None
    if not supplier:
        return None
    return ContractDraft(predicate, passage, supplier, buyer, item)


def _awarded(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:  # noqa: PLR0911 - a chain of tests
    """Read "B awarded S a contract", "B awarded a contract to S", "the contract was awarded to S by B"."""
    if predicate.lemma not in AWARDING:
        return None
    first = object_of(context, predicate, passage)
    if predicate.passive:
        subjects = list(subject_phrases(context, predicate, passage))
        if not any(is_contract(phrase) for phrase in subjects[:2]):
            return None
        supplier = behind(context, predicate.verb.i + 1, passage, ("to",), SUPPLIERS)
        buyer = behind(context, predicate.verb.i + 1, passage, ("by",), PARTIES)
        item = next((phrase for phrase in subjects if is_contract(phrase)), None)
        return ContractDraft(predicate, passage, supplier, buyer, item) if supplier else None
    if first is None:
        return None
    buyer = subject_of(context, predicate, passage, PARTIES)
    second = phrase_after(context, first.end, passage)
    if first.mention is not None and first.mention.label in SUPPLIERS and is_contract(second):
        return ContractDraft(predicate, passage, (first.mention,), buyer, second)
    supplier = behind(context, first.end, passage, ("to",), SUPPLIERS)
    if supplier and (is_contract(first) or first.head.lower_ in PRODUCTS):
        return ContractDraft(predicate, passage, supplier, buyer, first)
    return None


def _signed(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "S signed a contract with B (to supply ...)": sides from a purpose, or from a state among the parties."""
    item = object_of(context, predicate, passage)
    if predicate.lemma not in SIGNING or predicate.passive or not is_contract(item) or item is None:
        if predicate.lemma != "enter" or predicate.passive:
            return None
        item = phrase_after(context, predicate.verb.i + 2, passage)
        if not is_contract(item) or item is None:
            return None
    one = subject_of(context, predicate, passage, PARTIES)
    other = behind(context, item.end, passage, ("with",), PARTIES)
    if not one or not other:
        return None
    return sided(context, predicate, passage, one, other, item)


def sided(
    context: Context, predicate: Predicate, passage: TokenSpan, one: tuple[Mention, ...], other: tuple[Mention, ...],
    item: Phrase,
) -> ContractDraft:  # fmt: skip
    """Return a contract between two parties, with sides where the words give them and parties where they do not."""
    purpose = _purpose(context, item.end, passage)
    states = [all(mention.label in BODIES for mention in side) for side in (one, other)]
    companies = [all(mention.label is Label.COMPANY for mention in side) for side in (one, other)]
    if purpose == "supply" or (companies[0] and states[1] and purpose != "buy"):
        return ContractDraft(predicate, passage, one, other, item)
    if purpose == "buy" or (companies[1] and states[0]):
        return ContractDraft(predicate, passage, other, one, item)
    return ContractDraft(predicate, passage, (), (), item, parties=(*one, *other))


def _purpose(context: Context, index: int, passage: TokenSpan) -> str | None:
    """Return whether a deal is "to supply" or "to buy", seen from its subject."""
    doc = context.doc
    for position in range(index, passage.end - 1):
        if doc[position].lower_ in ("to", "for"):
            found = _PURPOSES.find(doc[position + 1].lower_)
            if found is not None and doc[position + 1].pos_ in ("VERB", ""):
                return "buy" if found[0] in BUYING else "supply"
    return None


def _chosen(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "B has chosen S to equip two terminals"."""
    if predicate.lemma not in CHOOSING or predicate.passive:
        return None
    item = object_of(context, predicate, passage)
    if item is None or item.mention is None or item.mention.label is not Label.COMPANY:
        return None
    buyer = subject_of(context, predicate, passage, BODIES)
    if not buyer or _purpose(context, item.end, passage) != "supply":
        return None
    return ContractDraft(predicate, passage, (item.mention,), buyer, None)
