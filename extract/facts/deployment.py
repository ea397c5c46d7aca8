"""Deployments: whose equipment stands where, and who uses it.

A vendor is named by its products ("Veshtar cameras", "cameras made by Veshtar"); a user or a place by what is fitted,
installed or used. One without the other is no deployment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.deployment_frames import is_ended, user_of
from extract.facts.drafts import make_fact
from extract.facts.goods import goods_of, is_goods
from extract.facts.lookup import bare, date_near, labelled, quantity_in
from extract.facts.product_words import PRODUCTS
from extract.facts.stance import Stance, is_claimed, stance_of
from extract.facts.triggers import FITTING, MAKING, PUTTING_UP, USING
from extract.facts.usage import usage_of
from extract.facts.use_ties import use_tied_to
from extract.grammar.clauses import BE, FUTURE, NEGATIONS, POSSIBLE, Predicate, find_predicates
from extract.grammar.phrases import Phrase, phrase_after, phrase_before
from extract.grammar.subjects import subject_phrases
from extract.grammar.verbs import Verbs
from extract.records import Fact, FactKind, Label, Mention, Modality, Role

USERS = frozenset({Label.GOVERNMENT, Label.ORGANISATION, Label.COMPANY})
_STANDING = PUTTING_UP | USING
PLACING = frozenset(["in", "at", "across", "around", "on", "along", "throughout", "over", "outside", "inside"])
_FARTHEST = 20


@dataclass(frozen=True, slots=True)
class Product:
    """Equipment with the company behind it, as token indices."""

    start: int
    end: int
    vendor: Mention
    words: str


def find_deployments(context: Context) -> Iterator[Fact]:
    """Yield the deployments of a document in the order of the text."""
    for passage, goods in goods_of(context):
        products = find_products(context, passage)
        told = False
        for product in products:
            for read in (_fitted, _used, _put_up, _in_use, _governed):
                fact = read(context, product, passage)
                if fact is not None:
                    told = True
                    yield fact
                    break
        for one in goods:
            usage = usage_of(context, one, passage)
            if usage is None and not told:
                usage = use_tied_to(context, one, passage)
            if usage is not None and not is_claimed(context, usage.predicate.verb.idx):
                product = Product(
                    one.head.i, one.head.i + 1, one.vendor, one.words() if is_goods(context, one.head) else ""
                )
                fact = deployment_fact(
                    context, product, usage.predicate, passage, list(usage.users), list(usage.places)
                )
                if fact is not None:
                    yield fact


def find_products(context: Context, passage: TokenSpan) -> tuple[Product, ...]:
    """Return the products of a sentence whose vendor is named: "V cameras", "its cameras", "cameras made by V"."""
    found: list[Product] = []
    for token in passage:
        if token.lower_ not in PRODUCTS or context.mention_of(token) is not None:
            continue
        following = context.doc[token.i + 1] if token.i + 1 < passage.end else None
        if following is not None and following.lower_ in PRODUCTS:
            continue
        phrase = phrase_before(context, token.i + 1, passage)
        if phrase is None:
            continue
        product = _own(context, phrase) or _made_by(context, phrase, passage)
        if product is not None:
            found.append(product)
    return tuple(found)


def _own(context: Context, phrase: Phrase) -> Product | None:
    vendors = [mention for mention in phrase.inner if mention.label is Label.COMPANY and mention.name_id]
    if not vendors:
        return None
    between = context.doc[context.tokens(vendors[-1].start, vendors[-1].end).end : phrase.end]
    if any(token.pos_ == "VERB" or MAKING.find(token.lower_) for token in between):
        return None  # "Veshtar supplied equipment"
    last = context.tokens(vendors[-1].start, vendors[-1].end).end
    start = last + 1 if context.doc[last].lower_ in ("'s", "’s", "'", "’") else last
    return Product(phrase.start, phrase.end, vendors[-1], context.doc[start : phrase.end].text)


def _made_by(context: Context, phrase: Phrase, passage: TokenSpan) -> Product | None:
    """Read "cameras made by the tech giant V", "cameras from V"."""
    doc = context.doc
    index = phrase.end
    if index + 1 >= passage.end:
        return None
    if MAKING.find(doc[index].lower_) is not None and doc[index + 1].lower_ == "by":
        index += 2
    elif doc[index].lower_ == "from":
        index += 1
    else:
        return None
    maker = phrase_after(context, index, passage)
    if maker is None or maker.mention is None or maker.mention.label is not Label.COMPANY or not maker.mention.name_id:
        return None
    return Product(phrase.start, maker.end, maker.mention, _without_count(context, phrase))


def _without_count(context: Context, phrase: Phrase) -> str:
    start = phrase.start
    while start < phrase.end - 1 and context.doc[start].pos_ in ("NUM", "DET", "PRON", "ADV"):
        start += 1
    return bare(context.doc[start : phrase.end].text)


def deployment_fact(
    context: Context, product: Product, predicate: Predicate, passage: TokenSpan, users: list[Mention],
    places: list[Mention],
) -> Fact | None:  # fmt: skip
    """Return the deployment of a product, None where nobody uses it and it stands nowhere, or where it is denied."""
    users = [user for user in users if user.name_id != product.vendor.name_id]
    if not users and not places:
        return None
    stance = stance_of(context, predicate)
    if stance.modality is Modality.DENIED:
        return None
    if predicate.modal == "can" and stance.modality is Modality.POSSIBLE:
        stance = Stance()  # "can be found in" says that it is there
    roles = [(Role.VENDOR, product.vendor), *((Role.USER, m) for m in users), *((Role.PLACE, m) for m in places)]
    quantity = quantity_in(context, context.doc[product.start].idx - 24, context.doc[product.end - 1].idx + 1)
    return make_fact(
        context, FactKind.DEPLOYMENT, roles, [passage],
        values={
            "product": product.words or None, "date": date_near(context, passage, predicate.verb.idx),
            "quantity": quantity if quantity is not None and quantity.unit != "percent" else None,
        },
        modality=stance.modality, claimed_by=stance.claimed_by, confidence=0.8,
    )  # fmt: skip


def _near_before(context: Context, product: Product, passage: TokenSpan, verbs: Verbs) -> Predicate | None:
    """Return the verb just before a product, None where it is negated, tentative or no verb of its own."""
    before = [item for item in find_predicates(passage, verbs) if item.verb.i < product.start]
    if not before or product.start - before[-1].verb.i > 4:
        return None
    chosen = before[-1]
    auxiliary = chosen.lemma == "have" and context.doc[chosen.verb.i + 1].tag_ in ("VBN", "RB", "VBD")
    return None if chosen.negated or chosen.tentative or chosen.infinitive or auxiliary else chosen


def _fitted(context: Context, product: Product, passage: TokenSpan) -> Fact | None:
    """Read "the building in London is fitted with cameras made by V"."""
    predicate = _near_before(context, product, passage, FITTING)
    if predicate is None or not predicate.passive or context.doc[predicate.verb.i + 1].lower_ not in ("with", "by"):
        return None
    candidates = [phrase for phrase in subject_phrases(context, predicate, passage) if phrase.end <= predicate.first]
    if not candidates:
        return None
    start = context.doc[min(phrase.start for phrase in candidates[:2])].idx
    end = context.doc[predicate.first].idx
    users = list(labelled(context, start, end, Label.GOVERNMENT, Label.ORGANISATION))
    places = list(labelled(context, start, end, Label.PLACE))
    places = places[:1] or _places(context, product, passage)
    return deployment_fact(context, product, predicate, passage, users[:1], places)


def _used(context: Context, product: Product, passage: TokenSpan) -> Fact | None:
    """Read "the council uses V cameras", "the ministry, which has V cameras in ..."."""
    predicate = _near_before(context, product, passage, USING)
    if predicate is None or predicate.passive or is_ended(predicate.verb, passage):
        return None
    users: list[Mention] = []
    for phrase in subject_phrases(context, predicate, passage):
        users = [m for m in (phrase.mention, *phrase.inner) if m is not None and m.label in USERS and m.name_id]
        users = (
            users[:1] if phrase.mention is not None or phrase.head.lower_ in ("building", "office", "offices") else []
        )
        break
    if users and users[0].name_id == product.vendor.name_id:
        return None
    places = _places(context, product, passage) if users else []
    return deployment_fact(context, product, predicate, passage, users, places)


def _governed(context: Context, product: Product, passage: TokenSpan) -> Fact | None:
    """Read "B rolled out V cameras", "B's use of V cameras" over the tree."""
    found = user_of(context, context.doc[product.start : product.end], passage)
    if found is None:
        return None
    predicate, users = found
    return deployment_fact(context, product, predicate, passage, list(users), _places(context, product, passage))


def _put_up(context: Context, product: Product, passage: TokenSpan) -> Fact | None:
    """Read "V cameras (were) installed in P", "V's cameras can be found in P", "V cameras watch over P"."""
    for predicate in find_predicates(passage, _STANDING):
        if predicate.first - product.end > 3 or predicate.verb.i < product.end or predicate.negated:
            continue
        if not (predicate.passive or predicate.lemma in ("watch", "use", "stand", "hang")) or predicate.modal in (
            "could",
            "may",
            "might",
            "would",
        ):
            continue
        if predicate.modal in ("will", "shall") or predicate.infinitive:
            continue
        users = [m for m in mentions_behind(context, predicate.verb.i + 1, passage, ("by",)) if m.label in USERS]
        places = [m for m in mentions_behind(context, predicate.verb.i + 1, passage, PLACING) if m.label is Label.PLACE]
        places = places or _where(context, product, passage)
        return deployment_fact(context, product, predicate, passage, users[:1], places)
    return None


def _in_use(context: Context, product: Product, passage: TokenSpan) -> Fact | None:
    """Read "the gates supplied by V are now in operation at P", "V's lanes have been in use at P"."""
    doc = context.doc
    for index in range(product.end, min(passage.end - 1, product.end + 5)):
        if doc[index].lower_ == "in" and doc[index + 1].lower_ in ("use", "operation", "service"):
            between = {token.lower_ for token in doc[product.end : index]}
            if not between & BE or between & (NEGATIONS | POSSIBLE | FUTURE):
                return None
            places = [m for m in mentions_behind(context, index + 2, passage, PLACING) if m.label is Label.PLACE]
            verb = next(token for token in doc[product.end : index] if token.lower_ in BE)
            users = [m for m in mentions_behind(context, index + 2, passage, ("by", "with")) if m.label in USERS]
            return deployment_fact(context, product, Predicate(verb, "be", verb.i), passage, users[:1], places)
        if doc[index].pos_ == "VERB":
            return None
    return None


def _where(context: Context, product: Product, passage: TokenSpan) -> list[Mention]:
    """Return the place that "where" stands for before a product: "in Koper, where its cameras were installed"."""
    doc = context.doc
    for index in range(product.start - 1, max(passage.start, product.start - 5), -1):
        if doc[index].lower_ == "where":
            before = list(labelled(context, passage.start_char, doc[index].idx, Label.PLACE))
            return before[-1:]
    return []


def _places(context: Context, product: Product, passage: TokenSpan) -> list[Mention]:
    return [m for m in mentions_behind(context, product.end, passage, PLACING) if m.label is Label.PLACE]


def mentions_behind(
    context: Context, index: int, passage: TokenSpan, prepositions: frozenset[str] | tuple[str, ...]
) -> list[Mention]:
    """Return the mentions behind some prepositions up to the end of the clause, in order, each name once."""
    found: dict[str, Mention] = {}
    doc = context.doc
    for position in range(index, min(passage.end - 1, index + _FARTHEST)):
        token = doc[position]
        if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP") and position > index:
            break
        if token.lower_ in ("which", "who", "whose") or token.dep_ == "acl":
            break
        if token.text == "," and doc[position + 1].lower_ in ("a", "an"):
            break  # ", a Chinese company linked to abuses in Xinjiang"
        if token.lower_ in prepositions:
            phrase = phrase_after(context, position + 1, passage)
            if phrase is not None and phrase.mention is None and doc[phrase.end : phrase.end + 1].text == "of":
                phrase = phrase_after(context, phrase.end + 1, passage) or phrase  # "in the port of Koper"
            for mention in (phrase.mention, *phrase.inner[-1:]) if phrase is not None else ():
                if mention is not None and mention.name_id:
                    found.setdefault(mention.name_id, mention)
    return list(found.values())
