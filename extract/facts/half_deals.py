"""Deals of which a sentence names the supplier alone: "the contract with S was extended", "was ordered from S".

Read only where no other reader found a deal in the sentence: half a deal is worth telling, and worth less.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.contract_terms import ContractDraft
from extract.facts.deal_nouns import DEALING, is_pending
from extract.facts.dealing_sides import is_contract
from extract.facts.triggers import AWARDING, BUYING, CONTRACT_NOUNS
from extract.grammar.arguments import case_of, complements, frame_of, is_negated_noun, parties_of, subjects_of
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.phrases import phrase_around
from extract.grammar.reality import stands
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention, Money, Quantity

_COMPANIES = frozenset({Label.COMPANY})
_ACQUIRING = BUYING | Verbs("lease rent source")


def find_half_deals(context: Context, passage: TokenSpan) -> Iterator[ContractDraft]:
    """Yield the deals of a sentence whose supplier it names and whose buyer it leaves open."""
    for token in passage:
        deal = token.lower_ in CONTRACT_NOUNS and token.pos_ == "NOUN" and token.dep_ != "compound"
        if deal and context.mention_of(token) is None and not is_negated_noun(token):
            suppliers = _with(context, token, passage) or _under(context, token, passage)
            if suppliers and not is_pending(token, passage) and is_contract(phrase_around(context, token, passage)):
                yield ContractDraft(Predicate(token, "contract", token.i), passage, suppliers, (), None)
    priced = any(
        isinstance(item.value, Money | Quantity) for item in context.values_in(passage.start_char, passage.end_char)
    )
    for predicate in find_predicates(passage, AWARDING | _ACQUIRING) if priced else ():
        if not stands(predicate):
            continue
        frame = frame_of(predicate, passage)
        if predicate.lemma in _ACQUIRING:
            bought = not parties_of(context, frame.patients, _COMPANIES)
            suppliers = parties_of(context, frame.behind("from"), _COMPANIES) if bought else ()
        else:
            suppliers = parties_of(context, frame.patients, _COMPANIES) if predicate.passive else ()
        if len(suppliers) == 1:
            yield ContractDraft(predicate, passage, suppliers, (), None)


def _with(context: Context, noun: Token, passage: TokenSpan) -> tuple[Mention, ...]:
    """Return S of "extended the contract with S", () where another company has it, or where nothing is done to it."""
    if not any(item.verb == noun.head and stands(item) for item in find_predicates(passage, DEALING)):
        return ()
    near = [token for token in complements(noun, "with") if token.head == noun]
    found = parties_of(context, near, _COMPANIES)
    verb = noun.head
    doers = subjects_of(verb) if verb.pos_ == "VERB" and noun.dep_ == "obj" else ()
    return found if len(found) == 1 and not parties_of(context, doers, _COMPANIES) else ()


def _under(context: Context, noun: Token, passage: TokenSpan) -> tuple[Mention, ...]:
    """Return S of "the bins were put in by S under a deal"."""
    verb = noun.head
    if case_of(noun) != "under" or verb.pos_ != "VERB":
        return ()
    passive = any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children)
    agents = frame_of(Predicate(verb, "work", verb.i, passive=True), passage).agents if passive else ()
    return parties_of(context, agents, _COMPANIES)
