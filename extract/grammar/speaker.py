"""Who "we" are: whoever publishes a document that speaks of itself, outside quotation marks; else nobody.

A document has such a speaker where its publisher is named in it, or where the first body it names gives itself a short
name ("Veshtar Ltd. (the "Company")", "Veshtar Ltd. today announces").
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from extract.context import Context
from extract.records import Form, Label, Mention

_BODIES = frozenset({Label.COMPANY, Label.ORGANISATION, Label.GOVERNMENT})
_OPENING = 700  # code points within which a document says who speaks
_SPEAKS = re.compile(
    r"\s*\(|,? (?:today|is pleased|is proud|is delighted|is aware|announces|has announced|welcomes|regrets|notes)\b"
)
_MARKS = {"“": 1, "”": -1}


def writer_of(context: Context, pronoun: Token) -> Mention | None:
    """Return whom "we" and "our" outside quotation marks mean, None in them and where the document names nobody."""
    if _is_quoted(context, pronoun.idx):
        return None
    publisher = (context.document.publisher or "").casefold()
    first: Mention | None = None
    for mention in context.mentions:
        if mention.label not in _BODIES or mention.name_id is None or mention.form is Form.PRONOUN:
            continue
        if publisher and context.fullest_name(mention).casefold() == publisher:
            return mention
        if first is None and mention.start < _OPENING and _SPEAKS.match(context.text, mention.end):
            first = mention
    return first


def _is_quoted(context: Context, offset: int) -> bool:
    """Whether an offset lies in quotation marks that open in its own paragraph."""
    start = context.text.rfind("\n", 0, offset) + 1
    before = context.text[start:offset]
    if "“" in before:
        return sum(_MARKS.get(char, 0) for char in before) > 0
    return before.count('"') % 2 == 1
