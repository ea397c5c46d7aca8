"""Purchases: what is bought, sold, supplied, spent on and paid for, where both the buyer and the seller can be told."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.contract_terms import ContractDraft
from extract.facts.deployment import find_products
from extract.facts.lookup import BODIES, PARTIES
from extract.facts.product_words import PRODUCTS
from extract.facts.sides import SUPPLIERS, behind, object_of, subject_of
from extract.facts.triggers import BUYING, PAYING, SELLING, SPENDING
from extract.folding import listed
from extract.grammar.clauses import Predicate
from extract.grammar.phrases import Phrase, phrase_after
from extract.records import Label, Mention, Money

_OWNERSHIP = listed("shares share stake capital stock interest half whole % cent percent")
_PAYING_OUT = SPENDING | PAYING
_ANAPHORIC = frozenset({"equipment", "technology", "products", "goods", "devices", "kit"})
_NO_GOODS = listed(
    "evidence letter information support assistance help advice testimony statement documents details answers petition"
    " headquarters building buildings land site factory subsidiary unit business businesses division arm brand offices"
    " data report response speech message access training copy copies list verdict warning blow"
)
_NO_PURCHASE = listed("fine fines tax taxes penalty damages compensation settlement dividend")


def bought(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:  # noqa: PLR0911 - a chain of tests
    """Read "B bought cameras from S", "they purchased $1.3 million worth of equipment"; not the buying of companies."""
    if predicate.lemma not in BUYING:
        return None
    if predicate.passive:
        buyer = behind(context, predicate.verb.i + 1, passage, ("by",), PARTIES)
        supplier = behind(context, predicate.verb.i + 1, passage, ("from",), SUPPLIERS)
        return ContractDraft(predicate, passage, supplier, buyer, None) if buyer and supplier else None
    item = object_of(context, predicate, passage)
    if item is None or (item.mention is not None and item.mention.label in PARTIES):
        return None
    goods = _goods(context, item, passage)
    if {item.head.lower_, goods.head.lower_} & _OWNERSHIP:
        return None
    buyer = subject_of(context, predicate, passage, BODIES | {Label.COMPANY})
    supplier = behind(context, item.end, passage, ("from",), SUPPLIERS) or _maker(context, goods, passage)
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
        return behind(context, goods.end, passage, ("by",), SUPPLIERS)
    return ()


def sold(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "S sold cameras to B", "S will supply B with gates"; a supplier without a buyer is no contract."""
    if predicate.lemma not in SELLING or predicate.ing or predicate.modal in ("could", "may", "might", "would"):
        return None
    if predicate.passive:
        supplier = behind(context, predicate.verb.i + 1, passage, ("by",), SUPPLIERS)
        buyer = behind(context, predicate.verb.i + 1, passage, ("to",), BODIES | {Label.COMPANY})
        return ContractDraft(predicate, passage, supplier, buyer, None) if supplier and buyer else None
    supplier = subject_of(context, predicate, passage, SUPPLIERS)
    item = object_of(context, predicate, passage)
    if not supplier or item is None or item.head.lower_ in _NO_GOODS | _OWNERSHIP:
        return None
    if item.mention is not None and item.mention.label in BODIES | {Label.COMPANY}:
        with_what = item.end < passage.end and context.doc[item.end].lower_ == "with"
        goods = phrase_after(context, item.end + 1, passage) if with_what else None
        return ContractDraft(predicate, passage, supplier, (item.mention,), goods) if goods is not None else None
    buyer = behind(context, item.end, passage, ("to",), BODIES | {Label.COMPANY})
    return ContractDraft(predicate, passage, supplier, buyer, item) if buyer else None


def spent(context: Context, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    """Read "B spent M on Y", "B paid S M": only where the seller or maker is named."""
    if predicate.passive or predicate.lemma not in _PAYING_OUT:
        return None
    buyer = subject_of(context, predicate, passage, BODIES | {Label.COMPANY})
    item = object_of(context, predicate, passage)
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
    if not supplier or words & _NO_PURCHASE:
        return None
    return ContractDraft(predicate, passage, supplier, buyer, None)
