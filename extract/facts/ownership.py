"""Ownership: who owns whom and how much of it, from "a subsidiary of", "owns", "is controlled by", "its parent"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.drafts import make_fact
from extract.facts.lookup import date_near, first_party
from extract.facts.ownership_frames import owning_frames
from extract.facts.ownership_nouns import Pair
from extract.facts.ownership_ties import owning_ties
from extract.facts.stance import stance_of
from extract.folding import listed
from extract.grammar.clauses import Predicate, find_predicates
from extract.grammar.passages import find_passages
from extract.grammar.phrases import Phrase, apposed, phrase_after, phrase_before
from extract.grammar.subjects import subject_phrases
from extract.grammar.verbs import Verbs
from extract.records import Fact, FactKind, Label, Mention, Quantity, Role, Value

_OWNING = Verbs("own control acquire buy hold")
_OWNERS = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON})
_OWNED = frozenset({Label.COMPANY})
_CHILDREN = frozenset({"subsidiary", "subsidiaries", "unit", "affiliate", "division", "arm", "offshoot"})
_PARENTS = frozenset({"parent", "owner", "shareholder"})
_STAKES = listed("stake share shares interest % cent percent half majority all whole capital")


def find_ownerships(context: Context) -> Iterator[Fact]:
    """Yield the ownerships of a document in the order of the text."""
    for passage in find_passages(context):
        told = list(_told(context, passage))
        yield from told or _drawn(context, passage, owning_ties(context, passage))


def _told(context: Context, passage: TokenSpan) -> Iterator[Fact]:
    for predicate in find_predicates(passage, _OWNING):
        yield from _some(_by_verb(context, predicate, passage))
    for token in passage:
        if token.lower_ in _CHILDREN:
            yield from _some(_child(context, token.i, passage))
        elif token.lower_ in _PARENTS:
            yield from _some(_parent(context, token.i, passage))
    yield from _drawn(context, passage, owning_frames(context, passage))


def _drawn(context: Context, passage: TokenSpan, pairs: Iterable[Pair]) -> Iterator[Fact]:
    for owners, owned, verb, at in pairs:
        share = _share(context, max(passage.start, at - 6), at)
        yield from _some(_fact(context, owners, owned, passage, verb, share))


def _some(fact: Fact | None) -> Iterator[Fact]:
    if fact is not None:
        yield fact


def _fact(
    context: Context, owners: tuple[Mention, ...], owned: tuple[Mention, ...], passage: TokenSpan,
    predicate: Predicate | None = None, share: Value | None = None,
) -> Fact | None:  # fmt: skip
    names = {mention.name_id for mention in owned}
    owners = tuple(owner for owner in owners if owner.name_id not in names)
    if not owners or not owned:
        return None
    roles = [*((Role.OWNER, mention) for mention in owners), *((Role.OWNED, mention) for mention in owned)]
    values: dict[str, Value | None] = {"share": share}
    if predicate is None:
        return make_fact(context, FactKind.OWNERSHIP, roles, [passage], values=values, confidence=0.8)
    stance = stance_of(context, predicate)
    if predicate.lemma in ("acquire", "buy"):
        values["date"] = date_near(context, passage, predicate.verb.idx)
    return make_fact(
        context, FactKind.OWNERSHIP, roles, [passage], values=values, modality=stance.modality,
        claimed_by=stance.claimed_by, confidence=0.85,
    )  # fmt: skip


def _share(context: Context, start: int, end: int) -> Value | None:
    for item in context.values_in(context.doc[start].idx, context.doc[min(end, len(context.doc)) - 1].idx + 12):
        if isinstance(item.value, Quantity) and item.value.unit == "percent":
            return item.value
    return None


def _by_verb(context: Context, predicate: Predicate, passage: TokenSpan) -> Fact | None:  # noqa: PLR0911 - a chain of tests
    """Read "A owns 42% of B", "B is controlled by A", "A acquired all shares of B"."""
    if predicate.negated or predicate.tentative or predicate.infinitive:
        return None
    doc = context.doc
    index = predicate.verb.i + 1
    if predicate.passive:
        if predicate.lemma not in ("own", "control", "acquire", "buy") or index >= passage.end:
            return None
        index = _past_share(context, index, passage)
        if index >= passage.end or doc[index].lower_ != "by":
            return None
        agent = phrase_after(context, index + 1, passage)
        owners = first_party(context, [agent] if agent is not None else [], passage, _OWNERS)
        owned = first_party(context, subject_phrases(context, predicate, passage), passage, _OWNED, predicate.first)
        share = _share(context, max(passage.start, predicate.first - 6), index)
        return _fact(context, owners, owned, passage, predicate, share)
    item = phrase_after(context, index, passage)
    if item is None:
        return None
    stake = item.head.lower_ in _STAKES or context.value_at(item.head.idx) is not None
    if stake:
        item = _of(context, item.end, passage)
    elif predicate.lemma == "hold":
        return None
    if item is None or item.mention is None or item.mention.label not in _OWNED:
        return None
    owned = (item.mention,) if item.mention.name_id else ()
    owners = first_party(context, subject_phrases(context, predicate, passage), passage, _OWNERS, predicate.first)
    return _fact(context, owners, owned, passage, predicate, _share(context, index, item.end))


def _past_share(context: Context, index: int, passage: TokenSpan) -> int:
    """Step over "as to 51 per cent" between a verb and its agent."""
    end = min(passage.end, index + 6)
    by = next((position for position in range(index, end) if context.doc[position].lower_ == "by"), index)
    between = context.values_in(context.doc[index].idx, context.doc[by].idx) if by > index else ()
    return by if any(isinstance(item.value, Quantity) for item in between) else index


def _of(context: Context, index: int, passage: TokenSpan) -> Phrase | None:
    """Return the company behind "of the shares of B", "stake in B"."""
    for _ in range(3):
        if index + 1 >= passage.end or context.doc[index].lower_ not in ("of", "in"):
            return None
        phrase = phrase_after(context, index + 1, passage)
        if phrase is None or phrase.mention is not None:
            return phrase
        index = phrase.end
    return None


def _child(context: Context, index: int, passage: TokenSpan) -> Fact | None:
    """Read "B, a subsidiary of A", "B is a subsidiary of A", "A's subsidiary B", "its subsidiary B"."""
    doc = context.doc
    phrase = phrase_before(context, index + 1, passage)
    if phrase is None:
        return None
    if index + 2 < passage.end and doc[index + 1].lower_ == "of":
        parent = phrase_after(context, index + 2, passage)
        owners = first_party(context, [parent] if parent is not None else [], passage, _OWNERS)
        return _fact(context, owners, _explained(context, phrase.start, passage), passage)
    possessor = next((m for m in reversed(phrase.inner) if m.label in _OWNERS and m.name_id), None)
    after = context.mention_of(doc[index + 1]) if index + 1 < passage.end else None
    if after is None:
        after = apposed(context, index + 1, passage)
    if possessor is None or after is None or after.label not in _OWNED or not after.name_id:
        return None
    return _fact(context, (possessor,), (after,), passage)


def _parent(context: Context, index: int, passage: TokenSpan) -> Fact | None:
    """Read "the firm's parent, A", "its parent company A"."""
    doc = context.doc
    if index + 1 < passage.end and doc[index + 1].lower_ in ("company", "group", "firm"):
        index += 1
    phrase = phrase_before(context, index + 1, passage)
    child = next((m for m in reversed(phrase.inner) if m.label in _OWNED and m.name_id), None) if phrase else None
    after = context.mention_of(doc[index + 1]) if index + 1 < passage.end else None
    owner = after or apposed(context, index + 1, passage)
    if child is None or owner is None or owner.label not in _OWNERS or not owner.name_id:
        return None
    return _fact(context, (owner,), (child,), passage)


def _explained(context: Context, start: int, passage: TokenSpan) -> tuple[Mention, ...]:
    """Return whom an apposition or "is" explains: right before the phrase, past a comma, "then", or "is"."""
    doc = context.doc
    index = start
    while index > passage.start and doc[index - 1].lower_ in (
        ",",
        "then",
        "now",
        "is",
        "was",
        "also",
        "which",
        "—",
        "–",
        "once",
    ):
        index -= 1
    if index == start:
        return ()
    phrase = phrase_before(context, index, passage)
    mention = phrase.mention if phrase is not None else None
    return (mention,) if mention is not None and mention.label in _OWNED and mention.name_id else ()
