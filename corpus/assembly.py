"""From a Reading to a Document: what the reader found, and what can be told from it: title, date, kind, language."""

from __future__ import annotations

from pathlib import PurePosixPath

from corpus.datelines import find_agreement_date, find_date
from corpus.identity import document_id_of
from corpus.kinds import find_kind
from corpus.language import find_language
from corpus.options import IngestOptions
from corpus.readers.reading import Reading
from corpus.records import Document, Kind, Source
from corpus.sniff import HTML, MAIL
from corpus.text import tidy

LONGEST_TITLE = 300
NOTICE_OPENING = 600
OPENING, CLOSING = 6_000, 3_000
"""Where a contract dates itself: at its beginning, else where it is signed."""


def document_of(reading: Reading, source: Source, media_type: str, options: IngestOptions) -> Document:
    """Return the document that a reading of these bytes makes."""
    title = tidy(reading.title)[:LONGEST_TITLE] or name_of(source.location)
    kind, reason = _kind(reading, title, media_type, options)
    date = reading.date
    if date is None and reading.kind is None and kind is Kind.CONTRACT:
        date = find_agreement_date(reading.text[:OPENING]) or find_agreement_date(reading.text[-CLOSING:])
    if date is None and reading.kind is None and kind is Kind.SANCTIONS_NOTICE:
        date = find_date(reading.text[:NOTICE_OPENING])
    return Document(
        document_id=document_id_of(source.sha256),
        sha256=source.sha256,
        location=source.location,
        media_type=media_type,
        kind=kind,
        kind_reason=reason,
        title=title,
        text=reading.text,
        date=date,
        language=reading.language or find_language(reading.text),
        publisher=reading.publisher,
        authors=reading.authors,
        source=options.source,
        sections=reading.sections,
        lines=reading.lines,
        offsets=reading.offsets,
        metadata=tuple(sorted(reading.metadata)),
        tools=reading.tools,
    )


def name_of(location: str) -> str:
    """Return the file name at the end of a location, without its ending, as a title of last resort."""
    name = PurePosixPath(location.rpartition("!")[2])
    return tidy(name.stem.replace("_", " ")) or location


def _kind(reading: Reading, title: str, media_type: str, options: IngestOptions) -> tuple[Kind, str]:
    if options.kind is not None:
        return options.kind, "It was added as this kind."
    if reading.kind is not None:
        return reading.kind, reading.kind_reason
    kind, reason = find_kind(
        reading.text,
        title,
        webpage=media_type == HTML,
        published=reading.publisher is not None or bool(reading.authors and media_type == HTML),
    )
    if kind is Kind.NEWS and media_type == MAIL:
        return Kind.OTHER, "It is a letter by mail."
    return kind, reason
