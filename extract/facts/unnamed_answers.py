"""Who answers without being named: "management denies", "a lawyer for the firm", "the forestry office did not reply".

Where the last one accused is what the words describe ("the company" after a company was accused), it is they who
answer; else the answer is told in the words of the text, and of whoever is accused it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan

from extract.attribution.speakers import speaker_of
from extract.context import Context
from extract.facts.answering import latest_accused
from extract.facts.answers import Setting
from extract.folding import listed
from extract.grammar.clauses import Predicate
from extract.grammar.phrases import Phrase, complement
from extract.grammar.subjects import subject_phrases
from extract.records import Label, Mention

_SPEAKERS = listed(
    "spokesman spokeswoman spokesperson spokespeople spokespersons lawyer lawyers attorney attorneys counsel"
    " representative representatives solicitor solicitors advocate"
)
_COMPANIES = listed(
    "company firm group business manufacturer maker contractor supplier vendor developer start-up startup bank operator"
    " retailer airline insurer shipyard miner carmaker drugmaker chipmaker conglomerate subsidiary corporation"
    " multinational builder utility carrier provider publisher platform consultancy consortium"
)
_AUTHORITIES = listed(
    "ministry government agency council police authority authorities regulator office department service army military"
    " commission court parliament administration embassy prosecutors municipality city inspectorate directorate board"
    " committee unit institute"
)
_PEOPLE = listed(
    "management officials official executives executive director directors owner owners manager managers chairman"
    " chairwoman minister mayor governor prosecutor defendants defendant suspect suspects accused officer officers boss"
    " president secretary founder commander guards staff organisers organizers bosses trustees leadership headteacher"
    " landlord union party university hospital school club charity foundation church newspaper"
)
_BARE = 2  # tokens of "the company"
_ANSWERING = _SPEAKERS | _COMPANIES | _AUTHORITIES | _PEOPLE


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Somebody who answers and has no name: the words for them, and whom they stand for where that is clear."""

    words: str
    assumed: Mention | None


def find_unnamed(context: Context, predicate: Predicate, passage: TokenSpan, setting: Setting) -> Iterator[Unnamed]:
    """Yield who answers where the subject of a verb is somebody without a name, nothing where it is a thing."""
    phrase = next(iter(subject_phrases(context, predicate, passage)), None)
    if phrase is None or phrase.head.pos_ != "NOUN":
        return
    if speaker_of(context, phrase, passage).mention is not None or phrase.head.lower_ not in _ANSWERING:
        return
    if phrase.mention is not None and phrase.mention.name_id is not None:
        return
    yield Unnamed(_words(context, phrase, passage), _assumed(context, phrase, passage, setting))


def _words(context: Context, phrase: Phrase, passage: TokenSpan) -> str:
    """Return the words for somebody unnamed, with whom they speak for: "a lawyer for the firm"."""
    behind = complement(context, phrase, passage)
    end = behind.end if behind is not None else phrase.end
    return context.doc[phrase.start : end].text


def _assumed(context: Context, phrase: Phrase, passage: TokenSpan, setting: Setting) -> Mention | None:
    """Return the last one accused where the words describe it and speak for nobody else."""
    head = phrase.head.lower_
    accused = latest_accused(context, setting.allegations, phrase.head.idx)
    if accused is None or accused.name_id is None or complement(context, phrase, passage) is not None:
        return None
    definite = context.doc[phrase.start].lower_ in ("the", "its", "their", "his", "her")
    if head in _SPEAKERS:
        return accused
    if head in _COMPANIES and definite and phrase.end - phrase.start <= _BARE:
        return accused if accused.label is Label.COMPANY else None
    named = head in context.fullest_name(accused).lower().split()
    return accused if head in _AUTHORITIES and named and accused.label is Label.GOVERNMENT else None
