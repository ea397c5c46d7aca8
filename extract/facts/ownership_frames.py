"""Ownership over the tree: "took over", "belongs to", "has a stake in", "the parent of", "the takeover of B by A"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.folding import listed
from extract.grammar.arguments import complements, frame_of, is_negated_noun, parties_of, possessors, subjects_of
from extract.grammar.clauses import NEGATIONS, Predicate, find_predicates
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention

OWNERS = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON})
OWNED = frozenset({Label.COMPANY})
_VERBS = Verbs("own control acquire buy hold have take belong retain purchase")
_COMPLETING = Verbs("complete finalise finalize conclude make announce close")
_STAKES = listed("stake stakes shareholding holding")
_CHILDREN = listed("subsidiary subsidiaries unit affiliate division arm offshoot part spin-off spinoff")
_PARENTS = listed("parent owner shareholder company group firm")
_ACTS = listed("acquisition takeover buyout purchase")
_UNDONE = listed(
    "abandon abandons abandoned abandoning failed fails fail block blocks blocked blocking proposed planned propose"
    " plan plans wants attempted possible potential hostile reject rejects rejected cancel cancelled canceled consider"
    " considers considering offer bid talks seek seeks sought no not without cleared approve approved approval review"
    " investigate investigates investigated delayed would could may might should if"
)

Pair = tuple[tuple[Mention, ...], tuple[Mention, ...], Predicate | None, int]


def owning_frames(context: Context, passage: TokenSpan) -> Iterator[Pair]:
    """Yield owners, owned, the verb if one tells it, and the token behind which a share may stand."""
    for predicate in find_predicates(passage, _VERBS):
        if not (predicate.negated or predicate.tentative or predicate.infinitive or predicate.hearsay):
            yield from _by_verb(context, predicate, passage)
    for token in passage:
        if context.mention_of(token) is not None or is_negated_noun(token):
            continue
        if token.lower_ in _ACTS:
            yield from _act(context, token, passage)
        elif token.lower_ in _CHILDREN | _PARENTS:
            yield from _relation(context, token)


def _by_verb(context: Context, predicate: Predicate, passage: TokenSpan) -> Iterator[Pair]:
    frame, verb = frame_of(predicate, passage), predicate.verb
    if predicate.lemma == "belong":
        owners = parties_of(context, frame.behind("to"), OWNERS)
        yield owners, parties_of(context, frame.agents, OWNED), predicate, verb.i
        return
    over = any(child.dep_ == "compound:prt" and child.lower_ == "over" for child in verb.children)
    over = over or (verb.i + 1 < passage.end and verb.nbor().lower_ == "over")
    if predicate.lemma in ("own", "control", "acquire") or (predicate.lemma == "take" and over):
        yield parties_of(context, frame.agents, OWNERS), parties_of(context, frame.patients, OWNED), predicate, verb.i
    for patient in frame.patients:
        if patient.lower_ in _STAKES and not predicate.passive and not is_negated_noun(patient):
            inside = tuple(token for token in complements(patient, "in") if token.head == patient)
            inside = inside or tuple(t for t in frame.behind("in") if t.head == verb)
            yield parties_of(context, frame.agents, OWNERS), parties_of(context, inside, OWNED), predicate, patient.i


def _act(context: Context, noun: Token, passage: TokenSpan) -> Iterator[Pair]:
    """Read "A's acquisition of B", "the takeover of B by A", "A completed its acquisition of B"."""
    if {token.lower_ for token in context.doc[max(passage.start, noun.i - 5) : noun.i]} & _UNDONE:
        return
    if {token.lower_ for token in passage if token.dep_ in ("root", "ROOT", "aux") or token.head == noun} & _UNDONE:
        return
    of = tuple(t for t in complements(noun, "of") if t.head == noun)
    stakes = tuple(t for stake in of if stake.lower_ in _STAKES for t in complements(stake, "in"))
    owned = parties_of(context, stakes or of, OWNED)
    owners = parties_of(context, (*possessors(noun), *complements(noun, "by")), OWNERS)
    if not owners and noun.dep_ == "obj" and _COMPLETING.find(noun.head.lower_):
        owners = parties_of(context, subjects_of(noun.head), OWNERS)
    if owned and owners:
        yield owners[:1], owned, Predicate(noun, "acquire", noun.i), noun.i


def _relation(context: Context, noun: Token) -> Iterator[Pair]:
    """Read "B is a wholly owned subsidiary of A", "A is the parent company of B", "A, the owner of B"."""
    parent = noun.lower_ in _PARENTS
    if noun.lower_ in ("company", "group", "firm") and not any(
        child.lower_ in ("parent", "holding") for child in noun.children
    ):
        return
    of = tuple(token for token in complements(noun, "of") if token.head == noun)
    copula = any(child.dep_ == "cop" for child in noun.children)
    if not of or any(child.lower_ in NEGATIONS or child.tag_ == "MD" for child in noun.children):
        return
    if noun.lower_ == "part" and not copula and noun.dep_ != "appos":
        return
    explained = subjects_of(noun) if copula else (noun.head,) if noun.dep_ == "appos" else ()
    if parent:
        yield parties_of(context, explained, OWNERS), parties_of(context, of, OWNED), None, noun.i
    else:
        yield parties_of(context, of, OWNERS), parties_of(context, explained, OWNED), None, noun.i
