"""Allegations over the tree: "is said to have bribed", "documented V's role in torture", "holds V responsible for".

Who accuses is the doer of the verb, by name or in the words of the text; a passive without agent is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.attribution.extents import clause_end, trimmed
from extract.attribution.speakers import speaker_of
from extract.context import Context
from extract.facts.accusing_cases import CASES, asked_whether, in_the_middle, whole_phrase
from extract.facts.accusing_nouns import NounCharge, author_of
from extract.facts.lookup import PARTIES
from extract.facts.stance import attribution_around
from extract.facts.wrongs import tells_wrong
from extract.grammar.arguments import Frame, case_of, complements, frame_of, parties_of, possessors
from extract.grammar.clauses import find_predicates
from extract.grammar.phrases import phrase_around
from extract.grammar.reality import stands
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention, Span

_TOLD = Verbs("allege say believe find report think know rumour rumor claim show understand see reveal suspect")
_LAYING_BARE = Verbs(
    "denounce condemn document expose reveal criticise criticize slam decry detail uncover highlight blast lambast"
    " deplore describe record protest investigate allege report show prove"
)
_FINDING = Verbs("find have see cite gather collect obtain uncover discover")
_SIGNS = frozenset({"evidence", "proof", "signs", "traces", "indications", "examples", "instances", "cases"})
_FALLING = Verbs("fall focus centre center point")
_SUSPICIONS = frozenset({"suspicion", "suspicions", "blame", "finger"})
_HOLDING = Verbs("hold find deem")
_POINTING = Verbs("point")
_BLAMING = Verbs("blame")
_TAKING = Verbs("take drag bring report refer haul")
_ORDERING = Verbs("order force oblige condemn tell require")
_URGING = Verbs("call urge ask tell press implore warn")
_STOPPING = frozenset({"stop", "end", "cease", "halt", "quit"})
_ENTANGLED = Verbs(
    "embroil name implicate mire catch involve dog hit rock plague hound shake charge tarnish mention engulf"
)
_ALL = (
    _TOLD
    | _FALLING
    | _FINDING
    | _LAYING_BARE
    | _HOLDING
    | _POINTING
    | _BLAMING
    | _TAKING
    | _ORDERING
    | _URGING
    | _ENTANGLED
)
_TARGETS = PARTIES - {Label.PERSON}


def find_framed_charges(context: Context, passage: TokenSpan) -> Iterator[NounCharge]:
    """Yield the charges of a sentence that a verb tells of its object's doings, or of what its subject is in."""
    for predicate in find_predicates(passage, _ALL):
        if predicate.negated or not stands(predicate):
            continue
        frame = frame_of(predicate, passage)
        for read in (_told_of, _laid_bare, _held, _fallen_on, _blamed, _summoned, _urged, _ordered, _entangled):
            charge = read(context, frame, passage)
            if charge is not None and (charge.act == "alleges" or tells_wrong(context, charge.content)):
                yield charge
                break
    for token in passage:
        if token.lower_ == "whether":
            charge = asked_whether(context, token, passage)
            if charge is not None:
                yield charge
        elif token.lower_ in ("centre", "center", "subject", "heart", "target", "object"):
            charge = in_the_middle(context, token, passage)
            if charge is not None:
                yield charge


def _charge(
    context: Context, frame: Frame, targets: tuple[Mention, ...], content: Span, act: str, passage: TokenSpan
) -> NounCharge | None:
    """Return a charge by the doers of a verb, None where its target is one of them or its content is empty."""
    if not targets or content.end <= content.start:
        return None
    claimants = parties_of(context, frame.agents, PARTIES)
    if not claimants and frame.agents and context.mention_of(frame.agents[0]) is None:
        author = author_of(context, frame.agents[0])  # "pictures published by Y"
        claimants = (author,) if author is not None else ()
    if not claimants and not frame.agents and frame.predicate.passive:
        claimants = _credited(context, frame.predicate.verb)
    if {mention.name_id for mention in claimants} & {mention.name_id for mention in targets}:
        return None
    words = None
    if not claimants and frame.agents:
        speaker = speaker_of(context, phrase_around(context, frame.agents[0], passage), passage)
        words = context.text[speaker.span.start : speaker.span.end]
        if speaker.mention is not None and speaker.mention.name_id is not None:
            claimants = (speaker.mention,) if speaker.mention not in targets else ()
    return NounCharge(claimants[0] if claimants else None, targets, content, act, words)


def _credited(context: Context, verb: Token) -> tuple[Mention, ...]:
    """Return whom the whole clause is credited to: "X is alleged to have burned peat, according to Y"."""
    around = attribution_around(context, verb.idx)
    if around is None or around.source is None or around.cue.start == verb.idx:
        return ()
    teller = context.mention_at(around.source.start)
    return (teller,) if teller is not None and teller.name_id is not None and teller.label in PARTIES else ()


def _told_of(context: Context, frame: Frame, passage: TokenSpan) -> NounCharge | None:
    """Read "X is alleged (by Y) to have bribed officials"."""
    predicate = frame.predicate
    if not predicate.passive or predicate.lemma not in _TOLD:
        return None
    doc, verb = context.doc, predicate.verb
    end = min(passage.end - 1, verb.i + 8)
    start = next((i for i in range(verb.i + 1, end) if doc[i].lower_ == "to" and doc[i + 1].tag_ == "VB"), None)
    if start is None or any(doc[i].text in (",", ";") for i in range(verb.i, start)) or doc[start + 1].lower_ == "be":
        return None
    content = trimmed(context, start, clause_end(context, start + 1, passage))
    act = "alleges" if predicate.lemma in ("allege", "suspect", "claim", "rumour", "rumor") else "says"
    return _charge(context, frame, parties_of(context, frame.patients, PARTIES), content, act, passage)


def _laid_bare(context: Context, frame: Frame, passage: TokenSpan) -> NounCharge | None:
    """Read "Y documented X's role in torture", "Y condemned the beating of workers by X"."""
    predicate = frame.predicate
    if predicate.passive or predicate.lemma not in _LAYING_BARE | _FINDING:
        return None
    for noun in frame.patients:
        if context.mention_of(noun) is not None or noun.pos_ != "NOUN":
            continue
        if predicate.lemma in _FINDING and noun.lower_ not in _SIGNS:
            continue
        below = complements(noun, "by", "of", "at", "in")
        near = [*possessors(noun), *(token for token in below if case_of(token) == "by")]
        around = frame.behind("at", "in")
        near += [owner for token in (*below, *around) for owner in (*possessors(token), *complements(token, "of"))]
        targets = parties_of(context, near, _TARGETS)
        end = max(token.i for token in noun.subtree) + 1
        content = trimmed(context, noun.left_edge.i, min(end, passage.end))
        if targets:
            return _charge(context, frame, targets[:1], content, "accuses", passage)
    return None


def _held(context: Context, frame: Frame, passage: TokenSpan) -> NounCharge | None:
    """Read "Y holds X responsible for the deaths", "Y pointed the finger at X over the leak"."""
    verb = frame.predicate.verb
    if frame.predicate.lemma in _HOLDING:
        for child in verb.children:
            if child.lower_ in ("responsible", "accountable", "liable", "guilty") and child.i > verb.i:
                named = [token for token in child.children if token.dep_ == "nsubj"]
                targets = parties_of(context, (*frame.patients, *named), PARTIES)
                content = trimmed(context, child.i, clause_end(context, child.i, passage))
                return _charge(context, frame, targets, content, "accuses", passage)
        breach = next((token for token in frame.behind("in") if token.lower_ in ("breach", "violation")), None)
        if breach is not None:
            content = trimmed(context, breach.i, clause_end(context, breach.i, passage))
            return _charge(context, frame, parties_of(context, frame.patients, PARTIES), content, "accuses", passage)
    if frame.predicate.lemma in _POINTING and any(token.lower_ in ("finger", "fingers") for token in frame.patients):
        return _over(context, frame, parties_of(context, frame.behind("at"), PARTIES), passage)
    return None


def _over(context: Context, frame: Frame, targets: tuple[Mention, ...], passage: TokenSpan) -> NounCharge | None:
    """Return a charge whose content stands behind "for" or "over"."""
    doc = context.doc
    for index in range(frame.predicate.verb.i + 1, passage.end - 1):
        if doc[index].lower_ in ("over", "for"):
            content = trimmed(context, index + 1, clause_end(context, index + 1, passage))
            return _charge(context, frame, targets, content, "accuses", passage)
    return None


def _fallen_on(context: Context, frame: Frame, passage: TokenSpan) -> NounCharge | None:
    """Read "suspicion fell on X after the data turned up": nobody is named who suspects."""
    if frame.predicate.lemma not in _FALLING or not any(t.lower_ in _SUSPICIONS for t in frame.agents):
        return None
    targets = parties_of(context, frame.behind("on", "upon", "to", "at"), PARTIES)
    content = trimmed(context, passage.start, clause_end(context, passage.start, passage))
    return NounCharge(None, targets, content, "alleges") if targets else None


def _blamed(context: Context, frame: Frame, passage: TokenSpan) -> NounCharge | None:
    """Read "Y blamed the deaths of two workers on X"."""
    if frame.predicate.lemma not in _BLAMING or frame.predicate.passive or not frame.patients:
        return None
    noun = frame.patients[0]
    targets = parties_of(context, frame.behind("on"), PARTIES)
    if not targets or context.mention_of(noun) is not None:
        return None
    end = next((i for i in range(noun.i, passage.end) if context.doc[i].lower_ == "on"), noun.i + 1)
    return _charge(context, frame, targets, trimmed(context, noun.left_edge.i, end), "accuses", passage)


def _summoned(context: Context, frame: Frame, passage: TokenSpan) -> NounCharge | None:
    """Read "Y took X to court over the poisoning", "Y reported X to prosecutors for bribery"."""
    predicate = frame.predicate
    if predicate.lemma not in _TAKING:
        return None
    words = {token.lower_ for token in context.doc[predicate.verb.i + 1 : min(passage.end, predicate.verb.i + 9)]}
    if not words & {"court", "prosecutors", "police", "prosecutor", "tribunal", "justice", "authorities", "ombudsman"}:
        return None
    targets = parties_of(context, frame.patients, PARTIES)
    if predicate.passive:
        frame = Frame(predicate, frame.behind("by"), (), (), ())
    return _over(context, frame, targets, passage)


def _urged(context: Context, frame: Frame, passage: TokenSpan) -> NounCharge | None:
    """Read "Y called on X to stop profiting from war crimes", "Y urged X to end its repression"."""
    predicate = frame.predicate
    if predicate.lemma not in _URGING or predicate.passive:
        return None
    stopping = next((c for c in predicate.verb.children if c.lower_ in _STOPPING and c.tag_ == "VB"), None)
    if stopping is None:
        return None
    targets = parties_of(context, frame.behind("on") if predicate.lemma == "call" else frame.patients, _TARGETS)
    content = trimmed(context, stopping.i + 1, clause_end(context, stopping.i + 1, passage))
    return _charge(context, frame, targets, content, "accuses", passage)


def _ordered(context: Context, frame: Frame, passage: TokenSpan) -> NounCharge | None:
    """Read "X was ordered to pay M for polluting the river", "a court ordered X to pay M over the spill"."""
    predicate = frame.predicate
    if predicate.lemma not in _ORDERING:
        return None
    paying = [
        child for child in predicate.verb.children if child.lower_ in ("pay", "compensate") and child.tag_ == "VB"
    ]
    if not paying:
        return None
    targets = parties_of(context, frame.patients, PARTIES)
    over = _over(context, frame, targets, passage)
    if over is not None:
        return over
    content = trimmed(context, paying[0].i, clause_end(context, paying[0].i, passage))
    return _charge(context, frame, targets, content, "accuses", passage)


def _entangled(context: Context, frame: Frame, passage: TokenSpan) -> NounCharge | None:
    """Read "X is embroiled in a bribery scandal", "X was named in a bribery inquiry", "dogged by allegations of"."""
    predicate = frame.predicate
    if not predicate.passive or predicate.lemma not in _ENTANGLED:
        return None
    for noun in frame.behind("in", "by", "over"):
        if noun.lower_ in CASES and context.mention_of(noun) is None:
            content = whole_phrase(context, noun, passage)
            unnamed = Frame(predicate, (), (), (), ())
            return _charge(context, unnamed, parties_of(context, frame.patients, PARTIES), content, "accuses", passage)
    return None
