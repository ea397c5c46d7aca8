"""Statements without a verb of saying: "according to X", and nouns that take a clause, "reports that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.attribution.cues import STATING_NOUNS
from extract.attribution.extents import clause_end, content_before, trimmed
from extract.attribution.speakers import speaker_of
from extract.attribution.statements import has_verb
from extract.context import Context
from extract.folding import listed
from extract.grammar.arguments import subjects_of
from extract.grammar.clauses import is_verbal
from extract.grammar.phrases import phrase_after, phrase_around, phrase_before
from extract.grammar.verbs import Verbs
from extract.records import Attribution, Span

_SOURCE_LINKS = frozenset({"by", "from", "of", "for", "at", "on"})
_MADE = listed("collected compiled published released seen obtained conducted gathered prepared")
_SOURCE_LINKS |= _MADE
_OFFERING = Verbs(
    "have cite raise publish make repeat present produce offer voice express find gather collect see obtain uncover"
    " share release hear"
)


def find_according(context: Context, passage: TokenSpan) -> Iterator[Attribution]:
    """Yield what stands with "according to X", before or behind it."""
    doc = context.doc
    for token in passage:
        if token.lower_ != "according" or token.i + 1 >= passage.end or doc[token.i + 1].lower_ != "to":
            continue
        phrase = phrase_after(context, token.i + 2, passage)
        if phrase is None:
            continue
        cue = Span(token.idx, doc[token.i + 1].idx + 2)
        source = _whole_source(context, phrase.start, passage)
        if token.i == passage.start or token.text == "According":
            start = _after_comma(context, phrase.end, passage)
            content = trimmed(context, start, clause_end(context, start, passage)) if start is not None else None
        else:
            content = content_before(context, token.i, passage)
        if content is not None and content.start < content.end:
            yield Attribution(source, cue, content)


def _whole_source(context: Context, start: int, passage: TokenSpan) -> Span:
    """Return the source behind "according to": "an investigation by internet research company Top10VPN"."""
    first = phrase_after(context, start, passage)
    assert first is not None
    if first.mention is not None:
        return Span(first.mention.start, first.mention.end)
    last, end = first, first.end
    while end < passage.end and context.doc[end].lower_ in _SOURCE_LINKS:
        if context.doc[end].lower_ in _MADE:
            end += 1
            continue
        following = phrase_after(context, end + 1, passage)
        if following is None:
            break
        if context.doc[end].lower_ in ("by", "from", "of") and following.mention is not None:
            return Span(following.mention.start, following.mention.end)
        last, end = following, following.end
    speaker = speaker_of(context, first, passage)
    if speaker.mention is not None:
        return speaker.span
    tokens = context.doc[first.start : last.end]
    return Span(tokens.start_char, tokens.end_char)


def _after_comma(context: Context, index: int, passage: TokenSpan) -> int | None:
    for position in range(index, passage.end):
        if context.doc[position].text == ",":
            return position + 1
    return None


def find_noun_claims(context: Context, passage: TokenSpan) -> Iterator[Attribution]:
    """Yield the content of "claims that ...", "a report by Y that ...": its source is a possessor, Y or nobody."""
    doc = context.doc
    for token in passage:
        if token.lower_ not in STATING_NOUNS or is_verbal(token, passage):
            continue
        index, source = token.i + 1, None
        phrase = phrase_before(context, token.i + 1, passage)
        if phrase is not None and phrase.inner and doc[token.i - 1].lower_ in ("'s", "’s", "'", "’", "its", "their"):
            source = Span(phrase.inner[-1].start, phrase.inner[-1].end)
        if index < passage.end and doc[index].lower_ in ("by", "from"):
            agent = phrase_after(context, index + 1, passage)
            if agent is not None:
                source, index = speaker_of(context, agent, passage).span, agent.end
        if source is None and token.dep_ == "obj" and _OFFERING.find(token.head.lower_) is not None:
            source = _giver(context, token, passage)
        if index >= passage.end or doc[index].lower_ != "that" or _is_aside(context, token.i, passage):
            continue
        content = trimmed(context, index + 1, clause_end(context, index + 1, passage))
        if content.start < content.end and has_verb(context, index + 1, passage.end):
            yield Attribution(source, Span(token.idx, token.idx + len(token)), content)


def _giver(context: Context, noun: Token, passage: TokenSpan) -> Span | None:
    """Return who "has evidence that", "raised concerns that", "made allegations that"."""
    subjects = subjects_of(noun.head)
    return speaker_of(context, phrase_around(context, subjects[0], passage), passage).span if subjects else None


def _is_aside(context: Context, noun: int, passage: TokenSpan) -> bool:
    """Whether a noun looks back: "..., a claim that no court has examined"."""
    doc = context.doc
    return noun - 2 >= passage.start and doc[noun - 1].lower_ in ("a", "an", "the") and doc[noun - 2].text == ","
