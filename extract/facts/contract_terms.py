"""The terms of a contract as one sentence tells them: amount, date, period, region, subject; and the fact they make."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan

from extract.attribution.extents import trimmed
from extract.context import Context
from extract.facts.drafts import make_fact
from extract.facts.lookup import bare, date_near, money_in, period_near
from extract.facts.stance import stance_of
from extract.facts.triggers import CONTRACT_NOUNS, PROVIDING
from extract.grammar.clauses import Predicate
from extract.grammar.phrases import Phrase, phrase_after
from extract.records import Fact, FactKind, Label, Mention, Money, Role

_FARTHEST = 22


@dataclass(frozen=True, slots=True)
class ContractDraft:
    """What was read of a contract: its verb, its sides, and the phrase of the contract or of what is bought.

    `parties` are those of a deal whose sides the text leaves open.
    """

    predicate: Predicate
    passage: TokenSpan
    suppliers: tuple[Mention, ...]
    buyers: tuple[Mention, ...]
    item: Phrase | None
    parties: tuple[Mention, ...] = ()


def contract_fact(context: Context, draft: ContractDraft) -> Fact | None:
    """Return the fact of a contract, None where nobody is named or the parties are one and the same."""
    roles = [(Role.SUPPLIER, mention) for mention in draft.suppliers]
    buyers = [mention for mention in draft.buyers if mention.label is not Label.PLACE]
    roles += [(Role.PARTY, mention) for mention in draft.parties]
    roles += [(Role.BUYER, mention) for mention in buyers]
    if not draft.suppliers and not buyers and len(draft.parties) < 2:
        return None
    taken = {mention.start for _, mention in roles}
    region = _region(context, draft)
    if region is not None and region.start not in taken:
        roles.append((Role.REGION, region))
    stance = stance_of(context, draft.predicate)
    following = _following(context, draft)
    amount, period = _amount(context, draft), period_near(context, draft.passage)
    evidence = [draft.passage]
    if following is not None:
        told = money_in(context, following.start_char, following.end_char) if amount is None else None
        amount = amount or told
        evidence += [following] if told is not None else []
    anchor = draft.predicate.verb.idx
    return make_fact(
        context, FactKind.CONTRACT, roles, evidence,
        values={
            "amount": amount, "date": date_near(context, draft.passage, anchor),
            "period": period, "subject": _subject(context, draft),
        },
        modality=stance.modality, claimed_by=stance.claimed_by,
        confidence=0.85 if draft.suppliers and buyers else 0.7,
    )  # fmt: skip


def _following(context: Context, draft: ContractDraft) -> TokenSpan | None:
    """Return the next sentence where it goes on about the contract: "The deal, which runs for years, is worth ..."."""
    doc = context.doc
    index = draft.passage.end
    if index + 2 >= len(doc) or doc[index].is_space or not doc[index].is_sent_start:
        return None
    sentence = context.sentence_at(doc[index].idx)
    if sentence is None:
        return None
    first = [token.lower_ for token in sentence[:4]]
    about = first[0] in ("the", "this") and len(first) > 1 and bool(CONTRACT_NOUNS & set(first[1:3]))
    about = about or (first[0] == "it" and len(first) > 1 and first[1] in ("covers", "runs", "is"))
    words = {token.lower_ for token in sentence}
    return sentence if about and words & {"worth", "valued", "value", "costs", "price", "cost"} else None


def _amount(context: Context, draft: ContractDraft) -> Money | None:
    """Return the amount nearest to the contract: behind its verb before another one, else in the sentence before it."""
    start = min(draft.predicate.verb.idx, draft.item.offsets(context)[0] if draft.item is not None else 10**9)
    found = [item for item in context.values_in(draft.passage.start_char, draft.passage.end_char)
             if isinstance(item.value, Money)]  # fmt: skip
    behind = [item for item in found if item.start >= start and item.start - start < 160]
    chosen = behind[:1] or (found[:1] if len(found) == 1 and start - found[0].end < 60 else [])
    value = chosen[0].value if chosen else None
    return value if isinstance(value, Money) else None


def _region(context: Context, draft: ContractDraft) -> Mention | None:
    """Return the place the contract is about: behind "in", "across", "at", "for" after the verb, in the same clause."""
    doc = context.doc
    first = draft.predicate.verb.i
    if draft.item is not None and draft.item.start < first:
        first = draft.item.end
    for position in range(first, min(draft.passage.end - 1, first + _FARTHEST)):
        token = doc[position]
        if position > first + 1 and token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP"):
            return None
        if token.lower_ in ("in", "across", "at", "throughout", "around"):
            phrase = phrase_after(context, position + 1, draft.passage)
            place = region_of(phrase) if phrase is not None else None
            if place is not None:
                return place
    return None


def region_of(phrase: Phrase) -> Mention | None:
    """Return the narrowest place a phrase names: Xinjiang of "China's Xinjiang region"."""
    places = [m for m in (*phrase.inner, phrase.mention) if m is not None and m.label is Label.PLACE and m.name_id]
    if phrase.mention is not None and phrase.mention.label is not Label.PLACE:
        return None
    return places[-1] if places else None


def _subject(context: Context, draft: ContractDraft) -> str | None:
    """Return what is bought, in the words of the text: behind "to supply", "for", or the goods themselves."""
    doc = context.doc
    item = draft.item
    if item is not None and item.head.lower_ not in CONTRACT_NOUNS:
        return bare(item.text(context))
    start = item.end if item is not None else draft.predicate.verb.i + 1
    for position in range(start, min(draft.passage.end - 1, start + _FARTHEST)):
        if doc[position].lower_ not in ("to", "for"):
            continue
        following = PROVIDING.find(doc[position + 1].lower_)
        index = position + 2 if following is not None else position + 1
        if following is None and doc[position].lower_ == "to":
            continue
        goods = phrase_after(context, index, draft.passage)
        if goods is None or goods.mention is not None or _is_value(context, goods):
            continue
        span = trimmed(context, goods.start, goods.end)
        return bare(context.text[span.start : span.end]) or None
    return None


def _is_value(context: Context, phrase: Phrase) -> bool:
    return context.value_at(phrase.head.idx) is not None
