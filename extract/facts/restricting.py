"""Restrictions told by a verb of keeping out or taking away, and standing on a list: who may not do what, by whom.

"Excluded X from tenders", "froze the assets of X", "revoked X's licence", "banned the use of X cameras", "declared X a
security risk", "X is on G's sanctions list", "X was among ten firms blacklisted by G".

The authority is named, or official by its word.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.lookup import STATES
from extract.facts.product_words import PRODUCTS
from extract.facts.triggers import IMPOSING, LIST_HEADS, LISTING, RESTRICTIONS
from extract.folding import listed
from extract.grammar.arguments import Frame, case_of, complements, frame_of, parties_of, possessors, subjects_of
from extract.grammar.clauses import NEGATIONS, Predicate, find_predicates
from extract.grammar.reality import stands
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention

_TARGETS = frozenset({Label.COMPANY, Label.ORGANISATION, Label.PERSON})
_BARRING = Verbs(
    "exclude bar ban prohibit forbid block suspend expel disqualify preclude debar outlaw order require tell"
)
_OUTRIGHT = frozenset({"outlaw", "ban", "debar", "disqualify", "prohibit"})
_DECLARING = Verbs("declare designate classify deem label brand name outlaw list")
_TAKING = Verbs("freeze revoke withdraw suspend strip cancel seize rescind annul")
_TAKEN = listed(
    "asset assets account accounts funds licence licences license licenses permit permits permission accreditation"
    " registration authorisation authorization certification concession privileges property"
)
_THREATS = listed(
    "risk threat terrorist extremist enemy supporter sponsor danger sanctioned criminal undesirable hostile foreign"
    " organisation organization agent group entity supplier vendor company companies"
)
_OFFICIALS = listed(
    "government ministry regulator watchdog authorities authority agency commission parliament court minister committee"
    " council administration police office"
)
"""Heads that are a state's whoever they belong to, so that a restriction stands without their name."""
_NO_RESTRICTION = listed(
    "survey surveys forecast forecasts report study analysis calculation figures sample meeting talks index count"
    " statistics results trading ranking poll definition scope"
)
_FROM_WHAT = listed(
    "tender tenders contract contracts market network networks procurement bidding auction port ports list competition"
    " programme program country territory exports imports projects project work infrastructure system sale sales"
    " rollout roll-out exchange grid bids exporting importing selling buying using bidding operating supplying"
    " competing"
    " trading"
    " portfolio investment universe investments fund business taking doing working entering offering"
    " providing collecting processing building participating accessing"
)
_BILLS = listed(
    "bill law motion amendment proposal draft rule order act legislation decree regulation measure resolution"
)
_PROPOSING = Verbs("propose consider plan weigh mull recommend suggest urge intend threaten seek discuss want vote")
_STANDING = Verbs("appear feature remain figure stand be")
_NEW = ("remove", "stop", "avoid", "replace", "rip", "strip", "drop", "phase", "scrap", "disconnect", "use", "buy")

Restriction = tuple[Predicate, tuple[Mention, ...], tuple[Mention, ...], str]


def find_restrictions(context: Context, passage: TokenSpan) -> Iterator[Restriction]:
    """Yield predicate, authorities, targets and status of the restrictions of a sentence."""
    for predicate in find_predicates(passage, _BARRING | _DECLARING | _TAKING):
        proposed = _is_proposed(predicate)
        if not proposed and (predicate.tentative or not stands(predicate)):
            continue
        frame = frame_of(predicate, passage)
        authorities = parties_of(context, frame.agents, STATES) or _tenderers(context, frame)
        targets = _barred(context, frame) or _declared(context, frame) or _deprived(context, frame)
        official = any(token.lower_ in _OFFICIALS for token in frame.agents)
        official = (
            official or _is_from_tenders(frame) or (proposed and predicate.lemma in _OUTRIGHT | {"bar", "exclude"})
        )
        if (authorities or official) and targets:
            yield predicate, authorities, targets, "proposed" if proposed else "listed"
    for token in passage:
        if context.mention_of(token) is None and token.lower_ in LIST_HEADS | RESTRICTIONS:
            yield from _standing(context, token)
    for predicate in find_predicates(passage, IMPOSING):
        frame = frame_of(predicate, passage)
        if predicate.passive and stands(predicate) and any(token.lower_ in RESTRICTIONS for token in frame.patients):
            targets = parties_of(context, frame.behind("on", "against"), _TARGETS)
            yield predicate, parties_of(context, frame.behind("by"), STATES), targets, "listed"
    for predicate in find_predicates(passage, LISTING):
        yield from _among(context, predicate, passage)


def _is_proposed(predicate: Predicate) -> bool:
    """Whether it is a bill, a plan or a proposal that would restrict: "the bill would bar X", "proposed revoking"."""
    verb = predicate.verb
    if predicate.negated:
        return False
    bill = any(token.lower_ in _BILLS for token in subjects_of(verb))
    planned = verb.dep_ in ("xcomp", "ccomp", "obj") and _PROPOSING.find(verb.head.lower_) is not None
    return (predicate.modal in ("would", "will") and bill) or (planned and verb.tag_ in ("VBG", "VB"))


def _is_from_tenders(frame: Frame) -> bool:
    """Whether somebody is barred from public work, which only a state can do, named or not."""
    if not frame.predicate.passive or frame.predicate.lemma not in _BARRING:
        return False
    words = [token.lower_ for token in frame.predicate.verb.subtree if token.i > frame.predicate.verb.i]
    public = {"public", "federal", "state", "government", "municipal"} & set(words)
    return "from" in words and bool(public) and bool(set(words) & _FROM_WHAT)


def _tenderers(context: Context, frame: Frame) -> tuple[Mention, ...]:
    """Return the body that bars somebody from its own tenders, of whatever kind it is: a bank, a state's railway."""
    behind = {token.lower_ for token in frame.predicate.verb.subtree}
    bars = frame.predicate.lemma in ("debar", "bar", "ban", "exclude", "suspend", "disqualify")
    own = bars and behind & {"tender", "tenders", "procurement", "procurements", "bidding"}
    return parties_of(context, frame.agents, {Label.COMPANY, Label.ORGANISATION}) if own else ()


def _barred(context: Context, frame: Frame) -> tuple[Mention, ...]:
    """Return who is kept from something, or whose products are."""
    lemma = frame.predicate.lemma
    if lemma not in _BARRING:
        return ()
    behind = [token for token in frame.predicate.verb.subtree if token.i > frame.predicate.verb.i]
    words = {token.lower_ for token in behind}
    if words & _NO_RESTRICTION:
        return ()
    if lemma in ("order", "require", "tell"):
        removing = any(token.tag_ == "VB" and token.lower_ in _NEW for token in behind)
        if not removing or parties_of(context, frame.patients, _TARGETS):
            return ()
        dealing = [token for token in behind if token.lower_ in ("buying", "purchasing", "ordering", "sourcing")]
        sellers = [seller for token in dealing for seller in token.children if case_of(seller) == "from"]
        return _makers(context, behind) or parties_of(context, sellers, {Label.COMPANY})
    named = parties_of(context, frame.patients, _TARGETS)
    kept = "from" in words and bool(words & _FROM_WHAT)
    if named and (kept or lemma in _OUTRIGHT):
        return named if any(mention.label is not Label.PERSON for mention in named) or kept else ()
    return _makers(context, behind) if not named else ()


def _makers(context: Context, tokens: list[Token]) -> tuple[Mention, ...]:
    """Return the companies whose products stand among some words: "the use of X cameras", "buying X equipment"."""
    goods = [token for token in tokens if token.lower_ in PRODUCTS and token.dep_ != "compound"]
    owners = [owner for token in goods for owner in (*possessors(token), *complements(token, "from", "by", "of"))]
    owners += [
        child for token in goods for part in token.children if part.dep_ == "acl" for child in part.children
        if case_of(child) == "by"
    ]  # fmt: skip
    return parties_of(context, owners, {Label.COMPANY})


def _declared(context: Context, frame: Frame) -> tuple[Mention, ...]:
    """Return who is declared a danger: "declared X a security risk", "outlawed X as a terrorist organisation"."""
    if frame.predicate.lemma not in _DECLARING:
        return ()
    what = [child for child in frame.predicate.verb.children if child.dep_ in ("xcomp", "obj") and child.pos_ == "NOUN"]
    named = [child for child in frame.predicate.verb.children if child.dep_ == "xcomp" and child.pos_ == "PROPN"]
    what += frame.behind("as")
    words = {word.lower_ for token in what for word in token.subtree}
    dangerous = words & _THREATS and words & {
        "risk", "threat", "terrorist", "extremist", "enemy", "danger", "criminal", "undesirable", "hostile", "agent",
        "security", "terrorism", "untrustworthy", "untrusted", "unreliable", "military",
    }  # fmt: skip
    return parties_of(context, (*frame.patients, *named), _TARGETS) if dangerous else ()


def _deprived(context: Context, frame: Frame) -> tuple[Mention, ...]:
    """Return whose licence is revoked, whose assets are frozen, who is stripped of a licence."""
    if frame.predicate.lemma not in _TAKING:
        return ()
    if frame.predicate.lemma == "strip":
        stripped = any(token.lower_ in _TAKEN for token in frame.behind("of"))
        return parties_of(context, frame.patients, _TARGETS) if stripped else ()
    taken = [token for token in frame.patients if token.lower_ in _TAKEN]
    owners = [owner for token in taken for owner in (*possessors(token), *complements(token, "of", "for", "to"))]
    return parties_of(context, owners, _TARGETS)


def _standing(context: Context, noun: Token) -> Iterator[Restriction]:
    """Read "X is on G's sanctions list", "X appears on a list of G", "X is subject to sanctions imposed by G"."""
    case = case_of(noun)
    verb = noun.head
    authorities = parties_of(context, (*possessors(noun), *complements(noun, "of", "by", "from")), STATES)
    for part in (child for child in noun.children if child.dep_ == "acl"):
        authorities += parties_of(context, (c for c in part.children if case_of(c) == "by"), STATES)
    copula = any(child.dep_ == "cop" for child in noun.children)
    governor = noun if copula else verb
    if any(child.lower_ in NEGATIONS or child.tag_ == "MD" for child in governor.children) or not authorities:
        return
    on = case in ("on", "under") and (copula or _STANDING.find(verb.lower_) is not None)
    subject_to = case == "to" and verb.lower_ == "subject"
    restricting = noun.lower_ in RESTRICTIONS or _is_restricting(noun)
    if not restricting or not (on or subject_to):
        return
    targets = parties_of(context, subjects_of(governor), _TARGETS)
    if targets:
        yield Predicate(noun, "list", noun.i), authorities, targets, "listed"


def _is_restricting(noun: Token) -> bool:
    """Whether a list is one of restrictions: "the sanctions list", "its list of sanctioned companies"."""
    words = {token.lower_ for token in noun.subtree}
    return noun.lower_.startswith(("blacklist", "watchlist")) or bool(
        words & {"sanctions", "sanction", "sanctioned", "entity", "banned", "restricted", "denied", "barred",
                 "debarred", "terrorist", "blocked", "debarment", "export", "trade", "military", "excluded"}
    )  # fmt: skip


def _among(context: Context, predicate: Predicate, passage: TokenSpan) -> Iterator[Restriction]:
    """Read "X was among ten companies blacklisted by G", "G's decision to blacklist X"."""
    frame, verb = frame_of(predicate, passage), predicate.verb
    decided = predicate.infinitive and verb.dep_ == "acl" and verb.head.lower_ in ("decision", "move", "step", "order")
    if predicate.passive and verb.dep_ == "acl" and case_of(verb.head) == "among":
        group = verb.head
        targets = parties_of(context, subjects_of(group), _TARGETS)
        authorities = parties_of(context, frame.agents, STATES)
    elif decided:
        targets = parties_of(context, frame.patients, _TARGETS)
        authorities = parties_of(context, possessors(verb.head), STATES)
    else:
        return
    if targets and authorities:
        yield predicate, authorities, targets, "listed"
