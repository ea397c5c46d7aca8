"""Allegations told by a case that is open: "a probe into whether X paid bribes", "X is at the centre of a scandal"."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.attribution.extents import clause_end, trimmed
from extract.context import Context
from extract.facts.accused import accused_in
from extract.facts.accusing_nouns import NounCharge
from extract.facts.lookup import PARTIES
from extract.facts.triggers import HARM
from extract.folding import listed
from extract.grammar.arguments import case_of, complements, parties_of, possessors, subjects_of
from extract.grammar.clauses import NEGATIONS
from extract.grammar.verbs import Verbs
from extract.records import Span

CASES = listed(
    "scandal scandals inquiry inquiries enquiry probe probes investigation investigations affair case cases trial"
    " lawsuit lawsuits allegation allegations accusation accusations claims charges controversy row complaint"
    " complaints scheme reports rumours rumors suspicions"
)
_PROBES = frozenset({"probe", "investigation", "inquiry", "enquiry"})
_OPENED = listed("opened open opens launched launch launches began begun started ordered announced")
_ASKING_NOUNS = listed("question questions doubt doubts suspicion suspicions review")
_EXAMINING = Verbs("investigate examine probe look inquire enquire ask review check raise")


def asked_whether(context: Context, mark: Token, passage: TokenSpan) -> NounCharge | None:
    """Read "an inquiry into whether X had paid bribes", "is investigating whether X bribed officials"."""
    verb = mark.head
    governor = verb.head
    asked = governor.lower_ in CASES | _ASKING_NOUNS or _EXAMINING.find(governor.lower_) is not None
    content = trimmed(context, mark.i + 1, clause_end(context, mark.i + 1, passage))
    opened = next((one for one in (governor, governor.head) if one.lower_ in _OPENED), None)
    probed = opened is not None and any(child.dep_ == "obj" and child.lower_ in _PROBES for child in opened.children)
    asked = asked or probed
    if not asked or not (probed or HARM.search(context.text[content.start : content.end])):
        return None
    targets = accused_in(context, content, distant=True)
    doers = subjects_of(governor) if governor.pos_ == "VERB" else possessors(governor)
    claimants = parties_of(context, doers, PARTIES)
    if not claimants and opened is not None:
        claimants = parties_of(context, subjects_of(opened), PARTIES)
    if any(one.name_id == other.name_id for one in claimants for other in targets):
        return None
    return NounCharge(claimants[0] if claimants else None, targets, content, "accuses") if targets else None


def whole_phrase(context: Context, noun: Token, passage: TokenSpan) -> Span:
    """Return a noun with all that hangs on it, without the preposition before it."""
    end = max(token.i for token in noun.subtree) + 1
    return trimmed(context, noun.left_edge.i + int(case_of(noun) is not None), min(end, passage.end))


def in_the_middle(context: Context, noun: Token, passage: TokenSpan) -> NounCharge | None:
    """Read "X is at the centre of a bribery scandal", "X is the subject of an investigation into bribery"."""
    case = next((token for token in complements(noun, "of") if token.lower_ in CASES), None)
    copula = any(child.dep_ == "cop" for child in noun.children)
    if case is None or not (copula or noun.dep_ == "appos"):
        return None
    if any(child.lower_ in NEGATIONS or child.tag_ == "MD" for child in noun.children):
        return None
    targets = parties_of(context, subjects_of(noun) if copula else (noun.head,), PARTIES)
    content = whole_phrase(context, case, passage)
    told = bool(targets) and HARM.search(context.text[content.start : content.end]) is not None
    return NounCharge(None, targets, content, "accuses") if told else None
