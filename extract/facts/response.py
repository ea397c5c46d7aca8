"""Responses: what somebody answers to what is said of them, and which allegation it answers.

An act is `denies`, `confirms`, `declines` or `no reply`. A statement in which the accused professes the opposite of
what is alleged ("respects human rights", "has never sold ...") is a denial. A response is linked to an allegation
where it states it, where its words point back to it ("the claims", "this"), or where it takes up its theme; what it
merely follows on the page it does not answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan

from extract.attribution.cues import CUES, STATING_NOUNS, CueClass
from extract.attribution.extents import clause_end, skip_to_clause, trimmed
from extract.attribution.speakers import speaker_of
from extract.context import Context
from extract.facts.affiliations import find_affiliations
from extract.facts.allegation import allege, find_allegations
from extract.facts.answering import answered_by_profession, answered_by_reference, answered_by_theme, answers_all
from extract.facts.drafts import make_fact
from extract.facts.lookup import PARTIES
from extract.facts.professing import about_claims, dismisses, is_denying_statement
from extract.facts.silence import find_silences
from extract.facts.silence_nouns import find_noun_silences, find_pleas
from extract.grammar.arguments import frame_of, parties_of
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.passages import find_passages
from extract.grammar.phrases import phrase_after
from extract.grammar.subjects import subject_phrases
from extract.records import Attribution, Fact, FactKind, Mention, Modality, Role, Span

_DENYING = CUES[CueClass.DENY]
_CONFIRMING = CUES[CueClass.CONFIRM]
_ANSWERING = _DENYING | _CONFIRMING
_JUST_BEFORE = 400  # code points
_REFERRING = STATING_NOUNS | {
    "charge",
    "charges",
    "finding",
    "findings",
    "accusation",
    "this",
    "it",
    "wrongdoing",
    "reading",
    "view",
    "conclusion",
    "conclusions",
    "characterisation",
    "characterization",
    "interpretation",
    "notion",
    "idea",
    "criticism",
    "them",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What answers are measured against: the allegations of the document, and who belongs to whom."""

    allegations: tuple[Fact, ...]
    affiliations: dict[str, frozenset[str]]


def find_responses(context: Context) -> Iterator[Fact]:
    """Yield the responses of a document, and the allegations that only a denial states."""
    setting = Setting(tuple(find_allegations(context)), find_affiliations(context))
    for passage in find_passages(context):
        for predicate in find_predicates(passage, _ANSWERING):
            yield from _explicit(context, predicate, passage, setting)
        for responder in find_pleas(context, passage):
            answers = answers_all(setting.allegations, responder, setting.affiliations)
            yield from _some(_response(context, responder, "denies", passage, answers=answers))
        for responder, act, general in (*find_silences(context, passage), *find_noun_silences(context, passage)):
            answers = answers_all(setting.allegations, responder, setting.affiliations) if general else ()
            yield from _some(_response(context, responder, act, passage, answers=answers, confidence=0.85))
    yield from _statements(context, setting)


def _some(fact: Fact | None) -> Iterator[Fact]:
    if fact is not None:
        yield fact


def _response(
    context: Context, responder: Mention, act: str, passage: TokenSpan, *, content: Span | None = None,
    answers: Sequence[Fact] = (), confidence: float = 0.8,
) -> Fact | None:  # fmt: skip
    words = context.text[content.start : content.end] if content is not None else ""
    return make_fact(
        context, FactKind.RESPONSE, [(Role.RESPONDER, responder)], [passage], content=words or None, act=act,
        modality=Modality.REPORTED, confidence=confidence,
        answers=tuple(dict.fromkeys(fact.fact_id for fact in answers)),
    )  # fmt: skip


def _responder(context: Context, predicate: Predicate, passage: TokenSpan) -> Mention | None:
    for phrase in subject_phrases(context, predicate, passage):
        mention = speaker_of(context, phrase, passage).mention
        if mention is not None and mention.label in PARTIES and mention.name_id is not None:
            return mention
        if phrase.mention is None and phrase.head.pos_ == "NOUN":
            return None  # the subject is somebody unnamed; nobody else shall answer in their place
    return None


def _explicit(context: Context, predicate: Predicate, passage: TokenSpan, setting: Setting) -> Iterator[Fact]:
    """Read "X denied the allegations", "X denies claims that ...", "X confirmed the sale", "..., which X denies"."""
    if predicate.negated or predicate.tentative or predicate.infinitive:
        return
    if predicate.passive:
        yield from _denied_by(context, predicate, passage, setting)
        return
    if any(child.dep_ == "iobj" for child in predicate.verb.children):
        return  # "denied the workers a rise"
    if predicate.lemma in ("agree", "accept") or (predicate.ing and predicate.lemma not in _DENYING):
        return
    responder = _responder(context, predicate, passage)
    if responder is None:
        return
    if predicate.lemma in _CONFIRMING:
        content = _content(context, predicate, passage)
        if content is not None and context.text.count(" ", content.start, content.end) > 0:  # not "confirmed him"
            yield from _some(_response(context, responder, "confirms", passage, content=content))
        return
    yield from _denial(context, predicate, passage, responder, setting)


def _denied_by(context: Context, predicate: Predicate, passage: TokenSpan, setting: Setting) -> Iterator[Fact]:
    """Read "the charges were denied by X"."""
    frame = frame_of(predicate, passage)
    heads = [token.lower_ for token in frame.patients]
    agents = parties_of(context, frame.agents, PARTIES)
    if predicate.lemma in _DENYING and len(agents) == 1 and heads and heads[0] in _REFERRING:
        answers = answered_by_reference(
            context, heads[0], predicate.verb.idx, agents[0], setting.allegations, setting.affiliations
        )
        yield from _some(_response(context, agents[0], "denies", passage, answers=answers))


def _denial(
    context: Context, predicate: Predicate, passage: TokenSpan, responder: Mention, setting: Setting
) -> Iterator[Fact]:
    doc = context.doc
    content = _content(context, predicate, passage)
    claim = _claim_in(context, predicate, content)
    if claim is not None and claim.source is None:
        stated = allege(
            context, claimant=None, words=None, targets=[responder], content=claim.content, act="claims",
            evidence=[passage], confidence=0.75,
        )  # fmt: skip
        if stated is not None:
            yield stated
            yield from _some(_response(context, responder, "denies", passage, content=claim.content, answers=[stated],
                                       confidence=0.9))  # fmt: skip
            return
    words = context.text[content.start : content.end].lower() if content is not None else ""
    if predicate.first - 2 >= passage.start and content is None:
        words = (
            "this"
            if any(doc[i].lower_ in ("which", "something") for i in range(passage.start, predicate.first))
            else ""
        )
    object_phrase = phrase_after(context, predicate.verb.i + 1, passage)
    head = object_phrase.head.lower_ if object_phrase is not None else words
    if predicate.lemma not in ("deny", "refute", "rebut", "dispute") and head not in _REFERRING:
        return  # "rejected an offer", "dismissed the director"
    if head in _REFERRING:
        answers = answered_by_reference(
            context, head, predicate.verb.idx, responder, setting.allegations, setting.affiliations
        )
        if not answers:
            stated = _tied(context, head, predicate.verb.idx, responder)
            yield from _some(stated)
            answers = (stated,) if stated is not None else ()
        shown = content if len(words.split()) > 3 else None
        yield from _some(
            _response(context, responder, "denies", passage, content=shown, answers=answers, confidence=0.9)
        )
        return
    if content is None:
        return
    answers = answered_by_theme(words, responder, setting.allegations, setting.affiliations)
    yield from _some(
        _response(context, responder, "denies", passage, content=content, answers=answers, confidence=0.85)
    )


def _claim_in(context: Context, predicate: Predicate, content: Span | None) -> Attribution | None:
    """Return the claim that opens the content of a denial: "denies claims that ..."."""
    return next((a for a in context.attributions if content is not None and a.cue.start >= predicate.verb.idx
                 and a.cue.end <= content.start + 60 and content.start <= a.cue.start < content.end
                 and context.text[a.cue.start : a.cue.end].lower() in STATING_NOUNS), None)  # fmt: skip


def _tied(context: Context, head: str, offset: int, responder: Mention) -> Fact | None:
    """Return the claim just before that "this" or "the claim" answers: who denies it is whom it is about."""
    if head not in ("this", "it", "claim", "allegation", "accusation", "assertion", "charge", "suggestion"):
        return None
    before = [
        item for item in context.attributions if item.cue.end <= offset and offset - item.content.end < _JUST_BEFORE
    ]
    for item in reversed(before):
        source = context.mention_at(item.source.start) if item.source is not None else None
        own = source is not None and source.name_id == responder.name_id
        cue = context.text[item.cue.start : item.cue.end].lower()
        if own or _DENYING.find(cue) or _CONFIRMING.find(cue) or item.content.start <= offset < item.content.end:
            continue
        words = context.text[item.source.start : item.source.end] if item.source is not None else None
        evidence = context.sentence_evidence(item.cue.start)
        return allege(
            context, claimant=source, words=words, targets=[responder], content=item.content, act="claims",
            evidence=[Span(evidence.start, evidence.end)], confidence=0.6,
        )  # fmt: skip
    return None


def _content(context: Context, predicate: Predicate, passage: TokenSpan) -> Span | None:
    index = skip_to_clause(context, predicate.verb.i + 1, passage)
    if index is None or index >= passage.end:
        return None
    span = trimmed(context, index, clause_end(context, index, passage))
    return span if span.end > span.start else None


def _statements(context: Context, setting: Setting) -> Iterator[Fact]:
    """Read statements by the accused that deny without the word: "called the claims baseless", "has never sold"."""
    for attribution in context.attributions:
        source = context.mention_at(attribution.source.start) if attribution.source is not None else None
        if source is None or source.name_id is None or source.label not in PARTIES:
            continue
        cue = context.text[attribution.cue.start : attribution.cue.end].lower()
        if _DENYING.find(cue) or _CONFIRMING.find(cue):
            continue
        against = answers_all(setting.allegations, source, setting.affiliations)
        words = context.text[attribution.content.start : attribution.content.end]
        evidence = context.sentence_evidence(
            min(attribution.cue.start, attribution.content.start), max(attribution.cue.end, attribution.content.end)
        )
        passage = context.tokens(evidence.start, evidence.end)
        if dismisses(words):
            answers = answered_by_reference(
                context,
                dismisses(words) or "",
                attribution.cue.start,
                source,
                setting.allegations,
                setting.affiliations,
            )
            if not answers:
                stated = _tied(context, dismisses(words) or "", attribution.cue.start, source)
                yield from _some(stated)
                answers = (stated,) if stated is not None else ()
            if answers or about_claims(words):
                yield from _some(
                    _response(context, source, "denies", passage, content=attribution.content, answers=answers)
                )
        elif against and is_denying_statement(context, attribution, source):
            answers = answered_by_profession(words, attribution.content.start, against)
            if answers:
                told = attribution.content
                fact = _response(context, source, "denies", passage, content=told, answers=answers, confidence=0.65)
                yield from _some(fact)
