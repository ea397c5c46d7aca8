"""Ownership over the tree: "took over", "belongs to", "has a stake in", "was sold to", "the parent of", "A-owned B"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.ownership_nouns import OWNED, OWNERS, STAKES, Pair, owning_nouns, stake_in
from extract.folding import listed
from extract.grammar.arguments import Frame, complements, frame_of, is_negated_noun, parties_of
from extract.grammar.clauses import FUTURE, Predicate, find_predicates
from extract.grammar.reality import stands
from extract.grammar.verbs import Verbs
from extract.records import Mention

_OWNING = Verbs("own control acquire absorb swallow nationalise nationalize privatise privatize gobble scoop annex")
_BUYING = Verbs("buy purchase take snap pick")
_PARTICLES = {"take": ("over",), "snap": ("up",), "pick": ("up",), "buy": ("out", "up"), "gobble": ("up",),
              "scoop": ("up",)}  # fmt: skip
_HOLDING = Verbs(
    "own control acquire buy hold have take retain purchase raise increase lift boost build gain get secure obtain keep"
    " amass up sell win exercise assume double expand"
)
_SELLING = Verbs("sell transfer")
_PASSING = Verbs("pass go belong")
_INVESTING = Verbs("pay invest spend put")
_BECOMING = Verbs("become form")
_FOUNDING = Verbs("establish found create set form incorporate register launch")
_ALL = _OWNING | _BUYING | _HOLDING | _SELLING | _PASSING | _INVESTING | _BECOMING | _FOUNDING
_TO_SELL = listed("shares stake stakes shareholding holding interest majority control ownership")


def owning_frames(context: Context, passage: TokenSpan) -> Iterator[Pair]:
    """Yield owners, owned, the verb if one tells it, and the token behind which a share may stand."""
    for predicate in find_predicates(passage, _ALL):
        coming = predicate.modal in FUTURE and predicate.lemma == "own"
        if predicate.negated or (predicate.tentative and not coming) or predicate.hearsay or not stands(predicate):
            continue
        yield from _by_verb(context, predicate, passage)
    yield from owning_nouns(context, passage)


def _by_verb(context: Context, predicate: Predicate, passage: TokenSpan) -> Iterator[Pair]:
    frame, lemma = frame_of(predicate, passage), predicate.lemma
    if lemma in _PASSING:
        yield from _passed(context, frame)
    elif lemma in _BECOMING:
        part = [token for token in predicate.verb.children if token.lower_ == "part" and token.i > predicate.verb.i]
        of = tuple(whole for token in part for whole in complements(token, "of"))
        yield parties_of(context, of, OWNERS), parties_of(context, frame.agents, OWNED), predicate, predicate.verb.i
    if lemma in _FOUNDING:
        if any(token.lower_ == "subsidiary" for token in frame.behind("as")):
            yield _told(context, frame.agents, frame.patients, predicate)
    elif lemma in _SELLING:
        yield from _sold(context, frame)
    elif lemma in _INVESTING:
        yield from _paid(context, frame)
    elif lemma in _OWNING or lemma in _BUYING:
        yield from _taken(context, frame)
    if lemma in _HOLDING:
        yield from _held(context, frame)


def _told(
    context: Context, owners: tuple[Token, ...], owned: tuple[Token, ...], predicate: Predicate
) -> tuple[tuple[Mention, ...], tuple[Mention, ...], Predicate, int]:
    return parties_of(context, owners, OWNERS), parties_of(context, owned, OWNED), predicate, predicate.verb.i


def _passed(context: Context, frame: Frame) -> Iterator[Pair]:
    """Read "B belongs to A", "74 per cent of which belongs to A", "ownership of B passed to A"."""
    predicate = frame.predicate
    subject = frame.agents or ((predicate.verb.head,) if predicate.verb.dep_ == "acl:relcl" else ())
    if predicate.lemma != "belong":
        subject = tuple(whole for token in subject if token.lower_ in _TO_SELL for whole in stake_in(token))
    else:
        subject = (*subject, *(whole for token in subject for whole in stake_in(token)))
    yield _told(context, frame.behind("to"), subject, predicate)


def _sold(context: Context, frame: Frame) -> Iterator[Pair]:
    """Read "C sold B to A", "B was sold to A", "C sold its stake in B to A"."""
    sold = tuple(token for token in frame.patients if context.mention_of(token) is not None)
    stakes = tuple(whole for token in frame.patients if token.lower_ in STAKES | _TO_SELL for whole in stake_in(token))
    yield _told(context, frame.behind("to"), sold or stakes, frame.predicate)


def _paid(context: Context, frame: Frame) -> Iterator[Pair]:
    """Read "A paid M for B", "A paid M for a stake in B", "A invested M in B for a stake"."""
    bought = frame.behind("for")
    stakes = tuple(token for token in bought if token.lower_ in STAKES)
    wholes = tuple(whole for token in stakes for whole in stake_in(token))
    named = tuple(token for token in bought if token.head == frame.predicate.verb or token.head in frame.patients)
    if frame.predicate.passive:
        return
    if stakes:
        yield _told(context, frame.agents, wholes or frame.behind("in"), frame.predicate)
    elif frame.predicate.lemma == "pay" and not parties_of(context, frame.patients, OWNERS):
        yield _told(context, frame.agents, named, frame.predicate)


def _taken(context: Context, frame: Frame) -> Iterator[Pair]:
    """Read "A acquired B", "B was taken over by A", "B, which A bought", "A snapped up B"."""
    predicate = frame.predicate
    wanted = _PARTICLES.get(predicate.lemma, ())
    particles = {child.lower_ for child in predicate.verb.children if child.i > predicate.verb.i}
    if predicate.lemma in ("take", "snap", "pick", "gobble", "scoop") and not particles & set(wanted):
        return
    patients = frame.patients
    if not patients and wanted:  # a particle's object taken for a preposition's
        near = (child for child in predicate.verb.children if child.dep_ == "obl" and child.i > predicate.verb.i)
        patients = tuple(child for child in near if not any(case.dep_ == "case" for case in child.children))[:1]
    if predicate.lemma in ("buy", "purchase") and frame.behind("from") and not parties_of(context, patients, OWNED):
        return
    yield _told(context, frame.agents, patients, predicate)
    if predicate.lemma in ("own", "control", "acquire", "buy"):
        wholes = tuple(whole for token in patients for whole in stake_in(token))
        yield _told(context, frame.agents, wholes, predicate)


def _held(context: Context, frame: Frame) -> Iterator[Pair]:
    """Read "A has a stake in B", "a stake in B was acquired by A", "B, in which A holds a stake"."""
    for patient in frame.patients:
        if patient.lower_ not in STAKES or is_negated_noun(patient):
            continue
        wholes = stake_in(patient) or tuple(
            token for token in frame.behind("in", "of") if token.head == frame.predicate.verb
        )
        if not wholes and frame.predicate.verb.dep_ == "acl:relcl":
            wholes = (frame.predicate.verb.head,)  # "B, in which A holds a stake"
        if frame.predicate.lemma != "sell":
            yield (*_told(context, frame.agents, wholes, frame.predicate)[:3], patient.i)
