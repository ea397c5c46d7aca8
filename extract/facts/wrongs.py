"""Does a content tell of a wrong? The words of harm in it that are no part of a name and nobody's good deed."""

from __future__ import annotations

import re

from extract.context import Context
from extract.facts.triggers import HARM
from extract.records import Span

_BEFORE = re.compile(
    r"\b(?:despite|against|report(?:ed|ing|s)?|detect\w*|prevent\w*|fight\w*|no|about|avoid\w*|combat\w*|insur\w+|survi\w+"
    r"|victims? of|from|suffer\w*)\s+(?:(?:the|a|an|any|all|its|their|of|such)\s+)*$",
    re.IGNORECASE,
)
"""What turns a word of harm into no deed of the subject: "reported the theft", "despite the risks"."""
_LONGEST = 40


def tells_wrong(context: Context, content: Span) -> bool:
    """Whether a content holds a word of harm outside names that is not fought, reported or suffered."""
    for match in HARM.finditer(context.text, content.start, content.end):
        if context.mention_at(match.start()) is not None:
            continue
        if not _BEFORE.search(context.text[max(content.start, match.start() - _LONGEST) : match.start()]):
            return True
    return False
