"""Statements without a verb of saying: "according to X", and nouns that take a clause, "reports that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.attribution.cues import COUNTS, CREDIT, EMERGING, STATING_NOUNS
from extract.attribution.extents import clause_end, content_before, trimmed
from extract.attribution.quotations import inside
from extract.attribution.speakers import speaker_of
from extract.attribution.statements import has_verb
from extract.context import Context
from extract.folding import listed
from extract.grammar.arguments import subjects_of
from extract.grammar.clauses import is_verbal
from extract.grammar.phrases import phrase_after, phrase_around, phrase_before
from extract.grammar.verbs import Verbs
from extract.records import Attribution, Label, Span

_SOURCE_LINKS = frozenset({"by", "from", "of", "for", "at", "on"})
_MADE = listed("collected compiled published released seen obtained conducted gathered prepared")
_SOURCE_LINKS |= _MADE
_SPEAKING = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION, Label.PERSON})
_CREDITED = COUNTS | {"data", "records", "statistics", "words", "estimation", "view"}
_BETWEEN = 12  # tokens between a noun of claiming and its "that"
_CREDITING = frozenset({"according", "by", "on", "in", "based"})
_CREDITING_ALWAYS = frozenset({"according", "as"})
_OPENING_CLAUSES = listed(
    "and but while where which who whom because although though since that as so yet whereas when"
)
"""What opens a clause that a credit may stand at the head of: "where, according to the council, one in six"."""
_OFFERING = Verbs(
    "have cite raise publish make repeat present produce offer voice express find gather collect see obtain uncover"
    " share release hear"
)


def find_according(context: Context, passage: TokenSpan) -> Iterator[Attribution]:
    """Yield what stands with "according to X", "by the count of X" or "by X's count", before or behind it."""
    credited = any(token.lower_ in _CREDITED for token in passage)
    crediting = _CREDITING | _CREDITING_ALWAYS if credited else _CREDITING_ALWAYS
    for token in passage:
        if token.lower_ not in crediting:
            continue
        credit = _credit(context, token, passage)
        if credit is None:
            continue
        cue, source, end = credit
        opens = token.i == passage.start or token.text == "According" or _opens_clause(context, token.i, end, passage)
        if opens or _is_put_in(context, token.i, end, passage):
            start = _after_comma(context, end, passage)
            content = trimmed(context, start, clause_end(context, start, passage)) if start is not None else None
        else:
            content = content_before(context, token.i, passage)
        if content is not None and content.start < content.end:
            yield Attribution(source, cue, content)


def _credit(context: Context, token: Token, passage: TokenSpan) -> tuple[Span, Span, int] | None:
    """Return cue, source and the token behind the source where one credits a sentence to somebody."""
    match = CREDIT.match(context.text, token.idx, passage.end_char)
    if match is not None:
        after = context.tokens(match.start(), match.end()).end
        phrase = phrase_after(context, after, passage)
        if phrase is None:
            return None
        return Span(*match.span()), _whole_source(context, phrase.start, passage), phrase.end
    phrase = phrase_after(context, token.i + 1, passage) if token.lower_ in ("by", "on") else None
    if phrase is None or phrase.head.lower_ not in COUNTS or not phrase.inner:
        return None
    owner = phrase.inner[-1]
    return Span(token.idx, token.idx + len(token)), Span(owner.start, owner.end), phrase.end


def _is_put_in(context: Context, start: int, end: int, passage: TokenSpan) -> bool:
    """Whether a credit stands between commas before the verb: "its share, by the count of X, is 28 per cent"."""
    doc = context.doc
    if doc[start - 1].text != "," or not any(token.text == "," for token in doc[end : min(passage.end, end + 8)]):
        return False
    return not has_verb(context, passage.start, start - 1)


def _opens_clause(context: Context, start: int, end: int, passage: TokenSpan) -> bool:
    """Whether a credit opens a later clause, a comma behind it: "..., and according to X, one in six"."""
    doc = context.doc
    before = start - 2 if start - 2 > passage.start and doc[start - 1].text == "," else start - 1
    opened = doc[before].lower_ in _OPENING_CLAUSES or doc[start - 1].text in (":", ";", "—", "–", "(")
    if before < passage.start or not opened:
        return False
    comma = next((token.i for token in doc[end : min(passage.end, end + 12)] if token.text == ","), None)
    return comma is not None and has_verb(context, comma, passage.end)


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
        late = _late_that(token, index, passage)
        if late is not None:
            if source is None and doc[index].lower_ in ("in", "by", "from", "of"):
                made = phrase_after(context, index + 1, passage)
                source = speaker_of(context, made, passage).span if made is not None else None
            index = late
        if index < passage.end and doc[index].lower_ != "that" and token.dep_ == "nsubj":
            index, source = _said_by_be(context, token, passage, source) or (index, source)
        if index >= passage.end or doc[index].lower_ != "that" or _is_aside(context, token.i, passage):
            continue
        content = trimmed(context, index + 1, clause_end(context, index + 1, passage))
        if content.start < content.end and has_verb(context, index + 1, passage.end):
            yield Attribution(source, Span(token.idx, token.idx + len(token)), content)


def _late_that(noun: Token, index: int, passage: TokenSpan) -> int | None:
    """Return where "that" stands behind words in between: "a suggestion in a court filing that it agreed prices"."""
    doc = noun.doc
    if index >= passage.end or doc[index].lower_ not in ("in", "by", "from", "of", "on", "at"):
        return None
    for position in range(index + 1, min(passage.end, index + _BETWEEN)):
        token = doc[position]
        if token.lower_ == "that" and token.dep_ == "mark":
            owner = token.head.head
            return position if token.head.dep_.startswith(("acl", "ccomp")) and noun.i <= owner.i < position else None
        if token.pos_ in ("VERB", "AUX") or token.text in (",", ";", "."):
            return None
    return None


def find_emerged(context: Context, passage: TokenSpan) -> Iterator[Attribution]:
    """Yield what nobody in particular tells: "it emerged on Friday that ...", "..., it has emerged"."""
    doc = context.doc
    for token in passage:
        if token.lower_ not in EMERGING or not any(child.lower_ == "it" for child in token.children):
            continue
        first = min(child.i for child in token.children if child.lower_ == "it")
        that = next((i for i in range(token.i + 1, min(passage.end, token.i + 5)) if doc[i].lower_ == "that"), None)
        if that is not None:
            content = trimmed(context, that + 1, clause_end(context, that + 1, passage))
        elif first > passage.start and doc[first - 1].text == "," and has_verb(context, passage.start, first - 1):
            content = content_before(context, first - 1, passage)
        else:
            continue
        if content.start < content.end:
            yield Attribution(None, Span(token.idx, token.idx + len(token)), content)


def find_headed(context: Context, passage: TokenSpan) -> Iterator[Attribution]:
    """Yield what stands behind a name and a colon: `Veshtar: "We sell to nobody."`, a clause with a verb of its own."""
    doc = context.doc
    first = context.mention_of(doc[passage.start])
    if first is None or first.name_id is None or first.label not in _SPEAKING or first.start != passage.start_char:
        return
    colon = context.tokens(first.start, first.end).end
    if colon + 3 >= passage.end or doc[colon].text != ":" or "\n" in context.text[first.end : doc[colon + 1].idx]:
        return
    subject = any(
        token.dep_ in ("nsubj", "nsubj:pass") and token.head.i > token.i for token in doc[colon + 1 : passage.end]
    )
    if subject and has_verb(context, colon + 1, passage.end):
        content = inside(trimmed(context, colon + 1, clause_end(context, colon + 1, passage)), context.text)
        if content.start < content.end:
            yield Attribution(Span(first.start, first.end), Span(doc[colon].idx, doc[colon].idx + 1), content)


def _giver(context: Context, noun: Token, passage: TokenSpan) -> Span | None:
    """Return who "has evidence that", "raised concerns that", "made allegations that"."""
    subjects = subjects_of(noun.head)
    return speaker_of(context, phrase_around(context, subjects[0], passage), passage).span if subjects else None


def _said_by_be(
    context: Context, noun: Token, passage: TokenSpan, source: Span | None
) -> tuple[int, Span | None] | None:
    """Return where "that" stands in "the allegations, made by Y, are that ...", and Y; None where nothing is told."""
    head = noun.head
    marks = [child for child in head.children if child.dep_ == "mark" and child.lower_ == "that" and child.i > noun.i]
    if not marks or not any(child.dep_ == "cop" and child.i < marks[0].i for child in head.children):
        return None
    for made in (child for child in noun.children if child.dep_ == "acl"):
        for agent in made.children:
            if agent.dep_.startswith("obl") and any(case.lower_ == "by" for case in agent.children):
                source = speaker_of(context, phrase_around(context, agent, passage), passage).span
    return marks[0].i, source


def _is_aside(context: Context, noun: int, passage: TokenSpan) -> bool:
    """Whether a noun looks back: "..., a claim that no court has examined"."""
    doc = context.doc
    return noun - 2 >= passage.start and doc[noun - 1].lower_ in ("a", "an", "the") and doc[noun - 2].text == ","
