"""Who counted: the doer of a verb of counting over a figure, or the author of a survey that its sentence names.

"X counted 412 cameras", "X put the number of prisoners at 3,000", "in a survey by X, 64 per cent of workers", "of 230
workers interviewed by X".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.components.numerals import parse_amount
from extract.context import Context
from extract.facts.accusing_nouns import author_of
from extract.folding import listed
from extract.grammar.arguments import case_of, complements, frame_of, parties_of
from extract.grammar.clauses import find_predicates
from extract.grammar.reality import stands
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention, Money, Quantity

_TALLYING = Verbs("count record document register report tally log list detect measure identify")
_PUTTING = Verbs("put estimate calculate reckon assess set")
_STANDING = Verbs("stand come amount")
_SURVEYING = Verbs("survey interview poll question sample examine review inspect test analyse analyze audit")
_MAKING = Verbs("conduct commission publish release carry compile")
_SURVEYS = listed(
    "survey surveys study studies poll polls census figures data statistics report audit analysis research review"
    " estimate estimates count investigation inspection sample tally toll database register"
)
_SHORTEST = 6  # tokens
_COUNTERS = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON})


@dataclass(frozen=True, slots=True)
class Count:
    """A figure that somebody counted: whose it is, the figure, and the token it stands at."""

    source: Mention
    value: Quantity | Money
    at: Token


def find_counts(context: Context, passage: TokenSpan) -> Iterator[Count]:
    """Yield the figures that are the object of a verb of counting or estimating, with who counts."""
    for predicate in find_predicates(passage, _TALLYING | _PUTTING | _STANDING):
        if predicate.passive or not stands(predicate):
            continue
        frame = frame_of(predicate, passage)
        if predicate.lemma in _STANDING:
            for source in _authors(context, frame.agents)[:1]:
                yield from _put_at(context, source, (), frame.behind("at", "to"))
            continue
        sources = parties_of(context, frame.agents, _COUNTERS) or _authors(context, frame.agents)
        if not sources:
            continue
        if predicate.lemma in _TALLYING:
            for token in frame.patients:
                value = _counted(context, token)
                if value is not None:
                    yield Count(sources[0], value, token)
        else:
            yield from _put_at(context, sources[0], frame.patients, frame.behind("at"))


def _authors(context: Context, agents: tuple[Token, ...]) -> tuple[Mention, ...]:
    """Return whose figures do the counting: UNHCR of "UNHCR figures put the number at"."""
    found = (author_of(context, token) for token in agents if token.lower_ in _SURVEYS)
    return tuple(one for one in found if one is not None and one.label in _COUNTERS)


def _counted(context: Context, noun: Token) -> Quantity | None:
    """Return the count that a noun is the unit of."""
    for token in (noun, *(child for child in noun.children if child.dep_ == "nummod")):
        item = context.value_at(token.idx)
        if item is not None and isinstance(item.value, Quantity):
            return item.value
    return None


def _put_at(
    context: Context, source: Mention, patients: tuple[Token, ...], figures: tuple[Token, ...]
) -> Iterator[Count]:
    """Read "put the number of prisoners at 3,000", "puts the losses at $3 million"."""
    for token in figures:
        item = context.value_at(token.idx)
        if item is not None and isinstance(item.value, Quantity | Money):
            yield Count(source, item.value, token)
            return
        counted = [unit for patient in patients for unit in complements(patient, "of")]
        written = [word for word in token.lefts if word.pos_ == "NUM"]
        number = (
            parse_amount(context.doc[min(word.i for word in (token, *written)) : token.i + 1].text)
            if token.pos_ == "NUM"
            else None
        )
        if number is not None and counted:
            yield Count(source, Quantity(number, counted[0].lower_, "exact"), token)
            return


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


def author_in(context: Context, passage: TokenSpan) -> Mention | None:
    """Return whose survey a sentence names, or who interviewed those it counts; None where nobody is named."""
    for token in passage:
        if (
            token.lower_ in _SURVEYS
            and token.pos_ == "NOUN"
            and case_of(token) in ("in", "from", "by", "to", "of", None)
        ):
            found = author_of(context, token) if token.dep_ != "compound" else None
            if found is not None and found.label in _COUNTERS:
                return found
    surveyed = any(token.lower_ in _SURVEYS for token in passage)
    for predicate in find_predicates(passage, _SURVEYING | _MAKING if surveyed else _SURVEYING):
        if stands(predicate):
            agents = parties_of(context, frame_of(predicate, passage).agents, _COUNTERS)
            if agents:
                return agents[0]
    return None
