"""Statistics: a count or share of something, what it says, and whose figure it is.

Only figures with a source of their own (an attribution around them, "an estimated") or that are shares of a whole
("65% of British councils") count; bare numbers in a story do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from spacy.tokens import Span as TokenSpan

from extract.attribution.cues import is_credit
from extract.attribution.extents import clause_end, trimmed
from extract.context import Context
from extract.facts.counting import author_in, find_counts, find_parts
from extract.facts.drafts import make_fact
from extract.facts.figures import COUNTING, find_amounts, is_change, is_stake, is_told_by, source_of
from extract.facts.lookup import bare, period_near
from extract.facts.product_words import PRODUCTS
from extract.facts.stance import attribution_around, source_words
from extract.facts.wholes import part_of_whole
from extract.folding import listed
from extract.grammar.clauses import FUTURE, NEGATIONS, POSSIBLE
from extract.grammar.passages import find_passages
from extract.grammar.phrases import phrase_after
from extract.records import (
    Attribution,
    Fact,
    FactKind,
    Label,
    Mention,
    Modality,
    Money,
    Quantity,
    Role,
    Span,
    ValueMention,
)

_SUBJECTS = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PLACE, Label.GROUP})
_PARTIES = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION})
_SOURCES = _PARTIES | {Label.PERSON}
_ESTIMATES = frozenset(["estimated", "about", "around", "some", "nearly", "almost", "roughly", "approximately"])
_NOT_COUNTED = listed(
    "time times day days week weeks month months year years hour hours minutes seconds page pages votes %"
)
_MEASURES = listed(
    "inch inches centimeter centimeters centimetre centimetres millimeter millimeters millimetre millimetres"
    " micron microns volt volts watt watts ampere amperes psi gauge denier bar"
)
"""Units in which a thing is described, not counted."""
_NOT_SHARED = frozenset({"shares", "share capital", "stock", "its", "it", "capital", "votes"})
_TRADED = listed("sold sell sells selling bought buy buys acquired acquire stake stakes")
_LEAST_TOLD = 50  # a count below this that somebody merely tells is part of a story, not a figure
_LEAST_EXACT = 1000  # the same for "400 were arrested", which nobody calls an estimate
_LEAST_COUNTED = 30  # the same where somebody is said to have counted
_LEAST_TALLIED = 10  # the same where somebody "counted 25 executions"


def find_statistics(context: Context) -> Iterator[Fact]:
    """Yield the statistics of a document in the order of the text."""
    for passage in find_passages(context):
        for item in context.values_in(passage.start_char, passage.end_char):
            if isinstance(item.value, Quantity):
                of_whole = part_of_whole(context, item, item.value)
                fact = _statistic(context, item, of_whole or item.value, passage, part=of_whole is not None)
                if fact is not None:
                    yield fact
        yield from find_amounts(context, passage)
        yield from _counts(context, passage)


def _counts(context: Context, passage: TokenSpan) -> Iterator[Fact]:
    """Yield the figures that somebody named counted, without saying so in a clause: "X counted 412 cameras"."""
    for count in (*find_counts(context, passage), *find_parts(context, passage)):
        small = isinstance(count.value, Quantity) and count.value.value < _LEAST_TALLIED
        unit = count.value.unit if isinstance(count.value, Quantity) else None
        if unit is not None and (unit.lower() in _NOT_COUNTED or (small and unit != "percent")):
            continue
        clause = trimmed(context, passage.start, passage.end)
        name = "amount" if isinstance(count.value, Money) else "quantity"
        fact = make_fact(
            context, FactKind.STATISTIC, [(Role.SOURCE, count.source)], [passage],
            values={name: count.value, "unit": unit, "scope": unit, "period": period_near(context, passage)},
            content=context.text[clause.start : clause.end], modality=Modality.REPORTED,
            claimed_by=context.fullest_name(count.source), confidence=0.7,
        )  # fmt: skip
        if fact is not None:
            yield fact


def _statistic(
    context: Context, item: ValueMention, quantity: Quantity, passage: TokenSpan, *, part: bool = False
) -> Fact | None:
    around = attribution_around(context, item.start)
    share = quantity.unit == "percent"
    source = source_of(context, around)
    if source is None and (share or part):
        source = author_in(context, passage)
    scope = context.text[item.start : item.end] if part else _scope(context, item, passage, share=share)
    sold = around is None and any(token.lower_ in _TRADED for token in passage)
    if share and (sold or is_stake(context, item) or is_change(context, item)):
        return None
    if part and _is_bare(context, item) and not (around is not None and _is_counted(context, around)):
        return None
    if scope is None and share and (is_told_by(context, around, source) or author_in(context, passage) is not None):
        scope = ""
    if (
        scope is None
        or scope.lower().removeprefix("all ") in _NOT_SHARED
        or (not (share or part) and not _is_figure(context, item, quantity, around, passage))
    ):
        return None
    clause = _clause(context, item, around, passage)
    words = context.text[clause.start : clause.end]
    subjects = _subjects(context, item, clause, source)
    if share and any(mention.label is Label.COMPANY and mention.text == scope for mention in subjects):
        return None  # "51 per cent of Lumen Harbour" is a stake
    roles = [(Role.SUBJECT, mention) for mention in subjects]
    if source is not None and source.label is not Label.PLACE:
        roles.append((Role.SOURCE, source))
    if not subjects and (source is None or source.label not in _SOURCES):
        return None
    return make_fact(
        context, FactKind.STATISTIC, roles, [passage],
        values={
            "quantity": quantity, "unit": quantity.unit, "scope": scope or None,
            "period": period_near(context, passage),
        },
        content=words, modality=Modality.REPORTED if around is not None else Modality.ASSERTED,
        claimed_by=source_words(context, around.source) if around is not None else None,
        confidence=0.8 if around is not None else 0.6,
    )  # fmt: skip


def _is_bare(context: Context, item: ValueMention) -> bool:
    """Whether a whole stands bare behind its part: "40 of 110 jobs", which only a count makes a figure."""
    before = context.text[max(0, item.start - 7) : item.start]
    return before.endswith(" of ") and not before.endswith("out of ")


def _scope(context: Context, item: ValueMention, passage: TokenSpan, *, share: bool) -> str | None:
    """Return what is counted, in the words of the text: behind "of" for a share, the noun itself for a count."""
    tokens = context.tokens(item.start, item.end)
    index = tokens.end
    doc = context.doc
    if share:
        whole = tokens[0].lower_ in ("half", "every") or (index < passage.end and doc[index].lower_ == "of")
        if index >= passage.end or not whole:
            return None
        phrase = phrase_after(context, index + int(doc[index].lower_ == "of"), passage)
        return bare(phrase.text(context)) if phrase is not None else None
    counted = doc[tokens.end - 1] if tokens[-1].is_alpha and tokens[-1].pos_ in ("NOUN", "PROPN") else None
    if counted is None:
        phrase = phrase_after(context, index, passage)
        return bare(phrase.text(context)) if phrase is not None and phrase.head.lower_ not in _NOT_COUNTED else None
    return None if counted.lower_ in _NOT_COUNTED else counted.text


def _is_figure(
    context: Context, item: ValueMention, quantity: Quantity, around: Attribution | None, passage: TokenSpan
) -> bool:
    least = _LEAST_COUNTED if around is not None and _is_counted(context, around) else _LEAST_TOLD
    if quantity.value < least or quantity.unit.lower() in _NOT_COUNTED or _MEASURES & {*quantity.unit.lower().split()}:
        return False
    tokens = context.tokens(item.start, item.end)
    before = context.doc[max(passage.start, tokens.start - 2) : tokens.start + 1]
    if context.text[: item.start].rstrip().endswith(" of") and before[0].is_digit:
        return False  # "40 of 110 jobs" is no count of 110
    product = bool(PRODUCTS & set(quantity.unit.lower().split()[-1:]))
    if product and not any(token.lower_ == "estimated" for token in before):
        return False  # so many cameras put up somewhere is a deployment
    estimated = any(token.lower_ == "estimated" for token in before)
    if estimated or around is None or around.source is None:
        return estimated
    return _is_counted(context, around) or _is_state(
        tokens, around, quantity.value, exact=quantity.qualifier == "exact"
    )


def _is_state(counted: TokenSpan, around: Attribution, value: Decimal, *, exact: bool) -> bool:
    """Whether somebody tells how many of a kind there are or suffer: the count is the subject of what is said."""
    if exact and value < _LEAST_EXACT:
        return False
    head = counted.root
    while head.dep_ in ("nummod", "compound", "advmod", "det") and head.head is not head:
        head = head.head
    verb = head.head
    if head.dep_ not in ("nsubj", "nsubj:pass") or not around.content.start <= verb.idx < around.content.end:
        return False
    open_to_doubt = FUTURE | NEGATIONS | (POSSIBLE if exact else frozenset())
    modal = any(child.lower_ in open_to_doubt for child in verb.children)
    return not modal and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG")


def _is_counted(context: Context, around: Attribution) -> bool:
    """Whether a source counted or estimated: what somebody merely says happened to so many is news, not a figure."""
    cue = context.text[around.cue.start : around.cue.end].lower()
    return is_credit(cue) or COUNTING.find(cue) is not None


def _clause(context: Context, item: ValueMention, around: Attribution | None, passage: TokenSpan) -> Span:
    """Return the clause a figure stands in: the content that is attributed, or from the figure to its clause's end."""
    if around is not None:
        return around.content
    tokens = context.tokens(item.start, item.end)
    start = tokens.start
    while start > passage.start and context.doc[start - 1].lower_ in _ESTIMATES | {"an"}:
        start -= 1
    return trimmed(context, start, clause_end(context, tokens.end, passage))


def _subjects(context: Context, item: ValueMention, clause: Span, source: Mention | None) -> list[Mention]:
    """Return whom a figure is about: the parties named up to the next comma, places and groups where there are none."""
    comma = context.text.find(", ", item.end, clause.end)
    end = comma if comma >= 0 else clause.end
    found: dict[str, Mention] = {}
    for mention in context.mentions_in(clause.start, end):
        if mention.label in _SUBJECTS and mention.name_id is not None and (
            source is None or mention.name_id != source.name_id
        ):  # fmt: skip
            found.setdefault(mention.name_id, mention)
    parties = [mention for mention in found.values() if mention.label in _PARTIES]
    return parties or list(found.values())
