"""Deals told by a noun with its parties around it: a contract, an order, a concession; a supplier, a customer.

The readers before this one know where each side stands; this one asks only who is tied to the noun, by whatever
preposition, participle or verb of dealing, and takes a company and a body for supplier and buyer. Two companies
without a side have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.contract_terms import ContractDraft
from extract.facts.dealing_sides import is_contract
from extract.facts.lookup import BODIES
from extract.facts.triggers import CONTRACT_NOUNS
from extract.folding import listed
from extract.grammar.arguments import (
    case_of,
    complements,
    frame_of,
    is_negated_noun,
    parties_of,
    possessors,
    subjects_of,
)
from extract.grammar.clauses import NEGATIONS, Predicate, find_predicates
from extract.grammar.phrases import phrase_around
from extract.grammar.reality import stands
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention

_DEALS = CONTRACT_NOUNS | listed(
    "concession concessions commission commissions subcontracts procurements purchase-order"
)
_TIES = ("with", "between", "to", "from", "by", "for", "of", "among")
DEALING = Verbs(
    "win secure receive land obtain clinch get take bag scoop net earn gain score capture snag award give grant hand"
    " offer place issue sign ink enter conclude strike seal make reach have hold renew extend end terminate cancel"
    " close"
    " do announce beat run operate maintain provide deliver supply build perform work begin start rely cover include"
    " suspend complete fulfil fulfill execute choose select hire contract commission engage appoint pick tap beat"
    " publish approve agree outsource pay charge cost manage carry develop design produce make clean clear guard"
)
_SUPPLIERS = listed("supplier suppliers contractor contractors provider providers vendor vendors subcontractor")
_CUSTOMERS = listed("customer customers client clients buyer")
_CHOOSING = Verbs("choose select pick name appoint list count use keep hire become")
_MAKING = frozenset({"make", "makes", "made"})
_TAKING = frozenset({"take", "takes", "took", "taken", "receive", "received", "accepted"})
_HANDING = frozenset({"delivery", "deliveries", "payment", "payments"})
_SPEAKING = Verbs("say speak write act tell sue apologise apologize accept sign complain ask appeal thank")
_PENDING = listed(
    "bid bids bidding bidder compete competing lost lose loses losing refused refuse failed rejected seek seeks seeking"
    " sought hope hopes hoping want wants wanted plan plans planned planning without deny denied denies talks negotiate"
    " negotiating negotiations considering potential possible proposed former prospective would-be if sue sued sues"
    " suing dispute disputes disputed complaint complained protest protested rival"
)


def find_deal_nouns(context: Context, passage: TokenSpan) -> Iterator[ContractDraft]:
    """Yield the deals of a sentence whose noun has a company and a body around it."""
    for token in passage:
        if context.mention_of(token) is not None or token.pos_ != "NOUN" or is_negated_noun(token):
            continue
        if token.lower_ in _DEALS and token.dep_ != "compound":
            draft = _deal(context, token, passage)
        elif token.lower_ in _SUPPLIERS | _CUSTOMERS:
            draft = _relation(context, token, passage)
        elif token.lower_ == "behalf":
            draft = _on_behalf(context, token, passage)
        elif token.lower_ in _HANDING and token.dep_ == "obj":
            draft = _handing(context, token, passage)
        else:
            continue
        if draft is not None and not is_pending(token, passage):
            yield draft


def is_pending(noun: Token, passage: TokenSpan) -> bool:
    """Whether a deal is hoped for, lost or fought over: by the words before it, or the verb over it."""
    before = {token.lower_ for token in noun.doc[max(passage.start, noun.i - 6) : noun.i]}
    return bool(before & _PENDING) or (noun.lower_ in _DEALS and noun.head.lower_ in _PENDING)


def _deal(context: Context, noun: Token, passage: TokenSpan) -> ContractDraft | None:
    phrase = phrase_around(context, noun, passage)
    if not (is_contract(phrase) or noun.lower_ in _DEALS - CONTRACT_NOUNS):
        return None
    tied = [*possessors(noun), *(token for token in complements(noun, *_TIES) if _is_near(token, noun))]
    for participle in (child for child in noun.children if child.dep_ == "acl" and DEALING.find(child.lower_)):
        tied += [child for child in participle.children if case_of(child) in _TIES]
    suppliers, buyers = _sides(context, tied)
    predicate = Predicate(noun, "contract", noun.i)
    if suppliers and buyers:
        return ContractDraft(predicate, passage, suppliers, buyers, phrase)
    for found in find_predicates(passage, DEALING):
        verb = found.verb
        if not _governs(verb, noun) or not stands(found):
            continue
        frame = frame_of(found, passage)
        around = [*frame.agents, *frame.patients, *frame.recipients, *frame.behind(*_TIES)]
        suppliers, buyers = _sides(context, [*tied, *around])
        if suppliers and buyers:
            return ContractDraft(found, passage, suppliers, buyers, phrase)
    return None


def _is_near(token: Token, noun: Token) -> bool:
    """Whether a party belongs to a deal and not to something below it: "a contract for the port of B" is B's."""
    return token.head == noun or (token.head.head == noun and case_of(token) in ("of", "with", "from"))


def _governs(verb: Token, noun: Token) -> bool:
    """Whether a verb has a deal for its object, its passive subject, or the terms it is done under."""
    if noun.head == verb:
        return True
    return noun.dep_ in ("nmod", "conj") and noun.head.head == verb


def _sides(context: Context, tokens: Iterable[Token]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Return the company and the body among some heads, () for a side that nobody or a second company takes."""
    tokens = list(tokens)
    companies = parties_of(context, tokens, {Label.COMPANY})
    bodies = parties_of(context, tokens, BODIES)
    return (companies if len(companies) == 1 else ()), bodies[:1]


def _relation(context: Context, noun: Token, passage: TokenSpan) -> ContractDraft | None:
    """Read "S is a supplier of B", "B's contractor S", "B chose S as its supplier", "S's customers include B"."""
    buyers_are = noun.lower_ in _CUSTOMERS
    if {child.lower_ for child in noun.children} & (NEGATIONS | {"former", "potential", "possible"}):
        return None
    others = [*possessors(noun), *(token for token in complements(noun, "of", "to", "for") if token.head == noun)]
    verb = noun.head
    explained = list(subjects_of(noun)) if any(child.dep_ == "cop" for child in noun.children) else []
    if noun.dep_ == "appos":
        explained.append(verb)
    explained += [child for child in noun.children if child.dep_ in ("appos", "flat") and child.i > noun.i]
    if noun.dep_ in ("compound", "nmod") and context.mention_of(verb) is not None and 0 < verb.i - noun.i < 3:
        explained.append(verb)
    if noun.dep_ in ("nsubj", "nsubj:outer") and verb.lower_ in ("include", "includes", "included", "are"):
        explained += [child for child in verb.children if child.dep_ == "obj"]
    chosen = _CHOOSING.find(verb.lower_) if case_of(noun) in ("as", "among") else None
    if chosen is not None:
        frame = frame_of(Predicate(verb, chosen[0], verb.i, passive=_is_passive(verb)), passage)
        explained += frame.patients
        others += frame.agents
    one, other = (others, explained) if buyers_are else (explained, others)
    suppliers = parties_of(context, one, {Label.COMPANY})
    buyers = parties_of(context, other, BODIES | {Label.COMPANY})
    buyers = tuple(one for one in buyers if one.name_id not in {two.name_id for two in suppliers[:1]})
    if not suppliers or not buyers:
        return None
    return ContractDraft(Predicate(noun, "contract", noun.i), passage, suppliers[:1], buyers, None)


def _on_behalf(context: Context, noun: Token, passage: TokenSpan) -> ContractDraft | None:
    """Read "the work was carried out by S on behalf of B", "S runs the camp on behalf of B"."""
    verb = noun.head
    if case_of(noun) != "on" or verb.pos_ != "VERB" or _SPEAKING.find(verb.lower_) is not None:
        return None
    found = Predicate(verb, "work", verb.i, passive=_is_passive(verb))
    suppliers = parties_of(context, frame_of(found, passage).agents, {Label.COMPANY})
    buyers = parties_of(context, complements(noun, "of"), BODIES) or parties_of(context, possessors(noun), BODIES)
    if any(child.lower_ in NEGATIONS or child.tag_ == "MD" for child in verb.children):
        return None
    return ContractDraft(found, passage, suppliers[:1], buyers[:1], None) if suppliers and buyers else None


def _handing(context: Context, noun: Token, passage: TokenSpan) -> ContractDraft | None:
    """Read "B took delivery of 40 scanners from S", "B made payments of M to S"."""
    verb = noun.head
    paying = noun.lower_.startswith("payment")
    wanted = (
        ("make", "makes", "made") if paying else ("take", "takes", "took", "taken", "receive", "received", "accepted")
    )
    if verb.lower_ not in wanted or any(child.lower_ in NEGATIONS or child.tag_ == "MD" for child in verb.children):
        return None
    frame = frame_of(Predicate(verb, "take", verb.i), passage)
    suppliers = parties_of(context, frame.behind("to" if paying else "from"), {Label.COMPANY})
    buyers = parties_of(context, frame.agents, BODIES | {Label.COMPANY})
    item = None if paying else phrase_around(context, noun, passage)
    return ContractDraft(frame.predicate, passage, suppliers[:1], buyers[:1], item) if suppliers and buyers else None


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "aux:pass" for child in verb.children)
