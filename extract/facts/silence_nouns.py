"""Answers told by a noun: "had no comment", "there was no reply from X", "calls to X went unanswered", a plea."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.lookup import PARTIES
from extract.folding import listed
from extract.grammar.arguments import case_of, complements, parties_of, subjects_of
from extract.grammar.clauses import NEGATIONS, find_predicates
from extract.grammar.verbs import Verbs
from extract.records import Mention

_WORDS = frozenset({"comment", "response", "reply", "statement", "answer"})
_HAVING = frozenset({"had", "has", "have", "made", "offered", "gave", "issued"})
_ASKING = listed(
    "request requests question questions e-mail email emails e-mails mails mail phone"
    " call calls letter letters message messages"
)
_ANSWERED = frozenset({"answered", "returned", "acknowledged"})
_GETTING = frozenset({"received", "got", "receive", "get", "drew", "elicited", "met"})
_APPROACHING = Verbs("approach contact write email e-mail ask call ring send put invite telephone phone")
_PLEADING = Verbs("plead")


def find_noun_silences(context: Context, passage: TokenSpan) -> Iterator[tuple[Mention, str, bool]]:
    """Yield who gives no comment or answer, which of the two, and that it concerns all that was asked."""
    for token in passage:
        if token.lower_ in _WORDS and any(child.lower_ == "no" for child in token.children):
            head = token.head
            if token.dep_ == "obj" and head.lower_ in _HAVING:
                act = "declines" if token.lower_ == "comment" else "no reply"
                for mention in parties_of(context, subjects_of(head), PARTIES):
                    yield mention, act, True
            elif token.dep_ == "obj" and head.lower_ in _GETTING:
                for mention in _approached(context, head, token):
                    yield mention, "no reply", True
            elif any(word.lower_ == "there" for word in passage[: max(0, token.i - passage.start)]):
                for mention in parties_of(context, complements(token, "from", "by"), PARTIES):
                    yield mention, "no reply", True
        elif token.lower_ in _ASKING and token.dep_ in ("nsubj", "nsubj:pass"):
            yield from _unanswered(context, token.i, passage)


def _approached(context: Context, verb: Token, noun: Token) -> tuple[Mention, ...]:
    """Return from whom no reply came: "received no reply from X", "approached X, but received no reply"."""
    near = [*complements(noun, "from", "by"), *complements(verb, "from")]
    asking = verb.head if verb.dep_ in ("conj", "advcl", "parataxis") else verb
    if not near and asking is not verb and _APPROACHING.find(asking.lower_) is not None:
        near = [c for c in asking.children if c.dep_ in ("obj", "iobj") or (c.dep_ == "obl" and case_of(c) == "to")]
    return parties_of(context, near, PARTIES)


def _unanswered(context: Context, index: int, passage: TokenSpan) -> Iterator[tuple[Mention, str, bool]]:
    noun = context.doc[index]
    verb = noun.head
    silent = verb.lower_ in _ANSWERED and any(child.lower_ in NEGATIONS for child in verb.children)
    without = verb.lower_ in ("remained", "remain", "stayed", "were", "was", "went") and any(
        child.lower_ in ("answer", "answers", "reply", "response") and case_of(child) == "without"
        for child in verb.subtree
    )
    if not silent and not without and not any(token.lower_ == "unanswered" for token in verb.subtree):
        return
    asked = [*complements(noun, "to")]
    asked += [owner for one in asked for owner in complements(one, "of", "at")]
    for child in noun.children:
        if child.dep_ == "acl":
            asked += complements(child, "to")
    for mention in parties_of(context, (token for token in asked if token.i < passage.end), PARTIES):
        yield mention, "no reply", True


def find_pleas(context: Context, passage: TokenSpan) -> Iterator[tuple[Mention, str]]:
    """Yield who pleads guilty or not, and which of the two: confirms or denies."""
    for predicate in find_predicates(passage, _PLEADING):
        behind = [token.lower_ for token in context.doc[predicate.verb.i + 1 : predicate.verb.i + 3]]
        act = "denies" if behind == ["not", "guilty"] else "confirms" if behind[:1] == ["guilty"] else None
        if act is not None and not (predicate.negated or predicate.tentative or predicate.infinitive):
            for mention in parties_of(context, subjects_of(predicate.verb), PARTIES):
                yield mention, act
