"""Does a content tell of a wrong? The words of harm in it that are no part of a name and nobody's good deed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from extract.context import Context
from extract.facts.triggers import HARM
from extract.grammar.arguments import subjects_of
from extract.records import Label, Mention, Span

_BEFORE = re.compile(
    r"\b(?:despite|against|report(?:ed|ing|s)?|detect\w*|prevent\w*|fight\w*|no|about|avoid\w*|combat\w*|insur\w+|survi\w+"
    r"|reduc\w+|lower\w*|mitigat\w+|minimi[sz]\w+|eliminat\w+|expos(?:e|es|ed|ing)|investigat\w+|condemn\w*|denounc\w+"
    r"|(?:allegations?|claims?|charges?|reports?|accusations?) of"
    r"|victims? of|from|suffer\w*)\s+(?:(?:the|a|an|any|all|its|their|of|such)\s+)*$",
    re.IGNORECASE,
)
"""What turns a word of harm into no deed of the subject: "reported the theft", "despite the risks"."""
_LONGEST = 40
_FARTHEST = 14  # tokens behind the first verb within which what is merely said tells a deed of its subject
_FARTHEST_OF_GOODS = 26  # the same of a company, whose goods do what is told
_GRAVE = re.compile(
    r"deaths?|risks?|injur\w*|scandals?|hidden|hid|hiding|undermin\w*|sanctions|embargo\w*|human rights|leak\w*"
    r"|neglect\w*|destructive|secretly|covert\w*|spill\w*|toxic|suicides?|unsafe|destruction|displac\w*|fail\w* to",
    re.IGNORECASE,
)
"""Words of harm that may befall anybody: said of a person they tell no deed."""
_SUSPICIOUS = re.compile(
    r"\b(?:(?:paid|wired|transferred|handed|gave|funnel\w*|channel\w*|sent|steered) (?:[^.;]|\.\d){0,60}\b"
    r"(?:consultan\w+|officials?|ministers?|mayors?|politicians?|relatives?|brother\w*|sister\w*|wife|husband|cousins?|judges?|officers?|offshore"
    r"|shell|lobbyists?)"
    r"|overrul\w*|overrode|knew (?:of|about|that|for)|exceeded (?:the )?(?:market|limit|legal|permitted|cap)"
    r"|(?:had|has|have|did|was|were)(?:n['’]t| not| never) (?:been )?(?:inspect|test|deliver|buil[dt]|done|complet"
    r"|disclos|warn|register|licens|consult|check|train|maintain|repair|vett|declar|advertis|notif|pay|paid)\w*"
    r"|never (?:been )?(?:delivered|built|arrived|tested|completed|inspected|paid|declared|advertised|used)"
    r"|no (?:permits?|licen[cs]es?|records?|receipts?|invoices?|tender|safety|training)\b"
    r"|(?:twice|double|three times) (?:the|what|as much)|owned by (?:his|her|their|your|the \w+['’]s)"
    r"|second-hand|substandard|expired|defective|faulty|poor quality|below standard)",
    re.IGNORECASE,
)
"""What tells of a wrong where whoever looks into things finds it."""


def tells_suspicion(context: Context, content: Span) -> bool:
    """Whether words tell what is a wrong where an inquiry, an auditor or an insider tells it."""
    return _SUSPICIOUS.search(context.text, content.start, content.end) is not None


def is_deed(context: Context, content: Span, doers: Sequence[Mention]) -> bool:
    """Whether a wrong stands near the doers it is merely said of, and is none that befalls anybody."""
    person = bool(doers) and all(one.label is Label.PERSON for one in doers)
    end = max((one.end for one in doers if content.start <= one.start < content.end), default=content.start)
    company = any(one.label is Label.COMPANY for one in doers)
    farthest = _FARTHEST_OF_GOODS if company else _FARTHEST
    verbs = [context.tokens(one.start, one.end).root.head for one in doers]
    start = context.tokens(end, content.end).start if end < content.end else 0
    start = max([start, *(verb.i for verb in verbs if verb.pos_ == "VERB" and content.start <= verb.idx < content.end)])
    for match in HARM.finditer(context.text, content.start, content.end):
        if person and _GRAVE.fullmatch(match.group()):
            continue
        tokens = context.tokens(match.start(), match.end())
        if match.start() < end or (len(tokens) and (tokens.start - start <= farthest or _is_done(tokens[0]))):
            return True
    return False


def _is_done(harm: Token) -> bool:
    """Whether a word of harm is itself what is done: "..., killing seven riders"."""
    return bool(harm.tag_ in ("VBG", "VBD") and harm.dep_ in ("advcl", "conj", "ccomp", "xcomp"))


def tells_wrong(context: Context, content: Span, doers: Sequence[Mention] = ()) -> bool:
    """Whether a content holds a word of harm outside names that is not fought, reported or suffered.

    Where `doers` are given, harm told of somebody else does not count: "X said Y was near when the aircraft failed to
    stop" tells no wrong of Y.
    """
    for match in HARM.finditer(context.text, content.start, content.end):
        if context.mention_at(match.start()) is not None:
            continue
        if _BEFORE.search(context.text[max(content.start, match.start() - _LONGEST) : match.start()]):
            continue
        tokens = context.tokens(match.start(), match.end())
        if not doers or not len(tokens) or not _is_of_another(context, tokens[0], content, doers):
            return True
    return False


def _is_of_another(context: Context, harm: Token, content: Span, doers: Sequence[Mention]) -> bool:
    """Whether the clause that a word of harm stands in has a named subject of its own, and none of the doers is it."""
    verb = harm
    while verb.pos_ not in ("VERB", "AUX") and verb.head is not verb and content.start <= verb.head.idx < content.end:
        verb = verb.head
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")]
    if verb.dep_ not in ("advcl", "acl:relcl") or not own:
        return False
    subjects = [token for noun in subjects_of(verb) for token in noun.subtree]
    return all(context.mention_of(token) not in doers and token.pos_ != "PRON" for token in subjects)
