"""Roles told by a verb, over the tree: "is the head of", "was appointed", "works for", "joined as", "is led by"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.lookup import first_party
from extract.facts.role_words import POSITIONS
from extract.folding import listed
from extract.grammar.arguments import Frame, case_of, complements, frame_of, parties_of, possessors, subjects_of
from extract.grammar.clauses import FUTURE, NEGATIONS, find_predicates
from extract.grammar.phrases import Phrase, phrase_around
from extract.grammar.subjects import subject_phrases
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention

BODIES = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION})
_HEADING = Verbs("head chair lead run found manage direct own advise")
_POSITION_OF = {"head": "head", "chair": "chair", "lead": "leader", "run": "head", "found": "founder",
                "direct": "director", "manage": "manager", "own": "owner", "advise": "adviser"}  # fmt: skip
_APPOINTING = Verbs("appoint name elect hire promote install confirm re-elect reappoint choose pick")
_LEAVING = Verbs("resign retire quit leave step")
_DISMISSING = Verbs("dismiss sack fire oust remove suspend")
_SERVING = Verbs("serve work act become remain join continue start stay return sit take come")
_EMPLOYING = Verbs("employ hire retain")
_BOARDS = listed("board boards council committee panel presidium")
_SUCCEEDING = Verbs("replace succeed")
_UNITS = listed("business operations operation division arm unit department office team practice branch section desk")
_ALL = _HEADING | _APPOINTING | _LEAVING | _SERVING | _SUCCEEDING | _DISMISSING | _EMPLOYING
_HIRING = _APPOINTING | _EMPLOYING
_COMING = _SERVING | _APPOINTING
_ON_BOARDS = _LEAVING | Verbs("sit serve join")
_BEING = listed("is was are were become became been be remains remained")
_NEAR = 9


def verbal_roles(context: Context, passage: TokenSpan) -> Iterator[tuple[Mention, Phrase | None, str, Mention | None]]:
    """Yield the roles of a sentence: the person, the phrase of the position or "", a word for it, and the body.

    Where a phrase is given its own words name the position, and a body named in it wins over the one given here.
    """
    for token in passage:
        if context.mention_of(token) is None:
            yield from _by_noun(context, token, passage)
    for predicate in find_predicates(passage, _ALL):
        coming = predicate.modal in FUTURE and predicate.lemma in _COMING
        if predicate.negated or (predicate.tentative and not coming) or predicate.hearsay:
            continue
        frame = frame_of(predicate, passage)
        if predicate.lemma in _HEADING:
            yield from _heads(context, frame, passage)
        elif predicate.lemma in _SUCCEEDING:
            yield from _succeeds(context, frame, passage)
        elif predicate.lemma in _DISMISSING:
            yield from _dismissed(context, frame, passage)
        elif predicate.lemma in _HIRING:
            yield from _appointed(context, frame, passage)
        elif not predicate.passive:
            yield from _serves(context, frame, passage)


def _by_noun(
    context: Context, token: Token, passage: TokenSpan
) -> Iterator[tuple[Mention, Phrase | None, str, Mention | None]]:
    """Read the roles that a noun tells: a position, an appointment, the helm."""
    if token.lower_ in POSITIONS:
        yield from _is(context, token, passage)
    if token.lower_ in ("appointment", "promotion", "nomination"):
        yield from _appointment(context, token, passage)
    elif token.lower_ in ("helm", "head"):
        yield from _at_the_helm(context, token)


def _is(context: Context, position: Token, passage: TokenSpan) -> Iterator[tuple[Mention, Phrase, str, Mention | None]]:
    """Read "P is the head of O", "P, who is a professor at O"."""
    head = position.head
    if position.dep_ in ("nsubj", "nsubj:outer") and any(child.dep_ == "cop" for child in head.children):
        named = _person(context, (head,))  # "O's founder is P"
        if named is not None and not any(child.lower_ in NEGATIONS for child in head.children):
            yield named, phrase_around(context, position, passage), "", None
        return
    copula = next((child for child in position.children if child.dep_ == "cop"), None)
    denied = any(child.lower_ in NEGATIONS or child.tag_ in ("MD", "TO") for child in position.children)
    if copula is None or denied:
        return
    person = _person(context, subjects_of(position))
    if person is not None:
        yield person, phrase_around(context, position, passage), "", None


def _heads(context: Context, frame: Frame, passage: TokenSpan) -> Iterator[tuple[Mention, None, str, Mention | None]]:
    """Read "P leads O", "O is headed by P", "O, founded by P"."""
    predicate = frame.predicate
    if predicate.infinitive or (predicate.lemma == "own" and not predicate.passive):
        return
    person = _person(context, frame.agents)
    units = [owner for token in frame.patients if token.lower_ in _UNITS for owner in possessors(token)]
    bodies = parties_of(context, frame.patients, BODIES) or parties_of(context, units, BODIES)
    if not bodies and predicate.passive:
        bodies = first_party(context, subject_phrases(context, predicate, passage), passage, BODIES, predicate.first)
    if person is not None and bodies and predicate.lemma != "own":
        together = predicate.verb.i > 1 and predicate.verb.nbor(-1).text == "-" and predicate.lemma == "found"
        yield person, None, "co-founder" if together else _POSITION_OF[predicate.lemma], bodies[0]


def _appointment(
    context: Context, noun: Token, passage: TokenSpan
) -> Iterator[tuple[Mention, Phrase, str, Mention | None]]:
    """Read "the appointment of P as chief executive of O", "O announced the appointment of P as director"."""
    person = _person(context, tuple(token for token in complements(noun, "of") if token.head == noun))
    phrase = _position_behind(context, noun.i + 1, passage)
    if person is None or phrase is None or not _as_before(context, phrase):
        return
    doers = (*possessors(noun), *(subjects_of(noun.head) if noun.dep_ == "obj" else ()))
    by = parties_of(context, doers, BODIES)
    yield person, phrase, "", by[0] if by else None


def _at_the_helm(context: Context, noun: Token) -> Iterator[tuple[Mention, None, str, Mention | None]]:
    """Read "P is at the helm of O"."""
    if case_of(noun) != "at" or not any(child.dep_ == "cop" for child in noun.children):
        return
    person = _person(context, subjects_of(noun))
    bodies = parties_of(context, complements(noun, "of"), BODIES)
    if person is not None and bodies:
        yield person, None, "head", bodies[0]


def _dismissed(
    context: Context, frame: Frame, passage: TokenSpan
) -> Iterator[tuple[Mention, Phrase, str, Mention | None]]:
    """Read "P was sacked as chief executive of O", "O sacked P as director"."""
    phrase = _position_behind(context, frame.predicate.verb.i + 1, passage)
    person = _person(context, frame.patients)
    if phrase is not None and person is not None and _as_before(context, phrase):
        by = parties_of(context, frame.agents, BODIES)
        yield person, phrase, "former ", by[0] if by else None


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
) -> Iterator[tuple[Mention, Phrase | None, str, Mention | None]]:
    """Read "O appointed P chief executive", "P was named as head of O"."""
    predicate = frame.predicate
    person = _person(context, (*frame.patients, *frame.recipients)) or _right_behind(context, frame)
    phrase = _position_behind(context, predicate.verb.i + 1, passage)
    by = parties_of(context, frame.agents, BODIES if predicate.lemma in _EMPLOYING else BODIES - {Label.GOVERNMENT})
    if person is None or predicate.infinitive:
        return
    if phrase is not None:
        yield person, phrase, "", by[0] if by else None
    elif predicate.lemma in _EMPLOYING and predicate.passive and by:
        yield person, None, "", by[0]


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
    boards = tuple(token for token in (*frame.patients, *frame.behind("on", "from")) if token.lower_ in _BOARDS)
    of = tuple(owner for token in boards for owner in (*complements(token, "of"), *possessors(token)))
    seated = parties_of(context, of, BODIES)
    if seated and predicate.lemma in _ON_BOARDS:
        yield person, None, f"{former}board member", seated[0]
        return
    near = predicate.verb.i + 4
    beside = tuple(t for t in frame.behind("for", "at", "to", "from") if t.left_edge.i < near)
    bodies = bodies or parties_of(context, beside, BODIES)
    if phrase is not None and (_as_before(context, phrase) or predicate.lemma in ("become", "remain")):
        yield person, phrase, former, bodies[0] if bodies else None
    elif predicate.lemma in ("work", "resign", "retire"):
        wanted = ("for", "at") if predicate.lemma == "work" else ("from",)
        at = tuple(t for t in frame.behind(*wanted) if t.head == predicate.verb and t.left_edge.i < near)
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
