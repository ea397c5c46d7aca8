"""Statistics: a count or share of something, what it says, and whose figure it is.

Only figures with a source of their own (an attribution around them, "an estimated") or that are shares of a whole
("65% of British councils") count; bare numbers in a story do not. A source without a name is told in its words.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from extract.attribution.extents import clause_end, trimmed
from extract.context import Context
from extract.facts.company_figures import find_averages, find_company_figures, find_frequencies
from extract.facts.counting import author_in, find_counts, find_parts, find_parts_of_them
from extract.facts.drafts import make_fact
from extract.facts.figure_sources import surveys_of
from extract.facts.figure_tests import NOT_COUNTED, is_countable, is_counted, is_figure, is_wished
from extract.facts.figures import find_amounts, is_change, is_stake, is_told_by, source_of
from extract.facts.lookup import bare, period_near
from extract.facts.stance import attribution_around, source_words
from extract.facts.wholes import part_of_whole
from extract.folding import listed
from extract.grammar.arguments import case_of
from extract.grammar.passages import find_passages
from extract.grammar.phrases import phrase_after, phrase_around
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
_NOT_SHARED = frozenset({"shares", "share capital", "stock", "its", "it", "capital", "votes", "voting rights",
                         "the voting rights", "turnover", "annual turnover", "global turnover"})  # fmt: skip
_TRADED = listed("sold sell sells selling bought buy buys acquired acquire stake stakes shareholder shareholders")
_LEAST_TALLIED = 10  # a count below this that somebody "counted" is part of a story


def find_statistics(context: Context) -> Iterator[Fact]:
    """Yield the statistics of a document in the order of the text."""
    for passage in find_passages(context):
        told: set[int] = set()
        for item in context.values_in(passage.start_char, passage.end_char):
            if isinstance(item.value, Quantity):
                of_whole = part_of_whole(context, item, item.value)
                fact = _statistic(context, item, of_whole or item.value, passage, part=of_whole is not None)
                if fact is not None:
                    told.add(item.start)
                    yield fact
        yield from find_amounts(context, passage)
        yield from _counts(context, passage, told)
        yield from find_averages(context, passage)
        yield from find_frequencies(context, passage)
        yield from find_company_figures(context, passage)


def _counts(context: Context, passage: TokenSpan, told: set[int]) -> Iterator[Fact]:
    """Yield the figures that somebody counted, without saying so in a clause: "X counted 412 cameras"."""
    for count in (*find_counts(context, passage), *find_parts(context, passage), *find_parts_of_them(context, passage)):
        small = isinstance(count.value, Quantity) and count.value.value < _LEAST_TALLIED
        unit = count.value.unit if isinstance(count.value, Quantity) else None
        item = context.value_at(count.at.idx)
        if unit is not None and (unit.lower() in NOT_COUNTED or (small and unit != "percent")):
            continue
        if item is not None and (
            item.start in told
            or (isinstance(item.value, Quantity) and not is_countable(context, item, item.value))
            or is_stake(context, item)
        ):
            continue
        clause = trimmed(context, passage.start, passage.end)
        name = "amount" if isinstance(count.value, Money) else "quantity"
        fact = make_fact(
            context, FactKind.STATISTIC, [(Role.SOURCE, count.source)] if count.source is not None else [], [passage],
            values={name: count.value, "unit": unit, "scope": unit, "period": period_near(context, passage)},
            content=context.text[clause.start : clause.end], modality=Modality.REPORTED, nameless=True,
            claimed_by=context.fullest_name(count.source) if count.source is not None else count.words,
            confidence=0.7,
        )  # fmt: skip
        if fact is not None:
            yield fact


def _statistic(  # noqa: PLR0911 - a chain of tests
    context: Context, item: ValueMention, quantity: Quantity, passage: TokenSpan, *, part: bool = False
) -> Fact | None:
    around = attribution_around(context, item.start)
    share = quantity.unit == "percent"
    if not is_countable(context, item, quantity) or is_wished(context, item, attribution_around(context, item.start)):
        return None
    source = source_of(context, around)
    if source is None and (share or part):
        source = author_in(context, passage, item.start)
    scope = context.text[item.start : item.end] if part else _scope(context, item, passage, share=share)
    sold = around is None and any(token.lower_ in _TRADED for token in passage)
    if share and (sold or is_stake(context, item) or is_change(context, item)):
        return None
    if part and _is_bare(context, item) and not (around is not None and is_counted(context, around)):
        return None
    if scope is None and share and _is_told(context, around, source, passage):
        scope = ""
    if (
        scope is None
        or scope.lower().removeprefix("all ") in _NOT_SHARED
        or (not (share or part) and not is_figure(context, item, quantity, around, source, passage))
    ):
        return None
    clause = _clause(context, item, around, passage)
    subjects = _subjects(context, item, clause, source)
    if share and any(mention.label is Label.COMPANY and mention.text == scope for mention in subjects):
        return None  # "51 per cent of Lumen Harbour" is a stake
    roles = [(Role.SUBJECT, mention) for mention in subjects]
    if source is not None and source.label is not Label.PLACE:
        roles.append((Role.SOURCE, source))
    credited = around is not None and around.source is not None and is_counted(context, around)
    claimed_by = source_words(context, around.source) if around is not None else None
    if share and not credited and source is None:
        claimed_by = claimed_by or _survey_words(context, item, passage)
        credited = claimed_by is not None
    if not subjects and (source is None or source.label not in _SOURCES) and not credited:
        return None
    return make_fact(
        context, FactKind.STATISTIC, roles, [passage],
        values={
            "quantity": quantity, "unit": quantity.unit, "scope": scope or None,
            "period": period_near(context, passage),
        },
        content=_words(context, item, clause), modality=Modality.REPORTED if around is not None else Modality.ASSERTED,
        claimed_by=claimed_by,
        confidence=0.8 if around is not None else 0.6, nameless=credited,
    )  # fmt: skip


def _is_told(context: Context, around: Attribution | None, source: Mention | None, passage: TokenSpan) -> bool:
    """Whether a share without a whole is a figure: somebody tells or counted it, by name or as whoever counted."""
    unnamed = around is not None and around.source is not None and source is None and is_counted(context, around)
    if unnamed or is_told_by(context, around, source) or author_in(context, passage) is not None:
        return True
    return around is None and any(token.i < passage.end for token in surveys_of(passage) if case_of(token) == "in")


def _survey_words(context: Context, item: ValueMention, passage: TokenSpan) -> str | None:
    """Return the survey that a share is from, in the words of the text: "in a survey of 1,120 workers, two thirds"."""
    for token in surveys_of(passage):
        if case_of(token) == "in" and not item.start <= token.idx < item.end:
            phrase = phrase_around(context, token, passage)
            return bare(phrase.text(context))
    return None


def _words(context: Context, item: ValueMention, clause: Span) -> str:
    """Return what is claimed: the clause, up to the next figure in it, so that two figures are two claims."""
    later = [one for one in context.values_in(item.end, clause.end) if isinstance(one.value, Quantity | Money)]
    if not later:
        return context.text[clause.start : clause.end]
    words = context.text[clause.start : later[0].start]
    cut = max(words.rfind(", "), words.rfind(" and "), words.rfind(" while "), words.rfind("; "))
    return words[:cut] if clause.start + cut >= item.end else context.text[clause.start : clause.end]


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
        return bare(phrase.text(context)) if phrase is not None and phrase.head.lower_ not in NOT_COUNTED else None
    return None if counted.lower_ in NOT_COUNTED else counted.text


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
