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
from extract.facts.deal_nouns import find_deal_nouns
from extract.facts.deal_ties import find_deal_ties
from extract.facts.dealing_sides import is_contract, purpose_of, sided
from extract.facts.dealings import find_dealings
from extract.facts.goods import goods_of
from extract.facts.half_deals import find_half_deals
from extract.facts.handovers import find_handovers
from extract.facts.lookup import BODIES, PARTIES
from extract.facts.payments import find_payments
from extract.facts.product_words import PRODUCTS
from extract.facts.purchases import bought, sold, spent
from extract.facts.sides import BUYERS, SUPPLIERS, behind, object_of, subject_of
from extract.facts.supply_frames import find_half_frames, find_supply_frames
from extract.facts.triggers import (
    AWARDING,
    BUYING,
    CHOOSING,
    PAYING,
    SELLING,
    SIGNING,
    SPENDING,
    WINNING,
)  # fmt: skip
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.phrases import phrase_after
from extract.grammar.reality import stands
from extract.grammar.subjects import subject_phrases
from extract.records import Fact, Label

_ALL = WINNING | AWARDING | SIGNING | BUYING | SELLING | SPENDING | PAYING | CHOOSING


def find_contracts(context: Context) -> Iterator[Fact]:
    """Yield the contracts of a document's prose in the order of the text.

    The tree is asked only where word order leaves a side of a deal open.
    """
    for passage, goods in goods_of(context):
        drafts = [*_in_passage(context, passage), *find_noun_contracts(context, passage)]
        if not any(_is_whole(draft) for draft in drafts):
            drafts += find_dealings(context, passage)
        if not any(_is_whole(draft) for draft in drafts):
            drafts += find_handovers(context, passage)
        if not any(_is_whole(draft) for draft in drafts):
            drafts += find_payments(context, passage, goods)
        if not any(_is_whole(draft) for draft in drafts):
            drafts += find_deal_nouns(context, passage)
        if not any(_is_whole(draft) for draft in drafts):
            drafts += find_supply_frames(context, passage)
        if not any(_is_whole(draft) for draft in drafts):
            drafts += find_deal_ties(context, passage)
        if not drafts:
            drafts += [*find_half_deals(context, passage), *find_half_frames(context, passage)]
        for draft in _without_halves(drafts):
            fact = contract_fact(context, draft)
            if fact is not None:
                yield fact


def _without_halves(drafts: list[ContractDraft]) -> list[ContractDraft]:
    """Drop what tells one side of a deal that a whole draft of the sentence tells too."""
    told = {mention for draft in drafts if _is_whole(draft) for mention in (*draft.suppliers, *draft.buyers)}
    return [draft for draft in drafts if _is_whole(draft) or not {*draft.suppliers, *draft.buyers} & told]


def _is_whole(draft: ContractDraft) -> bool:
    """Whether a draft has both its sides, or parties without sides."""
    return bool((draft.suppliers and draft.buyers) or draft.parties)


def _in_passage(context: Context, passage: TokenSpan) -> Iterator[ContractDraft]:
    for predicate in find_predicates(passage, _ALL):
        if predicate.negated or (predicate.infinitive and predicate.lemma not in SELLING):
            continue
        if predicate.infinitive and predicate.verb.dep_ == "xcomp" and not stands(predicate):
            continue  # "hopes to sell"
        for read in (_won, _awarded, _signed, bought, sold, spent, _chosen):
            draft = read(context, predicate, passage)
            if draft is not None:
                yield draft
                break


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
    if predicate.lemma == "sign" and not predicate.passive and item is None:
        return _signed_with(context, predicate, passage)
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


def _signed_with(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "B signs with S for ventilation": a company and a body have sides."""
    one = subject_of(context, predicate, passage, PARTIES)
    other = behind(context, predicate.verb.i + 1, passage, ("with",), PARTIES)
    firms = [side for side in (one, other) if side and all(mention.label is Label.COMPANY for mention in side)]
    bodies = [side for side in (one, other) if side and all(mention.label in BODIES for mention in side)]
    if len(firms) != 1 or len(bodies) != 1:
        return None
    return ContractDraft(predicate, passage, firms[0], bodies[0], None)


def _chosen(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "B has chosen S to equip two terminals"."""
    if predicate.lemma not in CHOOSING or predicate.passive:
        return None
    item = object_of(context, predicate, passage)
    if item is None or item.mention is None or item.mention.label is not Label.COMPANY:
        return None
    buyer = subject_of(context, predicate, passage, BODIES)
    if not buyer or purpose_of(context, item.end, passage) != "supply":
        return None
    return ContractDraft(predicate, passage, (item.mention,), buyer, None)
