"""Deals told by where the work goes: "the contract went to S", "subcontracted the work to S", "resolved to appoint S".

Also contracts "to deliver N to B" and the delivery itself, where the supplier is whoever has the contract.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.contract_terms import ContractDraft
from extract.facts.lookup import BODIES
from extract.facts.payments import is_priced
from extract.facts.triggers import CONTRACT_NOUNS
from extract.folding import listed
from extract.grammar.arguments import Frame, complements, frame_of, parties_of, possessors, subjects_of
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.phrases import phrase_around
from extract.grammar.reality import stands
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention, Quantity

_GOING = Verbs("go")
_PASSING = Verbs("subcontract sub-contract outsource entrust hand transfer assign contract award give")
_CHOOSING = Verbs("appoint choose select engage pick hire retain commission contract")
_DELIVERING = Verbs("supply deliver provide sell build install equip construct ship")
_SUPPLYING = Verbs("supply license lease rent")
_ALL = _GOING | _PASSING | _CHOOSING | _SUPPLYING
_WORK = listed(
    "work works job project task services operation management maintenance running construction building cleaning"
    " supply guarding development printing transport catering security processing"
)
_DEALS = CONTRACT_NOUNS | {"tender", "tenders", "order", "orders", "lot", "lots"}
_SELLERS = frozenset({Label.COMPANY, Label.ORGANISATION})
_BUYERS = BODIES | {Label.COMPANY}
_ACTS = frozenset({"delivery", "deliveries", "supply", "sale", "shipment", "shipments", "installation"})
_DOING = Verbs("complete finish begin start make announce resume conclude win confirm report book")


def find_handovers(context: Context, passage: TokenSpan) -> Iterator[ContractDraft]:
    """Yield the deals of a sentence that are told by who gets the work."""
    for predicate in find_predicates(passage, _ALL):
        if stands(predicate):
            draft = _handed(context, frame_of(predicate, passage), passage)
            if draft is not None and draft.suppliers:
                yield draft
    for token in passage:
        if token.lower_ in CONTRACT_NOUNS and token.pos_ == "NOUN":
            yield from _contract_to(context, token, passage)
        elif token.lower_ in _ACTS and token.dep_ == "obj":
            yield from _delivery_of(context, token, passage)


def _handed(context: Context, frame: Frame, passage: TokenSpan) -> ContractDraft | None:
    predicate = frame.predicate
    if predicate.lemma in _GOING:
        deals = [token for token in frame.agents if _is_deal(context, token, passage)]
        return ContractDraft(predicate, passage, parties_of(context, frame.behind("to"), _SELLERS), (),
                             phrase_around(context, deals[0], passage)) if deals else None  # fmt: skip
    if predicate.lemma in _SUPPLYING and not predicate.passive:
        buyers = parties_of(context, frame.patients, _BUYERS)
        return ContractDraft(predicate, passage, parties_of(context, frame.agents, {Label.COMPANY}), buyers, None) if (
            buyers
        ) else None  # fmt: skip
    if any(token.lower_ in _WORK or _is_deal(context, token, passage) for token in frame.patients):
        buyers = parties_of(context, frame.agents, _BUYERS)
        suppliers = parties_of(context, frame.behind("to"), _SELLERS)
        told = buyers or (predicate.passive and _maker_before(context, passage)) or ()
        return ContractDraft(predicate, passage, suppliers, told[:1], None) if told or predicate.passive else None
    if predicate.lemma in _CHOOSING and _is_term(context, predicate, passage):
        suppliers = parties_of(context, frame.patients, {Label.COMPANY})
        return ContractDraft(predicate, passage, suppliers[:1], parties_of(context, frame.agents, BODIES)[:1], None)
    return None


def _is_deal(context: Context, token: Token, passage: TokenSpan) -> bool:
    """Whether a head names a contract, or counts those that were named: "three of these"."""
    if token.lower_ in _DEALS:
        return context.mention_of(token) is None
    counted = token.pos_ == "NUM" and any(child.lower_ in ("these", "them", "those") for child in token.children)
    return counted and bool(_before(context, passage))


def _before(context: Context, passage: TokenSpan) -> list[Token]:
    """Return the contracts of the sentence before."""
    number = context.sentence_number(passage.start_char)
    if not number:
        return []
    return [token for token in context.sentences[number - 1] if token.lower_ in CONTRACT_NOUNS]


def _maker_before(context: Context, passage: TokenSpan) -> tuple[Mention, ...]:
    """Return who made the contracts that this sentence counts: "B made four contracts. Three of these went to S"."""
    for noun in _before(context, passage):
        if noun.dep_ == "obj":
            return parties_of(context, subjects_of(noun.head), BODIES)
    return ()


def _is_term(context: Context, predicate: Predicate, passage: TokenSpan) -> bool:
    """Whether a company is chosen for a price or for years, as one chooses a supplier."""
    years = any(
        isinstance(item.value, Quantity) and item.value.unit.startswith("year")
        for item in context.values_in(predicate.verb.idx, passage.end_char)
    )
    words = context.text[predicate.verb.idx : passage.end_char].lower()
    return years or is_priced(context, predicate, passage) or " years" in words


def _contract_to(context: Context, noun: Token, passage: TokenSpan) -> Iterator[ContractDraft]:
    """Read "its order book includes a contract to deliver eight cranes to B"."""
    for verb in noun.children:
        found = _DELIVERING.find(verb.lower_) if verb.dep_ == "acl" and verb.i > noun.i else None
        if found is None:
            continue
        frame = frame_of(Predicate(verb, found[0], verb.i, infinitive=True), passage)
        buyers = parties_of(context, frame.behind("to", "for"), _BUYERS)
        subjects = subjects_of(noun.head) if noun.dep_ == "obj" else ()
        owners = [*possessors(noun), *subjects, *(owner for token in subjects for owner in possessors(token))]
        suppliers = parties_of(context, owners, {Label.COMPANY})
        if buyers and suppliers:
            yield ContractDraft(Predicate(noun, "contract", noun.i), passage, suppliers[:1], buyers,
                                phrase_around(context, noun, passage))  # fmt: skip


def _delivery_of(context: Context, noun: Token, passage: TokenSpan) -> Iterator[ContractDraft]:
    """Read "V completed the delivery of 36 drones to B"."""
    found = _DOING.find(noun.head.lower_)
    buyers = parties_of(context, complements(noun, "to"), _BUYERS)
    suppliers = parties_of(context, subjects_of(noun.head), {Label.COMPANY})
    of = [token for token in complements(noun, "of") if token.head == noun]
    if found is None or not buyers or not suppliers or not of:
        return
    predicate = next(
        (one for one in find_predicates(passage, _DOING) if one.verb is noun.head or one.verb == noun.head), None
    )
    if predicate is not None and stands(predicate):
        yield ContractDraft(predicate, passage, suppliers, buyers, phrase_around(context, of[0], passage))
