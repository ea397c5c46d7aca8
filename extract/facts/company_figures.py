"""Figures that need nobody who counts: what a company takes, earns and employs, and averages that somebody gives.

"Revenue of NOK 187 million in 2022", "sales at Kestrel rose to $4m", "the company employs 84 people", "the average age
of the fleet is 31 years, according to Lloyd's List".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.attribution.extents import clause_end, trimmed
from extract.components.numerals import parse_amount
from extract.context import Context
from extract.facts.drafts import make_fact
from extract.facts.figure_tests import is_counted, verb_over
from extract.facts.figures import source_of
from extract.facts.lookup import period_near
from extract.facts.stance import attribution_around, source_words
from extract.folding import listed
from extract.grammar.arguments import complements, parties_of, possessors, subjects_of
from extract.grammar.verbs import Verbs
from extract.records import (
    Date,
    Fact,
    FactKind,
    Label,
    Mention,
    Modality,
    Money,
    Quantity,
    Role,
    ValueMention,
)

_TAKINGS = listed(
    "sales revenue revenues turnover profit profits loss losses income earnings takings receipts surplus deficit"
    " budget assets debt debts"
)
"""What a company takes, earns or owes in a year."""
_BOOKING = Verbs(
    "book report post generate record make earn have see achieve turn take bring run suffer declare return register"
)
_STAFF = listed("people staff employees workers persons employee")
_EMPLOYING = listed("employs employed employing employ")
_BODIES = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION})
_WISHED = listed("would could should may might will can if expects expected plans planned aims target hopes forecasts")
_AVERAGES = frozenset({"average", "averages", "averaged", "mean", "median", "typical"})
_TIMES = listed("second seconds minute minutes hour hours day days week weeks month months year years")
_LEAST_STAFF = 5
_LEAST_TIMES = 10
_COMPARING = frozenset({"as", "more", "higher", "the", "less", "larger", "bigger", "greater", "faster"})
_LONGEST = 12  # tokens between a word for takings and its amount


def find_company_figures(context: Context, passage: TokenSpan) -> Iterator[Fact]:
    """Yield what companies and bodies are said to take, earn, owe and employ."""
    words = {token.lower_ for token in passage}
    if words & _TAKINGS:
        for item in context.values_in(passage.start_char, passage.end_char):
            if isinstance(item.value, Money):
                fact = _taking(context, item, passage)
                if fact is not None:
                    yield fact
    if words & _EMPLOYING:
        yield from _employed(context, passage)


def _taking(context: Context, item: ValueMention, passage: TokenSpan) -> Fact | None:
    tokens = context.tokens(item.start, item.end)
    noun = _noun_of(tokens)
    owner = _owner(context, noun) if noun is not None else None
    if noun is None or owner is None or _is_open(noun):
        return None
    return _figure(context, item, owner, noun.lower_, passage)


def _noun_of(amount: TokenSpan) -> Token | None:
    """Return the word for takings that an amount measures: above it in the tree, or the subject of its verb."""
    for above in amount.root.ancestors:
        if above.lower_ in _TAKINGS and above.pos_ == "NOUN" and abs(above.i - amount.start) <= _LONGEST:
            return above
        if above.pos_ in ("VERB", "AUX"):
            near = [child for child in above.children if child.dep_ in ("nsubj", "obj") and child.lower_ in _TAKINGS]
            near += [child for child in above.children if child.lower_ in _TAKINGS and child.dep_ in ("nmod", "obl")]
            return near[0] if near and abs(near[0].i - amount.start) <= _LONGEST else None
    below = [child for child in amount.root.children if child.lower_ in _TAKINGS]  # "$4m in revenue"
    return below[0] if below else None


def _is_open(noun: Token) -> bool:
    """Whether its verb tells what may or will be."""
    verb = verb_over(noun)
    if verb is None:
        return False
    wished = any(child.lower_ in _WISHED for child in verb.children if child.dep_ in ("aux", "mark"))
    return wished or verb.lower_ in _WISHED or verb.head.lower_ in _WISHED


def _owner(context: Context, noun: Token) -> Mention | None:
    owners = [*possessors(noun), *complements(noun, "of", "at", "by", "for")]
    verb = next((above for above in noun.ancestors if above.pos_ == "VERB"), None)
    if noun.dep_ not in ("nsubj", "nsubj:pass") and verb is not None and _BOOKING.find(verb.lower_) is not None:
        owners += subjects_of(verb)
    return next(iter(parties_of(context, owners, _BODIES)), None)


def _employed(context: Context, passage: TokenSpan) -> Iterator[Fact]:
    for verb in passage:
        if verb.lower_ not in _EMPLOYING or verb.pos_ != "VERB":
            continue
        if _is_open(verb):
            continue
        bodies = parties_of(context, subjects_of(verb), _BODIES)
        for noun in (child for child in verb.children if child.dep_ == "obj" and child.lower_ in _STAFF):
            counted = next((child for child in noun.children if child.dep_ == "nummod"), noun)
            item = context.value_at(counted.idx)
            many = item is not None and isinstance(item.value, Quantity) and item.value.value >= _LEAST_STAFF
            if bodies and many and item is not None:
                fact = _figure(context, item, bodies[0], "employees", passage)
                if fact is not None:
                    yield fact


def _figure(context: Context, item: ValueMention, of: Mention, scope: str, passage: TokenSpan) -> Fact | None:
    """Return a figure about somebody, credited to whoever tells it where that is somebody else."""
    around = attribution_around(context, item.start)
    source = source_of(context, around)
    roles = [(Role.SUBJECT, of)]
    if source is not None and source.name_id != of.name_id:
        roles.append((Role.SOURCE, source))
    clause = trimmed(context, passage.start, clause_end(context, passage.start, passage))
    money = isinstance(item.value, Money)
    return make_fact(
        context, FactKind.STATISTIC, roles, [passage],
        values={
            "amount" if money else "quantity": item.value, "scope": scope, "period": _period(context, item, passage),
            "unit": item.value.unit if isinstance(item.value, Quantity) else None,
        },
        content=context.text[clause.start : clause.end],
        modality=Modality.REPORTED if around is not None else Modality.ASSERTED,
        claimed_by=source_words(context, around.source) if around is not None else None, confidence=0.6,
    )  # fmt: skip


def _period(context: Context, item: ValueMention, passage: TokenSpan) -> Date | None:
    """Return the period of a sentence, else the year that stands right behind an amount: "$4m in 2022"."""
    found = period_near(context, passage)
    if found is not None:
        return found
    behind = context.values_in(item.end, min(passage.end_char, item.end + 10))
    value = behind[0].value if behind else None
    year = isinstance(value, Date) and len(value.value) == len("2022")
    return value if isinstance(value, Date) and year else None


def find_frequencies(context: Context, passage: TokenSpan) -> Iterator[Fact]:
    """Yield how often something happened where somebody counted: "crashed 46 times, records of X reveal"."""
    for token in passage:
        if token.lower_ != "times" or token.dep_ not in ("obl:unmarked", "obl", "obl:npmod", "advmod"):
            continue
        number = next((parse_amount(child.text) for child in token.children if child.dep_ == "nummod"), None)
        around = attribution_around(context, token.idx)
        often = number is not None and number >= _LEAST_TIMES and token.nbor().lower_ not in _COMPARING
        if number is None or not often or around is None or around.source is None or not is_counted(context, around):
            continue
        source = source_of(context, around)
        fact = make_fact(
            context, FactKind.STATISTIC, [(Role.SOURCE, source)] if source is not None else [], [passage],
            values={"quantity": Quantity(number, "times", "exact"), "unit": "times"},
            content=context.text[around.content.start : around.content.end], modality=Modality.REPORTED,
            claimed_by=source_words(context, around.source), confidence=0.6, nameless=True,
        )  # fmt: skip
        if fact is not None:
            yield fact


def find_averages(context: Context, passage: TokenSpan) -> Iterator[Fact]:
    """Yield the averages of time that somebody gives: "the average age of the fleet is 31 years, according to X"."""
    if not {token.lower_ for token in passage} & _AVERAGES:
        return
    for token in passage:
        number = parse_amount(token.text) if token.dep_ == "nummod" and token.head.lower_ in _TIMES else None
        around = attribution_around(context, token.idx) if number is not None else None
        source = source_of(context, around)
        if (
            number is None
            or around is None
            or around.source is None
            or (source is None and not is_counted(context, around))
        ):
            continue
        fact = make_fact(
            context, FactKind.STATISTIC, [(Role.SOURCE, source)] if source is not None else [], [passage],
            values={"quantity": Quantity(number, token.head.text, "about"), "unit": token.head.text},
            content=context.text[around.content.start : around.content.end], modality=Modality.REPORTED,
            claimed_by=source_words(context, around.source), confidence=0.6, nameless=True,
        )  # fmt: skip
        if fact is not None:
            yield fact
            return
