"""Any spaCy pipeline, made ready to be scored: its labels in our words, and what it does not do, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from evaluation.model.counting import trimmed
from evaluation.model.records import Span
from extract.components.spans import TAGS

ALIASES = {foreign: tag.value for foreign, tag in TAGS.items()}
"""What other pipelines call our four labels (GPE, LOC, FAC: PLACE; NORP: GROUP); the extractor reads them so too."""
LABELS = ("PERSON", "ORG", "PLACE", "GROUP")

ATTRIBUTES = {
    "TAG": "it has no component that sets fine tags (`tagger`)",
    "POS": "it has no component that sets coarse tags (`morphologizer`, or `attribute_ruler` after a tagger)",
    "MORPH": "it has no component that sets features (`morphologizer`)",
    "LEMMA": "it has no component that gives base forms of words (`lemmatizer`)",
    "DEP": "it has no component that parses sentences (`parser`)",
    "SENT_START": "it has no component that finds sentences (`parser`, `senter` or `sentencizer`)",
    "ENT_IOB": "it has no component that finds names (`ner`)",
}
"""What a pipeline may leave unset, and how that is told."""


def lacking(docs: list[Doc], attribute: str) -> str | None:
    """Return the sentence for an annotation that none of the documents has, None where one has it."""
    if any(doc.has_annotation(attribute) for doc in docs):
        return None
    return f"The pipeline does not do this: {ATTRIBUTES[attribute]}."


def names_in(doc: Doc) -> Iterator[Span]:
    """Yield the names of a document as offsets in its text, with our labels; other labels are left out."""
    for span in doc.ents:
        if span.label_ in ALIASES:
            yield (*trimmed(doc.text, span.start_char, span.end_char), ALIASES[span.label_])
