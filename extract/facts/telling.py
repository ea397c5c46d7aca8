"""Is what somebody says of another a charge? Who says it, how it is said, and how near the wrong is to the one named.

What an inquiry, an auditor or an insider finds can be a wrong without a word of harm ("paid a consultancy of his
brother"); what anybody else merely says needs one, near the doer. What would be, what a speaker says of their own
body, and what the one named says themselves are no charges.
"""

from __future__ import annotations

import re

from extract.attribution.cues import CUES, CueClass
from extract.context import Context
from extract.facts.wrongs import is_deed, tells_suspicion, tells_wrong
from extract.grammar.clauses import FUTURE, POSSIBLE
from extract.grammar.verbs import Verbs
from extract.records import Attribution, Label, Mention, Span

_INSIDERS = re.compile(
    r"\b(?:former|ex-\w+|whistle-?blowers?|workers?|employees?|nurses?|drivers?|miners?|guards?|insiders?|couriers?|crew"
    r"|moderators?|cleaners?|labourers?|inmates?|prisoners?|residents?|patients?|pupils?|detainees?|apprentices?) "
    r"(?:[\w-]+ ){0,4}(?:of|at|from|for|with|in)\b|\bexecutives? who left\b",
    re.IGNORECASE,
)
_SPEAKING = (
    CUES[CueClass.SAY]
    | CUES[CueClass.CLAIM]
    | Verbs("accuse blame criticise criticize condemn denounce slam indicate show")
)
_INQUIRING = re.compile(
    r"\b(?:inquiry|enquiry|audit\w*|investigat\w*|inspect\w*|watchdog|ombuds\w*|tribunal|prosecut\w*|commission|committee"
    r"|regulator|probe|whistle-?\w*|sources?|people (?:with|familiar|close)|insiders?|employees|workers|staff"
    r"|witness\w*|documents?|e-?mails|memos?|files|leaked|charity|union|monitor\w*|researchers?|comptroller|I)\b",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"\b(?:brib\w+|kickbacks?|embezzl\w+|tortur\w+|spied|spying|wiretap\w*|blackmail\w*|extort\w*|forced labou?r"
    r"|trafficked|falsif\w+|forged|faked|rigged|backdoors?"
    r"|(?:was|were|been) (?:beaten|stolen|poisoned|underpaid|cheated|evicted)"
    r"|hid(?:es|den)? (?:[\w’']+ ){0,2}(?:cameras?|microphones?))\b",
    re.IGNORECASE,
)
_TITLE = 30  # code points before a source within which it says what it is


def is_charge(context: Context, attribution: Attribution, targets: tuple[Mention, ...], *, distant: bool) -> bool:
    """Whether a statement tells a wrong of somebody; `distant` says that its cue marks a claim by itself."""
    content = attribution.content
    if targets and looks_into(context, attribution) and tells_suspicion(context, content):
        return True
    if not tells_wrong(context, content, targets):
        return False
    return distant or not targets or is_deed(context, content, targets)


def is_secret(words: str) -> bool:
    """Whether words tell of what nobody owns up to, so that telling it accuses somebody even where none is named."""
    return _SECRET.search(words) is not None


def is_aside(context: Context, attribution: Attribution, lemma: str, *, distant: bool) -> bool:
    """Whether a statement only names something ("called it interesting"), or says what merely would be."""
    if lemma in ("call", "describe") and attribution.content.end <= attribution.cue.start:
        return True
    return not distant and is_open(context, attribution.content)


def is_open(context: Context, content: Span) -> bool:
    """Whether what is said only would, may or will be."""
    tokens = context.tokens(content.start, content.end)
    root = tokens.root if len(tokens) else None
    if root is None or any(child.lower_ == "have" and child.dep_ == "aux" for child in root.children):
        return False  # "may have misused his office"
    return any(
        child.lower_ in POSSIBLE - {"could", "can"} or child.lower_ in FUTURE for child in root.children
        if child.dep_ == "aux"
    )  # fmt: skip


def looks_into(context: Context, attribution: Attribution) -> bool:
    """Whether a source is somebody who looks into things or sees them from inside: an inquiry, an auditor, workers."""
    if attribution.source is None:
        return False
    start = attribution.source.start
    return _INQUIRING.search(context.text, max(0, start - _TITLE), attribution.cue.start) is not None


def is_own(context: Context, target: Mention, claimant: Mention | None) -> bool:
    """Whether a speaker tells of their own body: "Corbyn said his Labour Party"."""
    before = context.text[max(0, target.start - 7) : target.start].lower().split()
    return claimant is not None and before[-1:] != [] and before[-1] in ("his", "her", "its", "their", "our", "my")


def says_itself(context: Context, content: Span, targets: tuple[Mention, ...]) -> bool:
    """Whether the one a content tells of is itself the one who speaks in it: "Y called the conduct a breach, by X"."""
    for target in targets:
        token = context.tokens(target.start, target.end).root
        verb = token.head
        inside = token.dep_ == "nsubj" and content.start <= verb.idx < content.end
        if inside and _SPEAKING.find(verb.lower_) is not None:
            return True
    return False


def employer_of(context: Context, attribution: Attribution) -> tuple[Mention, ...]:
    """Return the company whose insiders tell of wrong and name no doer: "workers at X said they were beaten"."""
    if attribution.source is None:
        return ()
    words = context.text[attribution.source.start : attribution.source.end]
    named = context.mentions_in(attribution.source.start, attribution.source.end)
    companies = tuple(one for one in named if one.label is Label.COMPANY and one.name_id is not None)
    return companies if len(companies) == 1 and _INSIDERS.search(words) else ()
