"""Of whom a statement tells: the party that its content makes the doer, or the maker of what did it.

Bystanders are kept out: only a party at the head of the content counts, as its subject, as the owner of its subject
("Veshtar's software"), or as the maker of it ("cameras made by Veshtar").
"""

from __future__ import annotations

import re

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.triggers import HARM
from extract.folding import listed
from extract.grammar.arguments import case_of, complements, parties_of, possessors, subjects_of
from extract.grammar.clauses import BE, HAVE
from extract.grammar.phrases import Phrase, named, phrase_after
from extract.grammar.speaker import writer_of
from extract.grammar.verbs import Verbs
from extract.records import Label, Mention, Span

_OPENERS = frozenset(
    {"that", "the", "a", "an", "some", "many", "several", "“", '"', "about", "how", "why", ",", "whether"}
)
_FIGHTING = Verbs(
    "detect fight prevent combat expose stop oppose condemn denounce criticise criticize reject uncover ban prohibit"
    " counter tackle investigate prosecute punish protect suffer survive"
)
_PROCEEDINGS = listed("investigation probe inquiry lawsuit complaint charges proceedings")
_MAKERS = frozenset({"by", "from", "of", "at", "for"})
_ACCUSABLE = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nothing", "none"})
_DOING = listed(
    "involved implicated engaged paid used linked tied complicit told warned hired bribed"
    " set founded created formed established meant"
)
"""Participles behind "was" that leave the subject a doer, or the one who is blamed."""
_OF_A_MAKER = listed(
    "made supplied sold built produced manufactured developed designed provided employed hired run operated owned"
    " controlled managed trained paid working acting contracted delivered shipped"
)
_ILL_USED = re.compile(
    r"\b(?:forced|child|prison|slave|unpaid) labou?r|theft of wages|wage theft|(?:locked|chained) (?:in|up)|beaten"
    r"|(?:un|under)paid|(?:made|forced|obliged) to|abuse[ds]?|harass\w+|threatened|ill-treat\w*|mistreat\w*",
    re.IGNORECASE,
)
"""What is done to people where they work or are held: whoever runs the place answers for it."""
_PAPERS = listed(
    "judgment judgement ruling verdict finding findings investigation inquiry probe warning bill act law decision"
    " report announcement statement lawsuit trial sentence conviction arrest death killing"
)
"""What a body gives out or has done to it, whose wrongs are not its own."""
_FAULTS = listed(
    "flaw flaws bug bugs vulnerability vulnerabilities hole holes weakness weaknesses defect defects fault faults error"
    " errors negligence failings failures failure loophole backdoor backdoors breach breaches lapse lapses"
)
_GOING_ON = frozenset({"went", "go", "goes", "took", "takes", "take", "happened", "occurred", "continued", "continues"})
_REACH = 9  # tokens from the head of the content within which its subject stands


def accused_in(  # noqa: PLR0911 - a chain of tests
    context: Context, content: Span, *, distant: bool
) -> tuple[Mention, ...]:
    """Return the parties that a content makes the doers, () where there are none or where it says that they did not.

    `distant` says that the cue itself marks a claim, so that persons and states count as well as companies.
    """
    tokens = context.tokens(content.start, content.end)
    if len(tokens) < 3 or is_denied(tokens):
        return ()
    index = tokens.start
    while (
        index < tokens.end and context.doc[index].lower_ in _OPENERS and context.mention_of(context.doc[index]) is None
    ):
        index += 1
    phrase = phrase_after(context, index, tokens)
    if tokens.root.i == tokens.start and tokens.root.tag_ in ("VBD", "VBZ", "VBP"):  # "X, the complaint says, paid"
        return parties_of(context, subjects_of(tokens.root), _ACCUSABLE)
    if phrase is None or phrase.end >= tokens.end:
        return ()
    if not distant and _fights(context, phrase.end, tokens.end):
        return ()
    if phrase.mention is not None and _is_done_to(context, phrase.end, tokens.end):
        return ()
    labels = _ACCUSABLE
    if phrase.mention is None and phrase.head.lower_ in _PAPERS:
        return ()  # "today's Court of Session judgment is of huge significance"
    mention = _doer(context, phrase, tokens)
    if mention is not None and _suffers(context, mention):
        return ()
    if mention is None or mention.label not in labels or mention.name_id is None:
        return ()
    return (mention,)


def agents_of_harm(context: Context, content: Span, *, distant: bool = False) -> tuple[Mention, ...]:
    """Return who did harm in the passive of a content: "officials were bribed by Veshtar".

    Under a `distant` cue, which marks a claim itself, whatever is said to have been done counts.
    """
    tokens = context.tokens(content.start, content.end)
    for token in tokens:
        told = distant and not token.dep_.startswith(("acl", "amod", "advcl"))  # not "a rally organised by X"
        if token.tag_ == "VBN" and (told or HARM.fullmatch(token.lower_)) and not any(
            child.lower_ in _NEGATIONS for child in token.children
        ):  # fmt: skip
            agents = [child for child in token.children if child.dep_[:3] == "obl" and case_of(child) == "by"]
            found = parties_of(context, agents, _ACCUSABLE - {Label.PERSON})
            if found:
                return found
    return ()


def housing_harm(context: Context, content: Span) -> tuple[Mention, ...]:
    """Return where people are ill-used in a passive content: "workers at X's plant were locked in", "went on at X"."""
    tokens = context.tokens(content.start, content.end)
    verb = tokens.root if len(tokens) else None
    if verb is None or not _ILL_USED.search(context.text[content.start : content.end]):
        return ()
    passive = verb.tag_ == "VBN" and any(child.dep_ in ("nsubj:pass", "aux:pass") for child in verb.children)
    if not (passive or verb.lower_ in _GOING_ON) or any(child.lower_ in _NEGATIONS for child in verb.children):
        return ()
    if any(child.dep_.startswith("obl") and case_of(child) == "by" for child in verb.children):
        return ()
    places = [*complements(verb, "at"), *(one for noun in subjects_of(verb) for one in complements(noun, "at"))]
    owners = [owner for place in places for owner in (*complements(place, "of"), *possessors(place))]
    return parties_of(context, [*owners, *places], {Label.COMPANY})


def faulty_in(context: Context, content: Span) -> tuple[Mention, ...]:
    """Return whose fault a content tells of: "because of a flaw in MediQ", "owing to negligence by the operator"."""
    for token in context.tokens(content.start, content.end):
        if token.lower_ in _FAULTS and token.pos_ == "NOUN" and not any(c.lower_ in _NEGATIONS for c in token.children):
            near = [*complements(token, "in", "by", "at", "of", "on"), *possessors(token)]
            near += [owner for one in near for owner in possessors(one)]
            found = parties_of(context, near, _ACCUSABLE - {Label.PERSON})
            if found:
                return found[:1]
    return ()


def _suffers(context: Context, mention: Mention) -> bool:
    """Whether a name is the subject of a passive that does something to it, by the tree."""
    token = context.tokens(mention.start, mention.end).root
    verb = token.head
    return bool(token.dep_ == "nsubj:pass" and verb.tag_ == "VBN" and verb.lower_ not in _DOING and verb.pos_ == "VERB")


def _is_done_to(context: Context, index: int, end: int) -> bool:
    """Whether a subject suffers what is told: "Navalny was poisoned" accuses somebody else."""
    doc = context.doc
    if {token.lower_ for token in doc[index : min(end, index + 4)]} & {"victim", "victims"}:
        return True
    auxiliaries = False
    while index < end and (doc[index].lower_ in BE | HAVE or doc[index].pos_ == "ADV"):
        auxiliaries = auxiliaries or doc[index].lower_ in BE
        index += 1
    return auxiliaries and index < end and doc[index].tag_ == "VBN" and doc[index].lower_ not in _DOING


def _fights(context: Context, index: int, end: int) -> bool:
    """Whether the verb of a content works against harm: "detects fraud", "has opened an investigation"."""
    if {token.lower_ for token in context.doc[index : min(end, index + 7)]} & _PROCEEDINGS:
        return True
    for token in context.doc[index : min(end, index + 4)]:
        if token.pos_ == "VERB":
            return _FIGHTING.find(token.lower_) is not None
    return False


def _doer(context: Context, phrase: Phrase, tokens: TokenSpan) -> Mention | None:
    own = phrase.mention or named(context, phrase, tokens)  # "Classwarden's maker, Peakside Learning,"
    if phrase.mention is not None or (own is not None and own.label in _ACCUSABLE):
        return own
    for mention in reversed(phrase.inner):
        if mention.label in _ACCUSABLE:
            return mention
    doc = context.doc
    if doc[phrase.start].lower_ in ("our", "we"):
        return writer_of(context, doc[phrase.start])
    for index in range(phrase.end, min(phrase.end + 4, tokens.end - 1)):
        if doc[index].lower_ in _MAKERS:
            maker = phrase_after(context, index + 1, tokens)
            return named(context, maker, tokens) or _inner(maker) if maker is not None else None
        if doc[index].lower_ not in _OF_A_MAKER:
            return None
    return None


def _inner(phrase: Phrase) -> Mention | None:
    """Return the company that a phrase explains: "the contractor Ironvale"."""
    return next((mention for mention in reversed(phrase.inner) if mention.label in _ACCUSABLE), None)


def is_denied(tokens: TokenSpan) -> bool:
    """Whether the main verb of a content is denied, judged by its first words."""
    for token in tokens[:_REACH]:
        if token.lower_ in _NEGATIONS:
            return True
        if token.lower_ in ("that", "which", "who", "where"):
            return False
    return False
