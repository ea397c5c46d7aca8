"""A place that acts is a government: "Beijing denied", "the UK blacklisted", "sanctioned by Kestria"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from extract.components.act_words import ACTED_UPON, LEMMA_OF, STATE_ACTS
from extract.components.document_votes import find_datelines, is_located, named_councils
from extract.components.typed import CONTEXT, Typed
from extract.folding import listed
from extract.gazetteers.countries import find_by_seat, find_country
from extract.records import Form, Label

_SUBJECTS = frozenset(("nsubj", "nsubj:outer"))
_OBJECTS = frozenset(("obj", "dobj", "iobj", "nsubj:pass", "nsubjpass"))
_AGENTS = frozenset(("obl:agent", "obl", "pobj"))
_PLACE_VERBS = listed("have see lose need suffer host include cover lie get face experience boast attract contain mark")
"""What befalls a town, not what its council does."""
_TOWN_VERBS = listed(
    "become grow expand sit stretch sleep wake burn shake flood remain celebrate commemorate fall rise shine bustle"
    " smell feel look sound stay sweat freeze follow go come"
)
"""What a capital does as a town."""
_MOODS = listed(
    "silent quiet furious angry reluctant willing unwilling ready eager keen adamant defiant cautious responsible wary"
    " determined unmoved concerned worried confident open opposed"
)
_SITES = re.compile(
    r"\b(?:Airports?|Port|Harbour|Harbor|Railways?|Docks|Zoo|Hospital|Prison)$|^Ports? of\b"
    r"|(?P<town>^(?:City|Town|County|Municipality|Province) of\b|\b(?:County|City Council)$)"
)
"""Names of places that somebody runs, whose name stands for who runs them."""
_DEALING = listed(
    "contract order deal agreement sell supply deliver provide hand tender win sign invoice payment sale delivery"
    " secure receive land buy lease award"
)
_BETWEEN = frozenset(("has", "have", "had", "also", "later", "then", "would", "will", "strongly", "repeatedly", "now",
                      "recently", "publicly", "formally", "officially", "already", "immediately", "first"))  # fmt: skip


def acting_places(doc: Doc, typed: Iterable[Typed]) -> Iterator[Typed]:
    """Yield the same names, with every place that acts turned into a government."""
    parsed = doc.has_annotation("DEP")
    datelines = {match.start("place") for match in find_datelines(doc.text)}
    councils = named_councils(doc)
    for one in typed:
        council = councils.get(doc[one.start : one.end].text)
        if council is not None and one.label is Label.PLACE and parsed and _speaks(doc, one):
            reason = "the council of the place"
            yield replace(one, label=Label.GOVERNMENT, reason=reason, strength=CONTEXT, form=Form.SHORT, called=council)
        elif one.label is not Label.PLACE or doc[one.start].idx in datelines:
            yield one
        elif parsed and (label := _run_site(doc, one)) is not None:
            yield replace(one, label=label, reason="a site that deals", strength=CONTEXT)
        elif _is_state_acting(doc, one, parsed=parsed) or _is_town(doc, one):
            yield replace(one, label=Label.GOVERNMENT, reason="a place that acts", strength=CONTEXT)
        else:
            yield one


def _run_site(doc: Doc, one: Typed) -> Label | None:
    """Return what an airport, a port or a city is where it buys, pays or uses; None where it merely lies there."""
    name = doc[one.start : one.end].text
    kind = _SITES.search(name)
    if kind is None:
        return None
    root = doc[one.start : one.end].root
    verb = _governor(root)
    doer = _role(root) in _SUBJECTS and verb.pos_ == "VERB" and any(child.dep_ == "obj" for child in verb.children)
    case = next((child.lower_ for child in root.children if child.dep_ == "case" and child.i < root.i), "")
    agent = case == "by" and root.dep_ in _AGENTS
    partner = case in ("with", "from", "to") and _lemma(verb) in _DEALING
    if not (agent or partner or (doer and _lemma(verb) not in _PLACE_VERBS)):
        return None
    return Label.GOVERNMENT if kind["town"] else Label.ORGANISATION


def _is_state_acting(doc: Doc, one: Typed, *, parsed: bool) -> bool:
    return _acts(doc, one) if parsed else _is_before_act(doc, one)


_AREA = re.compile(r"[A-Z]\w+ (?:County|Borough|Parish|Prefecture|prefecture|Municipality|Voivodeship)$")
"""Areas that are named by what governs them: "Dallas County paid"."""


def _is_relative_act(verb: Token) -> bool:
    """Whether a verb is that of "Rome, which paid for them"."""
    acts = _lemma(verb) in STATE_ACTS and _lemma(verb) not in _PLACE_VERBS
    return acts and any(child.dep_ in _SUBJECTS and child.lower_ in ("which", "who") for child in verb.children)


_CITY = re.compile(r"(?:City|Town|County|Borough|Municipality|Village|Corporation) of ")


def _is_town(doc: Doc, one: Typed) -> bool:
    """Whether a town is named as the body it is, "the City of Portwell", and nothing lies in it."""
    return _CITY.match(doc[one.start : one.end].text) is not None and not is_located(doc, one)


def _speaks(doc: Doc, one: Typed) -> bool:
    """Whether a place is the subject of an act: a council is meant by the name of its town."""
    root = doc[one.start : one.end].root
    verb = _governor(root)
    if _role(root) not in _SUBJECTS or verb.pos_ != "VERB":
        return False
    decides = any(child.dep_ == "obj" for child in verb.children) and _lemma(verb) not in _PLACE_VERBS
    return decides or _lemma(verb) in STATE_ACTS


def _acts(doc: Doc, one: Typed) -> bool:
    root = doc[one.start : one.end].root
    if _is_deciding_town(root):
        return True
    verb = _governor(root)
    lemma = _lemma(verb)
    known = _is_state(doc, one)
    if _role(root) in _SUBJECTS and verb.lower_ in _MOODS:
        return known and any(child.dep_ == "cop" for child in verb.children)
    if _role(root) in _SUBJECTS and verb.pos_ in ("VERB", "AUX"):
        still = verb.pos_ != "VERB" or verb.tag_ == "VBG" or lemma in _PLACE_VERBS | _TOWN_VERBS
        return (not still and _is_seat(doc, one)) or (lemma in STATE_ACTS and (known or lemma in LEMMA_OF.values()))
    if _role(root) in _OBJECTS and known and lemma in ACTED_UPON:
        return True
    return (known and _is_acting_aside(root)) or _is_agent(root)


_TOWNS = frozenset(("city", "town", "borough", "county", "municipality", "canton", "district", "commune"))


def _is_deciding_town(root: Token) -> bool:
    """Whether "the city of Braga" is who decides something: "has chosen", "paid", "said"."""
    town = root.head
    if root.dep_ != "nmod" or town.lower_ not in _TOWNS or not any(child.lower_ == "of" for child in root.children):
        return False
    verb = _governor(town)
    if _role(town) not in _SUBJECTS or verb.pos_ != "VERB" or _lemma(verb) in _PLACE_VERBS | _TOWN_VERBS:
        return False
    return _lemma(verb) in STATE_ACTS or any(child.dep_ == "obj" for child in verb.children)


def _is_seat(doc: Doc, one: Typed) -> bool:
    """Whether a place mostly acts where it is a subject: a capital, a county."""
    text = doc[one.start : one.end].text
    return find_by_seat(text) is not None or _AREA.search(text) is not None


def _is_acting_aside(root: Token) -> bool:
    """Whether a state acts in a clause of its own, "Rome, which paid for them", or is called on."""
    if any(child.dep_ == "acl:relcl" and _is_relative_act(child) for child in root.children):
        return True
    called = _role(root) == "obl" and _lemma(_governor(root)) in ("call", "lean", "rely", "prevail")
    return called and any(child.lower_ in ("on", "upon") for child in root.children)


def _is_agent(root: Token) -> bool:
    agent = _role(root) in _AGENTS and any(child.lower_ == "by" for child in (*root.children, root.head))
    return agent and (_lemma(root.head) in STATE_ACTS or _lemma(root.head.head) in STATE_ACTS)


def _governor(root: Token) -> Token:
    """Return the verb of a name, or of the name it is listed after: "the US and the UK imposed"."""
    return root.head.head if root.dep_ == "conj" else root.head


def _role(root: Token) -> str:
    return root.head.dep_ if root.dep_ == "conj" else root.dep_


def _lemma(token: Token) -> str:
    return LEMMA_OF.get(token.lower_, token.lemma_.lower() or token.lower_)


def _is_state(doc: Doc, one: Typed) -> bool:
    name = doc[one.start : one.end].text
    return find_country(name) is not None or find_by_seat(name) is not None


def _is_before_act(doc: Doc, one: Typed) -> bool:
    """Without a parse: a name at the start of its clause, then perhaps an adverb, then the act."""
    index = one.end
    while index < len(doc) and doc[index].lower_ in _BETWEEN:
        index += 1
    before = doc[one.start - 1] if one.start else None
    if before is not None and before.lower_ == "the":
        before = doc[one.start - 2] if one.start > 1 else None
    opens = (
        before is None or before.is_space or before.is_punct or before.lower_ in ("that", "when", "and", "but", "as")
    )
    return opens and index < len(doc) and doc[index].lower_ in LEMMA_OF
