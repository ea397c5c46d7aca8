"""How the text stands to what it says at one place: asserted, reported by somebody, merely possible, or denied."""

from __future__ import annotations

from dataclasses import dataclass

from extract.attribution.cues import CUES, STATING_NOUNS, CueClass
from extract.attribution.speakers import mention_at_span
from extract.context import Context
from extract.facts.drafts import UNATTRIBUTED
from extract.grammar.clauses import POSSIBLE, Predicate
from extract.records import Attribution, Modality, Span


@dataclass(frozen=True, slots=True)
class Stance:
    """The modality of what is said, and in words who says it where it is not the document itself."""

    modality: Modality = Modality.ASSERTED
    claimed_by: str | None = None


def attribution_around(context: Context, offset: int) -> Attribution | None:
    """Return the innermost attribution whose content holds an offset."""
    around = [item for item in context.attributions if item.content.start <= offset < item.content.end]
    return min(around, key=lambda item: item.content.end - item.content.start) if around else None


def is_claimed(context: Context, offset: int) -> bool:
    """Whether words stand in what somebody merely claims or charges another with."""
    around = attribution_around(context, offset)
    if around is None:
        return False
    cue = context.text[around.cue.start : around.cue.end].lower()
    return any(CUES[kind].find(cue) for kind in (CueClass.CLAIM, CueClass.ACCUSE)) or cue in STATING_NOUNS


def stance_of(context: Context, predicate: Predicate) -> Stance:
    """Return how the text stands to a predicate."""
    around = attribution_around(context, predicate.verb.idx)
    if predicate.negated:
        return Stance(Modality.DENIED, source_words(context, around.source) if around else None)
    if around is not None:
        denies = CUES[CueClass.DENY].find(context.text[around.cue.start : around.cue.end].lower()) is not None
        return Stance(Modality.DENIED if denies else Modality.REPORTED, source_words(context, around.source))
    if predicate.hearsay:
        return Stance(Modality.REPORTED, UNATTRIBUTED)
    return Stance(Modality.POSSIBLE) if predicate.modal in POSSIBLE else Stance()


def source_words(context: Context, source: Span | None) -> str:
    """Return in words who a source is: the fullest name where it is named, `unattributed` where there is none."""
    if source is None:
        return UNATTRIBUTED
    mention = mention_at_span(context, source)
    return context.fullest_name(mention) if mention is not None else context.text[source.start : source.end]
