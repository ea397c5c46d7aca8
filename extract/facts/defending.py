"""Denials in other words: "called the claims baseless", "has never sold", "we have always acted within the law".

A statement by the accused is a denial where it dismisses claims, says that one did not, professes to do right, or
defends what is held against them. Who was accused of nothing defends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from extract.attribution.cues import CUES, STATING_NOUNS, CueClass
from extract.context import Context
from extract.facts.answering import answered_by_profession, answered_by_reference, answers_all, latest_accused
from extract.facts.answers import Setting, answers_to, response
from extract.facts.contradicting import contradicts, is_pressed
from extract.facts.denying import REFERRING
from extract.facts.lookup import PARTIES
from extract.facts.professing import (
    about_claims,
    defends,
    denies_outright,
    dismisses,
    is_asked,
    is_denying_statement,
    professes,
    withholds,
)  # fmt: skip
from extract.folding import listed
from extract.grammar.arguments import frame_of, parties_of
from extract.grammar.clauses import find_predicates
from extract.grammar.reality import stands
from extract.grammar.speaker import writer_of
from extract.grammar.verbs import Verbs
from extract.records import Attribution, Fact, Mention, Role

_STANCES = CUES[CueClass.DENY] | CUES[CueClass.CONFIRM]
_CALLING = Verbs(
    "call brand label describe slam decry denounce condemn blast characterise characterize deride ridicule"
)
_INSISTING = Verbs("insist maintain reiterate")
_REBUFFING = Verbs("disagree quarrel hit push brush wave shrug take object laugh question challenge doubt")
_DOUBTING = frozenset({"question", "challenge", "doubt"})
_DOUBTED = STATING_NOUNS | listed(
    "finding findings conclusion conclusions figure figures accuracy methodology credibility"
)
_BEHIND = {"disagree": ("with",), "quarrel": ("with",), "hit": ("at",), "push": ("against", "on"), "brush": ("off",
           "aside"), "wave": ("off", "away"), "shrug": ("off",), "take": ("with",), "object": ("to",),
           "laugh": ("off", "at"), "question": (), "challenge": (), "doubt": ()}  # fmt: skip
_DECISIONS = listed(
    "move decision ruling ban fine sanctions listing designation exclusion blacklisting order measure step"
)
_UNNAMED = re.compile(
    r"(?:a |an |the |its |their )?(?:(?:company|firm|group|council|ministry|corporate) )?(?:spokes\w+|statement)",
    re.IGNORECASE,
)


def find_dismissals(context: Context, passage: TokenSpan, setting: Setting) -> Iterator[Fact]:
    """Yield "X called the claims baseless", "X branded the report a smear", "X disagrees with this calculation"."""
    for predicate in find_predicates(passage, _CALLING | _REBUFFING):
        if predicate.reduced or (predicate.passive and predicate.lemma not in _CALLING) or not stands(predicate):
            continue
        frame = frame_of(predicate, passage)
        told = frame.patients if predicate.lemma in _CALLING else frame.behind(*_BEHIND[predicate.lemma])
        if predicate.lemma in _DOUBTING:
            told = tuple(token for token in frame.patients if token.lower_ in _DOUBTED)
        if predicate.lemma in ("brush", "wave", "shrug", "laugh"):
            told = (*told, *frame.patients)
        head = next((token.lower_ for token in told if token.lower_ in REFERRING | _DECISIONS), None)
        pronoun = head in ("it", "this", "them", "these", "those")
        judged = any(child.dep_ == "xcomp" and child.pos_ in ("NOUN", "ADJ") for child in predicate.verb.children)
        taken = predicate.lemma != "take" or any(token.lower_ == "issue" for token in frame.patients)
        if head is None or not taken or (pronoun and predicate.lemma in _CALLING and not judged):
            continue
        for responder in parties_of(context, frame.agents, PARTIES):
            answers = answered_by_reference(
                context, head, predicate.verb.idx, responder, setting.allegations, setting.affiliations
            )
            accused = answers_all(setting.allegations, responder, setting.affiliations)
            if pronoun and predicate.lemma in _CALLING and not accused:
                continue
            if (accused or head not in _DECISIONS) and not _claims(setting, responder, predicate.verb.idx):
                yield from response(context, responder, "denies", passage, answers=answers, confidence=0.8)


def _claims(setting: Setting, responder: Mention, offset: int) -> bool:
    """Whether somebody accuses in the same words: who "slams the decision" of another is claimant, not accused."""
    return any(
        filler.name_id == responder.name_id and fact.evidence[0].start <= offset < fact.evidence[0].end
        for fact in setting.allegations for filler in fact.filled(Role.CLAIMANT)
    )  # fmt: skip


def find_defences(context: Context, setting: Setting) -> Iterator[Fact]:
    """Yield the statements by the accused that deny without a verb of denying."""
    for attribution in context.attributions:
        source = _speaker(context, attribution, setting)
        cue = context.text[attribution.cue.start : attribution.cue.end].lower()
        if source is None or source.name_id is None or source.label not in PARTIES or _STANCES.find(cue):
            continue
        yield from _defence(context, attribution, source, setting)


def _contradicts(context: Context, attribution: Attribution, source: Mention, setting: Setting) -> bool:
    """Whether who is pressed says that something is not so."""
    allies = setting.affiliations.get(source.name_id or "", frozenset())
    pressed = is_pressed(attribution.content.start, source, allies, setting.allegations)
    return pressed and contradicts(context, attribution, source, allies)


def _speaker(context: Context, attribution: Attribution, setting: Setting) -> Mention | None:
    """Return who speaks; "a company spokesperson" speaks for whoever was accused last."""
    if attribution.source is None:
        return None
    source = context.mention_at(attribution.source.start)
    if source is not None and source.name_id is not None:
        return source
    words = context.text[attribution.source.start : attribution.source.end]
    if words.lower() == "we":
        return writer_of(context, context.tokens(attribution.source.start, attribution.source.end)[0])
    if _UNNAMED.fullmatch(words):
        return latest_accused(context, setting.allegations, attribution.cue.start)
    return None


def _insists(context: Context, attribution: Attribution) -> bool:
    return _INSISTING.find(context.text[attribution.cue.start : attribution.cue.end].lower()) is not None


def _defence(context: Context, attribution: Attribution, source: Mention, setting: Setting) -> Iterator[Fact]:
    against = answers_all(setting.allegations, source, setting.affiliations)
    words = context.text[attribution.content.start : attribution.content.end]
    evidence = context.sentence_evidence(
        min(attribution.cue.start, attribution.content.start), max(attribution.cue.end, attribution.content.end)
    )
    passage = context.tokens(evidence.start, evidence.end)
    noun = dismisses(words)
    if noun:
        answers, stated = answers_to(context, noun, attribution.cue.start, source, setting)
        yield from stated
        if answers or about_claims(words):
            yield from response(context, source, "denies", passage, content=attribution.content, answers=answers)
    elif withholds(words):
        yield from response(context, source, "declines", passage, answers=against, confidence=0.7)
    elif not against and _insists(context, attribution):
        if defends(words):
            yield from response(context, source, "denies", passage, content=attribution.content, confidence=0.6)
    elif not against and (defends(words) or professes(words)) and is_asked(evidence.quote):
        yield from response(context, source, "denies", passage, content=attribution.content, confidence=0.6)
    elif not against and (denies_outright(words) or _contradicts(context, attribution, source, setting)):
        yield from response(context, source, "denies", passage, content=attribution.content, confidence=0.55)
    elif against and (
        _insists(context, attribution)
        or is_denying_statement(context, attribution, source)
        or defends(words)
        or _contradicts(context, attribution, source, setting)
    ):
        answers = answered_by_profession(words, attribution.content.start, against)
        if answers:
            told = attribution.content
            yield from response(context, source, "denies", passage, content=told, answers=answers, confidence=0.65)
