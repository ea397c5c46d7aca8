"""Designations told by a noun: "hit with sanctions by G", "G's sanctions against X", "the blacklisting of X by G"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.lookup import BODIES, STATES
from extract.facts.triggers import RESTRICTIONS
from extract.folding import listed
from extract.grammar.arguments import complements, frame_of, is_negated_noun, parties_of, possessors, subjects_of
from extract.grammar.clauses import NEGATIONS, Predicate, find_predicates
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention

_TARGETS = frozenset({Label.COMPANY, Label.ORGANISATION, Label.PERSON, Label.GOVERNMENT})
_HITTING = Verbs("hit slap target subject")
_ACTS = frozenset({"blacklisting", "sanctioning", "designation", "debarment", "listing", "exclusion", "proscription"})
_STRIKING = Verbs("hit target strike cover affect include name")
_COSTING = Verbs("cost hit hurt cripple ruin shake deprive")
_OPEN = listed(
    "would could may might should proposed possible potential lift lifted lifts lifting consider considers considering"
    " considered propose proposes planned plans plan planning call calls called calling urge urged threat threatened"
    " threatens remove removed removes ease eased waive waived drop dropped if ended end expired evade evaded"
    " evading violate violated violating breach breached"
)

Listed = tuple[Predicate, tuple[Mention, ...], tuple[Mention, ...]]


def listed_by_noun(context: Context, passage: TokenSpan) -> Iterator[Listed]:
    """Yield predicate, authorities and targets of restrictions in force that no verb of listing tells."""
    if {token.lower_ for token in passage if token.text != "May"} & _OPEN:
        return
    for predicate in find_predicates(passage, _HITTING):
        frame = frame_of(predicate, passage)
        tools = [token for token in frame.behind("with", "to", "by") if token.lower_ in RESTRICTIONS]
        if predicate.passive and tools and not (predicate.negated or predicate.infinitive):
            targets = parties_of(context, frame.patients, _TARGETS)
            yield predicate, parties_of(context, frame.behind("by"), STATES), targets
    for token in passage:
        if context.mention_of(token) is not None or is_negated_noun(token):
            continue
        predicate = Predicate(token, "list", token.i)
        if token.lower_ in _ACTS:
            targets = parties_of(context, complements(token, "of"), _TARGETS) or _suffering(context, token)
            yield predicate, parties_of(context, (*complements(token, "by"), *possessors(token)), STATES), targets
        elif token.lower_ in RESTRICTIONS:
            yield from _standing(context, predicate)
            if token.dep_ == "nsubj" and _STRIKING.find(token.head.lower_) is not None:
                struck = (child for child in token.head.children if child.dep_ == "obj")
                yield predicate, parties_of(context, possessors(token), STATES), parties_of(context, struck, _TARGETS)


def _suffering(context: Context, act: Token) -> tuple[Mention, ...]:
    """Return X of "since its debarment by G, X has ..." and of "the blacklisting by G cost X a customer"."""
    verb = act.head
    if act.dep_ == "nsubj" and _COSTING.find(verb.lower_) is not None:
        hit = [child for child in verb.children if child.dep_ in ("iobj", "obj")]
        return parties_of(context, sorted(hit, key=lambda child: child.dep_ != "iobj")[:1], _TARGETS)
    own = any(child.lower_ in ("its", "his", "her", "their") for child in act.children)
    return parties_of(context, subjects_of(verb), _TARGETS) if own and act.dep_ == "obl" else ()


def _standing(context: Context, predicate: Predicate) -> Iterator[Listed]:
    """Read "G's sanctions against X" and "X is under sanctions by G"."""
    noun = predicate.verb
    authorities = parties_of(context, (*possessors(noun), *complements(noun, "by", "from")), STATES)
    targets = parties_of(context, complements(noun, "against", "on"), _TARGETS)
    under = noun.i > 0 and noun.nbor(-1).lower_ == "under"
    if under and any(child.dep_ == "cop" for child in noun.children):
        if not any(child.lower_ in NEGATIONS for child in noun.children):
            yield predicate, authorities, parties_of(context, subjects_of(noun), _TARGETS)
    elif targets and any(mention.label in BODIES for mention in authorities):
        yield predicate, authorities, targets
