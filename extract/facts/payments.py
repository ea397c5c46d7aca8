"""Deals told by money or by goods: who was paid what by whom, and who bought what a vendor is known for.

"S was paid M by B", "B pays the firm M a year", "S received M from B for it", "the cameras were procured from S",
"B had bought them for M". What is paid in fines, taxes or damages is no deal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.contract_terms import ContractDraft
from extract.facts.goods import Goods
from extract.facts.lookup import BODIES
from extract.folding import listed
from extract.grammar.arguments import Frame, frame_of, joined_heads, parties_of
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.phrases import phrase_around
from extract.grammar.reality import stands
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention, Money

_PAYING = Verbs("pay")
_EARNING = Verbs("receive earn collect get charge bill invoice")
_SPENDING = Verbs("spend")
_BUYING = Verbs("buy purchase procure order acquire source lease rent")
_ALL = _PAYING | _EARNING | _SPENDING | _BUYING
_SELLERS = frozenset({Label.COMPANY, Label.ORGANISATION})
_BUYERS = BODIES | {Label.COMPANY}
_NO_PURCHASE = listed(
    "fine fines fined tax taxes penalty penalties damages compensation settlement dividend dividends bribe bribes"
    " donation donations grant grants subsidy subsidies loan loans aid complaint complaints kickbacks rent wages salary"
    " shares stake investment ransom"
)


def find_payments(context: Context, passage: TokenSpan, goods: Sequence[Goods]) -> Iterator[ContractDraft]:
    """Yield the deals of a sentence that money or goods tell of."""
    words = {token.lower_ for token in passage}
    for predicate in find_predicates(passage, _ALL):
        if not stands(predicate):
            continue
        frame = frame_of(predicate, passage)
        if predicate.lemma in _BUYING:
            draft = _bought(context, frame, passage, goods)
        elif words & _NO_PURCHASE or not (_money(context, passage) or _for_work(predicate)):
            draft = None
        elif predicate.lemma in _SPENDING:
            draft = _spent(context, frame, passage, goods)
        else:
            draft = _paid(context, frame, passage)
        if draft is not None and draft.suppliers:
            yield draft


def _for_work(predicate: Predicate) -> bool:
    """Whether somebody "was paid to clean the river"."""
    return predicate.passive and any(
        child.dep_ in ("advcl", "xcomp") and child.tag_ == "VB" and child.i > predicate.verb.i
        for child in predicate.verb.children
    )


def _paid(context: Context, frame: Frame, passage: TokenSpan) -> ContractDraft | None:
    predicate = frame.predicate
    if predicate.lemma in _EARNING:
        sellers, buyers = frame.agents, frame.behind("from", "by")
        if predicate.lemma in ("charge", "bill", "invoice"):
            buyers = (*frame.patients, *frame.recipients)
    elif predicate.passive:
        sellers, buyers = frame.patients, frame.behind("by")
    else:
        sellers, buyers = (*frame.recipients, *frame.patients, *frame.behind("to")), frame.agents
    suppliers = parties_of(context, sellers, {Label.COMPANY})
    return ContractDraft(predicate, passage, suppliers[:1], parties_of(context, buyers, _BUYERS)[:1], None) if (
        suppliers and parties_of(context, buyers, _BUYERS)
    ) else None  # fmt: skip


def _spent(context: Context, frame: Frame, passage: TokenSpan, goods: Sequence[Goods]) -> ContractDraft | None:
    """Read "B spent M on 220 cameras", "B spent M on software from S": of goods whose vendor is known."""
    for head in (one for first in frame.behind("on", "for") for one in joined_heads(first)):
        sold = _goods_at(goods, head)
        if sold is not None and not frame.predicate.passive:
            buyers = parties_of(context, frame.agents, _BUYERS)
            return ContractDraft(frame.predicate, passage, (sold.vendor,), buyers[:1], None) if buyers else None
    return None


def _bought(context: Context, frame: Frame, passage: TokenSpan, goods: Sequence[Goods]) -> ContractDraft | None:
    """Read "the cameras were procured from S", "B had bought them in 2019": of goods, never of companies."""
    predicate = frame.predicate
    sold = next((one for head in frame.patients for one in [_goods_at(goods, head)] if one is not None), None)
    if sold is None:
        return None
    suppliers = parties_of(context, frame.behind("from"), _SELLERS) or (sold.vendor,)
    buyers = parties_of(context, frame.agents, _BUYERS)
    if not buyers and not (predicate.passive and _money(context, passage)):
        return None
    item = phrase_around(context, sold.head, passage) if sold.head.pos_ == "NOUN" else None
    return ContractDraft(predicate, passage, suppliers[:1], buyers[:1] or _user_before(context, passage), item)


def _user_before(context: Context, passage: TokenSpan) -> tuple[Mention, ...]:
    """Return who acts in the sentence before, if a body: "B operates 40 cameras. They were bought from S"."""
    number = context.sentence_number(passage.start_char)
    if not number or context.sentences[number - 1].end_char < passage.start_char - 2:
        return ()
    root = context.sentences[number - 1].root
    return parties_of(context, [child for child in root.children if child.dep_ == "nsubj"], BODIES)


def _goods_at(goods: Sequence[Goods], head: Token) -> Goods | None:
    return next((one for one in goods if head in (one.head, one.node)), None)


def _money(context: Context, passage: TokenSpan) -> bool:
    return any(isinstance(item.value, Money) for item in context.values_in(passage.start_char, passage.end_char))


def is_priced(context: Context, predicate: Predicate, passage: TokenSpan) -> bool:
    """Whether an amount stands behind a verb in its sentence."""
    found = context.values_in(predicate.verb.idx, passage.end_char)
    return any(isinstance(item.value, Money) for item in found)
