"""Use told near goods whose maker is named: the body or the places of the sentence, however they are tied to them.

"V sensors listen for gunshots in P", "all drones of U are made by V", "U communicates via V terminals", "V's rifles
have turned up in P". What readers of verbs and nouns of use leave open is read here, where nothing in the sentence
speaks of plans, bans, sales, factories or fairs.
"""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.deal_ties import distance, only_tied, parties_near, reports, stretch
from extract.facts.goods import Goods
from extract.facts.lookup import BODIES
from extract.facts.triggers import HARM
from extract.facts.usage import Usage
from extract.folding import listed
from extract.grammar.clauses import NEGATIONS, POSSIBLE, Predicate
from extract.records import Form, Label, Mention

_DOUBTFUL = listed(
    "restrictions sanctions wreckage plan plans planned planning hope hopes hoped want wants wanted propose proposes"
    " proposed proposal if unless whether ban bans banned banning bar barred remove removed removes removing removal"
    " replace replaced replacing stop stopped stops stopping consider considers considered considering tender tenders"
    " bid bids bidding offer offers offered criticise criticised criticises criticize criticized investigate"
    " investigates investigated investigating sue sued sues fine fined raid raided seize seized attack attacked fear"
    " fears feared seek seeks sought try tries tried refuse refused reject rejected rejects halt halted scrap scrapped"
    " oppose opposed urge urged demand demanded will withdraw withdrew withdrawn retire retired abandon abandoned"
    " until ended end former formerly blacklist blacklisted sanction sanctioned sanctions called warn warned talks"
    " cancel cancelled canceled return returned recall recalled"
)
_TRADE = listed(
    "sell sells sold selling sale sales buy buys bought buying purchase purchased order ordered orders contract"
    " contracts deal deals win wins won award awarded export exports exported import imported factory factories plant"
    " headquarters employs employees staff founded based shares revenue fair exhibition conference unveil unveiled"
    " launched show showed demonstrate demonstrated presented stake subsidiary acquired acquisition market markets"
    " price prices cost costs manufactures produces assembles designs develops makes exhibited shipped shipment"
    " delivery delivered deliver invest invested investment patent patents licence license training centre trained"
    " supplied supply supplies"
)
_FINDING = listed(
    "find finds found detect detects detected trace traces traced spot spots spotted discover discovered see saw seen"
    " identify identified photograph photographed film filmed study studied test tested examine examined analyse"
    " analysed count counted locate located inspect inspected"
)
_AT = (
    "in",
    "at",
    "across",
    "around",
    "on",
    "along",
    "throughout",
    "over",
    "outside",
    "inside",
    "near",
    "within",
    "off",
)
_OF_A_PLACE = listed("port city town airport coast streets harbour harbor district region province centre center heart")
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_REACH = 16


def use_tied_to(context: Context, goods: Goods, passage: TokenSpan) -> Usage | None:
    """Return the use of goods that a sentence tells without a word for it, None where it may tell something else."""
    if not goods.named or not any(token.pos_ in ("VERB", "AUX") for token in passage):
        return None
    users = [one for one in parties_near(context, passage, goods.head.i, _REACH) if _may_use(context, one, goods)]
    named = context.mentions_in(passage.start_char, passage.end_char)
    places = [one for one in named if one.label is Label.PLACE and one.name_id and _is_setting(context, one, passage)]
    near = {one.name_id: one for one in places if distance(context, one, goods.head.i) <= _REACH}
    chosen = only_tied(context, goods.head, users)
    if len(chosen) > 1 or not (chosen or near):
        return None
    told = stretch(context, passage, goods.head.i, *chosen, *near.values())
    words = {token.lower_ for token in told if context.mention_of(token) is None}
    if words & (_TRADE - _made_words(goods)) or words & (_DOUBTFUL | POSSIBLE | NEGATIONS) or "?" in words:
        return None
    if HARM.search(told.text) is not None:
        return None
    return Usage(Predicate(goods.head, "use", goods.head.i), chosen, tuple(near.values()))


def _made_words(goods: Goods) -> frozenset[str]:
    """Return the words of selling and making that only say whose goods they are: "supplied by V"."""
    return frozenset(child.lower_ for child in goods.head.children if child.dep_ == "acl" and child.i > goods.head.i)


def _may_use(context: Context, mention: Mention, goods: Goods) -> bool:
    """Whether somebody near goods may be who uses them: a body that neither sold nor only saw them."""
    if mention.label not in BODIES or mention.name_id == goods.vendor.name_id or mention.form is Form.PRONOUN:
        return False
    if mention.label is Label.ORGANISATION and mention.text.isupper() and context.fullest_name(mention) == mention.text:
        return False  # letters that nothing explains are as often a product or a system: "an AIS result"
    return not reports(context, mention) and not _finds(context, mention)


def _finds(context: Context, mention: Mention) -> bool:
    """Whether somebody only saw the goods: "traced by the lab", "the lab found"."""
    root = context.tokens(mention.start, mention.end).root
    return root.dep_ in ("nsubj", "obl:agent", "obl") and root.head.lower_ in _FINDING


def _is_setting(context: Context, place: Mention, passage: TokenSpan) -> bool:
    """Whether a place is where something is: behind "in", or the owner of what is told: "Zagreb's trams"."""
    tokens = context.tokens(place.start, place.end)
    doc = context.doc
    if tokens.end < passage.end and doc[tokens.end].lower_ in _POSSESSIVE:
        return True
    index = tokens.start - 1
    while index >= passage.start and (doc[index].pos_ in ("DET", "ADJ") or _is_listed(context, index)):
        index -= 1
    if index > passage.start and doc[index].lower_ == "of":
        return doc[index - 1].lower_ in _OF_A_PLACE
    return index >= passage.start and doc[index].lower_ in _AT


def _is_listed(context: Context, index: int) -> bool:
    """Whether a token only joins a place to the one before it: "in A, B and C"."""
    token = context.doc[index]
    if token.lower_ in (",", "and"):
        return True
    mention = context.mention_of(token)
    return mention is not None and mention.label is Label.PLACE
