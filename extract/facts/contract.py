"""Contracts in prose: who supplies whom with what, for how much, where and when.

A party is supplier or buyer only where the words give it its side: by the verb ("won", "awarded", "bought from"), by a
purpose ("to supply ..."), or because a company deals with a state. Two parties of a deal that says neither are kept
together in the value `parties` and take no side.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.contract_nouns import find_noun_contracts
from extract.facts.contract_terms import ContractDraft, contract_fact
from extract.facts.deployment import find_products
from extract.facts.lookup import BODIES, PARTIES, first_party, parties
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
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.passages import find_passages
from extract.grammar.phrases import Phrase, phrase_after
from extract.grammar.subjects import subject_phrases
from extract.records import Fact, Label, Mention, Money

_ALL = WINNING | AWARDING | SIGNING | BUYING | SELLING | SPENDING | PAYING | CHOOSING
_SUPPLIERS = frozenset({Label.COMPANY, Label.ORGANISATION})
_BUYERS = PARTIES | {Label.PLACE}
_OWNERSHIP = frozenset(
    {"shares", "share", "stake", "capital", "stock", "interest", "half", "whole", "%", "cent", "percent"}
)
_ANAPHORIC = frozenset({"equipment", "technology", "products", "goods", "devices", "kit"})
_NO_CONTRACTS = frozenset({"dispute", "case", "appeal", "talks", "bid", "battle", "terms", "manager", "staff", "worker", "workers",
                           "extension", "law", "negotiations", "offer", "offers"})  # fmt: skip
_FARTHEST = 22


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
        for read in (_won, _awarded, _signed, _bought, _sold, _spent, _chosen):
            draft = read(context, predicate, passage)
            if draft is not None:
                yield draft
                break


def _subject(
    context: Context, predicate: Predicate, passage: TokenSpan, labels: frozenset[Label]
) -> tuple[Mention, ...]:
    return first_party(context, subject_phrases(context, predicate, passage), passage, labels, predicate.first)


def _object(context: Context, predicate: Predicate, passage: TokenSpan) -> Phrase | None:
    return phrase_after(context, predicate.verb.i + 1, passage)


def is_contract(phrase: Phrase | None) -> bool:
    """Whether a phrase names a contract: "a framework agreement", "contract CBC/21/088"; not "a contract dispute"."""
    if phrase is None or phrase.head.lower_ in _NO_CONTRACTS:
        return False
    words = {phrase.head.doc[index].lower_ for index in range(phrase.start, phrase.end)}
    return bool(words & CONTRACT_NOUNS)


def behind(
    context: Context, index: int, passage: TokenSpan, prepositions: tuple[str, ...], labels: frozenset[Label]
) -> tuple[Mention, ...]:
    """Return the parties behind the first of some prepositions that names any, before the next finite verb."""
    doc = context.doc
    for position in range(index, min(passage.end - 1, index + _FARTHEST)):
        token = doc[position]
        if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP") and position > index:
            return ()
        if token.lower_ in prepositions and context.mention_of(token) is None:
            phrase = phrase_after(context, position + 1, passage)
            found = parties(context, phrase, passage, labels) if phrase is not None else ()
            if found:
                return found
    return ()


def _won(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "S won a contract (from B)", "S was awarded a contract by B"."""
    item = _object(context, predicate, passage)
    if predicate.passive and predicate.lemma in AWARDING and is_contract(item):
        supplier = _subject(context, predicate, passage, _SUPPLIERS)
        buyer = behind(context, predicate.verb.i + 1, passage, ("by",), _BUYERS)
    elif not predicate.passive and predicate.lemma in WINNING and is_contract(item):
        supplier = _subject(context, predicate, passage, _SUPPLIERS)
        buyer = behind(context, predicate.verb.i + 1, passage, ("from", "with", "by"), PARTIES)
    else:
        return None
    if not supplier:
        return None
    return ContractDraft(predicate, passage, supplier, buyer, item)


def _awarded(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "B awarded S a contract", "B awarded a contract to S", "the contract was awarded to S by B"."""
    if predicate.lemma not in AWARDING:
        return None
    first = _object(context, predicate, passage)
    if predicate.passive:
        subjects = list(subject_phrases(context, predicate, passage))
        if not any(is_contract(phrase) for phrase in subjects[:2]):
            return None
        supplier = behind(context, predicate.verb.i + 1, passage, ("to",), _SUPPLIERS)
        buyer = behind(context, predicate.verb.i + 1, passage, ("by",), PARTIES)
        item = next((phrase for phrase in subjects if is_contract(phrase)), None)
        return ContractDraft(predicate, passage, supplier, buyer, item) if supplier else None
    if first is None:
        return None
    buyer = _subject(context, predicate, passage, PARTIES)
    second = phrase_after(context, first.end, passage)
    if first.mention is not None and first.mention.label in _SUPPLIERS and is_contract(second):
        return ContractDraft(predicate, passage, (first.mention,), buyer, second)
    supplier = behind(context, first.end, passage, ("to",), _SUPPLIERS)
    if supplier and (is_contract(first) or first.head.lower_ in PRODUCTS):
        return ContractDraft(predicate, passage, supplier, buyer, first)
    return None


def _signed(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "S signed a contract with B (to supply ...)": sides from a purpose, or from a state among the parties."""
    item = _object(context, predicate, passage)
    if predicate.lemma not in SIGNING or predicate.passive or not is_contract(item) or item is None:
        if predicate.lemma != "enter" or predicate.passive:
            return None
        item = phrase_after(context, predicate.verb.i + 2, passage)
        if not is_contract(item) or item is None:
            return None
    one = _subject(context, predicate, passage, PARTIES)
    other = behind(context, item.end, passage, ("with",), PARTIES)
    if not one or not other:
        return None
    return sided(context, predicate, passage, one, other, item)


def sided(
    context: Context, predicate: Predicate, passage: TokenSpan, one: tuple[Mention, ...], other: tuple[Mention, ...],
    item: Phrase,
) -> ContractDraft:  # fmt: skip
    """Return a contract between two parties, with sides where the words give them and `parties` where they do not."""
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
            found = (PROVIDING | BUYING).find(doc[position + 1].lower_)
            if found is not None and doc[position + 1].pos_ in ("VERB", ""):
                return "buy" if found[0] in BUYING else "supply"
    return None


def _bought(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "B bought cameras from S", "they purchased $1.3 million worth of equipment"; not the buying of companies."""
    if predicate.lemma not in BUYING:
        return None
    if predicate.passive:
        buyer = behind(context, predicate.verb.i + 1, passage, ("by",), PARTIES)
        supplier = behind(context, predicate.verb.i + 1, passage, ("from",), _SUPPLIERS)
        return ContractDraft(predicate, passage, supplier, buyer, None) if buyer and supplier else None
    item = _object(context, predicate, passage)
    if item is None or (item.mention is not None and item.mention.label in PARTIES):
        return None
    goods = _goods(context, item, passage)
    if {item.head.lower_, goods.head.lower_} & _OWNERSHIP:
        return None
    buyer = _subject(context, predicate, passage, BODIES | {Label.COMPANY})
    supplier = behind(context, item.end, passage, ("from",), _SUPPLIERS) or _maker(context, goods, passage)
    worth = any(isinstance(value.value, Money) for value in context.values_in(*_stretch(context, item, goods)))
    if not buyer or not (supplier or (worth and goods.head.lower_ in PRODUCTS)):
        return None
    if predicate.lemma == "order" and not supplier:
        return None
    return ContractDraft(predicate, passage, supplier, buyer, goods)


def _stretch(context: Context, first: Phrase, last: Phrase) -> tuple[int, int]:
    return context.doc[first.start].idx, last.offsets(context)[1]


def _goods(context: Context, item: Phrase, passage: TokenSpan) -> Phrase:
    """Return what is bought: behind "worth of" and "of", the phrase itself otherwise."""
    doc = context.doc
    index = item.end + 1 if item.end < passage.end and doc[item.end].lower_ == "worth" else item.end
    if index < passage.end and doc[index].lower_ == "of":
        return phrase_after(context, index + 1, passage) or item
    return item


def _maker(context: Context, goods: Phrase, passage: TokenSpan) -> tuple[Mention, ...]:
    """Return the maker of goods: "Veshtar equipment", "equipment made by Veshtar"."""
    inner = tuple(mention for mention in goods.inner if mention.label is Label.COMPANY and mention.name_id)
    if inner and goods.head.lower_ in PRODUCTS:
        return inner[-1:]
    if goods.head.lower_ in _ANAPHORIC:
        before = [item for item in find_products(context, passage) if item.end <= goods.start]
        if before and len({item.vendor.name_id for item in before}) == 1:
            return (before[-1].vendor,)  # "use Hikvision technology ... and have purchased ... worth of equipment"
    doc = context.doc
    if goods.end + 1 < passage.end and doc[goods.end].lower_ in ("made", "supplied", "manufactured", "sold"):
        return behind(context, goods.end, passage, ("by",), _SUPPLIERS)
    return ()


def _sold(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "S sold cameras to B", "S will supply B with gates"; a supplier without a buyer is no contract."""
    if predicate.lemma not in SELLING or predicate.ing or predicate.modal in ("could", "may", "might", "would"):
        return None
    if predicate.passive:
        supplier = behind(context, predicate.verb.i + 1, passage, ("by",), _SUPPLIERS)
        buyer = behind(context, predicate.verb.i + 1, passage, ("to",), BODIES | {Label.COMPANY})
        return ContractDraft(predicate, passage, supplier, buyer, None) if supplier and buyer else None
    supplier = _subject(context, predicate, passage, _SUPPLIERS)
    item = _object(context, predicate, passage)
    if not supplier or item is None:
        return None
    if item.mention is not None and item.mention.label in BODIES | {Label.COMPANY}:
        with_what = item.end < passage.end and context.doc[item.end].lower_ == "with"
        goods = phrase_after(context, item.end + 1, passage) if with_what else None
        return ContractDraft(predicate, passage, supplier, (item.mention,), goods) if goods is not None else None
    buyer = behind(context, item.end, passage, ("to",), BODIES | {Label.COMPANY})
    return ContractDraft(predicate, passage, supplier, buyer, item) if buyer else None


def _spent(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "B spent M on Y", "B paid S M": only where the seller or maker is named."""
    if predicate.passive or predicate.lemma not in SPENDING | PAYING:
        return None
    buyer = _subject(context, predicate, passage, BODIES | {Label.COMPANY})
    item = _object(context, predicate, passage)
    if not buyer or item is None:
        return None
    if predicate.lemma in PAYING:
        return _paid(context, predicate, passage, buyer, item)
    doc = context.doc
    for position in range(item.start, min(passage.end - 1, item.end + 4)):
        if doc[position].lower_ == "on":
            goods = phrase_after(context, position + 1, passage)
            supplier = _maker(context, goods, passage) if goods is not None else ()
            if supplier:
                return ContractDraft(predicate, passage, supplier, buyer, goods)
    return None


def _paid(
    context: Context, predicate: Predicate, passage: TokenSpan, buyer: tuple[Mention, ...], item: Phrase
) -> ContractDraft | None:
    """Read "B paid S M" and "B paid M to S"; what is paid to somebody's staff, in fines or taxes is no contract."""
    payee = (item.mention,) if item.mention is not None and item.mention.label is Label.COMPANY else ()
    money = phrase_after(context, item.end, passage) if payee else item
    if money is None or not any(
        isinstance(value.value, Money) for value in context.values_in(*_stretch(context, money, money))
    ):
        return None
    supplier = payee or behind(context, money.end, passage, ("to",), frozenset({Label.COMPANY}))
    words = {token.lower_ for token in passage}
    if not supplier or words & {
        "fine",
        "fines",
        "tax",
        "taxes",
        "penalty",
        "damages",
        "compensation",
        "settlement",
        "dividend",
    }:
        return None
    return ContractDraft(predicate, passage, supplier, buyer, None)


def _chosen(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "B has chosen S to equip two terminals"."""
    if predicate.lemma not in CHOOSING or predicate.passive:
        return None
    item = _object(context, predicate, passage)
    if item is None or item.mention is None or item.mention.label is not Label.COMPANY:
        return None
    buyer = _subject(context, predicate, passage, BODIES)
    if not buyer or _purpose(context, item.end, passage) != "supply":
        return None
    return ContractDraft(predicate, passage, (item.mention,), buyer, None)
