"""Denials without the word: calling claims baseless, saying that one never did, professing to do right."""

from __future__ import annotations

import re

from extract.context import Context
from extract.records import Attribution, Form, Mention

_DISMISSIVE = (
    r"baseless|false|absurd|untrue|unfounded|groundless|nonsense|fiction|fabricat\w+|lies?|wrong|malicious|inaccurate"
    r"|unsubstantiated|without (?:any )?(?:merit|foundation|basis|substance)|political(?:ly motivated)?|misleading"
    r"|slander\w*|smears?|fantasy|flawed|errors|inaccuracies|biased|one-sided|distort\w*|mistaken|incorrect|unproven"
    r"|invention|invented|unjust(?:ified)?|ridiculous|preposterous|ludicrous|outrageous|propaganda"
    r"|no (?:basis|substance|truth)"
)
_CLAIMS = r"claims?|allegations?|accusations?|charges?|reports?|findings?|assertions?|decision|suggestions?"
_DISMISSAL = re.compile(rf"\b({_CLAIMS})\b.{{0,60}}?\b(?:{_DISMISSIVE})\b", re.IGNORECASE | re.DOTALL)
_REJECTS = re.compile(
    rf"\b(?:reject|deny|denies|refute|dispute|dismiss|contest)\w* "
    rf"(?:(?:all|any|these|those|this|that|the|such|every|of) )*"
    rf"(?:\w+ )?({_CLAIMS})\b",
    re.IGNORECASE,
)
_FROM = re.compile(rf"\b({_CLAIMS})\b came from\b", re.IGNORECASE)
_DEFENDS = re.compile(
    r"\b(never|at no time|within the law|in line with|lawful(?:ly)?|legal(?:ly)?|permitted|authori[sz]ed|compensated"
    r"|consent(?:ed)?|without merit|no (?:merit|evidence|proof|secret|truth|basis|record|involvement|role|knowledge"
    r"|intention|wrongdoing)|not (?:true|the case|aware|involved|responsible|accept)|untrue|false|baseless|unaware"
    r"|co-?operat(?:e|es|ed|ing) (?:fully|with)|nothing (?:wrong|to hide|improper)|stands? by|meets? all|solely|only"
    r"|genuine|authentic|legitimate|above board|in good order"
    r"|kn(?:ow|ows|ew) nothing|no knowledge|not know|ordinary|every (?:image|file|record) was deleted|long before"
    r"|does not (?:tolerate|sell|share|store|own|control|use|comment)|do not (?:tolerate|sell|share|store|own|control"
    r"|use)|appeal|(?:was|were) (?:not|never)|(?:had|has|have) (?:not|never|no)|no [\w ]{1,25}(?:was|were|is|are|has"
    r"|have|had) |innocent)\b",
    re.IGNORECASE,
)
_WITHHOLDS = re.compile(
    r"^no (?:further )?comments?\b"
    r"|\b(?:not|n['’]t|cannot|declined? to|never|unable to) (?:comment|discuss|disclose|speak about)\b",
    re.IGNORECASE,
)
_OUTRIGHT = re.compile(
    r"\b(?:no (?:truth|proof|foundation|wrongdoing|reason to believe)|not (?:true|possible|the case|guilty)"
    r"|lacks? (?:any|all) (?:foundation|basis|substance)|untrue|wide of the mark|nothing (?:wrong|improper|to hide)"
    r"|(?:is|are|was|were) (?:invented|made up|fabricated|baseless|false|nonsense)|cannot be held responsible"
    r"|(?:has|have|had) never (?:had|paid|sold|given|been|used|shared|taken|received|done)"
    r"|(?:nothing|could not) (?:could )?be further from the truth|(?:broke|broken|violated|breached) no (?:law|rule)s?"
    r"|no (?:law|rule)s? (?:was|were|had been) broken"
    r"|(?:did|has|have|had) (?:not|never) (?:pa(?:y|id)|brib\w+|br(?:eak|oken)"
    r"|violated?|breach\w*|knowingly|deceived?|misled|mislead|stolen|steal|spied|spy|leaked?|cheat\w*|discriminat\w+)"
    r"|(?:fight|contest|rebut|defend (?:itself|himself|herself) against) the "
    r"(?:charges?|allegations?|claims?|accusations?)"
    r"|clear (?:his|her|its|their) name|not recogni[sz]e (?:the|this|that)"
    r"|is (?:wrong|not so|a lie|nonsense|incorrect|inaccurate)$|innocen(?:t|ce)|not (?:to blame|at fault)"
    r"|does not (?:collect|share|spy|tolerate|monitor|sell (?:to|data))"
    r"|acted (?:lawfully|within the law|in good faith))\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"^(?:that |[“\"„])?\W*(?:it|we|the company|the firm|he|she|they|its \w+|our \w+)\b[^.;]{0,30}?\W?"
    r"(?:\bnever\b|\bnot\b|n['’]t\b|\bno\b|\bnothing\b)",
    re.IGNORECASE,
)
_PROFESSES = re.compile(
    r"\b(respects?|compl(?:y|ies|ied|iant) with|abides? by|takes? [^.]{0,60}?seriously|committed to|adheres? to"
    r"|strictly"
    r"|in (?:full )?(?:compliance|accordance) with|honest mistake|upholds?|obeys?|punished for)\b",
    re.IGNORECASE | re.DOTALL,
)


_ASKED = re.compile(
    r"\b(?:asked|confronted|questioned|pressed|challenged|responding|in response|reacting|replying)\b[^.;]{0,40}?\b"
    r"(?:claims?|allegations?|accusations?|charges|reports?|findings?|bribe\w*|leak|deaths?|abuse\w*|fraud|memo|leaked)\b"
    r"|\bafter [^.;]{0,40}?\b(?:claimed|alleged|accused)\b",
    re.IGNORECASE,
)


def is_asked(words: str) -> bool:
    """Whether somebody answers here to what was put to them: "asked about the deaths", "after X claimed"."""
    return _ASKED.search(words) is not None


def dismisses(words: str) -> str | None:
    """Return the noun that a statement dismisses ("the report as fiction"), None where it dismisses nothing."""
    found = _DISMISSAL.search(words) or _FROM.search(words) or _REJECTS.search(words)
    return found.group(1).lower() if found else None


def about_claims(words: str) -> bool:
    """Whether what is dismissed are claims, and not a decision: only then is it a denial without knowing of what."""
    return re.search(r"\b(?:claims?|allegations?|accusations?)\b", words, re.IGNORECASE) is not None


def professes(words: str) -> bool:
    """Whether a statement professes good conduct: "takes human rights seriously"."""
    return _PROFESSES.search(words) is not None


def defends(words: str) -> bool:
    """Whether a statement by the accused defends them: "within the law", "serves maintenance only", "was never"."""
    return _DEFENDS.search(words) is not None and not withholds(words)


def denies_outright(words: str) -> bool:
    """Whether a statement denies by its words alone, even where no accusation was read: "no truth", "never has"."""
    return _OUTRIGHT.search(words) is not None and not withholds(words)


def withholds(words: str) -> bool:
    """Whether a statement says that nothing will be said: "it would not comment"."""
    return _WITHHOLDS.search(words) is not None


def is_denying_statement(context: Context, attribution: Attribution, source: Mention) -> bool:
    """Whether a source says of itself that it did not, or professes the opposite."""
    words = context.text[attribution.content.start : attribution.content.end]
    if withholds(words):
        return False
    if _PROFESSES.search(words):
        return True
    if _NEVER.search(words):
        return True
    first = context.mentions_in(attribution.content.start, attribution.content.end)[:1]
    about_self = bool(first) and (first[0].name_id == source.name_id or first[0].form is Form.PRONOUN)
    opening = re.sub(r"[“”\"]", "", words)[:90]
    return about_self and re.search(r"\b(never|not|n['’]t|no)\b", opening) is not None
