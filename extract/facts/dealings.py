"""Deals over the tree: contracts whose sides word order leaves open, told by a noun, a hiring or in the passive.

"The award of a contract to S by B", "B's contract with S", "B placed an order with S", "S was hired by B to build",
"B's purchase of scanners from S". Both sides must be named.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.contract_terms import ContractDraft
from extract.facts.dealing_sides import is_contract, purpose_of, sided
from extract.facts.lookup import BODIES, PARTIES
from extract.facts.product_words import PRODUCTS
from extract.facts.sides import SUPPLIERS
from extract.facts.triggers import BUYING, CONTRACT_NOUNS, SELLING
from extract.folding import listed
from extract.grammar.arguments import Frame, complements, frame_of, is_negated_noun, parties_of, possessors
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.phrases import phrase_around
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention

_BUYERS = BODIES | {Label.COMPANY}
_RECEIVING = Verbs("win secure receive land obtain clinch get take bag earn gain score capture snag")
_GIVING = Verbs("award give grant hand offer place issue")
_AGREEING = Verbs("sign ink enter conclude strike seal make reach have hold renew extend end terminate cancel close do")
_HIRING = Verbs("choose select hire contract commission engage appoint pick tap employ retain")
_GOVERNORS = _RECEIVING | _GIVING | _AGREEING | _HIRING | BUYING | SELLING
_FOLLOWING_THROUGH = Verbs("agree manage begin start continue commit go")
_SHARES = listed("share shares stake stakes half interest percent cent % third quarter majority holding capital stock")
_PENDING = listed(
    "bid bids bidding compete competing competed lost lose loses losing refused refuse failed rejected seek seeks"
    " seeking sought hope hopes hoping want wants wanted plan plans planning without deny denied talks negotiate"
    " negotiating negotiations considering potential possible proposed"
)
_ACTS = {"award": "award", "awarding": "award", "purchase": "buy", "purchases": "buy", "procurement": "buy",
         "acquisition": "buy", "sale": "sell", "sales": "sell", "supply": "sell", "delivery": "sell"}  # fmt: skip


def find_dealings(context: Context, passage: TokenSpan) -> Iterator[ContractDraft]:
    """Yield the deals of a sentence that name both sides, verbs first, then nouns."""
    frames = {predicate.verb.i: frame_of(predicate, passage) for predicate in find_predicates(passage, _GOVERNORS)}
    for frame in frames.values():
        draft = _hired(context, frame, passage) or _traded(context, frame, passage)
        if draft is not None and _stands(frame.predicate):
            yield draft
    for token in passage:
        if context.mention_of(token) is not None or token.dep_ == "compound" or is_negated_noun(token):
            continue
        if {word.lower_ for word in context.doc[max(passage.start, token.i - 6) : token.i]} & _PENDING:
            continue
        if token.lower_ in CONTRACT_NOUNS and token.pos_ == "NOUN":
            draft = _told(context, token, frames.get(token.head.i), passage)
        else:
            draft = _act(context, token, passage)
        if draft is not None and draft.suppliers and draft.buyers:
            yield draft


def _stands(predicate: Predicate) -> bool:
    """Whether a verb tells of a deal made: neither denied, nor possible, nor a mere wish."""
    if predicate.negated or predicate.modal in ("could", "may", "might", "would", "should", "can"):
        return False
    if not predicate.infinitive:
        return not predicate.ing or predicate.verb.dep_ == "acl"
    governor = predicate.verb.head
    return predicate.verb.dep_ == "xcomp" and _FOLLOWING_THROUGH.find(governor.lower_) is not None


def _hired(context: Context, frame: Frame, passage: TokenSpan) -> ContractDraft | None:
    """Read "B picked S to supply gates", "S was hired by B to build the system"."""
    predicate = frame.predicate
    if predicate.lemma not in _HIRING:
        return None
    suppliers = parties_of(context, frame.patients, {Label.COMPANY})
    buyers = parties_of(context, frame.agents, _BUYERS)
    purpose = purpose_of(context, predicate.verb.i + 1, passage)
    tasked = predicate.lemma in ("hire", "contract", "commission", "engage", "retain")
    if not suppliers or not buyers or (purpose != "supply" and not tasked):
        return None
    return ContractDraft(predicate, passage, suppliers[:1], buyers[:1], None)


def _traded(context: Context, frame: Frame, passage: TokenSpan) -> ContractDraft | None:
    """Read "gates were supplied to B by S", "B agreed to buy gates from S"."""
    predicate = frame.predicate
    goods = next((token for token in frame.patients if context.mention_of(token) is None), None)
    if goods is None or goods.lower_ in _SHARES or not is_goods(context, goods, passage):
        return None  # who sells a stake sells no goods
    if predicate.lemma in BUYING:
        buyers = parties_of(context, frame.agents, _BUYERS)
        suppliers = parties_of(context, frame.behind("from"), SUPPLIERS)
    elif predicate.lemma in SELLING:
        buyers = parties_of(context, frame.behind("to"), _BUYERS)
        suppliers = parties_of(context, frame.agents, SUPPLIERS)
    else:
        return None
    if not buyers or not suppliers:
        return None
    return ContractDraft(predicate, passage, suppliers, buyers, phrase_around(context, goods, passage))


def is_goods(context: Context, head: Token, passage: TokenSpan) -> bool:
    """Whether a noun is something that is bought: a product, or what is counted or priced."""
    phrase = phrase_around(context, head, passage)
    words = {token.lower_ for token in context.doc[phrase.start : phrase.end]}
    start, end = phrase.offsets(context)
    return bool(words & PRODUCTS) or bool(context.values_in(start, end))


def _told(context: Context, noun: Token, frame: Frame | None, passage: TokenSpan) -> ContractDraft | None:
    """Read a deal from its noun and the verb over it."""
    phrase = phrase_around(context, noun, passage)
    if not is_contract(phrase):
        return None
    owners = parties_of(context, possessors(noun), PARTIES - {Label.PERSON})
    near = parties_of(context, complements(noun, "with"), PARTIES - {Label.PERSON})
    predicate = frame.predicate if frame is not None else Predicate(noun, "contract", noun.i)
    if frame is not None and not _stands(predicate):
        return None
    if frame is not None and noun in (*frame.patients, *frame.recipients):
        draft = _governed(context, noun, frame, passage)
        if draft is not None:
            return draft
    if owners and near:
        return sided(context, predicate, passage, owners[:1], near, phrase)
    return None


def _governed(context: Context, noun: Token, frame: Frame, passage: TokenSpan) -> ContractDraft | None:
    predicate, phrase = frame.predicate, phrase_around(context, noun, passage)
    agents = parties_of(context, frame.agents, PARTIES - {Label.PERSON})
    if predicate.lemma in _RECEIVING and not predicate.passive:
        buyers = parties_of(context, frame.behind("from", "with", "by"), _BUYERS)
        buyers = buyers or parties_of(context, possessors(noun), BODIES)
        return ContractDraft(predicate, passage, agents, buyers[:1], phrase)
    if predicate.lemma in _GIVING:
        receivers = (*frame.recipients, *frame.behind("to", "with"))
        if predicate.passive and noun not in frame.patients:
            receivers = frame.patients
        return ContractDraft(predicate, passage, parties_of(context, receivers, SUPPLIERS), agents[:1], phrase)
    other = parties_of(context, frame.behind("with"), PARTIES - {Label.PERSON})
    if predicate.lemma in _AGREEING and agents and other:
        return sided(context, predicate, passage, agents[:1], other, phrase)
    return None


def _act(context: Context, noun: Token, passage: TokenSpan) -> ContractDraft | None:
    """Read "the award of a contract to S by B", "the purchase of scanners from S by B", "B's purchase of ..."."""
    act = _ACTS.get(noun.lower_)
    of = complements(noun, "of") if act is not None else ()
    if not of:
        return None
    owners = possessors(noun)
    doers: tuple[Mention, ...] = parties_of(context, (*complements(noun, "by"), *owners), _BUYERS)
    predicate = Predicate(noun, act or "", noun.i)
    phrase = phrase_around(context, of[0], passage)
    if act == "award" and is_contract(phrase):
        return ContractDraft(predicate, passage, parties_of(context, complements(noun, "to"), SUPPLIERS), doers, phrase)
    if not is_goods(context, of[0], passage):
        return None
    if act == "buy":
        sellers = parties_of(context, complements(noun, "from"), SUPPLIERS)
        return ContractDraft(predicate, passage, sellers, doers, phrase)
    if act == "sell":
        buyers = parties_of(context, complements(noun, "to"), _BUYERS)
        return ContractDraft(predicate, passage, doers, buyers, phrase)
    return None
