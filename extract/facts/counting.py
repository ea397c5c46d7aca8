"""Who counted: the doer of a verb of counting over a figure, or the author of a survey that its sentence names.

"X counted 412 cameras", "X put the number of prisoners at 3,000", "in a survey by X, 64 per cent of workers", "of 230
workers interviewed by X".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.attribution.speakers import speaker_of
from extract.components.numerals import parse_amount
from extract.context import Context
from extract.facts.figure_sources import COUNTERS, SURVEYS, author_of_survey, surveys_of
from extract.facts.stance import attribution_around
from extract.folding import listed
from extract.grammar.arguments import Frame, complements, frame_of, parties_of
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.phrases import phrase_around
from extract.grammar.reality import stands
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention, Money, Quantity

_TALLYING = Verbs("count record document register report tally log list detect measure identify note catalogue")
_RECEIVING = Verbs("receive field handle process")
_REPORTS = listed(
    "complaints reports calls applications requests petitions notifications referrals cases submissions tips enquiries"
    " inquiries tip-offs claims allegations disclosures queries"
)
"""What a body receives and counts."""
_PUTTING = Verbs("put estimate calculate reckon assess set peg")
_EXPECTING = Verbs("expect estimate project forecast predict calculate reckon")
_RANKING = Verbs("rank attribute credit give show find reveal")
_STANDING = Verbs("stand come amount")
_SURVEYING = Verbs("survey interview poll question sample examine review inspect test analyse analyze audit")
_ASKING = Verbs("ask")
_ASKED = listed("those people adults respondents voters readers residents workers households firms companies women men")
_MAKING = Verbs("conduct commission publish release carry compile")
_SHORTEST = 6  # tokens
_LEAST_ATTRIBUTED = 50
_LEAST_PART = 10
_BODIES = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION})
_NEAR = 160  # code points between a verb and the whole that it gives a part of


@dataclass(frozen=True, slots=True)
class Count:
    """A figure that somebody counted: the figure, the token it stands at, and whose it is, by name or in words."""

    source: Mention | None
    value: Quantity | Money
    at: Token
    words: str | None = None


def find_counts(context: Context, passage: TokenSpan) -> Iterator[Count]:
    """Yield the figures that are the object of a verb of counting or estimating, with who counts."""
    for predicate in find_predicates(passage, _TALLYING | _PUTTING | _STANDING | _RECEIVING | _EXPECTING | _RANKING):
        if predicate.passive or not stands(predicate):
            continue
        frame = frame_of(predicate, passage)
        if predicate.lemma in _STANDING:
            for author in _authors(context, frame.agents)[:1]:
                yield from _put_at(context, author, None, (), frame.behind("at", "to"))
            continue
        source, words = _counter(context, frame, passage)
        if source is None and words is None:
            continue
        for value, token in _figures(context, predicate, frame, source):
            yield Count(source, value, token, words)
        if predicate.lemma in _PUTTING:
            yield from _put_at(context, source, words, frame.patients, frame.behind("at"))


def _counter(context: Context, frame: Frame, passage: TokenSpan) -> tuple[Mention | None, str | None]:
    """Return who counts: by name, as the author of a survey, as who tells of it, or a survey in its own words."""
    named = parties_of(context, frame.agents, COUNTERS)
    named = named[:1] or _authors(context, frame.agents)[:1]
    if named:
        return named[0], None
    surveys = [token for token in frame.agents if token.lower_ in SURVEYS]
    if not surveys:
        return None, None
    around = attribution_around(context, frame.predicate.verb.idx)
    teller = context.mention_at(around.source.start) if around is not None and around.source is not None else None
    if teller is not None and teller.name_id is not None and teller.label in COUNTERS:
        return teller, None
    span = speaker_of(context, phrase_around(context, surveys[0], passage), passage).span
    return None, context.text[span.start : span.end]


def _figures(
    context: Context, predicate: Predicate, frame: Frame, source: Mention | None
) -> Iterator[tuple[Quantity | Money, Token]]:
    """Yield what a verb of counting has for its object, or expects of something, as figures."""
    if predicate.lemma in _TALLYING | _RECEIVING:
        person = source is not None and source.label is Label.PERSON and predicate.lemma != "count"
        for token in () if person else frame.patients:
            value = _counted(context, token) or _bare_part(context, token, predicate)
            received = predicate.lemma not in _RECEIVING or token.lower_ in _REPORTS
            if value is not None and received:
                yield value, token
    if predicate.lemma in _EXPECTING | _RANKING and (source is None or source.label is not Label.PERSON):
        shares = predicate.lemma in _RANKING
        first = next(iter(_values_below(context, predicate.verb, shares=shares)), None)
        if first is not None:
            yield first


def _values_below(context: Context, verb: Token, *, shares: bool) -> Iterator[tuple[Quantity | Money, Token]]:
    """Yield the figures behind a verb: all that somebody expects, the shares alone of what somebody ranks."""
    behind = [token for token in verb.subtree if token.i > verb.i]
    spoken = any(child.dep_ == "ccomp" for child in verb.children)
    for token in () if spoken else behind:
        item = context.value_at(token.idx)
        if item is None or not isinstance(item.value, Quantity | Money):
            continue
        share = isinstance(item.value, Quantity) and item.value.unit == "percent"
        many = (
            isinstance(item.value, Quantity) and item.value.value >= _LEAST_ATTRIBUTED and verb.lower_ == "attributed"
        )
        if (share or many) if shares else (share or isinstance(item.value, Money)):
            yield item.value, token


def _bare_part(context: Context, token: Token, predicate: Predicate) -> Quantity | None:
    """Return 44 of "a review of 120 contracts by X identified 44 without a price"."""
    if token.pos_ != "NUM" or context.value_at(token.idx) is not None:
        return None
    before = [item for item in context.values if item.end <= predicate.verb.idx and isinstance(item.value, Quantity)]
    whole = before[-1].value if before and predicate.verb.idx - before[-1].end < _NEAR else None
    number = parse_amount(token.text)
    fits = isinstance(whole, Quantity) and whole.unit != "percent" and number is not None and number <= whole.value
    return (
        Quantity(number, whole.unit, "exact") if fits and number is not None and isinstance(whole, Quantity) else None
    )


def _authors(context: Context, agents: tuple[Token, ...]) -> tuple[Mention, ...]:
    """Return whose figures do the counting: UNHCR of "UNHCR figures put the number at"."""
    found = (author_of_survey(context, token) for token in agents if token.lower_ in SURVEYS)
    return tuple(one for one in found if one is not None and one.label in COUNTERS)


def _counted(context: Context, noun: Token) -> Quantity | None:
    """Return the count that a noun is the unit of."""
    for token in (noun, *(child for child in noun.children if child.dep_ == "nummod")):
        item = context.value_at(token.idx)
        if item is not None and isinstance(item.value, Quantity):
            return item.value
    return None


def _put_at(
    context: Context, source: Mention | None, words: str | None, patients: tuple[Token, ...], figures: tuple[Token, ...]
) -> Iterator[Count]:
    """Read "put the number of prisoners at 3,000", "puts the losses at $3 million"."""
    for token in figures:
        item = context.value_at(token.idx)
        if item is not None and isinstance(item.value, Quantity | Money):
            yield Count(source, item.value, token, words)
            return
        counted = [unit for patient in patients for unit in complements(patient, "of")]
        written = [word for word in token.lefts if word.pos_ == "NUM"]
        number = (
            parse_amount(context.doc[min(word.i for word in (token, *written)) : token.i + 1].text)
            if token.pos_ == "NUM"
            else None
        )
        if number is not None and counted:
            yield Count(source, Quantity(number, counted[0].lower_, "exact"), token, words)
            return


def find_parts_of_them(context: Context, passage: TokenSpan) -> Iterator[Count]:
    """Yield the part of what was counted just before: "67 were killed, and 22 of them had been tracked, X says"."""
    for token in passage:
        pointing = any(child.lower_ in ("them", "those", "these") and child.i > token.i for child in token.children)
        around = attribution_around(context, token.idx) if token.pos_ == "NUM" and pointing else None
        teller = context.mention_at(around.source.start) if around is not None and around.source is not None else None
        if teller is None or teller.name_id is None or teller.label not in _BODIES:
            continue
        before = [one for one in context.values if one.end <= token.idx and token.idx - one.end < _NEAR]
        wholes = [one.value for one in before if isinstance(one.value, Quantity) and one.value.unit != "percent"]
        number = parse_amount(token.text)
        if wholes and number is not None and _LEAST_PART <= number <= wholes[-1].value:
            yield Count(teller, Quantity(number, wholes[-1].unit, "exact"), token)


def find_parts(context: Context, passage: TokenSpan) -> Iterator[Count]:
    """Yield the part of those that somebody asked: "of 230 workers interviewed by X, 171 had never seen a contract"."""
    if passage[0].lower_ != "of" or len(passage) < _SHORTEST:
        return
    wholes = context.values_in(passage.start_char, passage.end_char)[:1]
    author = author_in(context, passage) if wholes else None
    if author is None or not isinstance(wholes[0].value, Quantity):
        return
    for token in passage:
        if token.pos_ == "NUM" and token.dep_ in ("nsubj", "nsubj:pass") and token.idx > wholes[0].end:
            number = parse_amount(token.text)
            if number is not None and number <= wholes[0].value.value:
                yield Count(author, Quantity(number, wholes[0].value.unit, "exact"), token)
                return


def author_in(context: Context, passage: TokenSpan, near: int | None = None) -> Mention | None:
    """Return whose survey a sentence names, or who interviewed those it counts; None where nobody is named.

    Of several surveys it is the one nearest to the offset `near`.
    """
    surveys = list(surveys_of(passage))
    if near is not None:
        surveys.sort(key=lambda token: abs(token.idx - near))
    for token in surveys:
        found = author_of_survey(context, token)
        if found is not None:
            return found
    surveyed = any(token.lower_ in SURVEYS for token in passage)
    for predicate in find_predicates(passage, _SURVEYING | _ASKING | (_MAKING if surveyed else Verbs(""))):
        frame = frame_of(predicate, passage)
        asked = predicate.lemma not in _ASKING or (
            predicate.reduced and any(token.lower_ in _ASKED for token in frame.patients)
        )
        standing = predicate.lemma == "poll" and not predicate.passive and (not frame.patients or frame.behind("at"))
        if asked and not standing and stands(predicate):
            agents = parties_of(context, frame.agents, COUNTERS)
            if agents:
                return agents[0]
    return None
