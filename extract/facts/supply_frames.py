"""Deals by families of verbs: each says which side its subject takes, and which side stands behind its prepositions.

"S exported sonar to B", "S developed the portal for B", "B leases the drones from S", "B handed S the job of running",
"S billed B M", "B chose S over two rivals", active, passive, reduced or relative. What a family asks of its object
keeps out what is no deal: support, shares, a subsidiary that is sold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.contract_terms import ContractDraft
from extract.facts.lookup import BODIES, first_party, parties
from extract.folding import listed
from extract.grammar.arguments import Frame, case_of, frame_of, parties_of, possessors
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.phrases import Phrase, phrase_after, phrase_around
from extract.grammar.reality import stands
from extract.grammar.subjects import relative_object, subject_phrases
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention, Money

Side = Literal["supplier", "buyer"]
Object = Literal["goods", "work", "any", "party"]

_COMPANIES = frozenset({Label.COMPANY})
_TRADERS = BODIES | _COMPANIES
_FARTHEST = 24
_BOUNDS = listed("which who whose that because after before while when although though if unless whereas")
WORK = listed(
    "contract contracts deal deals agreement agreements order orders tender tenders subcontract licence license"
    " concession franchise mandate commission job work works task tasks project projects assignment bid lot lots"
    " business account framework operation operations management maintenance running construction building cleaning"
    " supply upkeep servicing catering guarding printing collection processing design"
)
_NO_GOODS = listed(
    "evidence letter information support assistance help advice testimony statement documents details answers"
    " petition data report reports response speech message access copies copy list verdict warning blow aid relief"
    " care results results apology keynote lecture talk judgment judgement ruling ransom donation gift gifts money"
    " funds cash proof reason reasons boost chance opportunity way time answer views comment comments shares share"
    " stake stakes stock interest half majority capital control ownership unit units subsidiary subsidiaries business"
    " businesses division arm headquarters factory factories plant building buildings land site sites company"
    " companies firm firms house brand brands rights debt bonds bond loan loans passport passports problem problems"
    " trouble troubles case life sense room difference mess mistake plan plans name names reputation career profit"
    " point threat"
)
"""Objects of giving, making and selling that are no goods of a deal: help, words, and what one owns."""
_RIVALS = frozenset({"over", "ahead", "instead"})
_OFFICES = listed("supplier contractor operator provider partner vendor manager builder maker")


@dataclass(frozen=True, slots=True)
class Family:
    """Verbs of one kind of deal: the side of their subject, what their object is, and the sides behind prepositions.

    A `strict` family tells of a deal only with a public body for its buyer; `needs` names what must stand behind the
    object: a purpose, money, "with" and goods, or work.
    """

    verbs: Verbs
    doer: Side
    item: Object
    behind: Mapping[str, Side]
    strict: bool = False
    needs: Literal["", "purpose", "money", "goods", "work"] = ""

    @property
    def other(self) -> Side:
        """The side that the subject does not take."""
        return "buyer" if self.doer == "supplier" else "supplier"


_TO_BUYER: Mapping[str, Side] = {"to": "buyer"}
_FOR_BUYER: Mapping[str, Side] = {"for": "buyer"}
_FROM_SUPPLIER: Mapping[str, Side] = {"from": "supplier"}
FAMILIES = (
    Family(Verbs("sell supply deliver provide export ship lease rent license furnish resell hand"), "supplier", "goods",
           _TO_BUYER),
    Family(Verbs("build develop design print host maintain operate run manage install upgrade make produce manufacture"
                 " refurbish renovate repair clean guard staff cater service transport collect process store digitise"
                 " digitize modernise modernize construct rebuild dredge lay supply provide deliver erect create"
                 " program assemble test train carry handle administer write sew weave overhaul convert fit"),
           "supplier", "goods", _FOR_BUYER, strict=True),
    Family(Verbs("buy purchase order acquire procure source lease rent hire import commission obtain get charter"),
           "buyer", "goods", _FROM_SUPPLIER),
    Family(Verbs("award give grant hand outsource entrust subcontract assign let"), "buyer", "work",
           {"to": "supplier"}),
    Family(Verbs("outsource entrust subcontract"), "buyer", "any", {"to": "supplier"}),
    Family(Verbs("win secure receive land obtain clinch get take bag scoop net earn gain score capture snag pick"),
           "supplier", "work", {"from": "buyer", "with": "buyer", "for": "buyer", "by": "buyer"}),
    Family(Verbs("equip provide supply outfit furnish fit arm kit issue serve"), "supplier", "party", {},
           needs="goods"),
    Family(Verbs("hire contract commission engage retain employ tap entrust task pick choose select appoint prefer"
                 " name use charge"), "buyer", "party", {}, strict=True, needs="purpose"),
    Family(Verbs("charge bill invoice"), "supplier", "party", {}, needs="money"),
    Family(Verbs("award give grant hand assign"), "buyer", "party", {}, needs="work"),
)  # fmt: skip

_HIRING = FAMILIES[7]
_BILLING = FAMILIES[8]
_TAKING_ON = Verbs("pay hire contract commission engage entrust")
_NO_PURCHASE = listed("fine fines damages tax taxes compensation settlement bribe bribes penalty donation grant loan")


def find_supply_frames(context: Context, passage: TokenSpan) -> Iterator[ContractDraft]:
    """Yield the deals of a sentence that a family of verbs tells with both their sides."""
    if not _has_traders(context, passage):
        return
    for family in FAMILIES:
        for predicate in find_predicates(passage, family.verbs):
            if stands(predicate):
                draft = _read(context, family, predicate, passage)
                if draft is not None:
                    yield draft


def find_half_frames(context: Context, passage: TokenSpan) -> Iterator[ContractDraft]:
    """Yield the deals of a sentence that name a supplier who is paid or hired, by somebody without a name."""
    for predicate in find_predicates(passage, _TAKING_ON):
        if not stands(predicate):
            continue
        frame = frame_of(predicate, passage)
        firms = [one for one in _objects(context, predicate, frame, passage) if _party(one, _HIRING, "supplier")]
        if not firms or parties_of(context, frame.agents, _COMPANIES):
            continue
        paid = predicate.lemma == "pay" and _has(context, _BILLING, predicate, firms[0], passage)
        tasked = predicate.lemma != "pay" and _has(context, _HIRING, predicate, firms[0], passage)
        if (paid or tasked) and not {token.lower_ for token in passage} & _NO_PURCHASE:
            yield ContractDraft(predicate, passage, parties(context, firms[0], passage, _COMPANIES)[:1], (), None)


def _has_traders(context: Context, passage: TokenSpan) -> bool:
    """Whether a sentence names a company and another who could deal with it."""
    named = {one.name_id: one.label for one in context.mentions_in(passage.start_char, passage.end_char) if one.name_id}
    return len(named) > 1 and Label.COMPANY in named.values()


def _read(context: Context, family: Family, predicate: Predicate, passage: TokenSpan) -> ContractDraft | None:
    frame = frame_of(predicate, passage)
    objects = _objects(context, predicate, frame, passage)
    index = predicate.verb.i + 1
    sides: dict[Side, tuple[Mention, ...]] = {family.doer: _doers(context, family, predicate, frame, passage)}
    if family.item == "party":
        done = next((one for one in objects if _party(one, family, family.other)), None)
        if done is None or not _has(context, family, predicate, done, passage):
            return None
        sides[family.other] = parties(context, done, passage, _labels(family, family.other))[:2]
        item = None
    else:
        item = next((one for one in objects if _is_item(one, family.item)), None)
        if item is None:
            return None
        sides[family.other] = _behind(context, index, passage, family, item)
        sides[family.other] = sides[family.other] or _in_tree(context, frame, family)
        if not sides[family.other] and family.strict:
            sides[family.other] = _owners(context, item)
    supplier, buyer = sides.get("supplier", ()), sides.get("buyer", ())
    if not supplier or not buyer or {one.name_id for one in supplier} & {one.name_id for one in buyer}:
        return None
    return ContractDraft(predicate, passage, supplier, buyer, item)


def _labels(family: Family, side: Side) -> frozenset[Label]:
    if side == "supplier":
        return _COMPANIES
    return BODIES if family.strict else _TRADERS


def _doers(
    context: Context, family: Family, predicate: Predicate, frame: Frame, passage: TokenSpan
) -> tuple[Mention, ...]:
    labels = _labels(family, family.doer)
    if predicate.passive:
        by = _after(context, predicate.verb.i + 1, passage, "by", labels)
        return by or parties_of(context, frame.behind("by"), labels)
    found = first_party(context, subject_phrases(context, predicate, passage), passage, labels, predicate.first)
    return found or parties_of(context, frame.agents, labels)


def _objects(context: Context, predicate: Predicate, frame: Frame, passage: TokenSpan) -> list[Phrase]:
    """Return what may be the object, the likeliest first: behind the verb, before a passive, before "which B had"."""
    if predicate.passive:
        return list(subject_phrases(context, predicate, passage))[:2]
    behind = phrase_after(context, predicate.verb.i + 1, passage)
    before = relative_object(context, predicate, passage)
    in_tree = [phrase_around(context, token, passage) for token in frame.patients]
    return [one for one in (behind, *in_tree, before) if one is not None]


def _party(phrase: Phrase, family: Family, side: Side) -> bool:
    mention = phrase.mention
    return mention is not None and mention.name_id is not None and mention.label in _labels(family, side)


def _has(context: Context, family: Family, predicate: Predicate, done: Phrase, passage: TokenSpan) -> bool:
    """Whether what a family needs stands behind its verb and object."""
    doc = context.doc
    start = max(done.end, predicate.verb.i + 1)
    rest = doc[start : min(passage.end, start + _FARTHEST)]
    if family.needs == "money":
        found = context.values_in(passage.start_char, passage.end_char)
        return any(isinstance(item.value, Money) for item in found)
    if family.needs == "goods":
        opening = next((token for token in rest[:3] if token.lower_ == "with"), None)
        goods = phrase_after(context, opening.i + 1, passage) if opening is not None else None
        return goods is not None and goods.mention is None and goods.head.lower_ not in _NO_GOODS
    if family.needs == "work":
        work = phrase_after(context, start + (rest[:1].text == ","), passage)
        return work is not None and _is_item(work, "work")
    chosen = predicate.passive and predicate.lemma in ("choose", "select", "pick", "hire", "contract", "commission")
    return chosen or _has_purpose(rest)


def _has_purpose(rest: TokenSpan) -> bool:
    """Whether somebody is taken for a task: "to host", "for the work", "as its supplier", "over two rivals"."""
    for token in rest[:8]:
        following = token.nbor() if token.i + 1 < len(token.doc) else token
        if token.lower_ in _RIVALS:
            return True
        if token.lower_ == "to" and following.tag_ == "VB":
            return True
        if token.lower_ in ("with", "for") and following.pos_ in ("DET", "ADJ", "NOUN", "PRON", "NUM"):
            return True
        if token.lower_ == "as" and {word.lower_ for word in rest[:10]} & _OFFICES:
            return True
        if token.pos_ == "VERB" or token.text in (".", ";"):
            return False
    return False


def _is_item(phrase: Phrase, wanted: Object) -> bool:
    head = phrase.head
    if phrase.mention is not None or head.pos_ not in ("NOUN", "PROPN", "SYM", "NUM", "ADJ"):
        return False
    words = {head.doc[index].lower_ for index in range(phrase.start, phrase.end)}
    if wanted == "work":
        return bool(words & WORK) and head.lower_ not in ("talks", "dispute", "case") and "no" not in words
    return wanted == "any" or (head.lower_ not in _NO_GOODS and head.pos_ in ("NOUN", "PROPN", "SYM"))


def _behind(context: Context, index: int, passage: TokenSpan, family: Family, item: Phrase) -> tuple[Mention, ...]:
    labels = _labels(family, family.other)
    for preposition in family.behind:
        found = _after(context, index, passage, preposition, labels)
        if found:
            return found
    if family.item == "work":
        return _owners(context, item)
    return ()


def _in_tree(context: Context, frame: Frame, family: Family) -> tuple[Mention, ...]:
    return parties_of(context, frame.behind(*family.behind), _labels(family, family.other))


def _after(
    context: Context, index: int, passage: TokenSpan, preposition: str, labels: frozenset[Label]
) -> tuple[Mention, ...]:
    """Return the parties right behind a preposition in the same clause."""
    doc = context.doc
    for position in range(index, min(passage.end - 1, index + _FARTHEST)):
        token = doc[position]
        if context.mention_of(token) is not None:
            continue
        if token.lower_ in _BOUNDS or token.text == ";" or (position > index and _is_finite(token)):
            return ()
        if token.lower_ == preposition:
            phrase = phrase_after(context, position + 1, passage)
            found = parties(context, phrase, passage, labels) if phrase is not None else ()
            if found:
                return found
    return ()


def _is_finite(token: Token) -> bool:
    return token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP")


def _owners(context: Context, item: Phrase) -> tuple[Mention, ...]:
    """Return the body whose work or whose thing it is: "the ministry's data centres", "the rubbish of the city"."""
    before = [one for one in item.inner if one.label in BODIES and one.name_id is not None]
    if before:
        return tuple(before[-1:])
    tied = [child for child in item.head.children if child.i > item.head.i and case_of(child) == "of"]
    return parties_of(context, (*tied, *possessors(item.head)), BODIES)[:1]
