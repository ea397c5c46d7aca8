"""Ownership by a noun that says which way it goes: A of "a subsidiary of A" owns, B of "a stake in B" is owned.

The party that the noun takes behind its preposition, or before it as its possessor, has a side by the noun's meaning;
the other side is the party beside the noun: right behind it, else the nearest before, else the next one after. Read
where no reader of verbs and trees found an owner, and nothing in the sentence is wished, denied or merely talked of.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.deal_ties import stretch
from extract.facts.lookup import first_party, parties
from extract.facts.ownership_nouns import OWNED, OWNERS, UNDONE, Pair
from extract.folding import listed
from extract.grammar.clauses import NEGATIONS, POSSIBLE, Predicate, find_predicates
from extract.grammar.phrases import phrase_after, phrase_around
from extract.grammar.subjects import subject_phrases
from extract.grammar.verbs import Verbs
from extract.records import Form, Label, Mention

_CHILDREN = listed(
    "subsidiary subsidiaries unit units affiliate affiliates division divisions arm offshoot spin-off spinoff"
    " daughter portfolio stable hands holdings possession empire"
)
_PARTS = listed("part hands possession portfolio stable empire")
"""Nouns of belonging that need their owner behind "of": "part of A", "in the hands of A"."""
_PARENTS = listed("parent owner owners shareholder shareholders proprietor backer backers investor investors holder")
_STAKES = listed("stake stakes shareholding holding interest shares share percent cent % equity ownership control half")
_OF_A_STAKE = listed("capital stock votes rights assets equity")
_GAINS = listed("takeover acquisition purchase buyout")
_NOUNS = _CHILDREN | _PARTS | _PARENTS | _STAKES | _GAINS
_BEHIND = frozenset({"of", "in"})
_DOUBTFUL = listed(
    "plan plans planned planning want wants wanted talks bid bids offer offers offered hope hopes hoped deny denies"
    " denied if unless whether consider considers considered propose proposed proposes reject rejected rejects block"
    " blocked fail failed collapse collapsed rumour rumours seek seeks sought former formerly once attempt attempted"
    " attempts potential possible prospective would-be sell sells sold selling divest divested lost lose market rival"
    " rivals approve approved approval review reviews reviewing probe investigate investigates investigating"
)
_LINKS = listed(", company group firm include includes included are is was :")
_EXPLAINING = listed(", which is was are were now then also became remains has been as since - — – (")
_MOST_BETWEEN = 6
_FARTHEST = 14
_HOLDING = Verbs("own hold control belong")
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def owning_ties(context: Context, passage: TokenSpan) -> Iterator[Pair]:
    """Yield owners, owned, no verb, and the token behind which a share may stand."""
    for token in passage:
        if token.lower_ in _NOUNS and context.mention_of(token) is None and _is_noun(context, token):
            for owners, owned, verb, at in _tied(context, token, passage):
                if not _is_doubtful(context, stretch(context, passage, at, *owners, *owned)):
                    yield owners, owned, verb, at
    yield from _named_for(context, passage)
    yield from _in_shares(context, passage)


def _is_doubtful(context: Context, told: TokenSpan) -> bool:
    words = {token.lower_ for token in told if context.mention_of(token) is None}
    return bool(words & (_DOUBTFUL | UNDONE | POSSIBLE | NEGATIONS)) or "?" in words


def _is_noun(context: Context, token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "ADJ", "SYM") or context.value_at(token.idx) is not None


def _tied(context: Context, noun: Token, passage: TokenSpan) -> Iterator[Pair]:
    child = noun.lower_ in _CHILDREN | _PARTS
    wanted = OWNERS if child else OWNED
    anchors = _behind(context, noun, passage, wanted)
    told_behind = bool(anchors)
    if not anchors and noun.lower_ not in _PARTS | _STAKES | _GAINS:
        anchors = _possessor(context, noun, passage, wanted)
    if not anchors:
        return
    ids = {mention.name_id for mention in anchors}
    others = _beside(context, noun, passage, ids, OWNED if child else OWNERS, alone=told_behind)
    if noun.lower_ in _GAINS and not _gains(context, noun, passage):
        return
    if not others:
        return
    predicate = Predicate(noun, "acquire" if noun.lower_ in _GAINS else "own", noun.i)
    yield (anchors, others, predicate, noun.i) if child else (others, anchors, predicate, noun.i)


def _gains(context: Context, noun: Token, passage: TokenSpan) -> bool:
    """Whether a takeover is told as made by the one beside it: "with the purchase of B, A ..."."""
    return noun.i > passage.start and context.doc[noun.i - 1].lower_ in ("the", "its", "their", "through", "by", "'s")


def _behind(context: Context, noun: Token, passage: TokenSpan, labels: frozenset[Label]) -> tuple[Mention, ...]:
    """Return the parties behind "of" or "in" right after a noun, past one more noun: "51% of the shares of B"."""
    doc = context.doc
    index = noun.i + 1
    for _ in range(2):
        if index + 1 >= passage.end or doc[index].lower_ not in _BEHIND:
            return ()
        phrase = phrase_after(context, index + 1, passage)
        if phrase is None:
            return ()
        found = parties(context, phrase, passage, labels)
        inner = tuple(one for one in phrase.inner[-1:] if one.label in labels and one.name_id and _owns(context, one))
        if found or inner:
            return found or inner
        if phrase.head.lower_ not in _STAKES | _OF_A_STAKE:
            return ()
        index = phrase.end
    return ()


def _owns(context: Context, mention: Mention) -> bool:
    """Whether a name stands as a possessor."""
    following = context.text[mention.end : mention.end + 2]
    return following in ("'s", "’s", "' ", "’ ")


def _possessor(context: Context, noun: Token, passage: TokenSpan, labels: frozenset[Label]) -> tuple[Mention, ...]:
    phrase = phrase_around(context, noun, passage)
    before = [one for one in phrase.inner if one.label in labels and one.name_id and one.end <= noun.idx]
    return tuple(before[-1:])


def _beside(
    context: Context, noun: Token, passage: TokenSpan, taken: set[str | None], labels: frozenset[Label], *, alone: bool
) -> tuple[Mention, ...]:
    """Return the party right behind a noun, with those listed with it, else the nearest before, else the next one.

    Only a noun that stands `alone`, without a possessor, explains who is named elsewhere: not "A's British arm".
    """
    doc = context.doc
    index = noun.i + 1
    while index < passage.end and doc[index].lower_ in _LINKS:
        index += 1
    near = phrase_after(context, index, passage)
    found = parties(context, near, passage, labels) if near is not None else ()
    found = tuple(one for one in found if one.name_id not in taken)
    if found:
        return found
    named = [
        one for one in context.mentions_in(passage.start_char, passage.end_char)
        if one.label in labels and one.name_id and one.name_id not in taken
    ]  # fmt: skip
    before = [one for one in named if one.end <= noun.idx and _distance(context, one, noun) <= _FARTHEST]
    if not alone:
        start = phrase_around(context, noun, passage).start
        return tuple(one for one in before[-1:] if _is_explained(context, one, start))
    after = [one for one in named if one.start > noun.idx and _distance(context, one, noun) <= _FARTHEST]
    return tuple(before[-1:] or (one for one in after[:1] if one.form is not Form.PRONOUN))


def _is_explained(context: Context, mention: Mention, start: int) -> bool:
    """Whether nothing but a comma or a copula lies from a name to the phrase that explains it: "B, A's British arm"."""
    end = context.tokens(mention.start, mention.end).end
    between = context.doc[end:start]
    return 0 < len(between) < _MOST_BETWEEN and all(token.lower_ in _EXPLAINING for token in between)


def _distance(context: Context, mention: Mention, noun: Token) -> int:
    return abs(context.tokens(mention.start, mention.end).start - noun.i)


def _named_for(context: Context, passage: TokenSpan) -> Iterator[Pair]:
    """Read "Elena Radu's Kalliste Trading"."""
    doc = context.doc
    for token in passage:
        if token.lower_ not in _POSSESSIVE or not passage.start < token.i < passage.end - 1:
            continue
        owner, owned = context.mention_of(doc[token.i - 1]), context.mention_of(doc[token.i + 1])
        if owner is None or owned is None or owner.label is not Label.PERSON or owned.label is not Label.COMPANY:
            continue
        if owner.name_id and owned.name_id and owner.form is not Form.PRONOUN:
            yield (owner,), (owned,), Predicate(token, "own", token.i), token.i


def _in_shares(context: Context, passage: TokenSpan) -> Iterator[Pair]:
    """Read "B is owned 60% by A and 40% by C", "B belongs to A (55%) and C (45%)", "a venture of A and C"."""
    for predicate in find_predicates(passage, _HOLDING):
        told = predicate.passive or predicate.lemma == "belong"
        if not told or predicate.negated or predicate.modal in POSSIBLE:
            continue
        owners = _shared(context, predicate.verb.i + 1, passage)
        owned = first_party(context, subject_phrases(context, predicate, passage), passage, OWNED, predicate.first)
        for owner, at in owners if owned else ():
            yield (owner,), owned, predicate, at
    for token in passage:
        if token.lower_ == "venture" and token.i + 1 < passage.end and token.nbor().lower_ in ("of", "between"):
            owners = _shared(context, token.i + 2, passage)
            taken = {owner.name_id for owner, _ in owners}
            named = context.mentions_in(passage.start_char, token.idx)
            before = [one for one in named if one.label in OWNED and one.name_id and one.name_id not in taken]
            if len(owners) > 1 and before:
                yield tuple(owner for owner, _ in owners), tuple(before[-1:]), None, token.i


def _shared(context: Context, index: int, passage: TokenSpan) -> list[tuple[Mention, int]]:
    """Return the owners listed from a token on, each with where its share may stand, until another clause begins."""
    found: dict[str, tuple[Mention, int]] = {}
    doc = context.doc
    for position in range(index, min(passage.end, index + 2 * _FARTHEST)):
        token, mention = doc[position], context.mention_of(doc[position])
        if mention is not None and mention.label in OWNERS and mention.name_id:
            end = context.tokens(mention.start, mention.end).end
            bracketed = end < passage.end and doc[end].text == "("
            found.setdefault(mention.name_id, (mention, end + 3 if bracketed else position))
        elif mention is None and (token.pos_ == "VERB" or token.lower_ in ("which", "who", "whose", ";", "since")):
            break
    return list(found.values())
