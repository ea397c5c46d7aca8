"""The entry to structured documents: their fields in, names and facts out, without any language model."""

from __future__ import annotations

from corpus.entries import Field, find_entries
from corpus.records import Document
from corpus.structured import STRUCTURED
from extract.extraction import Extraction
from extract.structure.awards import read_award
from extract.structure.entries import Gathering
from extract.structure.listing import read_entry


def is_structured(document: Document) -> bool:
    """Whether a document is made of entries (see `corpus.entries`)."""
    return document.media_type in STRUCTURED


def extract_structured(document: Document, version: str) -> Extraction:
    """Return all that the entries of a document say."""
    gathering = Gathering(document)
    for entry in find_entries(document):
        if entry.first(Field.BUYER) or entry.first(Field.SUPPLIER) or entry.first(Field.NOTICE):
            read_award(gathering, entry)
        else:
            read_entry(gathering, entry)
    return gathering.extraction(version)
