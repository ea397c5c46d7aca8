"""Ownership told by a noun: "A, the owner of B", "its subsidiary B", "the takeover of B by A", "A-owned B"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.folding import listed
from extract.grammar.arguments import case_of, complements, is_negated_noun, parties_of, possessors, subjects_of
from extract.grammar.clauses import NEGATIONS, Predicate
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention

OWNERS = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON})
OWNED = frozenset({Label.COMPANY})
STAKES = listed(
    "stake stakes shareholding holding interest share shares half majority cent percent % capital control ownership"
    " third quarter equity thirds quarters"
)
_COMPLETING = Verbs("complete finalise finalize conclude make announce close seal")
_CHILDREN = listed(
    "subsidiary subsidiaries unit affiliate division arm offshoot part spin-off spinoff venture brand branch member"
    " daughter"
)
_PARENTS = listed("parent owner owners shareholder shareholders company group firm proprietor investor")
_ACTS = listed("acquisition takeover buyout purchase")
UNDONE = listed(
    "abandon abandons abandoned abandoning failed fails fail block blocks blocked blocking proposed planned propose"
    " plan plans wants attempted possible potential hostile reject rejects rejected cancel cancelled canceled consider"
    " considers considering offer bid talks seek seeks sought no not without cleared approve approved approval review"
    " investigate investigates investigated delayed would could may might should if"
)

Pair = tuple[tuple[Mention, ...], tuple[Mention, ...], Predicate | None, int]


def stake_in(token: Token) -> tuple[Token, ...]:
    """Return of whom a token is a part: B of "60 per cent of the shares in B", "half of B", "74 per cent of which"."""
    if token.lower_ not in STAKES and token.pos_ != "NUM":
        return ()
    below = [child for child in complements(token, "in", "of") if child.head == token or child.head.lower_ in STAKES]
    relative = any(child.lower_ == "which" for child in below)
    owner = [token.head] if relative and token.dep_ == "appos" else []
    named = [child for child in (*owner, *below) if child.lower_ not in STAKES and child.lower_ != "which"]
    return tuple(dict.fromkeys(named)) or tuple(possessors(token) if token.lower_ in ("shares", "capital") else ())


def owning_nouns(context: Context, passage: TokenSpan) -> Iterator[Pair]:
    """Yield owners, owned, a predicate for an act, and the token behind which a share may stand."""
    for token in passage:
        if token.lower_ in ("owned", "controlled") and token.i - 2 >= passage.start:
            yield from _hyphened(context, token)
        if context.mention_of(token) is not None or is_negated_noun(token):
            continue
        if token.lower_ in _ACTS:
            yield from _act(context, token, passage)
        elif token.lower_ in _CHILDREN | _PARENTS:
            yield from _relation(context, token)


def _hyphened(context: Context, token: Token) -> Iterator[Pair]:
    """Read "Veshtar-owned Pallas"."""
    owner = context.mention_of(token.nbor(-2)) if token.nbor(-1).text in ("-", "‑") else None
    if owner is None or owner.name_id is None or owner.label not in OWNERS:
        return
    heads = (token.head, *((token.nbor(),) if token.i + 1 < len(token.doc) else ()))
    yield (owner,), parties_of(context, heads, OWNED)[:1], None, token.i


def _act(context: Context, noun: Token, passage: TokenSpan) -> Iterator[Pair]:
    """Read "A's acquisition of B", "the takeover of B by A", "A completed its acquisition of B"."""
    if {token.lower_ for token in context.doc[max(passage.start, noun.i - 5) : noun.i]} & UNDONE:
        return
    if {token.lower_ for token in passage if token.dep_ in ("root", "ROOT", "aux") or token.head == noun} & UNDONE:
        return
    of = tuple(t for t in complements(noun, "of") if t.head == noun)
    stakes = tuple(whole for stake in of for whole in stake_in(stake))
    owned = parties_of(context, stakes or of, OWNED)
    owners = parties_of(context, (*possessors(noun), *complements(noun, "by")), OWNERS)
    if not owners and noun.dep_ == "obj" and _COMPLETING.find(noun.head.lower_):
        owners = parties_of(context, subjects_of(noun.head), OWNERS)
    if owned and owners:
        yield owners[:1], owned, Predicate(noun, "acquire", noun.i), noun.i


def _relation(context: Context, noun: Token) -> Iterator[Pair]:
    """Read "B is a wholly owned subsidiary of A", "A, the owner of B", "B, an A subsidiary", "B's main shareholder"."""
    parent, word = noun.lower_ in _PARENTS, noun.lower_
    words = {child.lower_ for child in noun.children}
    if word in ("company", "group", "firm") and not words & {"parent", "holding"}:
        return
    copula = any(child.dep_ == "cop" for child in noun.children)
    if words & NEGATIONS or any(child.tag_ == "MD" for child in noun.children) or _is_undone(noun):
        return
    if word in ("part", "member", "branch", "brand") and not copula and noun.dep_ != "appos":
        return
    cases = (
        ("between", "of") if word == "venture" else ("of", "in") if "holder" in word or word == "investor" else ("of",)
    )
    if word == "venture" and "joint" not in words:
        return
    near = tuple(token for token in complements(noun, *cases) if token.head == noun)
    if word == "member" and not any(token.lower_ == "group" for token in near):
        return
    explained = subjects_of(noun) if copula else _explained(context, noun)
    others = near or tuple(token for token in possessors(noun) if token not in explained)
    if not others or not explained:
        return
    if parent:
        yield parties_of(context, explained, OWNERS), parties_of(context, others, OWNED), None, noun.i
    else:
        yield parties_of(context, others, OWNERS), parties_of(context, explained, OWNED), None, noun.i


def _is_undone(noun: Token) -> bool:
    """Whether a relation is wished for: "hopes to become the owner of B"."""
    verb = noun.head
    return verb.tag_ == "VB" and any(
        child.lower_ in ("to", "could", "may", "might", "would") for child in verb.children
    )


def _explained(context: Context, noun: Token) -> tuple[Token, ...]:
    """Return whom a noun explains: "B, a subsidiary of A", "A's subsidiary B", "the A unit B", "the owner of A, B"."""
    if noun.dep_ == "appos":
        return (noun.head,)
    behind = [child for child in noun.children if child.dep_ in ("appos", "flat") and child.i > noun.i]
    if behind:
        return tuple(behind[:1])
    head = noun.head
    if noun.dep_ in ("compound", "nmod", "amod") and context.mention_of(head) is not None and 0 < head.i - noun.i < 4:
        return (head,)
    if noun.dep_ in ("nsubj", "nsubj:outer") and any(child.dep_ == "cop" for child in head.children):
        return (head,) if context.mention_of(head) is not None else ()  # "its largest shareholder is X"
    whose = noun.dep_ in ("nsubj", "ROOT") and any(child.lower_ == "whose" for child in noun.children)
    named = head if whose and case_of(head) is None and context.mention_of(head) is not None else None
    return (named,) if named is not None else ()
