"""Figures that somebody gives: whose they are, when a share needs no whole, and amounts of money as statistics.

"The drones had cut costs by 31 per cent, X said", "analysts at X estimate that the market is worth $4.6bn". An amount
that a deal tells is the deal's, and no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan

from extract.attribution.cues import is_credit
from extract.attribution.speakers import mention_at_span
from extract.context import Context
from extract.facts.drafts import make_fact
from extract.facts.figure_sources import author_of_survey, survey_in
from extract.facts.lookup import period_near
from extract.facts.stance import attribution_around, source_words
from extract.facts.triggers import CONTRACT_NOUNS
from extract.folding import listed
from extract.grammar.arguments import named_by
from extract.grammar.verbs import Verbs
from extract.records import Attribution, Fact, FactKind, Label, Mention, Modality, Money, Role, ValueMention

COUNTING = Verbs(
    "estimate find show calculate count reveal report conclude indicate document record determine put establish"
    " suggest reckon claim boast project forecast predict survey track tally indicate log list identify"
)
_OWNED = re.compile(r"\s*(?:of which|-?\s?owned|stake|share\b|shareholding|interest|holding|of (?:its|the) shares)")
_HELD = re.compile(r"\b(?:owned|owns|own|stake of|interest of|shareholding of|holds?|held)\s(?:(?:about|around)\s)?$")
_BESIDE = re.compile(r", (?:up|down|or) $|\b(?:up|down|rising|falling) from $|\b(?:compared (?:with|to)|rather than) $")
_SAYING = Verbs(
    "say add note state write tell explain announce complain warn insist maintain admit acknowledge concede"
)
_SOURCES = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON})
_DEALING = CONTRACT_NOUNS | listed(
    "paid pay pays won win wins awarded award bought buy sold supplied fined fine spent offer offered bid stake owns"
    " fee bribe bribes bribed received acquired acquisition purchase loan price owed damages compensation settlement"
)


def source_of(context: Context, around: Attribution | None) -> Mention | None:
    """Return who gives a figure: the source of the words around it, or the body that its experts belong to."""
    if around is None or around.source is None:
        return None
    mention = mention_at_span(context, around.source)
    if mention is not None:
        return mention
    tokens = context.tokens(around.source.start, around.source.end)
    survey = survey_in(context, around.source.start, around.source.end)
    found = author_of_survey(context, survey) if survey is not None else None
    if found is None:
        found = named_by(context, tokens.root) if len(tokens) else None
    if found is None:  # "RAC's own logs"
        owners = context.mentions_in(around.source.start, around.source.end)
        found = next((mention for mention in owners if mention.name_id is not None), None)
    return found if found is not None and found.label in _SOURCES else None


def is_told_by(context: Context, around: Attribution | None, source: Mention | None) -> bool:
    """Whether a share without a whole is a figure: somebody named tells or counted it."""
    if around is None or source is None or source.label not in _SOURCES or source.name_id is None:
        return False
    cue = context.text[around.cue.start : around.cue.end].lower()
    return is_credit(cue) or COUNTING.find(cue) is not None or _SAYING.find(cue) is not None


def is_stake(context: Context, item: ValueMention) -> bool:
    """Whether a share is somebody's of a company: "a 74 per cent stake", "74 per cent of which belongs to"."""
    held = _HELD.search(context.text, max(0, item.start - 30), item.start) is not None
    return held or _OWNED.match(context.text, item.end) is not None


def is_change(context: Context, item: ValueMention) -> bool:
    """Whether a share is said beside another figure: "$78 million worth, up 40 percent from a year earlier"."""
    return _BESIDE.search(context.text, max(0, item.start - 12), item.start) is not None


def find_amounts(context: Context, passage: TokenSpan) -> Iterator[Fact]:
    """Yield the amounts of money that somebody named estimates or counts: of a market, a trade, a loss."""
    for item in context.values_in(passage.start_char, passage.end_char):
        around = attribution_around(context, item.start) if isinstance(item.value, Money) else None
        source = source_of(context, around)
        if around is None or source is None or not _is_estimate(context, around, source):
            continue
        words = {token.lower_ for token in context.tokens(around.content.start, around.content.end)}
        if words & _DEALING:
            continue
        fact = make_fact(
            context, FactKind.STATISTIC, [(Role.SOURCE, source)], [passage],
            values={"amount": item.value, "period": period_near(context, passage)},
            content=context.text[around.content.start : around.content.end], modality=Modality.REPORTED,
            claimed_by=source_words(context, around.source), confidence=0.7,
        )  # fmt: skip
        if fact is not None:
            yield fact
            return


def _is_estimate(context: Context, around: Attribution, source: Mention) -> bool:
    cue = context.text[around.cue.start : around.cue.end].lower()
    boasted = source.label is Label.PERSON and Verbs("claim boast report suggest").find(cue) is not None
    counted = is_credit(cue) or (COUNTING.find(cue) is not None and not boasted)
    return source.label in _SOURCES and (
        counted or (source.label is Label.ORGANISATION and _SAYING.find(cue) is not None)
    )
