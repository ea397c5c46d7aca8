"""Silence told by an adjective or by nobody: "was unavailable for comment", "nobody at V answered", "stayed silent"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.lookup import PARTIES
from extract.folding import listed
from extract.grammar.arguments import complements, frame_of, parties_of, subjects_of
from extract.grammar.clauses import NEGATIONS, find_predicates
from extract.grammar.verbs import Verbs
from extract.records import Mention

_ANSWERING = Verbs("answer reply respond return comment pick")
_ASKING = Verbs("ask invite")
_LEAVING = Verbs("leave")
_STAYING = Verbs("stay remain keep")
_QUESTIONS = listed("question questions request requests letter letters email emails mails message messages call calls")


def find_unreachable(context: Context, passage: TokenSpan) -> Iterator[tuple[Mention, str, bool]]:
    """Yield who could not be had, that it is no reply, and that it concerns all that was asked."""
    for token in passage:
        if token.lower_ in ("available", "unavailable"):
            yield from _unavailable(context, token)
    for predicate in find_predicates(passage, _ANSWERING | _ASKING | _LEAVING | _STAYING):
        frame = frame_of(predicate, passage)
        behind = [token.lower_ for token in context.doc[predicate.verb.i + 1 : min(passage.end, predicate.verb.i + 5)]]
        found: tuple[Mention, ...] = ()
        if predicate.lemma in _ANSWERING and not predicate.passive:
            found = _of_nobody(context, frame.agents)
        elif predicate.lemma in _ASKING and predicate.passive and "comment" in behind[:2]:
            found = parties_of(context, frame.patients, PARTIES) if not predicate.negated else ()
        elif predicate.lemma in _LEAVING and "unanswered" in behind:
            asked = any(token.lower_ in _QUESTIONS for token in (*frame.patients, *predicate.verb.subtree))
            found = parties_of(context, frame.agents, PARTIES) if asked and not predicate.passive else ()
        elif predicate.lemma in _STAYING and behind[:1] in (["silent"], ["quiet"]):
            found = parties_of(context, frame.agents, PARTIES)
        for mention in found:
            yield mention, "no reply", True


def _unavailable(context: Context, adjective: Token) -> Iterator[tuple[Mention, str, bool]]:
    """Read "V was not available for comment", "nobody at V was available"."""
    after = [token.lower_ for token in adjective.doc[adjective.i + 1 : adjective.i + 4]]
    if after[:1] != ["for"] or not {"comment", "interview", "an"} & set(after):
        return
    subjects = subjects_of(adjective)
    denied = adjective.lower_ == "unavailable" or any(child.lower_ in NEGATIONS for child in adjective.children)
    found = parties_of(context, subjects, PARTIES) if denied else _of_nobody(context, subjects)
    for mention in found:
        yield mention, "no reply", True


def _of_nobody(context: Context, subjects: tuple[Token, ...]) -> tuple[Mention, ...]:
    """Return V of "nobody at V", "no one from V"."""
    for token in subjects:
        none = token.lower_ in ("nobody", "none") or (
            token.lower_ == "one" and any(child.lower_ == "no" for child in token.children)
        )
        if none:
            return parties_of(context, complements(token, "at", "from", "of", "in"), PARTIES)
    return ()
