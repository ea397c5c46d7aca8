"""How a response is put together, and what answers are measured against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan

from extract.attribution.cues import CUES, CueClass
from extract.context import Context
from extract.facts.accused import is_denied
from extract.facts.allegation import allege
from extract.facts.answering import answered_by_reference
from extract.facts.drafts import make_fact
from extract.facts.professing import denies_outright
from extract.facts.wrongs import tells_wrong
from extract.records import Fact, FactKind, Mention, Modality, Role, Span

_STANCES = CUES[CueClass.DENY] | CUES[CueClass.CONFIRM]
_JUST_BEFORE = 400  # code points
_TIED = frozenset({"this", "it", "claim", "allegation", "accusation", "assertion", "charge", "suggestion"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What answers are measured against: the allegations of the document, and who belongs to whom."""

    allegations: tuple[Fact, ...]
    affiliations: dict[str, frozenset[str]]


def response(
    context: Context, responder: Mention | None, act: str, passage: TokenSpan, *, content: Span | None = None,
    answers: Sequence[Fact] = (), confidence: float = 0.8, unnamed: str | None = None,
) -> Iterator[Fact]:  # fmt: skip
    """Yield a response, nothing where the responder has no name and no words tell who it is."""
    words = context.text[content.start : content.end] if content is not None else ""
    fact = make_fact(
        context, FactKind.RESPONSE, [(Role.RESPONDER, responder)] if responder is not None else [], [passage],
        content=words or None, act=act, modality=Modality.REPORTED, confidence=confidence,
        claimed_by=unnamed if responder is None else None, nameless=responder is None,
        answers=tuple(dict.fromkeys(fact.fact_id for fact in answers)),
    )  # fmt: skip
    if fact is not None:
        yield fact


def answers_to(
    context: Context, noun: str, offset: int, responder: Mention, setting: Setting
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Return what a noun that points back answers, and what of it is stated nowhere yet: the claim just before."""
    answers = answered_by_reference(context, noun, offset, responder, setting.allegations, setting.affiliations)
    if answers:
        return answers, ()
    stated = _tied_claim(context, noun, offset, responder)
    return ((stated,), (stated,)) if stated is not None else ((), ())


def _is_against(context: Context, content: Span, responder: Mention) -> bool:
    """Whether words can be what somebody denies: of a wrong or of the responder, and no denial themselves."""
    words = context.text[content.start : content.end]
    if denies_outright(words) or is_denied(context.tokens(content.start, content.end)):
        return False
    near = context.mentions_in(content.start, content.end)
    named = any(one.name_id == responder.name_id or one.text == responder.text for one in near)
    return named or tells_wrong(context, content)


def _tied_claim(context: Context, head: str, offset: int, responder: Mention) -> Fact | None:
    """Return the claim just before that "this" or "the claim" answers: who denies it is whom it is about."""
    if head not in _TIED:
        return None
    before = [
        item for item in context.attributions if item.cue.end <= offset and offset - item.content.end < _JUST_BEFORE
    ]
    for item in reversed(before):
        source = context.mention_at(item.source.start) if item.source is not None else None
        own = source is not None and source.name_id == responder.name_id
        cue = context.text[item.cue.start : item.cue.end].lower()
        if own or _STANCES.find(cue) or item.content.start <= offset < item.content.end:
            continue
        if not CUES[CueClass.CLAIM].find(cue) and not _is_against(context, item.content, responder):
            continue
        words = context.text[item.source.start : item.source.end] if item.source is not None else None
        evidence = context.sentence_evidence(item.cue.start)
        return allege(
            context, claimant=source, words=words, targets=[responder], content=item.content, act="claims",
            evidence=[Span(evidence.start, evidence.end)], confidence=0.6,
        )  # fmt: skip
    return None
