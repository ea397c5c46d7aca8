"""Deployments told by who puts equipment up: "V installed cameras in P", "240 were put up at P by V"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.deployment import PLACING, Product, deployment_fact, find_products, mentions_behind
from extract.facts.lookup import bare
from extract.facts.product_words import PRODUCTS
from extract.facts.sides import behind, object_of, subject_of
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.passages import find_passages
from extract.grammar.phrases import Phrase
from extract.grammar.subjects import relative_object, subject_phrases
from extract.grammar.verbs import Verbs
from extract.records import Fact, Label, Mention

_INSTALLING = Verbs("install deploy mount erect put run operate")
_COMPANIES = frozenset({Label.COMPANY})


def find_installations(context: Context) -> Iterator[Fact]:
    """Yield the deployments of a document that a company is said to have made, in the order of the text."""
    for passage in find_passages(context):
        for predicate in find_predicates(passage, _INSTALLING):
            if predicate.negated or predicate.tentative or predicate.infinitive or predicate.ing:
                continue
            read = _passive if predicate.passive else _active
            fact = read(context, predicate, passage)
            if fact is not None:
                yield fact


def _active(context: Context, predicate: Predicate, passage: TokenSpan) -> Fact | None:
    """Read "V has installed cameras at P", "cameras which V has installed at P"."""
    vendors = subject_of(context, predicate, passage, _COMPANIES)
    item = object_of(context, predicate, passage)
    if item is None or item.head.lower_ not in PRODUCTS:
        item = relative_object(context, predicate, passage)
    index = max(predicate.verb.i + 1, item.end if item is not None else 0)
    return _fact(context, predicate, passage, vendors, item, index)


def _passive(context: Context, predicate: Predicate, passage: TokenSpan) -> Fact | None:
    """Read "240 cameras were put up at P by V"."""
    vendors = behind(context, predicate.verb.i + 1, passage, ("by",), _COMPANIES)
    item = next(subject_phrases(context, predicate, passage), None)
    return _fact(context, predicate, passage, vendors, item, predicate.verb.i + 1)


def _fact(
    context: Context, predicate: Predicate, passage: TokenSpan, vendors: tuple[Mention, ...], item: Phrase | None,
    index: int,
) -> Fact | None:  # fmt: skip
    if not vendors or item is None or not (item.head.lower_ in PRODUCTS or item.head.pos_ == "NUM"):
        return None
    if any(item.start <= product.start < item.end for product in find_products(context, passage)):
        return None  # somebody's own product, which is read as such
    words = bare(item.text(context)) if item.head.lower_ in PRODUCTS else ""
    product = Product(item.start, item.end, vendors[0], words)
    places = [m for m in mentions_behind(context, index, passage, PLACING) if m.label is Label.PLACE]
    return deployment_fact(context, product, predicate, passage, [], places) if places else None
