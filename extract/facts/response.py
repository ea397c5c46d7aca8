"""Responses: what somebody answers to what is said of them, and which allegation it answers.

An act is `denies`, `confirms`, `declines` or `no reply`. A statement in which the accused professes the opposite of
what is alleged ("respects human rights", "has never sold ...") is a denial. A response is linked to an allegation
where it states it, where its words point back to it ("the claims", "this"), or where it takes up its theme; what it
merely follows on the page it does not answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.attribution.cues import CUES, CueClass
from extract.context import Context
from extract.facts.affiliations import find_affiliations
from extract.facts.allegation import find_allegations
from extract.facts.answering import answers_all
from extract.facts.answers import Setting, response
from extract.facts.avowing import find_avowals
from extract.facts.defending import find_defences, find_dismissals
from extract.facts.denying import explicit_answers
from extract.facts.letting_stand import quiet_answers
from extract.facts.silence import find_silences, find_unnamed_silences
from extract.facts.silence_nouns import find_noun_silences, find_pleas
from extract.facts.unreachable import find_unreachable
from extract.grammar.clauses import find_predicates
from extract.grammar.passages import find_passages
from extract.records import Fact

_ANSWERING = CUES[CueClass.DENY] | CUES[CueClass.CONFIRM]


def find_responses(context: Context) -> Iterator[Fact]:
    """Yield the responses of a document, and the allegations that only a denial states."""
    setting = Setting(tuple(find_allegations(context)), find_affiliations(context))
    for passage in find_passages(context):
        for predicate in find_predicates(passage, _ANSWERING):
            yield from explicit_answers(context, predicate, passage, setting)
            yield from quiet_answers(context, predicate, passage, setting)
        yield from find_dismissals(context, passage, setting)
        for unnamed, act, general in find_unnamed_silences(context, passage, setting):
            answers = answers_all(setting.allegations, unnamed.assumed, setting.affiliations) if unnamed.assumed else ()
            yield from response(
                context, unnamed.assumed, act, passage, answers=answers if general else (), confidence=0.6,
                unnamed=unnamed.words,
            )  # fmt: skip
        for responder, act in (*find_pleas(context, passage), *find_avowals(context, passage)):
            answers = answers_all(setting.allegations, responder, setting.affiliations)
            yield from response(context, responder, act, passage, answers=answers)
        silences = (find_silences, find_noun_silences, find_unreachable)
        for responder, act, general in (item for find in silences for item in find(context, passage)):
            answers = answers_all(setting.allegations, responder, setting.affiliations) if general else ()
            yield from response(context, responder, act, passage, answers=answers, confidence=0.85)
    yield from find_defences(context, setting)
