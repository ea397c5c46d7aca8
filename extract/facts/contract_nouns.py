"""Contracts that no verb makes: "under contracts worth $290 million with B", "a contract between A and B"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.contract_terms import ContractDraft
from extract.facts.lookup import BODIES, PARTIES, first_party, parties
from extract.facts.triggers import CONTRACT_NOUNS, PROVIDING
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.phrases import Phrase, phrase_after, phrase_around
from extract.grammar.subjects import subject_phrases
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention

_DOING = PROVIDING | Verbs("produce make work operate deploy")
_MAKING_DEALS = Verbs("sign award end terminate cancel extend renew approve conclude make suspend")
_FARTHEST = 20
_REACH = 12


def find_noun_contracts(context: Context, passage: TokenSpan) -> Iterator[ContractDraft]:
    """Yield the contracts of a sentence that stand behind "under" with a doer, or "between" two parties."""
    doc = context.doc
    for token in passage:
        if token.lower_ not in CONTRACT_NOUNS or token.i == passage.start:
            continue
        phrase = phrase_around(context, token, passage)
        opening = doc[phrase.start - 1].lower_ if phrase.start > passage.start else ""
        draft = _signed_by(context, phrase, passage)
        if draft is not None:
            yield draft
            continue
        if opening == "under":
            draft = _under(context, phrase, passage)
        elif token.i + 1 < passage.end and doc[token.i + 1].lower_ == "between":
            draft = _between(context, phrase, token.i + 2, passage)
        else:
            draft = None
        if draft is not None:
            yield draft


def _under(context: Context, phrase: Phrase, passage: TokenSpan) -> ContractDraft | None:
    """Read "S produces equipment under contracts worth M with B"."""
    doing = [item for item in find_predicates(passage, _DOING) if item.verb.i < phrase.start]
    near = [item for item in doing if phrase.start - item.verb.i <= _REACH and not item.negated and not item.passive]
    if not near:
        return None
    predicate = near[-1]
    suppliers = first_party(
        context, subject_phrases(context, predicate, passage), passage, {Label.COMPANY, Label.ORGANISATION}
    )
    buyers = _with(context, phrase.end, passage)
    goods = phrase_after(context, predicate.verb.i + 1, passage)
    item = goods if goods is not None and goods.end <= phrase.start else phrase
    return ContractDraft(predicate, passage, suppliers, buyers, item) if suppliers else None


def _signed_by(context: Context, phrase: Phrase, passage: TokenSpan) -> ContractDraft | None:
    """Read "a contract with S, which B signed in May", "its contract with S was ended by B"."""
    doc = context.doc
    if phrase.end + 1 >= passage.end or doc[phrase.end].lower_ != "with":
        return None
    other = phrase_after(context, phrase.end + 1, passage)
    suppliers = parties(context, other, passage, {Label.COMPANY}) if other is not None else ()
    if other is None or not suppliers:
        return None
    for predicate in find_predicates(passage, _MAKING_DEALS):
        if predicate.verb.i < other.end or predicate.verb.i - other.end > _FARTHEST or predicate.negated:
            continue
        buyers: tuple[Mention, ...] = ()
        if predicate.passive:
            index = predicate.verb.i + 1
            agent = phrase_after(context, index + 1, passage) if doc[index : index + 1].text == "by" else None
            buyers = parties(context, agent, passage, BODIES) if agent is not None else ()
        elif any(token.lower_ in ("which", "that") for token in doc[other.end : other.end + 2]):
            buyers = first_party(context, subject_phrases(context, predicate, passage), passage, BODIES)
        return ContractDraft(predicate, passage, suppliers, buyers, phrase) if buyers else None
    return None


def _with(context: Context, index: int, passage: TokenSpan) -> tuple[Mention, ...]:
    doc = context.doc
    for position in range(index, min(passage.end - 1, index + _FARTHEST)):
        if doc[position].lower_ in ("with", "from"):
            phrase = phrase_after(context, position + 1, passage)
            return parties(context, phrase, passage, PARTIES) if phrase is not None else ()
        if doc[position].text in (",", ";", "."):
            break
    return ()


def _between(context: Context, phrase: Phrase, index: int, passage: TokenSpan) -> ContractDraft | None:
    """Read "a contract between A and B": a company and a state have sides, others do not."""
    first = phrase_after(context, index, passage)
    if first is None:
        return None
    both = parties(context, first, passage, PARTIES)
    if len(both) < 2:
        return None
    verb = phrase.head
    predicate = Predicate(verb, "contract", verb.i)
    companies = tuple(mention for mention in both if mention.label is Label.COMPANY)
    states = tuple(mention for mention in both if mention.label in BODIES)
    if companies and states:
        return ContractDraft(predicate, passage, companies, states, phrase)
    return ContractDraft(predicate, passage, (), (), phrase, parties=both)
