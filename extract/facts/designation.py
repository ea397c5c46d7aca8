"""Designations in prose: who was put on, proposed for, or taken off a list, or banned, by whom, when and why.

Past decisions are `listed` or `removed`; votes, proposals and what will or could happen are `proposed`. A ban that is
merely mentioned is no designation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.designation_frames import listed_by_noun
from extract.facts.drafts import make_fact
from extract.facts.lookup import BODIES, PARTIES, STATES, bare, date_near, first_party, parties, week_near
from extract.facts.official_lists import FARTHEST, is_official_list, list_behind, own_list
from extract.facts.product_words import PRODUCTS
from extract.facts.reasons import reason_behind
from extract.facts.restricting import find_restrictions
from extract.facts.stance import Stance, stance_of
from extract.facts.triggers import (
    BANNING,
    DECIDING,
    IMPOSING,
    LIFTING,
    LIST_HEADS,
    LISTING,
    PLACING,
    PROPOSED_BY,
    PROPOSING,
    REMOVING,
    RESTRICTIONS,
)  # fmt: skip
from extract.folding import listed
from extract.grammar.arguments import frame_of, parties_of, subjects_of
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.passages import find_passages
from extract.grammar.phrases import Phrase, phrase_after
from extract.grammar.subjects import relative_object, subject_phrases
from extract.records import Fact, FactKind, Label, Mention, Modality, Role

_TARGETS = PARTIES | {Label.PLACE}
_THREATS = listed(
    "threat threats risk terrorist terrorists terrorism foreign specially national sanctioned entity entities"
    " organisation organization organisations organizations military sponsor-of-terror narcotics global blocked"
    " supplier suppliers vendor vendors gatekeeper untrusted undesirable agent trafficker traffickers"
)
_AMONG = re.compile(r",? (?:among them|including|such as|namely|notably)\s+(?:the\s+)?(?=[A-Z])")
_MOVING = PLACING | REMOVING
_DESIGNATING = LISTING | BANNING | _MOVING
_GOVERNING = IMPOSING | LIFTING | PROPOSING


@dataclass(frozen=True, slots=True)
class _Listing:
    """What was read of a designation before it becomes a fact."""

    predicate: Predicate
    passage: TokenSpan
    authorities: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    status: str
    programme: str | None = None


def find_designations(context: Context) -> Iterator[Fact]:
    """Yield the designations of a document in the order of the text."""
    for passage in find_passages(context):
        listings = [*_by_verb(context, passage), *_by_noun(context, passage)]
        if not listings:
            listings = [
                _Listing(predicate, passage, authorities, targets, "listed")
                for predicate, authorities, targets in listed_by_noun(context, passage)
                if authorities and targets
            ]
        if not any(listing.targets for listing in listings):
            listings = [
                _Listing(predicate, passage, authorities, targets, status)
                for predicate, authorities, targets, status in find_restrictions(context, passage)
            ]
        for listing in listings:
            fact = _fact(context, listing)
            if fact is not None:
                yield fact


def _fact(context: Context, listing: _Listing) -> Fact | None:
    predicate, passage = listing.predicate, listing.passage
    if predicate.negated or not listing.targets:
        return None
    targets = [mention for mention in listing.targets if mention not in listing.authorities]
    stance = stance_of(context, predicate)
    status, modality = listing.status, stance.modality
    if predicate.tentative and status != "proposed":
        status, modality = "proposed", Modality.POSSIBLE if stance == Stance() else modality
    roles = [*((Role.AUTHORITY, mention) for mention in listing.authorities), *((Role.TARGET, m) for m in targets)]
    return make_fact(
        context, FactKind.DESIGNATION, roles if targets else [], [passage],
        values={
            "date": date_near(context, passage, predicate.verb.idx) or week_near(context, passage),
            "programme": listing.programme,
            "reason": reason_behind(context, predicate.verb.i + 1, passage), "status": status,
        },
        act=status, modality=modality, claimed_by=stance.claimed_by,
        confidence=0.85 if listing.authorities else 0.65,
    )  # fmt: skip


def _by_verb(context: Context, passage: TokenSpan) -> Iterator[_Listing]:
    """Read "G blacklisted X", "X was added to the list", "G banned X"."""
    for predicate in find_predicates(passage, _DESIGNATING):
        if _is_open(predicate) and _decider(predicate, passage) is None:
            continue
        placed = list_behind(context, predicate, passage) or own_list(context, predicate, passage)
        listed = _long_list(context, predicate, passage) if placed is None else None
        if listed is not None:
            yield listed
            continue
        if predicate.lemma in ("designate", "list") and placed is None and _is_praise(predicate, passage):
            continue
        if predicate.lemma in LISTING or placed is not None:
            status = "removed" if predicate.lemma in REMOVING and predicate.lemma not in LISTING else "listed"
            yield from _listing(context, predicate, passage, status, placed, needs_authority=False)
        elif predicate.lemma in BANNING or (predicate.lemma == "list" and not predicate.passive):
            yield from _listing(context, predicate, passage, "listed", None, needs_authority=True)


def _is_open(predicate: Predicate) -> bool:
    """Whether a verb waits for another to say that it is done: "voted to add", "is considering adding"."""
    if predicate.infinitive:
        return True
    return predicate.ing and predicate.first == predicate.verb.i and predicate.verb.dep_ in ("xcomp", "ccomp", "obj")


def _is_praise(predicate: Predicate, passage: TokenSpan) -> bool:
    """Whether "designated as the sponsor" or "listed among the winners" names an honour or a task, no restriction."""
    words = [token.lower_ for token in predicate.verb.doc[predicate.verb.i + 1 : passage.end]]
    behind = next((words[i + 1 :] for i, word in enumerate(words[:12]) if word in ("as", "among")), None)
    return behind is not None and not set(behind) & _THREATS


def _listing(
    context: Context, predicate: Predicate, passage: TokenSpan, status: str, placed: Phrase | None, *,
    needs_authority: bool,
) -> Iterator[_Listing]:  # fmt: skip
    decider = _decider(predicate, passage) if _is_open(predicate) else None
    if decider is not None and decider.lemma in PROPOSED_BY:
        status = "proposed"
    if predicate.passive:
        targets = first_party(context, subject_phrases(context, predicate, passage), passage, _TARGETS, predicate.first)
        targets = targets or _fronted(context, predicate, passage)
        authorities = _agents(context, predicate, passage)
    else:
        item = phrase_after(context, predicate.verb.i + 1, passage)
        if item is None:
            item = relative_object(context, predicate, passage)
        targets = parties(context, item, passage, _TARGETS) if item is not None else ()
        targets = targets or parties_of(context, frame_of(predicate, passage).patients, _TARGETS)
        targets = targets or _examples(context, predicate, passage)
        by = decider or predicate
        labels = STATES | BODIES if placed is not None or all(m.label is Label.COMPANY for m in targets) else STATES
        authorities = first_party(context, subject_phrases(context, by, passage), passage, labels)
        voted = decider is not None and placed is not None
        if not authorities and not (targets and (predicate.lemma in LISTING or voted)):
            return  # "X added Y to its list of customers": only a state lists
    if placed is not None and not authorities:
        authorities = tuple(m for m in placed.inner if m.label in STATES and m.name_id)[:1]
    if needs_authority and not (authorities and any(m.label is not Label.PLACE for m in targets)):
        return
    programme = bare(placed.text(context)) if placed is not None else None
    yield _Listing(predicate, passage, authorities, targets, status, programme)


def _fronted(context: Context, predicate: Predicate, passage: TokenSpan) -> tuple[Mention, ...]:
    """Return X of "sanctioned by G in 2019, X has ..." and of "excluded by G were X and Y"."""
    if predicate.first > passage.start + 1:
        return ()
    head = predicate.verb.head
    subjects = subjects_of(head) if predicate.verb.dep_ == "advcl" else ()
    if not subjects and any(child.dep_ == "cop" for child in head.children):
        subjects = (head,)
    return parties_of(context, subjects, _TARGETS - {Label.PLACE})


def _examples(context: Context, predicate: Predicate, passage: TokenSpan) -> tuple[Mention, ...]:
    """Return A and B of "blacklisted 12 contractors, among them A and B"."""
    behind = context.text[predicate.verb.idx : passage.end_char]
    named = _AMONG.search(behind)
    mention = context.mention_at(predicate.verb.idx + named.end()) if named is not None else None
    if mention is None:
        return ()
    tokens = context.tokens(mention.start, mention.end)
    return parties_of(context, [tokens.root], _TARGETS - {Label.PLACE})


def _long_list(context: Context, predicate: Predicate, passage: TokenSpan) -> _Listing | None:
    """Read "determined to add A, under the destination of China; B ...; and C, to the Entity List"."""
    if predicate.lemma not in _MOVING or predicate.passive or predicate.negated:
        return None
    doc = context.doc
    for index in range(passage.end - 1, predicate.verb.i + FARTHEST, -1):
        if doc[index].lower_ not in ("to", "from", "on"):
            continue
        phrase = phrase_after(context, index + 1, passage)
        if phrase is None or phrase.head.lower_ not in LIST_HEADS or not is_official_list(context, phrase):
            continue
        start, end = predicate.verb.idx, doc[index].idx
        named = context.mentions_in(start, end)
        targets = tuple(m for m in named if m.name_id and m.label in (Label.COMPANY, Label.PERSON, Label.ORGANISATION))
        if ";" not in context.text[start:end] or not targets:
            return None
        by = _decider(predicate, passage) if predicate.infinitive else predicate
        authorities = first_party(context, subject_phrases(context, by or predicate, passage), passage, BODIES)
        status = "removed" if predicate.lemma in REMOVING else "listed"
        return _Listing(predicate, passage, authorities, targets, status, bare(phrase.text(context)))
    return None


def _agents(context: Context, predicate: Predicate, passage: TokenSpan) -> tuple[Mention, ...]:
    """Return the states behind "by", before the next verb."""
    doc = context.doc
    for index in range(predicate.verb.i + 1, min(passage.end, predicate.verb.i + FARTHEST)):
        if doc[index].lower_ == "by":
            agent = phrase_after(context, index + 1, passage)
            return parties(context, agent, passage, STATES) if agent is not None else ()
        if doc[index].pos_ == "VERB" and doc[index].tag_ in ("VBD", "VBZ", "VBP"):
            break
    return ()


def _decider(predicate: Predicate, passage: TokenSpan) -> Predicate | None:
    """Return the verb that an infinitive hangs on: "voted unanimously to add"."""
    before = [item for item in find_predicates(passage, DECIDING) if item.verb.i < predicate.first]
    near = [item for item in before if predicate.first - item.verb.i <= 12 and not item.negated]
    return near[-1] if near else None


def _by_noun(context: Context, passage: TokenSpan) -> Iterator[_Listing]:
    """Read "imposed sanctions on X", "voted to adopt measures that would lead to a ban on X"."""
    doc = context.doc
    for token in passage:
        if token.lower_ not in RESTRICTIONS or token.i + 2 >= passage.end:
            continue
        if doc[token.i + 1].lower_ not in ("on", "against"):
            continue
        phrase = phrase_after(context, token.i + 2, passage)
        targets = parties(context, phrase, passage, _TARGETS) if phrase is not None else ()
        if not targets and phrase is not None and phrase.head.lower_ in PRODUCTS:
            targets = tuple(m for m in phrase.inner if m.label is Label.COMPANY and m.name_id)  # "a ban on X drones"
        found = _governor(context, token.i, passage)
        if not targets or found is None:
            continue
        predicate, status = found
        if predicate.passive:
            authorities = _agents(context, predicate, passage)
        else:
            authorities = first_party(context, subject_phrases(context, predicate, passage), passage, STATES)
        if authorities or status == "listed":
            yield _Listing(predicate, passage, authorities, targets, status)
            return


def _governor(context: Context, noun: int, passage: TokenSpan) -> tuple[Predicate, str] | None:
    """Return the verb that makes, lifts or proposes the restriction at a token, and the status that follows."""
    verbs = [item for item in find_predicates(passage, _GOVERNING) if noun - item.verb.i <= FARTHEST]
    before = [item for item in verbs if item.verb.i < noun]
    proposing = [item for item in before if item.lemma in PROPOSING and not item.infinitive]
    if proposing:
        return proposing[-1], "proposed"
    near = [item for item in before if noun - item.verb.i <= 8] or [
        item for item in verbs if item.verb.i > noun and item.passive
    ]
    if not near:
        return None
    chosen = near[-1]
    if chosen.infinitive:
        return None
    would = any(context.doc[index].lower_ in ("would", "could", "may", "might") for index in range(chosen.first, noun))
    status = "proposed" if would else "removed" if chosen.lemma in LIFTING else "listed"
    return chosen, status
