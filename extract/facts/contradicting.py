"""Answers without any word of denial: whoever is pressed says that something never was, or that they know of nothing.

"The company has never supplied any army", "there is no evidence of misuse", "no decision has ever been taken on such
data", "it was not aware of any transfer". Pressed is who speaks soon after an accusation that they did not make; who
merely tells what is not so, where nobody accuses, answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.context import Context
from extract.records import Attribution, Fact, Form, Mention, Role

_NEAR = 1600  # code points after an accusation within which who speaks is pressed
_NONE = re.compile(
    r"^(?:that )?\W*(?:there (?:is|was|are|were|has been|have been|had been) (?:\w+ly )?(?:no|nothing|never any)\b"
    r"(?! (?:doubt|question|need|time|reason (?:to|why)|way|plan|plans|alternative|deadline|date|limit|comment))"
    r"|(?:no|none of|not (?:a|one)(?: single)?)\b [^.;]{0,60}?"
    r"\b(?:is|are|was|were|(?:has|have|had)(?: ever)? been|(?:has|have|had))\b)",
    re.IGNORECASE,
)
"""What is said not to be: "there is no secret", "no images are stored"."""
_SELF = re.compile(
    r"^(?:that )?\W*(?P<who>(?:it|he|she|they|we|(?:the|our|its|his|her|their) [\w-]+(?: [\w-]+)?|[A-Z][\w&.-]+))"
    r"(?: \w+ly)? (?:(?:has|have|had|was|were|is|are|did|does|do)(?:n['’]t| not)?(?: \w+ly)?|never) [^.;]{0,80}",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:never|not|no longer|nothing|unaware)\b|n['’]t\b",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"(?:\bnot|\bnever|n['’]t) (?:yet|decided?|comment|respond\w*|plan|expect"
    r"|want|wish|seek|support|seen|received?|been (?:told|informed|contacted|asked|able|given)|sure|ready|run|vote"
    r"|give up|going to|afraid|worried|happy|enough|only|just|surprised|alone|easy|clear|know)\b",
    re.IGNORECASE,
)
"""What is not said against a claim: what is undecided, unknown or unwanted."""


def contradicts(context: Context, attribution: Attribution, source: Mention, allies: frozenset[str]) -> bool:
    """Whether a statement says that something is not so, of its speaker or of nobody in particular.

    `allies` are the name ids of the bodies that the speaker belongs to.
    """
    words = context.text[attribution.content.start : attribution.content.end]
    opening = re.sub(r"[“”\"]", "", words)[:140]
    if _UNDECIDED.search(opening):
        return False
    if _NONE.search(opening):
        return True
    found = _SELF.match(opening)
    if found is None or not _NEGATED.search(found.group()):
        return False
    first = context.mentions_in(attribution.content.start, attribution.content.end)[:1]
    pronoun = found["who"].lower() in ("we", "it", "they", "he", "she")
    if not first:
        return pronoun
    unresolved = pronoun and first[0].form is Form.PRONOUN and first[0].name_id is None
    return unresolved or first[0].name_id == source.name_id or first[0].name_id in allies


def is_pressed(offset: int, source: Mention, allies: frozenset[str], allegations: Sequence[Fact]) -> bool:
    """Whether somebody else accused, soon before an offset, and the speaker is no accuser of the document."""
    own = {source.name_id, *allies}
    near = False
    for fact in allegations:
        if any(filler.name_id in own for filler in fact.filled(Role.CLAIMANT)):
            return False
        near = near or 0 <= offset - fact.evidence[0].start <= _NEAR
    return near
