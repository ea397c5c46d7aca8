"""Charges: "Y accused X of ...", "X has been linked to ...", with the agent as source, or nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan

from extract.attribution.cues import ALL_CHARGING, CHARGE_PREPOSITIONS
from extract.attribution.extents import clause_end, trimmed
from extract.attribution.speakers import Speaker, speaker_of
from extract.context import Context
from extract.grammar.arguments import frame_of
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.passages import find_passages
from extract.grammar.phrases import Phrase, phrase_after, phrase_around, phrase_before
from extract.grammar.subjects import relative_object, subject_phrases
from extract.records import Attribution, Label, Span

_SELF_EVIDENT = frozenset({"sue", "prosecute", "indict", "convict"})
_FARTHEST = 14  # tokens between a verb of charging and its preposition


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge as it stands: who makes it (None: nobody is named), against whom, and what it is.

    `targets` are candidates, the likeliest first; `content` begins behind the preposition.
    """

    predicate: Predicate
    passage: TokenSpan
    source: Speaker | None
    targets: tuple[Phrase, ...]
    content: Span


def find_charges(context: Context, passage: TokenSpan) -> Iterator[Attribution]:
    """Yield the charges of a sentence as attributions."""
    for charge in read_charges(context, passage):
        verb = charge.predicate.verb
        source = charge.source.span if charge.source is not None else None
        yield Attribution(source, Span(verb.idx, verb.idx + len(verb)), charge.content)


def all_charges(context: Context) -> Iterator[Charge]:
    """Yield the charges of a document, in order."""
    for passage in find_passages(context):
        yield from read_charges(context, passage)


def read_charges(context: Context, passage: TokenSpan) -> Iterator[Charge]:
    """Yield the charges of a sentence with who makes them and whom they are against."""
    for predicate in find_predicates(passage, ALL_CHARGING):
        if predicate.negated or predicate.verb.dep_ == "amod":  # "over suspected bribery"
            continue
        charge = _passive(context, predicate, passage) if predicate.passive else _active(context, predicate, passage)
        if charge is not None and charge.content.start < charge.content.end:
            yield charge


def _passive(context: Context, predicate: Predicate, passage: TokenSpan) -> Charge | None:
    doc = context.doc
    source: Speaker | None = None
    index = predicate.verb.i + 1
    if index < passage.end and doc[index].lower_ == "by":
        agent = phrase_after(context, index + 1, passage)
        if agent is None:
            return None
        source, index = speaker_of(context, agent, passage), agent.end
    behind = _preposition(context, predicate.lemma, index, passage)
    if behind is None:
        return _bare(context, predicate, passage)
    end = clause_end(context, behind + 1, passage)
    agent_at = _late_agent(context, behind + 1, end, passage) if source is None else None
    if agent_at is not None:
        agent = phrase_after(context, agent_at + 1, passage)
        if agent is not None and agent.mention is not None:
            source, end = speaker_of(context, agent, passage), agent_at
    return Charge(predicate, passage, source, _suffering(context, predicate, passage),
                  trimmed(context, behind + 1, _relative_end(context, behind + 1, end)))  # fmt: skip


def _suffering(context: Context, predicate: Predicate, passage: TokenSpan) -> tuple[Phrase, ...]:
    """Return who may be charged in a passive; "stands accused" has its subject before the verb of standing."""
    before = predicate.first - 1
    if before > passage.start and context.doc[before].lower_ in ("stand", "stands", "stood"):
        standing = phrase_before(context, before, passage)
        return (standing,) if standing is not None else ()
    return tuple(subject_phrases(context, predicate, passage))


def _bare(context: Context, predicate: Predicate, passage: TokenSpan) -> Charge | None:
    """Read "X is being sued in Koper by former staff": the charge itself says what it is about."""
    if predicate.lemma not in _SELF_EVIDENT or predicate.reduced:
        return None
    frame = frame_of(predicate, passage)
    by = next(iter(frame.agents), None)
    agent = phrase_around(context, by, passage) if by is not None else None
    source = speaker_of(context, agent, passage) if agent is not None else None
    content = trimmed(context, predicate.verb.i, clause_end(context, predicate.verb.i, passage))
    return Charge(predicate, passage, source, tuple(subject_phrases(context, predicate, passage)), content)


def _late_agent(context: Context, start: int, end: int, passage: TokenSpan) -> int | None:
    """Return where "by X" closes the sentence behind the charge: "linked to forced labour by a parliament"."""
    for index in range(start + 1, min(end, passage.end - 1)):
        if context.doc[index].lower_ == "by":
            agent = phrase_after(context, index + 1, passage)
            ends = agent is not None and (agent.end >= end or context.doc[agent.end].text in (".", ",", ";"))
            nominal = not any(token.pos_ in ("VERB", "AUX") for token in context.doc[start:index])
            if ends and nominal:
                return index
    return None


def _relative_end(context: Context, start: int, end: int) -> int:
    """Cut ", a claim that ..." and ", which it denies" off the end of a charge."""
    doc = context.doc
    for index in range(start + 1, end - 1):
        if doc[index].text == "," and doc[index + 1].lower_ in (
            "which",
            "something",
            "a",
            "an",
            "allegations",
            "claims",
        ):
            words = {token.lower_ for token in doc[index + 1 : min(end, index + 8)]}
            if words & {
                "claim",
                "charge",
                "allegation",
                "allegations",
                "claims",
                "denies",
                "denied",
                "deny",
                "rejects",
            }:
                return index
    return end


def _active(context: Context, predicate: Predicate, passage: TokenSpan) -> Charge | None:
    if predicate.infinitive or predicate.modal is not None:
        return None
    against = (
        context.doc[predicate.verb.i + 1].lower_ in ("against", "into") if predicate.verb.i + 1 < passage.end else False
    )
    target = phrase_after(context, predicate.verb.i + 1 + int(against), passage)
    index = target.end if target is not None else predicate.verb.i + 1
    if target is None and predicate.verb.dep_ == "acl:relcl":
        target = relative_object(context, predicate, passage)  # "Veshtar, which Y accuses of ..."
    if target is None:
        return None
    behind = _preposition(context, predicate.lemma, index, passage)
    if behind is None or (target.mention is not None and target.mention.label is Label.PLACE):
        return None  # a road links a town to the coast
    subject = next(subject_phrases(context, predicate, passage), None)
    source = speaker_of(context, subject, passage) if subject is not None else None
    content = trimmed(context, behind + 1, clause_end(context, behind + 1, passage))
    return Charge(predicate, passage, source, (target,), content)


def _preposition(context: Context, lemma: str, index: int, passage: TokenSpan) -> int | None:
    """Return the index of the preposition that opens the charge, within a few words and before another verb."""
    wanted = CHARGE_PREPOSITIONS[lemma]
    for position in range(index, min(passage.end - 1, index + _FARTHEST)):
        token = context.doc[position]
        if token.lower_ in wanted:
            return position
        valued = context.value_at(token.idx) is not None  # "fined X 14 billion won for"
        if (token.pos_ in ("VERB", "AUX") and not valued) or token.text in (".", ";", ":"):
            return None
    return None
