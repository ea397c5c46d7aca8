"""Answers told by a verb of denying beside the plain ones: of somebody unnamed, and of who does not deny.

"Management denies that the works were not done", "Stroinvest does not contest the findings".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from extract.attribution.cues import CUES, CueClass
from extract.context import Context
from extract.facts.answering import answered_by_reference, answers_all
from extract.facts.answers import Setting, response
from extract.facts.denying import DENIABLE, REFERRING, content_of, responders_of
from extract.facts.unnamed_answers import find_unnamed
from extract.facts.wrongs import tells_wrong
from extract.grammar.clauses import Predicate
from extract.records import Fact

_CONTESTING = frozenset({"contest", "dispute", "deny", "refute", "contradict", "reject"})
_DENYING = CUES[CueClass.DENY]
_CONFIRMING = CUES[CueClass.CONFIRM]


def quiet_answers(context: Context, predicate: Predicate, passage: TokenSpan, setting: Setting) -> Iterator[Fact]:
    """Yield what a verb of denying or confirming tells of somebody unnamed, or of who does not deny."""
    if predicate.passive or predicate.tentative or predicate.infinitive:
        return
    if predicate.negated:
        if predicate.lemma in _CONTESTING:
            yield from _uncontested(context, predicate, passage, setting)
    elif not responders_of(context, predicate, passage):
        yield from _unnamed(context, predicate, passage, setting)


def _uncontested(context: Context, predicate: Predicate, passage: TokenSpan, setting: Setting) -> Iterator[Fact]:
    """Yield who lets a claim stand: "does not contest the findings", "did not deny that it had paid"."""
    head = next((child.lower_ for child in predicate.verb.children if child.dep_ == "obj"), "")
    clause = any(child.dep_ == "ccomp" for child in predicate.verb.children)
    if not clause and head not in REFERRING:
        return
    for responder in responders_of(context, predicate, passage):
        answers = answers_all(setting.allegations, responder, setting.affiliations)
        yield from response(context, responder, "confirms", passage, answers=answers[-1:], confidence=0.65)


def _unnamed(context: Context, predicate: Predicate, passage: TokenSpan, setting: Setting) -> Iterator[Fact]:
    """Yield the answer of somebody who has no name: "management denies that the works were not done"."""
    content = content_of(context, predicate, passage)
    clause = any(child.dep_ in ("ccomp", "xcomp") for child in predicate.verb.children)
    head = next((child.lower_ for child in predicate.verb.children if child.dep_ == "obj"), "")
    if content is None or not (clause or head in REFERRING or (predicate.lemma == "deny" and head in DENIABLE)):
        return
    if predicate.lemma in _CONFIRMING and not (clause and tells_wrong(context, content)):
        return
    for unnamed in find_unnamed(context, predicate, passage, setting):
        answers: tuple[Fact, ...] = ()
        if unnamed.assumed is not None:
            answers = answered_by_reference(
                context, head or "this", predicate.verb.idx, unnamed.assumed, setting.allegations, setting.affiliations
            )
        yield from response(
            context, unnamed.assumed, "denies" if predicate.lemma in _DENYING else "confirms", passage,
            content=content, answers=answers, confidence=0.6, unnamed=unnamed.words,
        )  # fmt: skip
