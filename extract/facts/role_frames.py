"""Roles told by a verb, over the tree: "is the head of", "was appointed", "works for", "joined as", "is led by"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.role_words import POSITIONS
from extract.folding import listed
from extract.grammar.arguments import Frame, frame_of, parties_of, possessors, subjects_of
from extract.grammar.clauses import FUTURE, NEGATIONS, find_predicates
from extract.grammar.phrases import Phrase, phrase_around
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention

BODIES = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION})
_HEADING = Verbs("head chair lead run found manage co-found direct own")
_POSITION_OF = {"head": "head", "chair": "chair", "lead": "leader", "run": "head", "found": "founder",
                "co-found": "co-founder", "direct": "director", "manage": "manager", "own": "owner"}  # fmt: skip
_APPOINTING = Verbs("appoint name elect hire promote install confirm re-elect reappoint choose pick")
_LEAVING = Verbs("resign retire quit leave step")
_SERVING = Verbs("serve work act become remain join continue start stay return")
_SUCCEEDING = Verbs("replace succeed")
_UNITS = listed("business operations operation division arm unit department office team practice branch section desk")
_ALL = _HEADING | _APPOINTING | _LEAVING | _SERVING | _SUCCEEDING
_BEING = listed("is was are were become became been be remains remained")
_NEAR = 9


def verbal_roles(context: Context, passage: TokenSpan) -> Iterator[tuple[Mention, Phrase | None, str, Mention | None]]:
    """Yield the roles of a sentence: the person, the phrase of the position or "", a word for it, and the body.

    Where a phrase is given its own words name the position, and a body named in it wins over the one given here.
    """
    for token in passage:
        if token.lower_ in POSITIONS and context.mention_of(token) is None:
            yield from _is(context, token, passage)
    for predicate in find_predicates(passage, _ALL):
        coming = predicate.modal in FUTURE and predicate.lemma in _SERVING | _APPOINTING
        if predicate.negated or (predicate.tentative and not coming) or predicate.hearsay:
            continue
        frame = frame_of(predicate, passage)
        if predicate.lemma in _HEADING:
            yield from _heads(context, frame)
        elif predicate.lemma in _SUCCEEDING:
            yield from _succeeds(context, frame, passage)
        elif predicate.lemma in _APPOINTING:
            yield from _appointed(context, frame, passage)
        elif not predicate.passive:
            yield from _serves(context, frame, passage)


def _is(context: Context, position: Token, passage: TokenSpan) -> Iterator[tuple[Mention, Phrase, str, Mention | None]]:
    """Read "P is the head of O", "P, who is a professor at O"."""
    copula = next((child for child in position.children if child.dep_ == "cop"), None)
    if copula is None or any(child.lower_ in NEGATIONS or child.tag_ == "MD" for child in position.children):
        return
    person = _person(context, subjects_of(position))
    if person is not None:
        yield person, phrase_around(context, position, passage), "", None


def _heads(context: Context, frame: Frame) -> Iterator[tuple[Mention, None, str, Mention | None]]:
    """Read "P leads O", "O is headed by P", "O, founded by P"."""
    predicate = frame.predicate
    if predicate.infinitive or (predicate.lemma == "own" and not predicate.passive):
        return
    person = _person(context, frame.agents)
    units = [owner for token in frame.patients if token.lower_ in _UNITS for owner in possessors(token)]
    bodies = parties_of(context, frame.patients, BODIES) or parties_of(context, units, BODIES)
    if person is not None and bodies and predicate.lemma != "own":
        yield person, None, _POSITION_OF[predicate.lemma], bodies[0]


def _succeeds(
    context: Context, frame: Frame, passage: TokenSpan
) -> Iterator[tuple[Mention, Phrase, str, Mention | None]]:
    """Read "P was replaced as director of O by Q", "Q succeeded P as director": both, the one before as former."""
    phrase = _position_behind(context, frame.predicate.verb.i + 1, passage)
    coming, going = frame.agents, frame.patients
    if phrase is None or not _as_before(context, phrase):
        return
    for people, former in ((coming, ""), (going, "former ")):
        person = _person(context, people)
        if person is not None:
            yield person, phrase, former, None


def _appointed(
    context: Context, frame: Frame, passage: TokenSpan
) -> Iterator[tuple[Mention, Phrase, str, Mention | None]]:
    """Read "O appointed P chief executive", "P was named as head of O"."""
    person = _person(context, (*frame.patients, *frame.recipients)) or _right_behind(context, frame)
    phrase = _position_behind(context, frame.predicate.verb.i + 1, passage)
    if person is None or phrase is None or frame.predicate.infinitive:
        return
    by = parties_of(context, frame.agents, {Label.COMPANY, Label.ORGANISATION})
    yield person, phrase, "", by[0] if by else None


def _right_behind(context: Context, frame: Frame) -> Mention | None:
    """Return the person right behind an active verb: "appointed Ann Frey chief executive", one phrase to a parser."""
    verb = frame.predicate.verb
    mention = context.mention_of(verb.nbor()) if verb.i + 1 < len(verb.doc) and not frame.predicate.passive else None
    return mention if mention is not None and mention.label is Label.PERSON and mention.name_id else None


def _serves(
    context: Context, frame: Frame, passage: TokenSpan
) -> Iterator[tuple[Mention, Phrase | None, str, Mention | None]]:
    """Read "P serves as chairman of O", "P works for O", "P joined O as director", "P became head of O"."""
    predicate = frame.predicate
    person = _person(context, frame.agents)
    if person is None or predicate.infinitive:
        return
    phrase = _position_behind(context, predicate.verb.i + 1, passage)
    bodies = parties_of(context, frame.patients, BODIES)
    former = "former " if predicate.lemma in _LEAVING else ""
    if phrase is not None and (_as_before(context, phrase) or predicate.lemma in ("become", "remain")):
        yield person, phrase, former, bodies[0] if bodies else None
    elif predicate.lemma == "work":
        near = predicate.verb.i + 3
        at = tuple(t for t in frame.behind("for", "at") if t.head == predicate.verb and t.left_edge.i < near)
        bodies = parties_of(context, at, BODIES)
        if bodies:
            yield person, None, "", bodies[0]


def _as_before(context: Context, phrase: Phrase) -> bool:
    before = context.doc[max(0, phrase.start - 1)].lower_
    return before == "as"


def _position_behind(context: Context, index: int, passage: TokenSpan) -> Phrase | None:
    """Return the first phrase of a position behind a verb, before the clause ends."""
    for position in range(index, min(passage.end, index + _NEAR)):
        token = context.doc[position]
        if token.text in (";", ".", "”", ",") or token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return None
        if token.lower_ in POSITIONS and context.mention_of(token) is None:
            return phrase_around(context, token, passage)
    return None


def _person(context: Context, tokens: tuple[Token, ...]) -> Mention | None:
    found = parties_of(context, tokens, {Label.PERSON})
    return found[0] if len(found) == 1 else None
