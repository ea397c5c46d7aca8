"""Goods and whose they are: "V cameras", "readers made by V", "the lorries that V sold", and where they are taken up.

The vendor of goods is named with them, or was when the document told of them before: "the aircraft", "14 of the
scanners", "They were installed in May". What is taken up has one vendor in the document, or it has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.product_words import ANY, NO_GOODS, PRODUCTS, same_goods
from extract.grammar.arguments import case_of, complements, frame_of, parties_of, possessors, subjects_of
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.passages import find_passages
from extract.grammar.phrases import phrase_after
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention

MAKING = Verbs("make manufacture build produce develop design supply deliver sell provide ship market license create")
BUYING = Verbs("buy purchase procure order acquire obtain source lease rent import")
_TRADING = MAKING | BUYING
_EQUIPPING = Verbs("equip fit outfit furnish supply provide")
_DELIVERIES = frozenset({"delivery", "supply", "sale", "shipment", "provision"})
_COMPANIES = frozenset({Label.COMPANY})
_MODIFIERS = ("compound", "amod", "nummod", "nmod:poss", "nmod:desc")
_DEFINITE = frozenset({"the", "these", "those", "this", "that", "its", "their", "his", "her", "all", "both"})
_PRONOUNS = frozenset({"they", "them", "those", "these", "it"})
_QUANTIFIERS = frozenset({"some", "most", "many", "several", "dozens", "hundreds", "thousands", "number", "fleet",
                          "pair", "batch", "all", "few", "half", "lot", "series", "range", "more"})  # fmt: skip
_CALLED = frozenset({"called", "named", "dubbed", "known", "branded", "titled"})
_NEAR = 2  # passages that a pronoun, a bare number or "the system" look back, and that "the cameras" may be told after


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods in a passage: their head, the node that a verb governs ("14" of "14 of the scanners"), whose they are."""

    head: Token
    node: Token
    vendor: Mention
    named: bool

    def words(self) -> str:
        """Return what they are, without count, owner and maker."""
        kept = [child for child in self.head.children if child.dep_ in ("compound", "amod") and child.i < self.head.i]
        kept = [child for child in kept if child.ent_type_ == "" and child.pos_ in ("NOUN", "ADJ", "VERB")]
        first = min((child.left_edge.i for child in kept), default=self.head.i)
        return self.head.doc[first : self.head.i + 1].text


@dataclass(frozen=True, slots=True)
class _Known:
    """Goods whose vendor a passage names."""

    passage: int
    noun: str
    vendor: Mention


def goods_of(context: Context) -> tuple[tuple[TokenSpan, tuple[Goods, ...]], ...]:
    """Return the passages of a document, in order, each with the goods in it whose vendor can be told."""
    passages = tuple(find_passages(context))
    told = [list(_named(context, passage)) for passage in passages]
    for number in range(1, len(passages)):
        told[number - 1] += _named_after(context, passages[number - 1], passages[number])
    titles = _titles(context, told)
    for number, passage in enumerate(passages if titles else ()):
        told[number] += _titled(passage, titles, {goods.head.i for goods in told[number]})
    known = [_Known(i, goods.head.lower_, goods.vendor) for i, some in enumerate(told) for goods in some]
    return tuple(
        (passage, (*told[i], *_taken_up(context, passage, i, known, {goods.head.i for goods in told[i]})))
        for i, passage in enumerate(passages)
    )


def _titles(context: Context, told: list[list[Goods]]) -> dict[str, Mention]:
    """Return the names of products with their makers: "its Lantern spyware", "V's spyware Lantern"."""
    found: dict[str, Mention] = {}
    for goods in (one for some in told for one in some):
        near = [child for child in goods.head.children if child.dep_ in ("compound", "appos", "flat", "nmod:desc")]
        for verb in goods.head.children:
            if verb.dep_ == "acl" and verb.lower_ in _CALLED:
                near += [child for child in verb.children if child.i > verb.i]
        for token in near:
            mention = context.mention_of(token)
            company = mention is not None and mention.label is not Label.ORGANISATION
            if token.pos_ == "PROPN" and token.text[0].isupper() and len(token) > 2 and not company:
                found.setdefault(token.text, goods.vendor)
    return found


def _titled(passage: TokenSpan, titles: dict[str, Mention], taken: set[int]) -> Iterator[Goods]:
    """Yield goods that stand by their own name: "Lantern has been used by ..."."""
    for token in passage:
        vendor = titles.get(token.text)
        if vendor is not None and token.dep_ not in ("compound", "flat") and not {token.i, token.head.i} & taken:
            yield Goods(token, token, vendor, named=True)


def _named_after(context: Context, before: TokenSpan, passage: TokenSpan) -> Iterator[Goods]:
    """Yield goods whose maker the next sentence names: "220 cameras. Those were supplied by V"."""
    heads = [token for token in before if is_goods(context, token)]
    for predicate in find_predicates(passage, _TRADING) if heads else ():
        frame = frame_of(predicate, passage)
        pronoun = any(token.lower_ in _PRONOUNS and context.mention_of(token) is None for token in frame.patients)
        sellers = frame.agents if predicate.lemma in MAKING else frame.behind("from")
        vendors = parties_of(context, sellers, _COMPANIES) if pronoun and predicate.passive else ()
        if vendors:
            yield Goods(heads[-1], node_of(heads[-1]), vendors[0], named=True)


def is_goods(context: Context, token: Token) -> bool:
    """Whether a token is the head of a noun phrase that names goods by its own word."""
    return token.lower_ in PRODUCTS and token.pos_ in ("NOUN", "PROPN") and _is_head(context, token)


def _is_head(context: Context, token: Token) -> bool:
    return token.dep_ != "compound" and context.mention_of(token) is None


def _named(context: Context, passage: TokenSpan) -> Iterator[Goods]:
    found: dict[int, Goods] = {}
    for token in passage:
        if token.pos_ != "NOUN" or not _is_head(context, token) or token.lower_ in NO_GOODS:
            continue
        vendor = _vendor(context, token)
        if vendor is not None:
            found.setdefault(token.i, Goods(token, node_of(token), vendor, named=True))
    for predicate in find_predicates(passage, _TRADING | _EQUIPPING):
        for head, vendor in (*_traded(context, predicate, passage), *_equipped(context, predicate, passage)):
            found.setdefault(head.i, Goods(head, node_of(head), vendor, named=True))
    yield from found.values()


def _vendor(context: Context, noun: Token) -> Mention | None:
    """Return the company whose goods a noun names, by possessor, maker or source."""
    for child in noun.children:
        if child.dep_ == "acl" and child.i > noun.i and MAKING.find(child.lower_) is not None:
            by = [token for token in child.children if token.dep_.startswith("obl") and case_of(token) == "by"]
            made = parties_of(context, by, _COMPANIES)
            if made:
                return made[0]
    if noun.lower_ not in PRODUCTS:
        return None
    behind = [token for token in complements(noun, "from", "of", "by") if token.head == noun]
    found = parties_of(context, (*possessors(noun), *behind), _COMPANIES) or _delivered(context, noun)
    return found[0] if found else _maker_behind(context, noun)


def _maker_behind(context: Context, noun: Token) -> Mention | None:
    """Return the company right behind goods by the order of words: "rifles of the Serbian maker V"."""
    doc = noun.doc
    if noun.i + 2 >= len(doc) or doc[noun.i + 1].lower_ not in ("from", "of", "by"):
        return None
    maker = phrase_after(context, noun.i + 2, noun.sent)
    mention = maker.mention if maker is not None else None
    return mention if mention is not None and mention.label is Label.COMPANY and mention.name_id else None


def _delivered(context: Context, noun: Token) -> tuple[Mention, ...]:
    """Return whose delivery of goods is told: "V completed the delivery of 36 drones"."""
    act = noun.head
    if act.lower_ not in _DELIVERIES or case_of(noun) != "of":
        return ()
    doers = subjects_of(act.head) if act.dep_ == "obj" else ()
    return parties_of(context, (*possessors(act), *complements(act, "by"), *doers), _COMPANIES)


def _traded(context: Context, predicate: Predicate, passage: TokenSpan) -> Iterator[tuple[Token, Mention]]:
    """Yield goods with the company that makes, sells or delivers them, or from whom they are bought."""
    if predicate.negated or predicate.lemma not in _TRADING:
        return
    frame = frame_of(predicate, passage)
    sellers = frame.agents if predicate.lemma in MAKING else frame.behind("from")
    vendors = parties_of(context, sellers, _COMPANIES)
    for head in frame.patients if vendors else ():
        if is_goods(context, head):
            yield head, vendors[0]


def _equipped(context: Context, predicate: Predicate, passage: TokenSpan) -> Iterator[tuple[Token, Mention]]:
    """Yield the goods with which a company fits out another: not its own cars, whose fittings are somebody else's."""
    if predicate.negated or predicate.lemma not in _EQUIPPING:
        return
    frame = frame_of(predicate, passage)
    own = any(child.lower_ in ("its", "their") for token in frame.patients for child in token.children)
    vendors = () if own else parties_of(context, frame.agents, _COMPANIES)
    for head in frame.behind("with") if vendors and frame.patients else ():
        if is_goods(context, head):
            yield head, vendors[0]


def node_of(head: Token) -> Token:
    """Return what a verb governs where it governs goods: "14" of "14 of the scanners", "a fleet" of drones."""
    node = head
    while node.dep_ == "nmod" and case_of(node) == "of" and (
        node.head.pos_ == "NUM" or node.head.lower_ in _QUANTIFIERS
    ):  # fmt: skip
        node = node.head
    return node


def _taken_up(
    context: Context, passage: TokenSpan, number: int, known: list[_Known], taken: set[int]
) -> Iterator[Goods]:
    """Yield goods that a passage takes up, and those whose vendor the next sentences name."""
    for token in passage:
        if token.i in taken or token.pos_ not in ("NOUN", "PRON", "DET", "NUM"):
            continue
        vendor = _known_vendor(context, token, number, known)
        if vendor is not None:
            yield Goods(token, node_of(token), vendor, named=False)


def _known_vendor(context: Context, token: Token, number: int, known: list[_Known]) -> Mention | None:
    if is_goods(context, token):
        definite = any(child.lower_ in _DEFINITE for child in token.children)
        reach = _NEAR if token.lower_ in ANY else len(known) + number
        before = [item for item in known if 0 <= number - item.passage <= reach and same_goods(token.lower_, item.noun)]
        after = [item for item in known if 0 < item.passage - number <= _NEAR and same_goods(item.noun, token.lower_)]
        return _only(before) if definite and before else _only(after)
    if token.pos_ == "NUM":
        bare = token.dep_ in ("nsubj:pass", "obj", "nsubj") and context.value_at(token.idx) is None
        return _only(_last(known, number)) if bare and not any(True for _ in token.children) else None
    pronoun = (
        token.lower_ in _PRONOUNS and context.mention_of(token) is None and token.dep_ in ("nsubj:pass", "obj", "nsubj")
    )
    return _only(_last(known, number)) if pronoun and token.tag_ != "EX" else None


def _last(known: list[_Known], number: int) -> list[_Known]:
    near = [item for item in known if 0 <= number - item.passage <= 1]
    return [item for item in near if item.passage == number] or near


def _only(items: list[_Known]) -> Mention | None:
    vendors = {item.vendor.name_id: item.vendor for item in items}
    return next(iter(vendors.values())) if len(vendors) == 1 else None
