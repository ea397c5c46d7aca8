"""The sides of a verb of dealing: who does it, what is done, and who stands behind a preposition."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan

from extract.context import Context
from extract.facts.lookup import PARTIES, first_party, parties
from extract.grammar.clauses import Predicate
from extract.grammar.phrases import Phrase, phrase_after
from extract.grammar.subjects import subject_phrases
from extract.records import Label, Mention

SUPPLIERS = frozenset({Label.COMPANY, Label.ORGANISATION})
BUYERS = PARTIES | {Label.PLACE}
_FARTHEST = 22


def subject_of(
    context: Context, predicate: Predicate, passage: TokenSpan, labels: frozenset[Label]
) -> tuple[Mention, ...]:
    """Return the parties that are the subject of a verb, of the labels asked for."""
    return first_party(context, subject_phrases(context, predicate, passage), passage, labels, predicate.first)


def object_of(context: Context, predicate: Predicate, passage: TokenSpan) -> Phrase | None:
    """Return the phrase right behind a verb."""
    return phrase_after(context, predicate.verb.i + 1, passage)


def behind(
    context: Context, index: int, passage: TokenSpan, prepositions: tuple[str, ...], labels: frozenset[Label]
) -> tuple[Mention, ...]:
    """Return the parties behind the first of some prepositions that names any, before the next finite verb."""
    doc = context.doc
    for position in range(index, min(passage.end - 1, index + _FARTHEST)):
        token = doc[position]
        if token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP") and position > index:
            return ()
        if token.lower_ in prepositions and context.mention_of(token) is None:
            phrase = phrase_after(context, position + 1, passage)
            found = parties(context, phrase, passage, labels) if phrase is not None else ()
            if found:
                return found
    return ()
