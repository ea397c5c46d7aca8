"""Scores of what is known of a document as such: its kind, title, date and publisher, and furniture kept out."""

from __future__ import annotations

from corpus.records import Document, SectionKind
from evaluation.matching import plain
from evaluation.records import GoldDocument
from evaluation.tally import Tally

PROPERTIES = ("kind", "title", "date", "publisher")


def count_properties(tally: Tally, expected: GoldDocument, document: Document | None) -> None:
    """Count the properties of one document, which is None where it was not read."""
    for measure in PROPERTIES:
        wanted = getattr(expected, measure)
        if wanted is None:
            continue
        said = None if document is None else getattr(document, measure)
        right = said is not None and plain(str(said)) == plain(str(wanted))
        tally.add(measure, gold=1, found=said is not None, right=right)
    for phrase in expected.must_not_include:
        absent = document is not None and plain(phrase) not in plain(_story(document))
        tally.add("furniture kept out", gold=1, found=1, right=absent)


def _story(document: Document) -> str:
    """Return the text without what was recognised as not being part of the story."""
    aside = [section for section in document.sections if section.kind is SectionKind.BOILERPLATE]
    text = document.text
    for section in sorted(aside, key=lambda section: -section.start):
        text = text[: section.start] + text[section.end :]
    return text
