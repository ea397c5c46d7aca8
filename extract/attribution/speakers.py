"""Whose words they are: the party a noun phrase speaks for, as a span and, where it is named, as a mention."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan

from extract.attribution.cues import SPEAKING_NOUNS
from extract.context import Context
from extract.folding import listed
from extract.grammar.phrases import Phrase, apposed, complement, named, phrase_after
from extract.records import Form, Label, Mention, Span

_STAFF = listed(
    "staff officials official executives prosecutors lawyers accounts government authorities management decision"
    " ruling report study investigation counts count figures data survey census"
    " records estimates statistics audit analysis poll evaluation review inquiry assessment research paper article memo"
    " documents files filings inspection findings index ranking database analysts researchers campaigners activists"
    " investigators experts economists scientists"
)
_SPEAKERS = (Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: the span of the source, and the mention where it is somebody named."""

    span: Span
    mention: Mention | None = None


def speaker_of(context: Context, phrase: Phrase, sentence: TokenSpan) -> Speaker:
    """Return who speaks where a phrase is the subject of saying: "a spokesman for Veshtar" is Veshtar."""
    head = phrase.head.lower_
    speaks_for = head in SPEAKING_NOUNS or head.endswith(("spokesman", "spokeswoman")) or head in _STAFF
    if speaks_for and phrase.mention is None:
        person = apposed(context, phrase.end, sentence)  # "its spokeswoman, Beth Okafor"
        if person is not None and person.label is Label.PERSON and person.name_id is not None:
            return Speaker(Span(person.start, person.end), person)
        principal = _principal(context, phrase, sentence)
        if principal is not None:
            return Speaker(Span(principal.start, principal.end), principal)
    if phrase.mention is not None and (phrase.mention.name_id is not None or phrase.mention.form is Form.PRONOUN):
        return Speaker(Span(phrase.mention.start, phrase.mention.end), phrase.mention)
    mention = named(context, phrase, sentence) if phrase.mention is None or phrase.mention.name_id is None else None
    if mention is None and phrase.mention is None:
        mention = _past_complement(context, phrase, sentence)
    if mention is not None:
        return Speaker(Span(mention.start, mention.end), mention)
    return Speaker(_whole(context, phrase, sentence))


def _principal(context: Context, phrase: Phrase, sentence: TokenSpan) -> Mention | None:
    """Return whom a speaking noun speaks for: behind "for", or before it as in "Veshtar spokesman", "its lawyer"."""
    behind = complement(context, phrase, sentence) or _author(context, phrase, sentence)
    if (
        behind is not None
        and behind.start > 0
        and context.doc[behind.start - 1].lower_ in ("for", "of", "from", "at", "by")
    ):
        mention = named(context, behind, sentence)
        if mention is not None:
            return mention
    return next((mention for mention in reversed(phrase.inner) if mention.label in _SPEAKERS), None)


def _author(context: Context, phrase: Phrase, sentence: TokenSpan) -> Phrase | None:
    """Return X of "an evaluation by X"."""
    by = phrase.end < sentence.end and context.doc[phrase.end].lower_ == "by"
    return phrase_after(context, phrase.end + 1, sentence) if by else None


def _past_complement(context: Context, phrase: Phrase, sentence: TokenSpan) -> Mention | None:
    """Return the name behind "the president of the authority, Luca Strassold,"."""
    behind = complement(context, phrase, sentence)
    found = apposed(context, behind.end, sentence) if behind is not None else None
    return found if found is not None and found.label is Label.PERSON else None


def _whole(context: Context, phrase: Phrase, sentence: TokenSpan) -> Span:
    behind = complement(context, phrase, sentence)
    end = behind.end if behind is not None else phrase.end
    tokens = context.doc[phrase.start : end]
    return Span(tokens.start_char, tokens.end_char)


def mention_at_span(context: Context, span: Span | None) -> Mention | None:
    """Return the mention that an attribution's source is, None where the source is nobody we know."""
    if span is None:
        return None
    mention = context.mention_at(span.start)
    return mention if mention is not None and mention.end == span.end else None
