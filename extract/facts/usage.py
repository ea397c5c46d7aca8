"""Deployments over the tree: who uses goods, and where they stand, whatever verb or noun tells of it.

Goods are the object or the passive subject of a verb of using or putting up, the tool of a verb of fitting or
watching, the subject of standing or running, or what a noun of use is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.goods import Goods
from extract.facts.product_words import PRODUCTS
from extract.facts.triggers import HARM
from extract.folding import listed
from extract.grammar.arguments import Frame, case_of, complements, frame_of, parties_of, possessors, subjects_of
from extract.grammar.clauses import NEGATIONS, Predicate, find_predicates
from extract.grammar.reality import stands
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention

USERS = frozenset({Label.GOVERNMENT, Label.ORGANISATION, Label.COMPANY})
_ACTING = USERS | {Label.PLACE}
"""Whoever is said to use something acts, whatever the name looks like."""
_PLACES = frozenset({Label.PLACE})
_USING = Verbs(
    "use operate deploy install run own employ trial adopt introduce roll test utilise utilize fly pilot buy purchase"
    " procure lease rent have possess field station implement acquire house host keep license rely switch drive wear"
    " carry ride sail steer put erect place mount fit position set maintain integrate embed activate launch wield"
    " brandish command"
)
_PLACED = Verbs(
    "install deploy put mount fit spot use erect place introduce roll trial operate fly station position set test pilot"
    " adopt employ locate find see build instal connect attach wear carry drive ride integrate embed activate launch"
    " switch deploy implement"
)
_FITTING = Verbs(
    "fit equip outfit furnish cover monitor watch guard patrol surveil track scan secure protect supply issue provide"
    " control screen check observe film record bristle line ring power dot kit store process manage run analyse analyze"
    " search identify register count measure work patrol hunt collect track"
)
_STANDING = Verbs(
    "stand hang run watch fly sit operate work monitor guard patrol line overlook scan film cover track measure count"
    " read detect collect record control filter pump power light carry serve photograph identify recognise recognize"
    " follow register capture heat process store search fail malfunction break flag misidentify spot check screen"
)
_ENABLING = Verbs("help enable allow let support assist serve")
_GOING = Verbs("go come enter")
_SUPPLYING = Verbs("supply deliver provide issue hand donate")
_ACTS = frozenset(
    {"use", "deployment", "installation", "adoption", "rollout", "roll-out", "introduction", "fleet", "usage"}
)
_SERVICE = frozenset({"use", "operation", "service", "place"})
_SITES = listed(
    "site camp prison plant base port harbour airport mine factory facility centre center station complex area"
)
_SENTENCES_BACK = 3
_AT = ("in", "at", "across", "around", "on", "along", "throughout", "over", "outside", "inside", "near", "within")
_MERE_WORDS = listed(
    "could would may might should if plan plans planned proposal proposed ban banned end ended against"
)
_ALL = _USING | _PLACED | _FITTING | _STANDING | _SUPPLYING | _ENABLING | _GOING
_TOOLS = ("with", "on", "via", "through", "using")
_PEOPLE = frozenset({"users", "user", "operators", "operator", "owners", "owner", "buyers"})


@dataclass(frozen=True, slots=True)
class Usage:
    """Who uses goods and where they stand, and the predicate that says so."""

    predicate: Predicate
    users: tuple[Mention, ...]
    places: tuple[Mention, ...]


def usage_of(context: Context, goods: Goods, passage: TokenSpan) -> Usage | None:
    """Return who a passage says uses goods and where, None where it says neither."""
    for node in dict.fromkeys((goods.node, goods.head)):
        for predicate in find_predicates(passage, _ALL):
            if stands(predicate) and not _is_charge(context, predicate, passage):
                usage = _by_verb(context, predicate, frame_of(predicate, passage), node, goods.vendor)
                if usage is not None and (usage.users or usage.places):
                    return usage
        usage = _in_service(context, node) or _by_noun(context, node, passage) or _owned(context, node)
        if usage is not None and (usage.users or usage.places):
            return usage
    return None


def _is_charge(context: Context, predicate: Predicate, passage: TokenSpan) -> bool:
    """Whether a use is told as a wrong, which is an allegation: "equipment used for arbitrary detention"."""
    purpose = context.doc[predicate.verb.i + 1 : min(passage.end, predicate.verb.i + 8)]
    return purpose[:1].text in ("for", "to", "against", "in") and HARM.search(purpose.text) is not None


def _by_verb(  # noqa: PLR0911 - a chain of readings
    context: Context, predicate: Predicate, frame: Frame, node: Token, vendor: Mention
) -> Usage | None:
    lemma, verb = predicate.lemma, predicate.verb
    if node in frame.patients and not predicate.passive and lemma in _USING:
        users = parties_of(context, frame.agents, _ACTING)
        sites = (token for token in frame.agents if token.tag_ in ("NN", "NNP") or token.lower_ in PRODUCTS)
        settings = (
            _setting(context, frame)
            or _places(context, _below(node, _AT))
            or (() if users else _places(context, sites))
        )
        return Usage(predicate, users, settings) if lemma not in ("have", "rely", "switch", "roll") or users else None
    if node in frame.patients and predicate.passive and lemma in _PLACED | _USING | _SUPPLYING:
        receivers = frame.behind("to", "by") if lemma in _SUPPLYING else frame.behind("by", "with")
        users = parties_of(context, receivers, _ACTING) or hosts_of(context, frame)
        return Usage(predicate, users, _setting(context, frame))
    if lemma in ("rely", "switch") and node in frame.behind("on", "upon", "to"):
        return Usage(predicate, parties_of(context, frame.agents, _ACTING), _setting(context, frame))
    if lemma in _FITTING and not predicate.passive and node in frame.behind(*_TOOLS):
        users = parties_of(context, frame.agents, USERS)
        if any(user.name_id == vendor.name_id for user in users):  # the vendor fits out its customers
            return Usage(predicate, parties_of(context, frame.patients, USERS), _places(context, frame.patients)
                         + _setting(context, frame))  # fmt: skip
        return Usage(predicate, users, _setting(context, frame)) if users else None
    if lemma in _ENABLING and not predicate.passive and node in frame.agents:
        return Usage(predicate, parties_of(context, frame.patients, USERS), ())
    if lemma in _GOING and not predicate.passive and node in frame.agents:
        return _went(context, predicate, frame)
    if lemma in _FITTING and predicate.passive and node in frame.behind("with", "by"):
        users = parties_of(context, frame.patients, USERS)
        places = _places(context, frame.patients) + _setting(context, frame)
        return Usage(predicate, users, places or _site(context, frame.patients))
    if lemma in _FITTING and not predicate.passive and node in frame.agents:
        return Usage(predicate, (), _places(context, frame.patients) + _setting(context, frame))
    if lemma in _STANDING and not predicate.passive and node in frame.agents and verb.i > node.i:
        hosts = tuple(host for token in frame.behind("on") for host in (*possessors(token), *complements(token, "of")))
        users = parties_of(context, (*frame.behind("for"), *hosts, *frame.behind("at", "on")), USERS)
        return Usage(predicate, users, _setting(context, frame))
    return None


def _went(context: Context, predicate: Predicate, frame: Frame) -> Usage | None:
    """Read "V's system went live at U", "the gates went into operation at P"."""
    words = {child.lower_ for child in predicate.verb.children}
    if "live" not in words and not any(token.lower_ in _SERVICE for token in frame.behind("into", "in")):
        return None
    return Usage(predicate, hosts_of(context, frame), _setting(context, frame))


def _owned(context: Context, node: Token) -> Usage | None:
    """Read "U's V cameras broke down"."""
    owners = [child for child in node.children if child.dep_ == "nmod:poss" and child.i < node.i]
    users = parties_of(context, owners, USERS - {Label.COMPANY})
    makers = [child for child in node.children if child.dep_ == "compound" and child.i < node.i]
    named = any(context.mention_of(child) is not None for child in makers)
    tense = node.head.pos_ in ("VERB", "AUX") and node.dep_ in ("nsubj", "nsubj:pass", "obl", "obj")
    return Usage(Predicate(node, "use", node.i), users, ()) if users and named and tense else None


def _in_service(context: Context, node: Token) -> Usage | None:
    """Read "the gates are now in operation at P", "drones are in use by U"."""
    head = node.head
    live = head.lower_ in ("live", "operational", "active") and any(child.dep_ == "cop" for child in head.children)
    serving = head.lower_ in _SERVICE and case_of(head) == "in"
    if node.dep_ not in ("nsubj", "nsubj:outer") or not (live or serving):
        return None
    words = {child.lower_ for child in head.children}
    if words & (NEGATIONS | _MERE_WORDS):
        return None
    predicate = Predicate(head, "use", head.i)
    users = parties_of(context, _below(head, ("by", "with", "at", "in")), USERS)
    return Usage(predicate, users, _places(context, _below(head, _AT)))


def _by_noun(context: Context, node: Token, passage: TokenSpan) -> Usage | None:
    """Read "B's use of V cameras", "the deployment of V drones in P", "U makes use of the software"."""
    noun = node.head
    if noun.lower_ in _PEOPLE and case_of(node) == "of" and any(child.dep_ == "cop" for child in noun.children):
        people = parties_of(context, subjects_of(noun), _ACTING)
        negated = any(child.lower_ in NEGATIONS or child.tag_ == "MD" for child in noun.children)
        return Usage(Predicate(noun, "use", noun.i), people, ()) if people and not negated else None
    if noun.lower_ not in _ACTS or node.dep_ not in ("nmod", "obl") or case_of(node) != "of":
        return None
    before = {token.lower_ for token in noun.doc[max(passage.start, noun.i - 4) : noun.i]}
    if before & (NEGATIONS | _MERE_WORDS) or noun.head.lower_ in _MERE_WORDS:
        return None
    at = (*_below(noun, ("by", "at", "in")), *_below(node, ("at", "in", "by")))
    users = parties_of(context, (*possessors(noun), *at), USERS)
    verb = noun.head
    if not users and noun.dep_ == "obj" and verb.lower_ in ("make", "makes", "made", "making"):
        users = parties_of(context, frame_of(Predicate(verb, "make", verb.i), passage).agents, _ACTING)
    where = _places(context, (*_below(noun, _AT), *_below(node, _AT)))
    return Usage(Predicate(noun, "use", noun.i), users, where)


def _below(token: Token, cases: Iterable[str]) -> tuple[Token, ...]:
    wanted = frozenset(cases)
    near = (child for child in token.children if child.dep_ in ("nmod", "obl", "obl:agent") and child.i > token.i)
    return tuple(child for child in near if case_of(child) in wanted)


def _setting(context: Context, frame: Frame) -> tuple[Mention, ...]:
    """Return the places behind a preposition of place that hang on the verb or on what it governs."""
    return _places(context, frame.behind(*_AT, "from"))


def hosts_of(context: Context, frame: Frame) -> tuple[Mention, ...]:
    """Return the bodies behind a preposition of place: "installed at Kilbride Academy"."""
    return parties_of(context, frame.behind("at", "in", "by"), USERS)


def _site(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """Return the place that "the site" and "the camp" stand for: the one named last, in the sentence before."""
    for token in tokens:
        if token.lower_ in _SITES and any(child.lower_ in ("the", "this") for child in token.children):
            number = context.sentence_number(token.idx)
            start = context.sentences[max(0, number - _SENTENCES_BACK)].start_char
            places = {
                m.name_id: m for m in context.mentions_in(start, token.idx) if m.label is Label.PLACE and m.name_id
            }
            if len(places) == 1:
                return tuple(places.values())
    return ()


def _places(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """Return the places at some heads and below them: "at the crossings of A and B", "at 17 airports including C"."""
    found: dict[str, Mention] = {}
    for token in tokens:
        for part in token.subtree:
            mention = context.mention_of(part)
            if part.dep_.startswith("acl") and part.i > token.i:
                break
            if mention is not None and mention.label is Label.PLACE and mention.name_id:
                found.setdefault(mention.name_id, mention)
    return tuple(found.values())
