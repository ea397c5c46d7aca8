"""Where the content of a statement begins and ends, by the words and marks that open and close it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as TokenSpan

from extract.attribution.cues import ALL_CHARGING, ALL_STATING
from extract.context import Context
from extract.folding import listed
from extract.grammar.clauses import BE, DO, FUTURE, HAVE, POSSIBLE
from extract.grammar.phrases import phrase_after
from extract.records import Attribution, Span

_CLOSING = frozenset({".", "!", "?", ";", ",", ":", "—", "–", "-", "…"})
_ADDRESSED = frozenset({"tell", "told", "telling", "tells"})
_ADVERBIAL = listed("in on at during after to via by for from through last yesterday earlier this late")
_DAYS = listed("monday tuesday wednesday thursday friday saturday sunday yesterday today")
_JOINED = ALL_STATING | ALL_CHARGING


def trimmed(context: Context, start: int, end: int) -> Span:
    """Return the span of tokens without closing marks, and without a quotation mark that has no partner inside."""
    doc = context.doc
    while end > start and (doc[end - 1].text in _CLOSING or doc[end - 1].is_space):
        end -= 1
    while end > start and (doc[start].text in _CLOSING or doc[start].is_space):
        start += 1
    if end <= start:
        offset = doc[start].idx if start < len(doc) else len(context.text)
        return Span(offset, offset)
    tokens = doc[start:end]
    first, last = tokens.start_char, tokens.end_char
    text = context.text
    if text[last - 1] == "”" and "“" not in text[first:last]:
        last -= 1
    return Span(first, last)


def clause_end(context: Context, start: int, passage: TokenSpan) -> int:
    """Return the token index where a content that begins at `start` ends.

    It ends with the sentence, at a semicolon, or where the same subject says or does something else ("and denied
    that", "but declined to"), or where somebody else is credited ("according to", ", X said").
    """
    doc = context.doc
    for index in range(start + 1, passage.end):
        token = doc[index]
        if token.text == ";" or (token.lower_ == "according" and index + 1 < passage.end):
            return index
        if token.lower_ in ("and", "but", "while", "which") and _next_saying(context, index + 1, passage, token.lower_):
            return index
        if token.lower_ == "but" and doc[index - 1].text == ",":
            return index
        if token.lower_ == "and" and doc[index - 1].text == "," and _other_saying(context, index + 1, passage):
            return index
    return passage.end


def _next_saying(context: Context, index: int, passage: TokenSpan, joiner: str) -> bool:
    """Whether a joined verb of saying without a subject of its own follows."""
    doc = context.doc
    while index < passage.end and (doc[index].pos_ == "ADV" or doc[index].lower_ in HAVE | BE | DO | {"also"}):
        index += 1
    if joiner == "which":
        phrase = phrase_after(context, index, passage)
        index = phrase.end if phrase is not None else index
    if index >= passage.end:
        return False
    found = _JOINED.find(doc[index].lower_)
    declines = doc[index].lower_ in ("declined", "refused")
    if joiner == "which":
        return found is not None
    return (
        (found is not None or declines)
        and doc[index].pos_ in ("VERB", "")
        and doc[index].tag_ in ("VBD", "VBZ", "VBP", "VBN", "")
    )


def _other_saying(context: Context, index: int, passage: TokenSpan) -> bool:
    """Whether somebody else says something next: ", and the second accused him"."""
    phrase = phrase_after(context, index, passage)
    if phrase is None or phrase.end >= passage.end:
        return False
    verb = context.doc[phrase.end]
    return _JOINED.find(verb.lower_) is not None and verb.tag_ in ("VBD", "VBZ", "VBP")


def content_before(context: Context, end: int, passage: TokenSpan) -> Span:
    """Return the content that stands before a comma at `end`: from the start of the sentence, or of its last clause."""
    start = passage.start
    doc = context.doc
    for index in range(end - 1, passage.start, -1):
        if doc[index].text == ";":
            start = index + 1
            break
    while start < end and (doc[start].lower_ in ("but", "and", "yet") or doc[start].text in ("“", '"', "—", "-")):
        start += 1
    return trimmed(context, start, end)


def skip_to_clause(context: Context, index: int, passage: TokenSpan) -> int | None:
    """Return where the content behind a cue begins: past addressee, adverbial and "that"; None where it cannot."""
    doc = context.doc
    if index >= passage.end:
        return None
    if doc[index - 1].lower_ in _ADDRESSED:
        addressee = phrase_after(context, index, passage)
        index = addressee.end if addressee is not None else index
    for _ in range(3):
        after = _past_adverbial(context, index, passage)
        if after == index:
            break
        index = after
    if index >= passage.end:
        return None
    token = doc[index]
    if token.lower_ in ("that", "how", "why", "whether") and not _is_subject(context, index, passage):
        return index + 1
    if token.text in (":", ",") and index + 1 < passage.end and (
        token.text == ":" or doc[index + 1].text in ("“", '"', "„", "«", "``")
    ):  # fmt: skip
        return index + 1
    if token.text in _CLOSING or token.lower_ in ("and", "but", "to", "of", "with", "as", "about"):
        return index + 1 if token.lower_ == "as" else None
    return index


def _is_subject(context: Context, index: int, passage: TokenSpan) -> bool:
    """Whether "that" is a pronoun of its own: "said that was untrue"."""
    following = context.doc[index + 1].lower_ if index + 1 < passage.end else ""
    return following in BE | HAVE | DO | FUTURE | POSSIBLE


def _past_adverbial(context: Context, index: int, passage: TokenSpan) -> int:
    """Step over "in a statement", "on Thursday", "last year", "yesterday" where a content still follows."""
    doc = context.doc
    if index >= passage.end:
        return index
    lower = doc[index].lower_
    if lower in _DAYS or (lower.endswith("ly") and doc[index].pos_ == "ADV"):
        return index + 1
    if lower not in _ADVERBIAL:
        return index
    phrase = phrase_after(context, index if lower in ("last", "this", "late") else index + 1, passage)
    if phrase is None or phrase.end >= passage.end or (lower in ("last", "this", "late") and phrase.end == index + 1):
        return index  # "says this is not possible"
    after = phrase.end
    if doc[after].lower_ in ("sent", "published", "seen", "issued"):
        while after < passage.end and doc[after].lower_ not in ("that", ",", ":"):
            after += 1
    if after < passage.end and doc[after].lower_ in ("that", ":", "“", '"', ",", "on", "in", "to", "of"):
        return after
    return after if lower in ("on", "last", "this") else index


def split_contents(context: Context, attribution: Attribution) -> Iterator[Attribution]:
    """Yield one attribution a clause where a content joins two: "that A did this, and that B did that"."""
    tokens = context.tokens(attribution.content.start, attribution.content.end)
    start = tokens.start
    quoted = False
    for index in range(tokens.start, tokens.end - 2):
        token = context.doc[index]
        quoted = quoted != (token.text in ("“", "”", '"'))
        if token.lower_ == "and" and context.doc[index + 1].lower_ == "that" and not quoted and index > start + 1:
            yield replace(attribution, content=trimmed(context, start, index))
            start = index + 2
    if start == tokens.start:
        yield attribution
    else:
        yield replace(attribution, content=trimmed(context, start, tokens.end))
