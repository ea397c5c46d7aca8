"""What makes a number a figure: it measures many of a kind, it is told as so, and it is no name, distance or aim.

A number that merely happens in a story, what somebody wants or would do, lengths and speeds, and numbers within names
are no statistics.
"""

from __future__ import annotations

import re
from decimal import Decimal

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.attribution.cues import is_credit
from extract.context import Context
from extract.facts.figures import COUNTING
from extract.facts.product_words import PRODUCTS
from extract.folding import listed
from extract.grammar.clauses import FUTURE, NEGATIONS
from extract.records import Attribution, Label, Mention, Quantity, ValueMention

NOT_COUNTED = listed(
    "time times day days week weeks month months year years hour hours minutes minute seconds page pages votes vote %"
)
MEASURES = listed(
    "inch inches foot feet yard yards mile miles centimeter centimeters centimetre centimetres millimeter millimeters"
    " millimetre millimetres metre metres meter meters kilometre kilometres kilometer kilometers km kilometers/hour"
    " micron microns volt volts watt watts ampere amperes psi gauge denier bar mph kph kmh km/h knots knot degrees"
    " degree grams gram kg kilograms kilogram kilos pounds ounces point points goal goals seats seat delegates hours"
    " hour period periods innings rounds laps words pixels megapixels percentage bytes gigabytes rpm decibels"
)
"""Units in which a thing is described or a game is scored, not counted."""
_LEAST_TOLD = 50  # a count below this that somebody merely tells is part of a story, not a figure
_LEAST_EXACT = 1000  # the same for "400 were arrested", which nobody calls an estimate
_LEAST_OF_A_BODY = 20  # the same where a body says how many there are
_LEAST_DONE = 100  # the same where it says what was done to so many
_LEAST_COUNTED = 10  # the same where somebody is said to have counted
_AIMS = listed(
    "aim aims aimed goal goals target targets seek seeks sought seeking plan plans planned want wants wanted propose"
    " proposes proposed promise promises promised pledge pledges pledged vow vows vowed hope hopes hoped require"
    " requires required demand demands demanded call calls called offer offers offered agree agreed allow allows"
    " allowed need needs needed is are was were intend intends intended ask asks asked urge"
    " urges urged try tries tried oblige obliged"
)
_WISHED = frozenset({"would", "should"})
_HALVES = re.compile(r"\b(?:first|second|other|last|latter|final|better|top|bottom|back|front|own)\s*$", re.IGNORECASE)
_ONE_OF = re.compile(r"\bone (?:of|among) (?:[\w'’]+ ){0,3}$", re.IGNORECASE)
_DATED = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\b[A-Z][a-z]{2}\.)\s$"
    r"|\d[:.]$"
)
_ADDRESS = re.compile(r"\b(?:Street|Road|Avenue|Lane|Square|a\.m|p\.m)\b")
_DEALING = listed(
    "hire hires hired employ employs buy buys bought sell sells sold supply supplied supplies install installed"
    " installs deploy deployed deploys order ordered orders deliver delivered delivers plan plans planned offer offered"
    " pay paid donate donated invest invested own owns owned"
)
_PUT_UP = listed(
    "install installed installing deploy deployed deploying fit fitted use uses using used buy purchase purchased"
    " deliver contract contracts equip equipped operate operates operated operating run runs running have has mount"
    " mounted roll rolled cover covers cameras scanners sensors"
)
"""What is done with products that are put up or traded: their number is a deployment's or a contract's."""
_LAND = listed("hectares hectare acres acre")
_LETTING = listed("let lets lease leased leases rent rented sold bought acquired")


def is_countable(context: Context, item: ValueMention, quantity: Quantity) -> bool:
    """Whether a quantity can be a figure at all: no length, speed, time, ordinal, part of a name, "one of eighteen"."""
    last = quantity.unit.lower().split()[-1:]
    if quantity.unit.lower() in NOT_COUNTED or (last and last[0] in MEASURES | NOT_COUNTED):
        return False
    before = context.text[max(0, item.start - 30) : item.start]
    if quantity.unit == "percent":
        return _HALVES.search(before) is None
    if context.text[item.start : item.end].split()[0][-2:] in ("st", "nd", "rd", "th") or _ONE_OF.search(before):
        return False
    if _DATED.search(before) or _ADDRESS.search(quantity.unit):
        return False
    around = context.mention_at(item.start)
    return around is None or around.end <= item.start or around.start >= item.end


def is_wished(context: Context, item: ValueMention, around: Attribution | None) -> bool:
    """Whether a figure stands in what somebody aims at or in what would be: "the goal is to exceed 90 per cent".

    What somebody counts or forecasts is told as so whatever its verb.
    """
    verb = verb_over(context.tokens(item.start, item.end).root)
    if verb is None:
        return False
    counted = around is not None and is_counted(context, around)
    if not counted and any(child.lower_ in _WISHED and child.dep_ == "aux" for child in verb.children):
        return True
    infinitive = any(child.lower_ == "to" and child.dep_ == "mark" for child in verb.children)
    above = [verb.head, *(token for token in verb.children if token.dep_ in ("nsubj", "csubj", "nsubj:outer"))]
    return infinitive and any(token.lower_ in _AIMS for token in above)


def verb_over(token: Token) -> Token | None:
    """Return the verb, or the head of the clause with a copula, that a word hangs on."""
    for above in (token, *token.ancestors):
        copula = any(child.dep_ == "cop" for child in above.children)
        if (above.pos_ in ("VERB", "AUX") and above.dep_ != "amod") or copula:
            return above
    return None


def is_counted(context: Context, around: Attribution) -> bool:
    """Whether a source counted or estimated: what somebody merely says happened to so many is news, not a figure."""
    cue = context.text[around.cue.start : around.cue.end].lower()
    return is_credit(cue) or COUNTING.find(cue) is not None


def is_figure(  # noqa: PLR0911 - a chain of tests
    context: Context, item: ValueMention, quantity: Quantity, around: Attribution | None, source: Mention | None,
    passage: TokenSpan,
) -> bool:  # fmt: skip
    """Whether a count is a figure: estimated, counted by somebody, or told as how many there are or suffer."""
    tokens = context.tokens(item.start, item.end)
    before = context.doc[max(passage.start, tokens.start - 2) : tokens.start + 1]
    estimated = any(token.lower_ == "estimated" for token in before)
    if context.text[: item.start].rstrip().endswith(" of") and before[0].is_digit:
        return False  # "40 of 110 jobs" is no count of 110
    counted = around is not None and is_counted(context, around)
    if PRODUCTS & set(quantity.unit.lower().split()[-1:]) and not estimated:
        used = any(token.lower_ in _DEALING | _PUT_UP for token in passage)
        if used or not counted:
            return False  # so many cameras put up somewhere is a deployment
    if quantity.value < _LEAST_COUNTED or (around is not None and _is_first_person(context, around)):
        return False
    if quantity.unit.lower() in _LAND and any(token.lower_ in _LETTING for token in passage):
        return False
    if estimated:
        return quantity.value >= _LEAST_TOLD
    if around is None or around.source is None or _is_of_deaths(context, around, quantity):
        return False
    if counted:
        return True
    return _is_state(tokens, around, quantity, source)


def _is_of_deaths(context: Context, around: Attribution, quantity: Quantity) -> bool:
    """Whether "claimed" tells of deaths and not of words: "the virus claimed 6,606 lives"."""
    cue = context.text[around.cue.start : around.cue.end].lower()
    return quantity.unit.lower().endswith("lives") and cue.startswith("claim")


def _is_first_person(context: Context, around: Attribution) -> bool:
    return around.source is not None and context.text[around.source.start : around.source.end].lower() == "i"


def _is_state(counted: TokenSpan, around: Attribution, quantity: Quantity, source: Mention | None) -> bool:
    """Whether somebody tells how many of a kind there are, suffer or were met with: in a clause told as so."""
    head = counted.root
    while head.dep_ in ("nummod", "compound", "advmod", "det") and head.head is not head:
        head = head.head
    there = any(child.dep_ in ("expl", "cop") for child in head.children)
    verb = head if there else head.head
    if not around.content.start <= verb.idx < around.content.end:
        return False
    exact = quantity.qualifier == "exact"
    body = source is not None and source.label in (Label.GOVERNMENT, Label.ORGANISATION)
    subject = there or head.dep_ in ("nsubj", "nsubj:pass")
    least = _least(body=body, exact=exact, subject=subject)
    if least is None or quantity.value < least or (not subject and verb.lower_ in _DEALING):
        return False
    open_to_doubt = FUTURE | NEGATIONS | (_WISHED | {"may", "might", "can"} if exact else frozenset())
    modal = any(child.lower_ in open_to_doubt for child in verb.children)
    told = verb.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG") or there
    return told and not modal and (subject or head.dep_ == "obj")


def _least(*, body: bool, exact: bool, subject: bool) -> Decimal | None:
    """Return from what number on a count that is merely told is a figure; None where it never is."""
    if body:
        return Decimal(_LEAST_OF_A_BODY if subject else _LEAST_DONE)
    if not subject:
        return None
    return Decimal(_LEAST_EXACT if exact else _LEAST_TOLD)
