"""Statements: the content that a cue of saying, claiming, finding, denying or confirming introduces.

The content is looked for where English puts it: in quotation marks beside the cue, in a clause behind it, or in the
clause before `, X said`.
"""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan

from extract.attribution.extents import clause_end, content_before, skip_to_clause, trimmed
from extract.attribution.quotations import inside
from extract.attribution.speakers import Speaker, speaker_of
from extract.context import Context
from extract.folding import listed
from extract.grammar.arguments import subjects_of
from extract.grammar.clauses import BE, DO, FUTURE, HAVE, POSSIBLE, Predicate
from extract.grammar.phrases import phrase_after, phrase_around
from extract.grammar.subjects import subject_phrases
from extract.records import Attribution, Span

_LOOSE = frozenset(["say", "tell", "think", "believe", "claim", "argue", "allege", "insist", "deny", "confirm"])
_CLITICS = frozenset({"'s", "’s", "'re", "’re", "'d", "’d", "'ll", "’ll"})
_OBJECT_CONTENT = listed(
    "deny reject dispute dismiss refute rebut confirm admit acknowledge concede allege claim describe call document"
)
_SUBORDINATE = frozenset({"when", "while", "after", "although", "as", "if", "because", "before"})
_IMPERSONAL = frozenset({"it", "there"})


def find_statement(
    context: Context, predicate: Predicate, passage: TokenSpan, quotations: tuple[Span, ...]
) -> Attribution | None:
    """Return the attribution that a cue verb makes, None where it takes no content here."""
    if predicate.ing and predicate.first == predicate.verb.i and not _saying(predicate):
        return None
    if predicate.infinitive and not predicate.passive and not _has_reason(predicate):
        return None
    cue = Span(predicate.verb.idx, predicate.verb.idx + len(predicate.verb))
    if predicate.passive:
        return _passive(context, predicate, passage, cue)
    inverted = _inverted(context, predicate, passage, quotations)
    if inverted is not None:
        return Attribution(inverted[0].span, cue, inverted[1])
    content = _content(context, predicate, passage, quotations)
    if content is None or not content.start < content.end:
        return None
    source = _source(context, predicate, passage, content)
    return Attribution(source.span if source else None, cue, content) if source or predicate.ing else None


def _has_reason(predicate: Predicate) -> bool:
    """Whether somebody "has reason to suspect"."""
    return predicate.verb.dep_ == "acl" and predicate.verb.head.lower_ in ("reason", "reasons", "cause", "grounds")


def _saying(predicate: Predicate) -> bool:
    return predicate.lemma in ("say", "add", "claim", "allege", "deny", "argue", "note")


def _source(context: Context, predicate: Predicate, passage: TokenSpan, content: Span) -> Speaker | None:
    for phrase in subject_phrases(context, predicate, passage):
        if phrase.head.lower_ in _IMPERSONAL and phrase.mention is None:
            continue
        start, _ = phrase.offsets(context)
        if not content.start <= start < content.end:
            return speaker_of(context, phrase, passage)
    if predicate.infinitive:
        for token in subjects_of(predicate.verb):
            return speaker_of(context, phrase_around(context, token, passage), passage)
    return None


def _inverted(  # noqa: PLR0911 - a chain of tests, each with its answer
    context: Context, predicate: Predicate, passage: TokenSpan, quotations: tuple[Span, ...]
) -> tuple[Speaker, Span] | None:
    """Read `"...," said X` and `..., said X`: the speaker stands behind the cue."""
    start = predicate.verb.i
    if start == 0 or predicate.first != start or predicate.ing:
        return None
    before = context.doc[start - 1]
    if any(child.dep_ == "nsubj" and child.i < start for child in predicate.verb.children) and before.text == ",":
        return None
    if before.text not in ("”", '"', "''", ",", "»", "?", "!", "—", "–"):
        return None
    phrase = phrase_after(context, start + 1, passage)
    if phrase is None:
        return None
    content = _quotation_ending_at(context, before.idx + len(before), quotations)
    if content is None and before.text == ",":
        content = content_before(context, start - 1, passage)
        if not has_verb(context, passage.start, start - 1):
            return None
    if content is None or not content.start < content.end:
        return None
    return speaker_of(context, phrase, passage), content


def _quotation_ending_at(context: Context, offset: int, quotations: tuple[Span, ...]) -> Span | None:
    """Return the inside of the quotation that closes at an offset, give or take a comma."""
    for quotation in quotations:
        if quotation.start < offset and 0 <= offset - quotation.end <= 2:
            return inside(quotation, context.text)
    return None


def _content(context: Context, predicate: Predicate, passage: TokenSpan, quotations: tuple[Span, ...]) -> Span | None:
    preceding = _preceding(context, predicate, passage, quotations)
    following = _following(context, predicate, passage, quotations, strict=preceding is not None)
    if following is None and preceding is None:
        return _behind_commas(context, predicate, passage)
    return following if following is not None else preceding


def _behind_commas(context: Context, predicate: Predicate, passage: TokenSpan) -> Span | None:
    """Return what goes on behind a saying put in between commas: "the drones, X said, were bought in 2019"."""
    after = predicate.verb.i + 1
    subject = next(subject_phrases(context, predicate, passage), None)
    opened = subject is not None and subject.start > passage.start and context.doc[subject.start - 1].text == ","
    if not opened or after + 2 >= passage.end or context.doc[after].text != ",":
        return None
    if predicate.lemma not in _LOOSE or not _has_finite(context, after + 1, passage.end):
        return None
    return trimmed(context, after + 1, clause_end(context, after + 1, passage))


def _preceding(context: Context, predicate: Predicate, passage: TokenSpan, quotations: tuple[Span, ...]) -> Span | None:
    """Return the content before `, X said`: a quotation or the clause that the comma closes."""
    subject = next(subject_phrases(context, predicate, passage), None)
    before = subject.start - 1 if subject is not None else -1
    if before < 0 or subject is None or subject.start >= predicate.first:
        return None
    offset = context.doc[before].idx + len(context.doc[before])
    quoted = _quotation_ending_at(context, offset, quotations)
    if quoted is not None:
        return quoted
    if context.doc[before].text == "," and before > passage.start and _has_finite(context, passage.start, before):
        opening = context.doc[passage.start]
        counted = opening.lower_ == "as" and opening.nbor().lower_ in ("many", "much", "few", "little")
        if not counted and opening.lower_ in _SUBORDINATE:
            return None
        return content_before(context, before, passage)
    return None


def _following(
    context: Context, predicate: Predicate, passage: TokenSpan, quotations: tuple[Span, ...], *, strict: bool
) -> Span | None:
    """Return the content behind a cue: a quotation that begins at once, a clause, or a bare object.

    `strict` asks for "that" or a quotation, where there is a content before the cue already.
    """
    index = skip_to_clause(context, predicate.verb.i + 1, passage)
    if index is None or index >= passage.end:
        return None
    token = context.doc[index]
    opened = next((q for q in quotations if q.start <= token.idx < q.end and token.idx - q.start < 2), None)
    if opened is not None:
        content = inside(opened, context.text)
        closes_sentence = (
            context.text[opened.end : passage.end_char].strip(' .,”"') == "" or opened.end > passage.end_char
        )
        if closes_sentence:
            return content
    end = clause_end(context, index, passage)
    if end <= index:
        return None
    marked = context.doc[index - 1].lower_ in ("that", "how", "why", "whether", ":")
    if opened is None and not marked:
        if strict:
            return None
        if predicate.lemma not in _OBJECT_CONTENT and not _is_clause(context, predicate.lemma, index, passage):
            return None
    return trimmed(context, index, end)


def _is_clause(context: Context, lemma: str, index: int, passage: TokenSpan) -> bool:
    """Whether a clause begins at a token: a noun phrase with a finite verb behind it, or loosely so behind "say"."""
    if context.doc[index].tag_ == "EX":
        return True
    if lemma in _LOOSE and (context.doc[index].tag_ == "PRP" or _quotes(context, index, passage.end)):
        return True
    if lemma in _LOOSE:
        return _has_finite(context, index, passage.end)
    phrase = phrase_after(context, index, passage)
    if phrase is None or phrase.end >= passage.end:
        return False
    after = context.doc[phrase.end]
    return after.lower_ in BE | HAVE | DO | FUTURE | POSSIBLE | _CLITICS or after.tag_ in (
        "VBD",
        "VBZ",
        "VBP",
        "MD",
        "VBN",
    )


def _quotes(context: Context, start: int, end: int) -> bool:
    return any(token.text in ("“", '"', "„", "«") for token in context.doc[start:end])


def _has_finite(context: Context, start: int, end: int) -> bool:
    return any(
        token.tag_ in ("VBD", "VBZ", "VBP", "MD") or token.lower_ in BE | HAVE | DO | FUTURE | POSSIBLE
        for token in context.doc[start:end]
    )


def has_verb(context: Context, start: int, end: int) -> bool:
    """Whether any verb stands from one token index to another."""
    return any(
        token.pos_ in ("VERB", "AUX") or token.lower_ in BE | HAVE | DO | POSSIBLE | FUTURE
        for token in context.doc[start:end]
    )


def _passive(context: Context, predicate: Predicate, passage: TokenSpan, cue: Span) -> Attribution | None:
    """Read "it is alleged that ...", "X is said to ...": the source is the agent or nobody."""
    doc = context.doc
    index = predicate.verb.i + 1
    source: Span | None = None
    if predicate.reduced:
        return None
    if index < passage.end and doc[index].lower_ == "by":
        phrase = phrase_after(context, index + 1, passage)
        if phrase is None:
            return None
        source, index = speaker_of(context, phrase, passage).span, phrase.end
    if index >= passage.end or doc[index].lower_ not in ("that", "to"):
        return None
    start = index + 1 if doc[index].lower_ == "that" else index
    end = clause_end(context, start, passage)
    content = trimmed(context, start, end)
    if doc[index].lower_ == "to" and not (index + 1 < passage.end and doc[index + 1].pos_ in ("VERB", "AUX")):
        return None
    return Attribution(source, cue, content) if content.start < content.end else None
