"""Answers told by other verbs and nouns: "protested his innocence", "ruled out any role", "denials came from X".

Each names who answers and which of the two it is: denies or confirms.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.lookup import PARTIES
from extract.folding import listed
from extract.grammar.arguments import Frame, complements, frame_of, parties_of, possessors, subjects_of
from extract.grammar.clauses import find_predicates
from extract.grammar.reality import stands
from extract.grammar.verbs import Verbs
from extract.records import Mention

_PROTESTING = Verbs("protest maintain insist proclaim profess assert")
_RULING = Verbs("rule disclaim disavow renounce")
_REGRETTING = Verbs("apologise apologize")
_TAKING = Verbs("take accept assume")
_ISSUING = Verbs("issue publish make offer give")
_BLAMED = listed("role involvement link links connection part responsibility wrongdoing knowledge complicity liability")
_ANSWERING = _PROTESTING | _RULING | _REGRETTING | _TAKING | _ISSUING
Avowal = tuple[Mention, str]


def find_avowals(context: Context, passage: TokenSpan) -> Iterator[Avowal]:
    """Yield who denies or confirms by such words, and which of the two."""
    for predicate in find_predicates(passage, _ANSWERING):
        if predicate.passive or not stands(predicate):
            continue
        frame = frame_of(predicate, passage)
        act = _act(frame)
        if act is not None:
            for mention in parties_of(context, frame.agents, PARTIES):
                yield mention, act
    for token in passage:
        if token.lower_ in ("denial", "denials") and token.dep_ == "nsubj" and context.mention_of(token) is None:
            sources = (*complements(token, "from", "by"), *complements(token.head, "from"), *possessors(token))
            for mention in parties_of(context, sources, PARTIES):
                yield mention, "denies"


def _act(frame: Frame) -> str | None:
    """Return what a verb of avowing does: denies, confirms, or nothing."""
    lemma, objects = frame.predicate.lemma, {token.lower_ for token in frame.patients}
    if lemma in _PROTESTING:
        return "denies" if "innocence" in objects else None
    if lemma in _RULING:
        apart = lemma != "rule" or any(child.lower_ == "out" for child in frame.predicate.verb.children)
        return "denies" if apart and objects & _BLAMED and _is_any(frame.patients) else None
    if lemma in _TAKING:
        return "confirms" if objects & {"responsibility", "blame"} and not _is_any(frame.patients) else None
    if lemma in _ISSUING:
        return "denies" if objects & {"denial", "denials"} else None
    return "confirms" if _is_sorry(frame) else None


def _is_any(nouns: tuple[Token, ...]) -> bool:
    return any(child.lower_ in ("any", "all", "such", "no") for noun in nouns for child in noun.children)


def _is_sorry(frame: Frame) -> bool:
    """Whether somebody says sorry for something, or to somebody: a train that is late is no confession."""
    return bool(frame.behind("for", "to", "over")) and bool(subjects_of(frame.predicate.verb))
