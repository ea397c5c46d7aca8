"""Offices told beside a person without a verb of office: "signed it as head of O", "O's directors are P and Q".

The position is the noun, its body stands in its phrase or behind "of"; the person is the one named last before "as",
or those that a plural is said of.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extract.context import Context
from extract.facts.lookup import parties
from extract.facts.role_words import POSITIONS
from extract.folding import listed
from extract.grammar.clauses import NEGATIONS, POSSIBLE
from extract.grammar.phrases import Phrase, phrase_after, phrase_around
from extract.records import Form, Label, Mention

_PEOPLE = frozenset({Label.PERSON})
_BODIES = frozenset({Label.COMPANY, Label.GOVERNMENT, Label.ORGANISATION})
_FARTHEST = 14
_DOUBTFUL = listed(
    "candidate nominate nominated nominee seek seeks sought want wants run ran running stand stood hope hopes refuse"
    " refused decline declined posed posing posed rejected considered touted tipped if unless denied denies"
)
_LEAVING = listed("resignation resigned departure dismissal dismissed removal ousted sacked fired quit stepped left")
_BEING = listed("is was are were remain remained became include includes included")

Told = tuple[Mention, Phrase | None, str, Mention | None]


def tied_roles(context: Context, passage: TokenSpan) -> Iterator[Told]:
    """Yield the person, the phrase of the position, a word for it, and a body that stands outside that phrase."""
    for token in passage:
        if context.mention_of(token) is not None:
            continue
        if token.lower_.endswith("s") and token.lower_[:-1] in POSITIONS:
            yield from _several(context, token, phrase_around(context, token, passage), passage)
        if token.lower_ not in POSITIONS:
            continue
        phrase = phrase_around(context, token, passage)
        if phrase.start > passage.start and context.doc[phrase.start - 1].text == "as":
            yield from _as(context, phrase, passage)
        yield from _titled(context, phrase, passage)


def _as(context: Context, phrase: Phrase, passage: TokenSpan) -> Iterator[Told]:
    """Read "P signed it as head of O", "records list P as a director of O", "the resignation of P as chairman of O"."""
    doc = context.doc
    first = max(passage.start, phrase.start - _FARTHEST)
    before = doc[first : phrase.start]
    words = {token.lower_ for token in before if context.mention_of(token) is None}
    if words & (_DOUBTFUL | POSSIBLE | NEGATIONS):
        return
    people = [one for one in context.mentions_in(before.start_char, before.end_char)
              if one.label is Label.PERSON and one.name_id and one.form is not Form.PRONOUN]  # fmt: skip
    if len({one.name_id for one in people}) == 1:
        yield people[-1], phrase, "former " if words & _LEAVING else "", _owner(phrase)


def _owner(phrase: Phrase) -> Mention | None:
    """Return whom "its" before a position stands for."""
    inner = [one for one in phrase.inner if one.label in _BODIES and one.name_id]
    return inner[-1] if inner else None


def _several(context: Context, noun: Token, phrase: Phrase, passage: TokenSpan) -> Iterator[Told]:
    """Read "P and Q are directors of O", "O's directors are P and Q", "its directors, P and Q,"."""
    doc = context.doc
    body, index = _owner(phrase), noun.i + 1
    if index + 1 < passage.end and doc[index].lower_ in ("of", "at"):
        behind = phrase_after(context, index + 1, passage)
        found = parties(context, behind, passage, _BODIES) if behind is not None else ()
        body, index = (found[0], behind.end) if behind is not None and found else (body, index)
    people: tuple[Mention, ...] = ()
    if index < passage.end and doc[index].lower_ in _BEING | {",", ":"}:
        named = phrase_after(context, index + 1, passage)
        people = parties(context, named, passage, _PEOPLE) if named is not None else ()
    if not people and phrase.start > passage.start and doc[phrase.start - 1].lower_ in _BEING:
        start = doc[max(passage.start, phrase.start - _FARTHEST)].idx
        before = context.mentions_in(start, doc[phrase.start].idx)
        people = tuple(one for one in before if one.label is Label.PERSON and one.name_id)
    if (
        body is not None
        and len(people) > 1
        and not {token.lower_ for token in doc[phrase.start - 2 : index]} & NEGATIONS
    ):
        for person in people:
            yield person, None, noun.lower_, body


def _titled(context: Context, phrase: Phrase, passage: TokenSpan) -> Iterator[Told]:
    """Read "Chief Constable Moira Kerr of Surrey Police"."""
    person = phrase.mention
    doc = context.doc
    if person is None or person.label is not Label.PERSON or person.name_id is None or phrase.end + 1 >= passage.end:
        return
    if doc[phrase.end].lower_ not in ("of", "at"):
        return
    body = phrase_after(context, phrase.end + 1, passage)
    found = parties(context, body, passage, _BODIES) if body is not None else ()
    if found:
        title = Phrase(phrase.start, context.tokens(person.start, person.end).start, doc[phrase.start], None)
        yield person, title, "", found[0]
