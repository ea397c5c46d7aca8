"""Reasons: the words that say why something was done, behind "over", "because", "to punish", "after it was deemed"."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan

from extract.attribution.extents import trimmed
from extract.attribution.quotations import inside
from extract.context import Context
from extract.folding import listed
from extract.grammar.phrases import phrase_after
from extract.records import Date

_OPENINGS = (("because", "of"), ("because",), ("over",), ("on", "the", "grounds", "that"), ("on", "suspicion", "of"),
             ("citing",), ("for", "its", "role", "in"), ("accusing",), ("amid",))  # fmt: skip
_PURPOSES = frozenset({"punish", "penalise", "penalize", "sanction", "protest", "respond", "retaliate"})
_FOR_PURPOSES = listed(
    "helping supplying supporting selling evading violating aiding enabling providing breaching abusing"
    " facilitating using acting acquiring its their human alleged involvement complicity undermining spying being"
    " participating making operating"
)


def reason_behind(context: Context, index: int, passage: TokenSpan) -> str | None:
    """Return the words of the reason behind a token index in a sentence, None where none is given."""
    doc = context.doc
    for position in range(index, passage.end - 1):
        start = _start(context, position, passage)
        if start is not None:
            span = trimmed(context, start, _end(context, start, passage))
            span = inside(span, context.text)
            return context.text[span.start : span.end] or None
        if doc[position].text == ";":
            return None
    return None


def _start(context: Context, position: int, passage: TokenSpan) -> int | None:
    """Return where the reason begins if its opening stands at a token."""
    doc = context.doc
    lower = doc[position].lower_
    for opening in _OPENINGS:
        words = tuple(doc[i].lower_ for i in range(position, min(position + len(opening), passage.end)))
        if words == opening and not _is_time(context, position + len(opening)):
            return position + len(opening)
    following = doc[position + 1].lower_
    if lower == "to" and following in _PURPOSES:
        return position
    if lower == "after" and _deemed(context, position, passage):
        return position + 1
    if lower == "for" and following in _FOR_PURPOSES:
        return position + 1
    return None


def _is_time(context: Context, index: int) -> bool:
    """Whether what follows is a span of time: "over the past two years"."""
    if index >= len(context.doc):
        return False
    value = context.value_at(context.doc[index].idx)
    return (
        context.doc[index].lower_ in ("the", "a") and context.doc[index].nbor().lower_ in ("past", "last", "weekend")
    ) or (value is not None and isinstance(value.value, Date))


def _deemed(context: Context, position: int, passage: TokenSpan) -> bool:
    """Whether "after" opens a judgement: "after they were deemed a threat"."""
    phrase = phrase_after(context, position + 1, passage)
    if phrase is None or phrase.end + 1 >= passage.end:
        return False
    words = {context.doc[i].lower_ for i in range(phrase.end, min(phrase.end + 3, passage.end))}
    return bool(words & {"deemed", "judged", "accused", "declared", "ruled", "found"}) and bool(
        words & {"were", "was", "been"}
    )


def _end(context: Context, start: int, passage: TokenSpan) -> int:
    """A reason ends with its clause: at a comma outside quotation marks, or a semicolon."""
    doc = context.doc
    quoted = False
    for index in range(start, passage.end):
        if doc[index].text in ("“", "”", '"'):
            quoted = not quoted
        if not quoted and doc[index].text in (",", ";", "—") and index > start and not doc[index - 1].is_digit:
            return index
    return passage.end
